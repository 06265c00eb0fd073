package search

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normalised folds one letter by the whole normalisation of Unicode: what the table of the program must agree with.
func normalised(r rune) string {
	var b strings.Builder
	f := folder{b: &b}
	for _, d := range norm.NFKD.String(string(r)) {
		f.rune(d)
	}
	return norm.NFC.String(strings.TrimSuffix(b.String(), " "))
}

// TestTableAgreesWithUnicode compares every letter and sign of the Latin blocks, of their ligatures and of the full-width
// forms with Unicode's own decomposition, and every Cyrillic and Greek letter taken apart with itself.
func TestTableAgreesWithUnicode(t *testing.T) {
	n := 0
	for _, block := range [][2]rune{{0xA0, 0x24F}, {0x1E00, 0x1EFF}, {0xFB00, 0xFB06}, {0xFF01, 0xFF5E}} {
		for r := block[0]; r <= block[1]; r++ {
			if strings.ContainsRune("¨¯´¸ſẛẚµǮǯ", r) {
				continue // a mark on a space, a long s, a micro, an ezh: nobody looks for these
			}
			if want, got := normalised(r), Fold(string(r)); strings.TrimSpace(want) != got {
				t.Errorf("%U %q: %q, Unicode says %q", r, r, got, want)
			}
			if r > 0xBF && unicode.IsLetter(r) {
				n++
				apart := norm.NFD.String(string(r))
				if Fold(apart) != Fold(string(r)) {
					t.Errorf("%U %q taken apart: %q, whole %q", r, r, Fold(apart), Fold(string(r)))
				}
			}
		}
	}
	if n < 700 {
		t.Errorf("only %d letters were compared", n)
	}
	for _, r := range "йёїѓќўάέήίόύώϊϋЙЁЇΆΈ" {
		if apart := norm.NFD.String(string(r)); Fold(apart) != Fold(string(r)) {
			t.Errorf("%q taken apart: %q, whole %q", r, Fold(apart), Fold(string(r)))
		}
	}
}
