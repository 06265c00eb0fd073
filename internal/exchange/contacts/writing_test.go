package contacts

import (
	"strings"
	"unicode/utf16"

	"trousse/internal/exchange/charset"
	"trousse/internal/exchange/sheet"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// written is a whole table of clients, as a spreadsheet opens it.
func written(p *i18n.Printer, clients []journal.Client) string {
	var b strings.Builder
	b.WriteString(sheet.Mark)
	sep := sheet.Separator(p.Lang() != i18n.EN)
	sheet.Row(&b, sep, Columns(p)...)
	for _, c := range clients {
		sheet.Row(&b, sep, Cells(p, c)...)
	}
	return b.String()
}

// cards is a file of vCards.
func cards(version Version, notes bool, all []Card) string {
	var b strings.Builder
	for _, c := range all {
		b.WriteString(WriteCard(version, notes, c))
	}
	return b.String()
}

// utf16Of writes a text as UTF-16.
func utf16Of(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// read1252 reads a whole file that is UTF-8 or Windows-1252.
func read1252(data []byte) string { return charset.Text(string(data), charset.Latin) }

// latinOf writes a text as Windows-1252; ok is false when it holds other letters.
func latinOf(s string) (out []byte, ok bool) {
	back := make(map[rune]byte, 256)
	for c := range 256 {
		b := byte(c)
		for _, r := range charset.Text(string([]byte{b}), charset.Latin) {
			back[r] = b
		}
	}
	for _, r := range s {
		b, known := back[r]
		if !known {
			return nil, false
		}
		out = append(out, b)
	}
	return out, true
}
