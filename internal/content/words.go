package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trousse/internal/i18n"
)

// limits is the number of words at most, by the key of a text. Errors have
// their own: every text under "errors".
var limits = [...]struct {
	key string
	max int
}{
	{"title", 8}, {"short", 3}, {"subject", 8}, {"label", 7}, {"hint", 25},
	{"do", 14}, {"how", 25}, {"say", 14}, {"because", 20}, {"instead", 14}, {"sentence", 25},
	{"name", 6}, {"self", 20}, {"other", 20},
}

const (
	maxScript = 60 // words of a script, all paragraphs
	maxMedian = 30 // median of all scripts, in each language
	maxBreath = 18 // words of a spoken sentence
	maxTip    = 45
	maxError  = 14
	maxHint   = 25
)

// countWords counts as a reader does: a blank is one word, an apostrophe and a
// hyphen do not part one.
func countWords(s string) int {
	n, inside := 0, false
	for _, r := range strings.NewReplacer("’", "", "'", "").Replace(withoutBlanks(s, " blank ")) {
		part := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '%' || r == '$'
		if part && !inside {
			n++
		}
		inside = part || inside && r == '-'
	}
	return n
}

// withoutBlanks puts a word in place of every blank: {{…}}, [[…]] and {name}.
func withoutBlanks(s, word string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := 0
		if strings.HasPrefix(s, "{{") {
			n = strings.Index(s, "}}") + 2
		} else if strings.HasPrefix(s, "[[") {
			n = strings.Index(s, "]]") + 2
		} else {
			n = braceLen(s)
		}
		if n < 3 {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		b.WriteString(word)
		s = s[n:]
	}
	return b.String()
}

// Phrases that the kit does not say, as patterns: (a|b) is a choice, a final *
// matches any ending.
var frenchPhrases = []string{
	"bon matin", "gard(ez|er) la ligne", "retourne(r|) (un|votre|l’|l’ )appel", "je vous reviens", "prendre pour acquis",
	"(faire|fait) du sens", "au niveau d*", "adresser (un|une|le|la) (problème|plainte|question)", "feedback", "email",
	"e-mail", "mail", "checklist", "céduler", "canceller", "opportunité(|s)", "définitivement",
	"(pour les|tout) inconvénient(|s)", "inconvénient(|s) que cela", "pas de (problème|souci)", "sentez-vous (à l’aise|libre)",
	"laisse(z|r|)(-| )(moi|nous|vous) savoir", "laisse(z|r) savoir", "mon nom est",
	"(client|cliente|clientèle|personne|gen)(|s) difficile(|s)", "escalad*", "s’il vous plaît noter", "supporter",
	"livrer un service", "expérience client", "parcours client", "proactif", "impacter", "désolé(|e|s|es)",
	"certain(|e|s|es)", "calmez", "process", "challenge", "booster", "gérer (les|un|une|le|la) (client|émotion)*",
	"en termes de", "valeur ajoutée", "solutionn*", "verbomoteur", "il ou elle",
	"(suis|êtes|serai|serez|étais) (désolé|prêt|certain|content|heureu|ravi|satisfait|conscient|sûr|fâché)*",
}

var englishPhrases = []string{
	"difficult (client|customer|person|people)(|s)", "at your earliest convenience", "please be advised", "kindly",
	"we apologize for any inconvenience", "reach out", "leverage", "utilize", "going forward", "touch base",
	"valued customer", "customer experience", "no problem", "calm down", "actually", "obviously", "as I said", "per my",
	"color", "favor", "center", "organise*", "apologise*", "honor", "behavior", "neighbor(|s)", "queue", "whilst", "awesome",
	"churn", "empower*", "bear with me", "as soon as possible",
}

// phrases returns every phrase of the language that is not said.
func phrases(lang i18n.Lang) []string {
	patterns := frenchPhrases
	if lang == i18n.EN {
		patterns = englishPhrases
	}
	var out []string
	for _, pattern := range patterns {
		out = append(out, expand(strings.ToLower(pattern))...)
	}
	return out
}

// saidPhrases returns the phrases among those given that s holds, as whole words.
func saidPhrases(s string, phrases []string) []string {
	low := strings.ToLower(strings.ReplaceAll(s, string(nb), " "))
	var out []string
	for _, p := range phrases {
		if holds(low, p) {
			out = append(out, strings.TrimSuffix(p, "*"))
		}
	}
	return out
}

// expand turns one pattern into the phrases that it stands for.
func expand(pattern string) []string {
	before, rest, ok := strings.Cut(pattern, "(")
	if !ok {
		return []string{pattern}
	}
	choices, after, _ := strings.Cut(rest, ")")
	var out []string
	for _, tail := range expand(after) {
		for _, choice := range strings.Split(choices, "|") {
			out = append(out, before+choice+tail)
		}
	}
	return out
}

// holds says whether phrase stands in s between word boundaries.
func holds(s, phrase string) bool {
	phrase, open := strings.CutSuffix(phrase, "*")
	for from := 0; ; {
		i := strings.Index(s[from:], phrase)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(phrase)
		next, _ := utf8.DecodeRuneInString(s[end:])
		if !endsInLetter(s[:i]) && (open || end == len(s) || !isLetter(next)) {
			return true
		}
		from = end
	}
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func endsInLetter(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && isLetter(last)
}
