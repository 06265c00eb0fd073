package calculators

import (
	"errors"
	"strings"
	"time"

	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// typed is what the fields hold.
type typed struct {
	numbers calc.Numbers         // by name; percentages as fractions. A field left empty is not there
	texts   map[string]string    // of what is not a number
	lists   map[string][]float64 // amounts
}

// day is the day in a field, or the zero time.
func (t typed) day(name string) time.Time { return journal.Day(t.texts[name]).Time() }

// read turns what is typed into numbers; what is not a number gets its sentence.
func (s *Calculator) read(c content.Calculator) (typed, map[string]string) {
	t := typed{numbers: calc.Numbers{}, texts: map[string]string{}, lists: map[string][]float64{}}
	faults := map[string]string{}
	w := sheet{say: s.env.Say, c: c}
	for _, in := range c.Inputs {
		text := strings.TrimSpace(s.form.Get(in.ID))
		switch {
		case in.Unit == content.UnitAmounts:
			list, line := s.amounts(text)
			t.lists[in.ID] = list
			if line > 0 {
				faults[in.ID] = s.env.Say.T("calculator.line", "n", s.env.Say.Number(float64(line), 0))
			} else if len(list) == 0 {
				faults[in.ID] = w.fault(calc.KindMissing)
			}
		case !in.Numeric():
			if _, err := journal.ParseDay(text); in.Unit == content.UnitDate && text != "" && err != nil {
				faults[in.ID] = s.env.Say.T("problem.date")
				continue
			}
			t.texts[in.ID] = text
		case text != "":
			n, err := s.number(in.ID, text)
			if err != nil {
				faults[in.ID] = w.fault(calc.KindNumber)
				continue
			}
			if in.Unit == content.UnitPercent {
				n /= 100
			}
			t.numbers[in.ID] = n
		}
	}
	return t, faults
}

// number is what a field is worth.
func (s *Calculator) number(name, text string) (float64, error) {
	if f, ok := s.filled[name]; ok && f.text == text {
		return f.n, nil
	}
	return s.env.Say.ParseNumber(text)
}

// amounts reads one amount a line, and tells the first line that is none.
func (s *Calculator) amounts(text string) (list []float64, wrong int) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := s.env.Say.ParseNumber(line)
		if _, ok := calc.Cents(v); err != nil || !ok {
			return nil, n
		}
		list = append(list, v)
	}
	return list, 0
}

// eachLine writes every line of a text that reads as a number in another way, and leaves the others as they are.
func eachLine(text string, say *i18n.Printer, write func(v float64) string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if v, err := say.ParseNumber(line); err == nil {
			lines[i] = write(v)
		}
	}
	return strings.Join(lines, "\n")
}

func fieldsOf(err error) []calc.FieldError {
	var many calc.FieldErrors
	if errors.As(err, &many) {
		return many
	}
	return nil
}
