package calculators

import (
	"strings"
	"time"

	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
)

// sheet is a calculation, with the words to show it in.
type sheet struct {
	say     *i18n.Printer
	c       content.Calculator
	typed   typed
	out     outcome
	faults  int               // fields refused
	refused map[string]string // and why, by name
}

// outcome is what a machine works out.
type outcome struct {
	numbers calc.Numbers         // results, and the figures that only sentences and pictures show, by name
	days    map[string]time.Time // results that are days
	main    string               // the result that stands first, where it is not the calculator's own
	empty   []string             // results that there are none of, which is a result too
	unsaid  []string             // arithmetic that does not apply here
	closing string               // the conclusion: a sentence
	notes   []string             // notes beside those that are always shown
	strips  map[string]strip     // what is drawn below the name of a result
	off     []calc.DayOff        // days off met on the way (F64)
}

// main is the name of the result that stands first.
func (w sheet) main() string {
	if w.out.main != "" {
		return w.out.main
	}
	return w.c.Main
}

func (w sheet) label(output string) string {
	for _, o := range w.c.Outputs {
		if o.ID == output {
			return o.Label
		}
	}
	return output
}

// fault is the sentence for a number that cannot be used.
func (w sheet) fault(k calc.Kind) string {
	if text, ok := w.c.Errors[string(k)]; ok {
		return text
	}
	return w.say.T("calculator." + string(k))
}

// number is a result, or else what was typed.
func (w sheet) number(name string) (float64, bool) {
	v, ok := w.out.numbers[name]
	if !ok {
		v, ok = w.typed.numbers[name]
	}
	return v, ok
}

// words are a value in the language of the screen: a count with its noun, an amount, a percentage, a day. They are
// missing when the value is.
func (w sheet) words(name string) (string, bool) {
	if count, ok := w.c.Counts[name]; ok {
		of := name
		if other, ok := w.c.CountOf[name]; ok {
			of = other
		}
		v, ok := w.number(of)
		return count.Words(w.say.Lang(), v, 2), ok
	}
	if d, ok := w.out.days[name]; ok {
		return w.say.Date(d.Year(), d.Month(), d.Day(), i18n.DateFull), !d.IsZero()
	}
	v, ok := w.number(name)
	unit := w.unit(name)
	if _, result := w.out.numbers[name]; result && unit == content.UnitPercent {
		return w.say.Percent(v, 1), ok // what was typed keeps its decimals
	}
	return w.in(unit, v), ok
}

func (w sheet) unit(name string) string {
	for _, o := range w.c.Outputs {
		if o.ID == name {
			return o.Unit
		}
	}
	for _, in := range w.c.Inputs {
		if in.ID == name {
			return in.Unit
		}
	}
	return w.c.Figures[name]
}

// in is a number with its unit.
func (w sheet) in(unit string, v float64) string {
	switch unit {
	case content.UnitMoney:
		return w.say.Money(v)
	case content.UnitCents:
		return w.say.MoneyExact(v)
	case content.UnitPercent:
		return w.say.Percent(v, 3)
	case content.UnitHours:
		return w.say.N("calculator.hours", v)
	case content.UnitDays:
		return w.say.N("calculator.days", v)
	}
	return w.say.Number(v, 2)
}

// sentence fills one of the calculator's sentences. It is missing when one of its values is: what a result stands on was
// refused, or nothing was asked.
func (w sheet) sentence(id string) (string, bool) {
	text, ok := w.c.Sentences[id]
	var b strings.Builder
	for ok {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		var name, value string
		name, text, _ = strings.Cut(rest, "}")
		value, ok = w.words(name)
		b.WriteString(value)
	}
	return "", false
}

// arithmetic is the working, in order, with the user's own numbers.
func (w sheet) arithmetic() (lines []string) {
	for _, id := range w.c.Arithmetic {
		if text, ok := w.sentence(id); ok && !contains(w.out.unsaid, id) {
			lines = append(lines, text)
		}
	}
	return lines
}

// notes are what there is to know of the results.
func (w sheet) notes() (lines []string) {
	for _, id := range append(w.out.notes[:len(w.out.notes):len(w.out.notes)], w.c.Always...) {
		lines = append(lines, w.c.Notes[id])
	}
	return lines
}

func contains(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
