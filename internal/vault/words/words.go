// Package words holds the words that suggested passphrases are made of: 1,296 in each language, as many as four dice
// can pick from, so that each brings 10.3 bits. They are short, plain and spelled one way; no two are a letter apart
// where that could be helped, none begins another, and accents make no difference between two of them.
//
// The program in the browser does not hold them: it fetches those of a language, words-fr.json or words-en.json, when it is
// asked for a passphrase.
package words

import (
	_ "embed"
	"strings"
)

//go:embed fr.txt
var fr string

//go:embed en.txt
var en string

// List lists the words of a language: "fr", or English for any other.
func List(lang string) []string {
	if lang == "fr" {
		return strings.Fields(fr)
	}
	return strings.Fields(en)
}
