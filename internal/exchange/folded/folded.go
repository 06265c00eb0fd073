// Package folded writes the lines that vCard and iCalendar are made of: text escaped, lines of at most 75 bytes, CRLF.
package folded

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is how many bytes a line holds at most, its end apart (RFC 5545 §3.1, RFC 6350 §3.2).
const width = 75

// Line appends a line, folded. The value is used as it is: [Text] escapes.
func Line(b *strings.Builder, name, value string) {
	rest := name + ":" + value
	for most := width; len(rest) > most; most = width - 1 {
		cut := most
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		b.WriteString(rest[:cut])
		b.WriteString("\r\n ")
		rest = rest[cut:]
	}
	b.WriteString(rest)
	b.WriteString("\r\n")
}

// Text escapes a text, or one part of a value in parts. What cannot stand in these files goes: bytes that are not UTF-8,
// and control characters other than line breaks and tabs.
func Text(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n"))
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)
