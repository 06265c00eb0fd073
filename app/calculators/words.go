package calculators

import (
	"strings"

	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
)

// words are a calculator's own words, with numbers in the screen's language.
type words struct {
	say *i18n.Printer
	c   content.Calculator
}

func (w words) label(output string) string {
	for _, o := range w.c.Outputs {
		if o.ID == output {
			return o.Label
		}
	}
	return output
}

// fault is the sentence for a number that cannot be used.
func (w words) fault(k calc.Kind) string {
	if text, ok := w.c.Errors[string(k)]; ok {
		return text
	}
	return w.say.T("calculator." + string(k))
}

// count is a number with its noun.
func (w words) count(noun string, n float64) string {
	return w.c.Counts[noun].Words(w.say.Lang(), n, 2)
}

func (w words) number(n float64) string { return w.say.Number(n, 2) }

// sentence fills one of the calculator's sentences; args are name, value pairs.
func (w words) sentence(id string, args ...string) string {
	text := w.c.Sentences[id]
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{"+args[i]+"}", args[i+1])
	}
	return text
}

func (w words) money(v float64) result { return result{raw: v, words: w.say.Money(v)} }
