// Package charset reads the text of files made elsewhere: UTF-8 with or without a byte order mark, UTF-16, and the two
// older ways of writing French that address books and spreadsheets still use, Windows-1252 (which holds Latin-1) and
// Mac OS Roman. It is written here because the tables of golang.org/x/text would weigh more than the rest of the import.
package charset

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Name names a way of writing text as bytes.
type Name string

// The ways that are known.
const (
	UTF8    Name = "utf-8"
	UTF16LE Name = "utf-16le"
	UTF16BE Name = "utf-16be"
	Latin   Name = "windows-1252"
	Mac     Name = "macintosh"
)

// Names lists them in the order in which they are offered.
var Names = []Name{UTF8, Latin, Mac, UTF16LE, UTF16BE}

// Named reads the name that a file gives, as in CHARSET=ISO-8859-1.
func Named(label string) (Name, bool) {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(label)) {
	case "utf8", "usascii", "ascii":
		return UTF8, true
	case "iso88591", "latin1", "windows1252", "cp1252", "iso885915", "latin9":
		return Latin, true
	case "macintosh", "macroman", "xmacroman":
		return Mac, true
	}
	return "", false
}

// Open takes the byte order mark away and turns UTF-16 into UTF-8. Other bytes stay as they are: [Text] reads them, with
// the name that is returned. That name is as, or a guess when as is empty.
func Open(data []byte, as Name) (string, Name) {
	s := string(data)
	if as == "" {
		as = guess(s)
	}
	switch as {
	case UTF16LE, UTF16BE:
		return fromUTF16(s, as == UTF16BE), as
	case UTF8:
		s = strings.TrimPrefix(s, "\uFEFF")
	}
	return s, as
}

// Text reads a piece of what [Open] left: as UTF-8 whenever it can be, for files are put together from several sources, and
// else the older way, by default Windows-1252. UTF-8 that was cut or hurt is still UTF-8.
func Text(s string, older Name) string {
	if utf8.ValidString(s) {
		return s
	}
	if mostlyUTF8(s) {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	high := []rune(highLatin)
	if older == Mac {
		high = []rune(highMac)
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	for i := range len(s) {
		switch c := s[i]; {
		case c < 0x80:
			b.WriteByte(c)
		case older != Mac && c >= 0xA0:
			b.WriteRune(rune(c))
		default:
			b.WriteRune(high[c-0x80])
		}
	}
	return b.String()
}

// mostlyUTF8 tells whether more characters than bytes out of place stand outside of ASCII. Two accented letters side by side
// are hardly ever one character in UTF-8 too.
func mostlyUTF8(s string) bool {
	good, bad := 0, 0
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			bad++
		} else if r >= utf8.RuneSelf {
			good++
		}
	}
	return good > bad
}

const (
	highLatin = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	highMac   = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
)

func guess(s string) Name {
	switch {
	case strings.HasPrefix(s, "\xFF\xFE"):
		return UTF16LE
	case strings.HasPrefix(s, "\xFE\xFF"):
		return UTF16BE
	}
	if zeros := zeroSide(s[:min(len(s), 4096)]); zeros != "" {
		return zeros
	}
	if utf8.ValidString(s) || mostlyUTF8(s) {
		return UTF8
	}
	return older(s)
}

// zeroSide knows UTF-16 without its mark by the empty half of most characters. It is empty for anything else.
func zeroSide(head string) Name {
	var zeros [2]int // at even places, and at odd ones
	for i := range len(head) {
		if head[i] == 0 {
			zeros[i%2]++
		}
	}
	even, odd := zeros[0], zeros[1]
	switch half := len(head) / 2; {
	case odd > half*3/4 && even*8 < odd:
		return UTF16LE
	case even > half*3/4 && odd*8 < even:
		return UTF16BE
	}
	return ""
}

// older tells the two older ways apart by where the accented letters of French stand, next to a plain letter: Mac OS Roman
// has its small ones (é è ê ë à â ç î ï ô ù û) and É where Windows-1252 has signs.
func older(s string) Name {
	mac, latin := 0, 0
	for i := range len(s) {
		c := s[i]
		if c < 0x80 || !(i > 0 && letter(s[i-1]) || i+1 < len(s) && letter(s[i+1])) {
			continue
		}
		switch {
		case strings.IndexByte("\x83\x88\x89\x8D\x8E\x8F\x90\x91\x94\x95\x99\x9D\x9E", c) >= 0:
			mac++
		case c >= 0xC0:
			latin++
		}
	}
	if mac > latin {
		return Mac
	}
	return Latin
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func fromUTF16(s string, big bool) string {
	var b strings.Builder
	b.Grow(len(s)/2 + len(s)/8)
	at := func(i int) rune {
		if big {
			return rune(s[i])<<8 | rune(s[i+1])
		}
		return rune(s[i+1])<<8 | rune(s[i])
	}
	for i := 0; i+1 < len(s); i += 2 {
		r := at(i)
		if utf16.IsSurrogate(r) && i+3 < len(s) {
			if whole := utf16.DecodeRune(r, at(i+2)); whole != utf8.RuneError {
				r = whole
				i += 2
			}
		}
		if r != '\uFEFF' || i > 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
