package content

import (
	"slices"
	"strings"
	"unicode"

	"trousse/internal/i18n"
)

const (
	nb     = '\u00a0' // no-break space
	narrow = '\u202f' // narrow no-break space, which the kit does not use
)

// Tidy puts the typography of the language in place: curly apostrophes, the
// ellipsis and, in French, no-break spaces before « : », « % », « $ », « h »
// and « min », between thousands and inside « », and nothing before « ; ! ? ».
// Blanks are left as they are.
func Tidy(s string, lang i18n.Lang) string {
	var b strings.Builder
	for _, chunk := range chunks(s) {
		if chunk.blank {
			b.WriteString(chunk.text)
			continue
		}
		text := strings.NewReplacer("'", "’", "...", "…").Replace(chunk.text)
		if lang == i18n.FR {
			text = tidyFrench([]rune(text))
		}
		b.WriteString(text)
	}
	return b.String()
}

func isSpace(r rune) bool { return r == ' ' || r == nb || r == narrow }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// tidyFrench works from left to right: at each sign it mends what it has
// written, and at each guillemet or number what comes next.
func tidyFrench(in []rune) string {
	var out []rune
	trim := func() {
		for len(out) > 0 && isSpace(out[len(out)-1]) {
			out = out[:len(out)-1]
		}
	}
	afterDigit := func() bool {
		end := len(out)
		for end > 0 && isSpace(out[end-1]) {
			end--
		}
		return end > 0 && end >= len(out)-1 && isDigit(out[end-1])
	}
	for i := 0; i < len(in); i++ {
		r := in[i]
		switch {
		case r == ';' || r == '!' || r == '?':
			trim()
		case r == ':' && len(out) > 0 && isSpace(out[len(out)-1]):
			trim()
			out = append(out, nb)
		case r == '»':
			trim()
			out = append(out, nb)
		case (r == '%' || r == '$') && afterDigit():
			trim()
			out = append(out, nb)
		case isDigit(r) && thousands(in[i:]) && len(out) > 1 && isSpace(out[len(out)-1]) && isDigit(out[len(out)-2]):
			out[len(out)-1] = nb
		case unit(in, i) && afterDigit() && isSpace(out[len(out)-1]):
			out[len(out)-1] = nb
			if r == 'h' && i+2 < len(in) && isSpace(in[i+1]) && isDigit(in[i+2]) {
				out = append(out, 'h', nb)
				i++
				continue
			}
		}
		out = append(out, r)
		if r == '«' {
			for i+1 < len(in) && isSpace(in[i+1]) {
				i++
			}
			out = append(out, nb)
		}
	}
	return string(out)
}

// thousands says whether s begins with three digits and no more.
func thousands(s []rune) bool {
	return len(s) >= 3 && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]) && !unicode.IsLetter(s[3]))
}

// unit says whether « h » or « min » stands alone at i.
func unit(s []rune, i int) bool {
	for _, u := range []string{"h", "min"} {
		end := i + len(u)
		if end <= len(s) && string(s[i:end]) == u && (end == len(s) || !unicode.IsLetter(s[end]) && !isDigit(s[end])) {
			return true
		}
	}
	return false
}

// chunk is a stretch of text, or the marks of a blank, which are not text.
type chunk struct {
	text  string
	blank bool
}

// chunks cuts s around the marks of its blanks. What is written inside an
// asked blank, and a fallback, are text.
func chunks(s string) []chunk {
	var out []chunk
	start := 0
	for i := 0; i < len(s); {
		n := markLen(s[i:])
		if n == 0 {
			i++
			continue
		}
		out = append(out, chunk{text: s[start:i]}, chunk{text: s[i : i+n], blank: true})
		i += n
		start = i
	}
	return append(out, chunk{text: s[start:]})
}

// markLen is the length of the mark at the start of s: "[[kind:", "]]",
// "{{name" up to its bar, "}}", "{name}", or 0.
func markLen(s string) int {
	switch {
	case strings.HasPrefix(s, "[["):
		n := 2
		for n < len(s) && (isIdent(s[n])) {
			n++
		}
		if n < len(s) && s[n] == ':' {
			n++
		}
		return n
	case strings.HasPrefix(s, "]]"), strings.HasPrefix(s, "}}"):
		return 2
	case strings.HasPrefix(s, "{{"):
		if n := strings.IndexAny(s, "|}"); n > 0 {
			return n
		}
	case strings.HasPrefix(s, "{"):
		return braceLen(s)
	}
	return 0
}

// braceLen is the length of the "{name}" at the start of s, or 0.
func braceLen(s string) int {
	if n := strings.IndexByte(s, '}'); n > 1 && s[0] == '{' && strings.IndexFunc(s[1:n], func(r rune) bool { return r > 'z' || !isIdent(byte(r)) }) < 0 {
		return n + 1
	}
	return 0
}

func isIdent(c byte) bool { return c >= 'a' && c <= 'z' || c == '_' }

// typographyFaults lists what is wrong with the signs of a text.
func typographyFaults(s string, lang i18n.Lang) []string {
	var out []string
	add := func(when bool, what string) {
		if when {
			out = append(out, what)
		}
	}
	if want := Tidy(s, lang); want != s {
		add(true, "typography: want "+strings.ReplaceAll(want, string(nb), "␣")+", have "+strings.ReplaceAll(s, string(nb), "␣"))
	}
	add(strings.Contains(s, "  ") || strings.TrimSpace(s) != s, "stray space")
	add(s == "", "empty")
	add(strings.Contains(s, `"`), "straight quotes")
	add(strings.ContainsAny(s, "—–"), "dash: cut the sentence")
	add(strings.ContainsFunc(s, func(r rune) bool { return r >= 0x1f000 || r >= 0x2600 && r <= 0x27bf }), "emoji")
	if lang == i18n.FR {
		outside := s
		for strings.Contains(outside, "«") {
			before, rest, _ := strings.Cut(outside, "«")
			_, after, closed := strings.Cut(rest, "»")
			if !closed {
				add(true, "« without »")
				break
			}
			outside = before + after
		}
		add(strings.ContainsAny(outside, "“”"), "use « » in French")
		add(doublet(s), "abbreviated doublet")
		add(elision(s), "elision or article before a blank")
		return out
	}
	add(strings.ContainsAny(s, "«»"), "use “ ” in English")
	add(endsAny(s, []string{"on "}, []string{"[[date"}), "no “on” before a date blank")
	return out
}

// doublet says whether s holds « client·e », « prêt(e) », « prêt.e » or « vendeur/euse ».
func doublet(s string) bool {
	if !strings.ContainsAny(s, "·•(./") {
		return false
	}
	r := []rune(s)
	for i := 1; i+1 < len(r); i++ {
		if !unicode.IsLetter(r[i-1]) {
			continue
		}
		if !strings.ContainsRune("·•(./", r[i]) {
			continue
		}
		switch rest := string(r[i+1:]); r[i] {
		case '·', '•':
			if unicode.IsLetter(r[i+1]) {
				return true
			}
		case '(':
			inner, _, _ := strings.Cut(rest, ")")
			if slices.Contains([]string{"e", "é", "s", "es", "és", "ne", "trice", "euse"}, inner) {
				return true
			}
		case '.', '/':
			word := rest
			if n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }); n >= 0 {
				word = rest[:n]
			}
			if slices.Contains([]string{"e", "es", "e.s", "se", "euse", "trice", "ne"}, strings.TrimRight(word, ".")) {
				return true
			}
		}
	}
	return false
}

var (
	elided   = []string{"d’", "l’", "qu’", "n’", "s’", "j’", "m’", "jusqu’", "lorsqu’", "puisqu’"}
	articles = []string{"de ", "que ", "le ", "la ", "ne ", "je ", "se ", "si ", "du ", "au "}
)

// elision says whether a word that elides or contracts stands before a blank
// whose value nobody knows. « au {{client.phone|…}} » alone is planned for.
func elision(s string) bool {
	return endsAny(s, elided, []string{"{{", "[["}) ||
		endsAny(s, articles, []string{"[[", "{{client.address", "{{client.first"})
}

// endsAny says whether one of the words, as a whole word, stands right before
// one of the marks.
func endsAny(s string, words, marks []string) bool {
	low := strings.ToLower(s)
	for i := range low {
		if !slices.ContainsFunc(marks, func(m string) bool { return strings.HasPrefix(low[i:], m) }) {
			continue
		}
		for _, w := range words {
			if head, ok := strings.CutSuffix(low[:i], w); ok && !endsInLetter(head) {
				return true
			}
		}
	}
	return false
}
