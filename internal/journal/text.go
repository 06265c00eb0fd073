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
// emoji and right-to-left text included, is kept as typed; but what shows nothing at all counts as empty.
func line(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return unicode.IsControl(r) || r == ' ' || r == '\u2028' || r == '\u2029'
	}), " ")
	return ifVisible(strings.TrimSpace(s))
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

func tooLong(field, s string, most int) error {
	if utf8.RuneCountInString(s) > most {
		return &FieldError{Field: field, Problem: TooLong, Limit: most}
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
