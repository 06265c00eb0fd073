package contacts

import (
	"strings"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// reached reads the numbers, or the addresses, of a value. What is neither is told.
func (b *builder) reached(c Cell, email bool) {
	all, read, problem, key := &b.phones, numbers, BadPhone, "detail.phone"
	if email {
		all, read, problem, key = &b.emails, emails, BadEmail, "detail.email"
	}
	found, left := read(c.Value)
	for _, v := range found {
		known := false
		for _, r := range *all {
			known = known || strings.EqualFold(r.value, v)
		}
		if !known {
			*all = append(*all, reach{v, c})
		}
	}
	if left != "" {
		if len(found) == 0 {
			b.problem(problem, left)
		}
		b.add(&b.reach, b.labelled(key, b.label(c)), left)
	}
}

// rank orders what somebody can be reached by: what is preferred, then a cell phone, then the first. A fax, a pager or an
// assistant's number is never the client's own.
func (b *builder) rank(r reach) int {
	switch c := r.cell; {
	case c.kind == fax || c.kind == pager || c.kind == assistant || b.r.own && c.pref == 0:
		return notOwn
	case c.pref > 0:
		return c.pref
	case c.kind == cell:
		return 200
	case c.kind == car:
		return 400
	}
	return 300
}

const notOwn = 1000

// reachable gives the client the best of the numbers or of the addresses; the others are details.
func (b *builder) reachable(all []reach, kind journal.DetailKind) {
	best := 0
	for i := range all {
		if b.rank(all[i]) < b.rank(all[best]) {
			best = i
		}
	}
	for i, r := range all {
		switch {
		case i != best || b.rank(r) == notOwn:
			b.also(kind, b.label(r.cell), r.value)
		case kind == journal.DetailEmail:
			b.c.Client.Email = r.value
		default:
			b.c.Client.Phone = r.value
		}
	}
}

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
	parts := []string{labelledApart(s)}
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

// labelledApart parts the numbers that stand under their labels in one cell: “Phone: 418 555-0101 Mobile: 418 555-0102”.
func labelledApart(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if i > 0 && strings.HasSuffix(w, ":") {
			words[i] = "\n" + w
		}
	}
	if len(words) > 0 && strings.Contains(s, ":") {
		return strings.Join(words, " ")
	}
	return s
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
