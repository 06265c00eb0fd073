package i18n

import (
	"errors"
	"strings"
	"unicode"
)

// ErrPhone says that what was typed does not read as a telephone number.
var ErrPhone = errors.New("i18n: not a telephone number")

// extMark stands before the extension in a stored number, as in RFC 3966.
const extMark = ";ext="

// maxExt is how many digits an extension has at most.
const maxExt = 8

// NormalizePhone reads a telephone number as people type it and returns the form
// to store, which is stable (normalizing it again changes nothing):
//
//   - ten North American digits, with or without 1 in front: "+15145550123";
//   - another country's, after + or 011: "+33142685300" (8 to 15 digits);
//   - three digits, as 811 and 911: "911";
//   - any of them with an extension ("poste 24", "ext. 24", "x24", "#24"):
//     "+15145550123;ext=24". A colleague may have the extension alone: ";ext=24".
//
// A link or a word in front of it, as it is pasted ("tel:", "Tél. : "), is left out. Spaces, hyphens, dots, slashes, parentheses and Arabic or full-width digits are
// all accepted. An empty text is an empty number. The rest is [ErrPhone].
func NormalizePhone(typed string) (string, error) {
	if len(typed) > 200 {
		return "", ErrPhone
	}
	s := strings.ToLower(strings.TrimSpace(visible(typed)))
	if s == "" {
		return "", nil
	}
	for _, label := range [...]string{"tel", "tél", "cell", "phone"} {
		if rest, ok := strings.CutPrefix(s, label); ok {
			s = strings.TrimLeft(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzé"), ".: \u00a0\u202f")
			break
		}
	}
	s, ext, hasExt := cutExtension(s)
	plus := strings.HasPrefix(s, "+") || strings.HasPrefix(s, "＋")
	number, ok := phoneDigits(strings.TrimLeft(s, "+＋"))
	if !ok {
		return "", ErrPhone
	}
	if number != "" || plus || !hasExt {
		if number, ok = international(number, plus); !ok {
			return "", ErrPhone
		}
	}
	if !hasExt {
		return number, nil
	}
	ext, ok = phoneDigits(ext)
	if !ok || ext == "" || len(ext) > maxExt {
		return "", ErrPhone
	}
	return number + extMark + ext, nil
}

// cutExtension separates the number from its extension, in any of its writings.
// A comma may stand between the two.
func cutExtension(s string) (number, ext string, ok bool) {
	for _, mark := range [...]string{extMark, "poste", "extension", "ext", "x", "#"} {
		if number, ext, ok = strings.Cut(s, mark); ok {
			ext = strings.TrimLeft(ext, ".: ")
			return strings.TrimRight(number, ",; \u00a0\u202f"), ext, true
		}
	}
	return s, "", false
}

// phoneDigits keeps the digits and accepts nothing else but separators.
func phoneDigits(s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		if d, ok := digit(r); ok {
			b.WriteByte(d)
		} else if !unicode.IsSpace(r) && !isMinus(r) && !strings.ContainsRune(".()/", r) {
			return "", false
		}
	}
	return b.String(), true
}

// international puts the country code in front of the digits of a number.
func international(digits string, plus bool) (string, bool) {
	if rest, ok := strings.CutPrefix(digits, "011"); ok && !plus && len(digits) > 10 {
		digits, plus = rest, true // the way out of North America
	}
	if plus && !strings.HasPrefix(digits, "1") {
		return "+" + digits, len(digits) >= 8 && len(digits) <= 15 && digits[0] != '0'
	}
	if !plus && len(digits) == 3 {
		service := digits[0] > '1' && digits[1:] == "11" || digits == "988"
		return digits, service
	}
	if len(digits) == 11 && digits[0] == '1' {
		digits = digits[1:]
	} else if plus {
		return digits, false // +1 wants ten digits
	}
	// No area code begins with 0 or 1: a digit was dropped.
	return "+1" + digits, len(digits) == 10 && digits[0] > '1'
}

// Phone writes a stored number: « 514 555-0123, poste 24 », “514-555-0123,
// ext. 24”. A number of another shape (another country's, 911, what an older
// record holds) is returned as it is, its extension apart.
func (p *Printer) Phone(stored string) string {
	number, ext, hasExt := strings.Cut(stored, extMark)
	if hasExt && (ext == "" || !allDigits(ext)) {
		return stored
	}
	if d, ok := strings.CutPrefix(number, "+1"); ok && len(d) == 10 && allDigits(d) {
		if p.lang == EN {
			number = d[:3] + "-" + d[3:6] + "-" + d[6:]
		} else {
			number = d[:3] + nbsp + d[3:6] + "-" + d[6:]
		}
	}
	switch {
	case !hasExt:
		return number
	case number == "":
		return p.T("phone.extension", "ext", ext)
	default:
		return p.T("phone.with_extension", "number", number, "ext", ext)
	}
}
