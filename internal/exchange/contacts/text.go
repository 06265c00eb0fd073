package contacts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trousse/internal/search"
)

// clean takes away what nobody typed: control characters other than line breaks and tabs, and the space around a text. What shows
// nothing at all is empty.
func clean(s string) string {
	if plain(s) {
		return strings.TrimSpace(s)
	}
	s = lineEnds.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || r == '\uFEFF' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s))
	if strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }) < 0 {
		return ""
	}
	return s
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// one makes one line of a text.
func one(s, between string) string {
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' }), between)
}

// cutBytes is the longest beginning of s within n bytes that splits no character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// cutRunes is the beginning of s of at most n characters.
func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// join joins what is not empty.
func join(between string, parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(p)
	}
	return b.String()
}

// says tells whether a text says every word of another: whole words, accents and case apart, or parts of words where
// nothing stands between words, as in Chinese. What search would fold to nothing, as emoji, is looked for as it is.
func says(text, other string) bool {
	folded := " " + search.Fold(text) + " "
	for _, token := range strings.Fields(other) {
		f := search.Fold(token)
		if f == "" {
			if !strings.Contains(text, token) {
				return false
			}
			continue
		}
		if strings.Contains(folded, " "+f+" ") {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(f); r < 0x0E00 || !strings.Contains(folded, f) {
			return false
		}
	}
	return true
}
