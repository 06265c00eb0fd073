package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks a letter keeps. More are a prank.
const maxMarks = 4

// Fold reduces text to what search compares: lower case, Latin letters without
// their accents (é, ł and œ are e, l and oe), ASCII digits, and single spaces
// where there was anything else (apostrophes, hyphens, line ends …). Letters of
// other scripts keep their marks: й stays й. What is folded stays as it is when
// folded again, and the result is always valid UTF-8.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	if ascii(s) {
		for i := range len(s) {
			foldASCII(&b, s[i])
		}
		return strings.TrimSuffix(b.String(), " ")
	}
	f := folder{b: &b}
	for rest := strings.ToValidUTF8(s, " "); rest != ""; {
		r, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
		mark, m := utf8.DecodeRuneInString(rest)
		if whole, ok := composed(unicode.ToLower(r), mark); ok {
			r, rest = whole, rest[m:]
		}
		f.rune(narrow(r))
	}
	return strings.TrimSuffix(b.String(), " ")
}

// folded tells, without work, that most folded texts are folded already.
func folded(s string) bool {
	space := true // at the start, or after a space
	for i := range len(s) {
		c := s[i]
		isSpace := c == ' '
		if isSpace && space || !isSpace && !isWordByte(c) {
			return false
		}
		space = isSpace
	}
	return !space || s == ""
}

func isWordByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func foldASCII(b *strings.Builder, c byte) {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	if isWordByte(c) {
		b.WriteByte(c)
	} else {
		space(b)
	}
}

// space ends a word, if one was begun.
func space(b *strings.Builder) {
	if s := b.String(); s != "" && s[len(s)-1] != ' ' {
		b.WriteByte(' ')
	}
}

// folder folds the runes of a text one by one.
type folder struct {
	b     *strings.Builder
	marks int // marks that may still follow the last letter
}

func (f *folder) rune(r rune) {
	if r < utf8.RuneSelf {
		f.marks = 0
		foldASCII(f.b, byte(r))
		return
	}
	if unicode.Is(unicode.Cf, r) {
		return // invisible: direction marks, soft hyphen, joiners
	}
	if unicode.IsMark(r) {
		if f.marks > 0 && !unicode.Is(unicode.Me, r) {
			f.marks--
			f.b.WriteRune(r)
		}
		return
	}
	f.marks = 0
	if c, ok := unaccented(r); ok {
		f.b.WriteByte(c)
		return
	}
	if d, ok := digit(r); ok {
		f.b.WriteByte(d)
		return
	}
	if r = unicode.ToLower(r); r == 'ς' {
		r = 'σ'
	}
	if s, ok := special(r); ok {
		f.write(s)
		return
	}
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
		space(f.b)
		return
	}
	if !unicode.Is(unicode.Latin, r) {
		f.marks = maxMarks
	}
	f.b.WriteRune(r)
}

// write adds a folded text, with one space at most where it begins or ends in one.
func (f *folder) write(s string) {
	for i := range len(s) {
		foldASCII(f.b, s[i])
	}
}

// special folds the letters that have no single ASCII letter under them, and the letters that are apostrophes.
func special(r rune) (string, bool) {
	switch r {
	case 'œ':
		return "oe", true
	case 'æ':
		return "ae", true
	case 'ß':
		return "ss", true
	case 'þ':
		return "th", true
	case 'ʹ', 'ʺ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', 'ˊ', 'ˋ', 'ꞌ':
		return " ", true
	}
	return opened(r)
}

// digit reads an Arabic-Indic, Persian or Devanagari digit; full-width ones are
// already decomposed.
func digit(r rune) (byte, bool) {
	for _, zero := range [...]rune{'٠', '۰', '०'} {
		if r >= zero && r <= zero+9 {
			return byte('0' + r - zero), true
		}
	}
	return 0, false
}

// FoldPhone keeps the digits of a telephone number, in ASCII: the last field of a
// record's text. A stored number keeps its country code in it, so that the number
// is found with and without the 1.
func FoldPhone(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r = narrow(r); r >= '0' && r <= '9' {
			b.WriteByte(byte(r))
		} else if d, ok := digit(r); ok {
			b.WriteByte(d)
		}
	}
	return b.String()
}
