package sheet

import "strings"

// Mark is the byte order mark by which spreadsheets know UTF-8.
const Mark = "\uFEFF"

// Separator is what a spreadsheet expects between cells: the comma is the decimal one in French.
func Separator(french bool) byte {
	if french {
		return ';'
	}
	return ','
}

// Row appends a row: every cell quoted when it must be, and none that a spreadsheet would take for a formula.
func Row(b *strings.Builder, sep byte, cells ...string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(sep)
		}
		c = Safe(c)
		if !strings.ContainsAny(c, "\"\r\n\t;,|'") && strings.TrimSpace(c) == c {
			b.WriteString(c)
			continue
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(c, `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

// Safe puts an apostrophe before a text that a spreadsheet would take for a formula, as OWASP advises: one that begins
// with = + - @, with a tab or a line end, or with the full-width forms of these signs. [Unsafe] takes it away. What begins
// with apostrophes and then such a sign gets one more, so that nothing changes on the way there and back.
func Safe(s string) string {
	if formula(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// Unsafe takes away the apostrophe that [Safe] has put.
func Unsafe(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

func formula(s string) bool {
	for _, sign := range [...]string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) {
			return true
		}
	}
	return false
}
