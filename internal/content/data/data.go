// Package data embeds the content files, for the site builder and the tests.
// The program in the browser must not import it: it reads the bundle of its
// language, which the builder makes with package content.
package data

import "embed"

// FS holds planned.txt, tips and one folder a kind, one folder a unit.
//
//go:embed planned.txt */*.json */*/*.json
var FS embed.FS
