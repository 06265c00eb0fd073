// Package words holds the words that suggested passphrases are made of: 1,296 in each language, as many as four dice
// can pick from, so that each brings 10.3 bits. They are short, plain and spelled one way; no two are a letter apart
// where that could be helped, none begins another, and accents make no difference between two of them.
//
// The program in the browser does not hold them: it fetches the text of a language, words-fr.txt or words-en.txt, when it is
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

// Text is the words of a language, "fr", or English for any other: one a line.
func Text(lang string) string {
	if lang == "fr" {
		return fr
	}
	return en
}

// List lists them.
func List(lang string) []string { return strings.Fields(Text(lang)) }
