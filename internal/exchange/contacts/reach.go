package contacts

import (
	"strings"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// number reads a telephone number as address books hold them: tel: addresses, pauses before an extension, a zero in
// parentheses that is not dialled from abroad. ok is false for what no number is, which stays as it was.
func number(s string) (stored string, ok bool) {
	t := strings.TrimSpace(s)
	if len(t) > 4 && strings.EqualFold(t[:4], "tel:") {
		t = t[4:]
	}
	if strings.HasPrefix(t, "+") {
		t = strings.Replace(t, "(0)", "", 1)
	}
	if n, err := i18n.NormalizePhone(t); err == nil && n != "" {
		return n, true
	}
	// The way out of other countries stands for the plus.
	if abroad, is := strings.CutPrefix(t, "00"); is {
		if n, err := i18n.NormalizePhone("+" + strings.TrimLeft(abroad, " -.")); err == nil {
			return n, true
		}
	}
	// A comma, a p or a semicolon waits; what follows is dialled after.
	if i := strings.IndexAny(t, ",;pPwW"); i > 0 {
		rest := strings.TrimLeft(t[i:], ",;pPwW ")
		if n, err := i18n.NormalizePhone(t[:i] + ";ext=" + rest); err == nil && isNumber(rest) {
			return n, true
		}
	}
	return s, false
}

// numbers reads all the numbers of a value: “418 555-0101 / 418 555-0102”. What is left is what is no number.
func numbers(s string) (found []string, left string) {
	if n, ok := number(s); ok {
		return []string{n}, ""
	}
	parts := []string{s}
	for _, sep := range [...]string{"\n", ";", "|", " / ", "/", " ou ", " or ", " et ", " and ", ","} {
		var next []string
		for _, p := range parts {
			next = append(next, strings.Split(p, sep)...)
		}
		if len(next) > 20 {
			break
		}
		parts = next
	}
	var rest []string
	for _, p := range parts {
		if n, ok := number(p); ok {
			found = append(found, n)
			continue
		}
		if n, ok := number(undressed(p)); ok && len(n) > 7 {
			found = append(found, n)
		}
		if strings.TrimSpace(p) != "" {
			rest = append(rest, p)
		}
	}
	if len(rest) > 0 {
		return found, s // whole, so that the words beside a number keep their sense
	}
	return found, ""
}

// undressed takes away the words before and after a number: “home: 418 555-0101 (evenings)”.
func undressed(s string) string {
	from, to := strings.IndexAny(s, "+(0123456789"), strings.LastIndexAny(s, "0123456789")
	if from < 0 || to < from {
		return ""
	}
	s = s[from : to+1]
	if strings.HasPrefix(s, "(") && !strings.Contains(s, ")") {
		s = s[1:]
	}
	return s
}

// emails reads all the addresses of a value: “Jean <jean@exemple.ca>; jean@exemple.org”.
func emails(s string) (found []string, left string) {
	s = strings.TrimSpace(s)
	if isEmail(s) {
		return []string{s}, ""
	}
	rest := false
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,;<>\"|\n\t()[]", r) }) {
		if len(p) > 7 && strings.EqualFold(p[:7], "mailto:") {
			p = p[7:]
		}
		if isEmail(p) {
			found = append(found, p)
		} else {
			rest = true
		}
	}
	if rest {
		return found, s
	}
	return found, ""
}

// isEmail asks the journal, which keeps them.
func isEmail(s string) bool {
	return s != "" && !strings.ContainsAny(s, "\n\t") && journal.Client{Name: "x", ClientKind: journal.External, Email: s}.Check() == nil
}

// national is the digits of a number by which two are compared: without the country code of North America.
func national(digits string) string {
	if len(digits) == 11 {
		return strings.TrimPrefix(digits, "1")
	}
	return digits
}
