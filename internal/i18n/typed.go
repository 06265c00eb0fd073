package i18n

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
)

// ErrNumber says that what was typed does not read as a number.
var ErrNumber = errors.New("i18n: not a number")

// maxDigits is more digits than any number people type.
const maxDigits = 30

// ParseNumber reads a number as people type it, in either language's habits:
// "1 234,56", "1,234.56", "1.234,56", "3,50", "50 %", "$ 3", "3 $", "-4", with any
// kind of space or minus sign and with Arabic or full-width digits. The result is
// finite. A percent or dollar sign changes nothing: "50 %" is 50.
//
// One shape reads differently in each language, and the printer's decides:
// "1,234" alone is 1.234 in French, where the comma is always the decimal one,
// and 1234 in English. In both, "1.234" is 1.234, and what a space has grouped has
// a decimal comma ("1 234,567").
//
// Anything else is [ErrNumber], an empty text included: whether a field may stay
// empty is for its form to say.
func (p *Printer) ParseNumber(typed string) (float64, error) {
	if len(typed) > 200 {
		return 0, ErrNumber
	}
	s, neg, err := bare(typed)
	if err != nil {
		return 0, err
	}
	whole, frac := p.splitDecimal(s)
	digits, ok := ungroup(whole)
	if !ok || !allDigits(frac) || digits+frac == "" || len(digits)+len(frac) > maxDigits {
		return 0, ErrNumber
	}
	f, err := strconv.ParseFloat("0"+digits+"."+frac+"0", 64)
	if err != nil {
		return 0, ErrNumber
	}
	if neg && f != 0 {
		f = -f
	}
	return f, nil
}

// Doubtful tells whether what was typed is another number to someone of other
// habits: "1,234" and "1.234" are a little more than one to some, and over a
// thousand to others. [Printer.ParseNumber] decides; a screen says what it read.
func Doubtful(typed string) bool {
	s, _, err := bare(typed)
	i := strings.IndexAny(s, ",.")
	return err == nil && i >= 1 && i <= 3 && s[:i] != "0" && len(s)-i == 4 && allDigits(s[:i]+s[i+1:])
}

// Retyped is what was typed, line by line, for someone who goes on in another language: a number that would be another one
// there is written so that it stays what it was. "1,234" becomes "1.234" out of French, and "1234" out of English.
func Retyped(typed string, from, to Lang) string {
	instead := "."
	if from == EN {
		instead = ""
	}
	lines := strings.Split(typed, "\n")
	for i, line := range lines {
		if from != to && Doubtful(line) {
			lines[i] = strings.NewReplacer(",", instead, "٫", instead, "，", instead).Replace(line)
		}
	}
	return strings.Join(lines, "\n")
}

// bare reduces what was typed to ASCII digits and the separators ' ', ',' and '.',
// and takes away the sign, at most one dollar sign and at most one percent sign.
func bare(typed string) (s string, neg bool, err error) {
	var b strings.Builder
	units, signs := 0, 0
	for _, r := range strings.TrimSpace(visible(typed)) {
		switch d, isDigit := digit(r); {
		case isDigit:
			b.WriteByte(d)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == ',' || r == '٫' || r == '，':
			b.WriteByte(',')
		case r == '.' || r == '．':
			b.WriteByte('.')
		case r == '٬' || r == '\'' || r == '’':
			b.WriteByte(' ')
		case r == '$' || r == '%' || r == '٪' || r == '％':
			units++
			b.WriteByte('u')
		case isMinus(r) || r == '+':
			signs++
			neg = isMinus(r)
			b.WriteByte('s')
		default:
			return "", false, ErrNumber
		}
	}
	// Signs and units stand around the number, never inside it, and a sign only
	// before it.
	s = b.String()
	number := strings.TrimLeft(s, "su ")
	number = strings.TrimRight(number, "u ")
	if units > 1 || signs > 1 || strings.ContainsAny(number, "su") {
		return "", false, ErrNumber
	}
	return number, neg, nil
}

// splitDecimal finds which separator, if any, is the decimal one.
func (p *Printer) splitDecimal(s string) (whole, frac string) {
	last := strings.LastIndexAny(s, ",.")
	if last < 0 {
		return s, ""
	}
	whole, frac = s[:last], s[last+1:]
	sep := s[last : last+1]
	if strings.Contains(whole, sep) {
		return s, "" // twice the same: it groups
	}
	alone := !strings.ContainsAny(whole, " ,.")
	if p.lang == EN && sep == "," && alone && len(frac) == 3 &&
		len(whole) >= 1 && len(whole) <= 3 && whole != "0" {
		return s, ""
	}
	return whole, frac
}

// ungroup takes away the separators of thousands, which must all be the same and
// stand before every third digit from the right.
func ungroup(s string) (digits string, ok bool) {
	i := strings.IndexAny(s, " ,.")
	if i < 0 {
		return s, allDigits(s)
	}
	groups := strings.Split(s, s[i:i+1])
	if len(groups[0]) < 1 || len(groups[0]) > 3 {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return "", false
		}
	}
	digits = strings.Join(groups, "")
	return digits, allDigits(digits)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// digit reads a decimal digit: ASCII, Arabic-Indic, Persian, Devanagari or
// full-width.
func digit(r rune) (ascii byte, ok bool) {
	for _, zero := range [...]rune{'0', '٠', '۰', '०', '０'} {
		if r >= zero && r <= zero+9 {
			return byte('0' + r - zero), true
		}
	}
	return 0, false
}

// isMinus accepts the hyphens and dashes that keyboards and word processors put
// for a minus.
func isMinus(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\ufe63', '\uff0d':
		return true
	}
	return false
}

// visible drops the invisible marks (direction, zero width) that come along with
// copied text.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}
