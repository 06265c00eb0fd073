package journal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most characters (runes) that fields may hold.
const (
	MaxName  = 120
	MaxLine  = 500
	MaxNotes = 20_000
)

// line tidies a one-line field: line breaks and control characters become spaces, runs of spaces one. Everything else,
// emoji and right-to-left text included, is kept as typed; but what shows nothing at all counts as empty. What turns or
// isolates the direction of writing goes: a name could show reversed, or turn the words after it.
func line(s string) string {
	s = strings.Map(unturned, strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == ' ' || r == '\u2028' || r == '\u2029'
	}), " ")
	return ifVisible(strings.TrimSpace(s))
}

// unturned drops embeddings, overrides and isolates of direction (U+202A–202E, U+2066–2069). The plain marks (U+200E,
// U+200F) only place what stands beside them, and stay.
func unturned(r rune) rune {
	if r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' {
		return -1
	}
	return r
}

// ifVisible is s, or nothing when s is made of spaces and invisible marks only.
func ifVisible(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }) < 0 {
		return ""
	}
	return s
}

// prose tidies a field of several lines: only control characters other than line breaks and tabs go, and what surrounds
// the text.
func prose(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return ifVisible(strings.TrimSpace(s))
}

// isWeb tells whether an address leads to the web, and nowhere else.
func isWeb(s string) bool {
	lower := strings.ToLower(s)
	host, ok := strings.CutPrefix(lower, "https://")
	if !ok {
		host, ok = strings.CutPrefix(lower, "http://")
	}
	return ok && strings.Contains(host, ".") && !strings.ContainsAny(host, " <>\"\\") && host[0] != '.' && host[0] != '/'
}

func tooLong(field, s string, most int) error {
	if utf8.RuneCountInString(s) > most {
		return &FieldError{Field: field, Problem: TooLong, Limit: most}
	}
	return nil
}

// number refuses what is not a number from 0 to most.
func number(field string, v, most float64) error {
	if !(v >= 0 && v <= most) {
		return &FieldError{Field: field, Problem: BadNumber, Limit: int(most)}
	}
	return nil
}

func tooMany(field string, n, most int) error {
	if n > most {
		return &FieldError{Field: field, Problem: TooMany, Limit: most}
	}
	return nil
}

// first returns the first error that is not nil.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func oneOf[T ~string](field string, v T, choices ...T) error {
	for _, c := range choices {
		if v == c {
			return nil
		}
	}
	return refuse(field, NotListed)
}
