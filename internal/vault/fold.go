package vault

import (
	"strings"
	"unicode"
)

// folding is the version of [Fold]. A slot keeps the one that its passphrase was folded with.
const folding = 1

// Fold reduces a passphrase to what counts in it, so that it opens on another keyboard and after a year: lower case,
// Latin letters without accents, œ as oe, straight quotes, no spaces, no hyphens, nothing invisible. Everything else
// counts as typed: digits, punctuation, letters of other scripts. It is frozen: whatever it gives today it must give
// for as long as there are vaults. Typing « Étoile-du Nord » as "etoiledunord" costs less than one bit for each letter;
// a suggested passphrase has neither capitals nor accents that count, and loses nothing.
func Fold(passphrase string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(passphrase, "\uFFFD") {
		if r < lastCased {
			r = unicode.ToLower(r)
		}
		switch {
		case dropped(r):
		case r < 0x80:
			b.WriteRune(r)
		default:
			b.WriteString(plain(r))
		}
	}
	return b.String()
}

// lastCased is the end of the Greek, Cyrillic and Latin letters whose small forms have long been settled; those of
// Vietnamese stand apart.
const lastCased = 0x1F00

// dropped tells whether a character does not count: spaces, hyphens and dashes, combining marks, and what shows nothing.
func dropped(r rune) bool {
	switch {
	case r == '-', r >= 0x2010 && r <= 0x2015, unicode.IsSpace(r), unicode.IsControl(r):
		return true
	case r >= 0x300 && r <= 0x36F: // accents that stand for themselves, as some keyboards send them
		return true
	case r == 0xAD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return r == 0xFE0E || r == 0xFE0F // how an emoji is drawn
}

// plain is what a character other than ASCII counts as.
func plain(r rune) string {
	for _, p := range plainer {
		if strings.ContainsRune(p.from, r) {
			return p.to
		}
	}
	return string(r)
}

// plainer lists the small letters that are others with accents, by those others, and the quotes.
var plainer = [...]struct{ to, from string }{
	{"e", "èéêëēĕėęěẹẻẽếềểễệ"},
	{"a", "àáâãäåāăąạảấầẩẫậắằẳẵặ"},
	{"i", "ìíîïĩīĭįỉịı"},
	{"o", "òóôõöōŏőơọỏốồổỗộớờởỡợø"},
	{"u", "ùúûüũūŭůűųưụủứừửữự"},
	{"c", "çćĉċč"},
	{"oe", "œ"},
	{"ae", "æ"},
	{"'", "’‘ʼ′"},
	{"\"", "«»“”„″"},
	{"ss", "ß"},
	{"n", "ñńņň"},
	{"y", "ýÿŷỳỵỷỹ"},
	{"s", "śŝşšș"},
	{"z", "źżž"},
	{"l", "ĺļľł"},
	{"d", "ďđ"},
	{"g", "ĝğġģ"},
	{"h", "ĥ"},
	{"j", "ĵ"},
	{"k", "ķ"},
	{"r", "ŕŗř"},
	{"t", "ţťț"},
	{"w", "ŵ"},
	{"α", "ά"}, {"ε", "έ"}, {"η", "ή"}, {"ι", "ΐίϊ"}, {"ο", "ό"}, {"υ", "ΰϋύ"}, {"ω", "ώ"}, {"σ", "ς"},
	{"г", "ѓ"}, {"е", "ѐё"}, {"и", "ѝй"}, {"к", "ќ"}, {"у", "ў"}, {"і", "ї"},
}
