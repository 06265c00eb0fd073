// Package charset reads the text of files made elsewhere: UTF-8 with or without a byte order mark, UTF-16, and the two
// older ways of writing French that address books and spreadsheets still use, Windows-1252 (which holds Latin-1) and
// Mac OS Roman. It is written here because the tables of golang.org/x/text would weigh more than the rest of the import.
package charset

import (
	"bytes"
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
func Open(data []byte, as Name) ([]byte, Name) {
	if as == "" {
		as = guess(data)
	}
	switch as {
	case UTF16LE, UTF16BE:
		return fromUTF16(data, as == UTF16BE), as
	case UTF8:
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	}
	return data, as
}

// Text reads bytes that [Open] left: as UTF-8 whenever they can be, for files are put together from several sources, and
// else the older way, by default Windows-1252. UTF-8 that was cut or hurt is still UTF-8.
func Text(b []byte, older Name) string {
	if utf8.Valid(b) {
		return string(b)
	}
	if mostlyUTF8(b) {
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	high := highLatin
	if older == Mac {
		high = highMac
	}
	var s strings.Builder
	s.Grow(len(b) + len(b)/4)
	for _, c := range b {
		switch {
		case c < 0x80:
			s.WriteByte(c)
		case older != Mac && c >= 0xA0:
			s.WriteRune(rune(c))
		default:
			s.WriteRune(high[c-0x80])
		}
	}
	return s.String()
}

// mostlyUTF8 tells whether more characters than bytes out of place stand outside of ASCII. Two accented letters side by side
// are hardly ever one character in UTF-8 too.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		b = b[n:]
	}
	return good > bad
}

var (
	highLatin = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")
	highMac   = []rune("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")
)

func guess(data []byte) Name {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return UTF16LE
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return UTF16BE
	}
	if zeros := zeroSide(data); zeros != "" {
		return zeros
	}
	if utf8.Valid(data) || mostlyUTF8(data) {
		return UTF8
	}
	return older(data)
}

// zeroSide knows UTF-16 without its mark by the empty half of most characters. It is empty for anything else.
func zeroSide(data []byte) Name {
	head := data[:min(len(data), 4096)]
	var even, odd int
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
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
func older(data []byte) Name {
	mac, latin := 0, 0
	for i, c := range data {
		if c < 0x80 || !(i > 0 && letter(data[i-1]) || i+1 < len(data) && letter(data[i+1])) {
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

func fromUTF16(data []byte, big bool) []byte {
	out := make([]byte, 0, len(data)/2+len(data)/8)
	at := func(i int) rune {
		if big {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	for i := 0; i+1 < len(data); i += 2 {
		r := at(i)
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if whole := utf16.DecodeRune(r, at(i+2)); whole != utf8.RuneError {
				r = whole
				i += 2
			}
		}
		if r == '\uFEFF' && i == 0 {
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
