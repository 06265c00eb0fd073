package content

import "trousse/internal/i18n"

// Calculator is the words, defaults and sources of a calculator (F60 to F67).
// Its arithmetic is elsewhere.
type Calculator struct {
	Slug    string   `json:"slug"`
	Rows    []string `json:"rows"`
	Title   string   `json:"title"`
	Short   string   `json:"short"`
	Intro   string   `json:"intro"`
	Groups  []Group  `json:"groups,omitempty"`
	Inputs  []Input  `json:"inputs"`
	Outputs []Output `json:"outputs"`
	Main    string   `json:"main"` // the output that stands first

	// Sentences have {placeholders}: the name of an input, of an output, of a
	// count or of a figure. Arithmetic names those that show the working, in
	// order; the others are conclusions.
	Sentences  map[string]string `json:"sentences"`
	Arithmetic []string          `json:"arithmetic,omitempty"`
	Counts     map[string]Count  `json:"counts,omitempty"`
	CountOf    map[string]string `json:"count_of,omitempty"` // count → the value that it counts, where they differ
	Figures    map[string]string `json:"figures,omitempty"`  // value that only sentences show → unit

	Notes   map[string]string `json:"notes,omitempty"`
	Always  []string          `json:"always,omitempty"`  // the notes that are always shown, in order
	Grades  map[string]string `json:"grades,omitempty"`  // by grade
	Sources map[string]string `json:"sources,omitempty"` // by source
	Errors  map[string]string `json:"errors,omitempty"`  // by kind, where the kit's own words do not fit
	Gives   []string          `json:"gives,omitempty"`   // outputs that other calculators take as inputs of the same name
	Next    []string          `json:"next,omitempty"`    // calculators to go on with
}

// Group gathers inputs under a heading, in the order of the inputs.
type Group struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Input is one thing to type or to choose. Default, Low, High and Choices are in
// the unit as typed: a percentage of 10 is 10, not 0.1.
type Input struct {
	ID       string    `json:"id"`
	Group    string    `json:"group,omitempty"`
	Unit     string    `json:"unit"`
	Label    string    `json:"label"`
	Hint     string    `json:"hint,omitempty"`
	Note     string    `json:"note,omitempty"`    // how far to trust the default
	Default  float64   `json:"default,omitempty"` // none when Optional
	Example  bool      `json:"example,omitempty"` // the default is an example to replace
	Low      float64   `json:"low,omitempty"`     // published range, 0 and 0 when there is none
	High     float64   `json:"high,omitempty"`
	Grade    string    `json:"grade,omitempty"`  // measured, quoted, illustration, official
	Source   string    `json:"source,omitempty"` // key of Calculator.Sources
	Choices  []float64 `json:"choices,omitempty"`
	Options  []Choice  `json:"options,omitempty"`  // of a choice, in order; the first is the default
	Optional bool      `json:"optional,omitempty"` // empty means not used
	Own      bool      `json:"own,omitempty"`      // a figure of the worker's own, the same in every calculator that asks for it
	From     string    `json:"from,omitempty"`     // the calculator that works it out
}

// Output is one result and its name on screen.
type Output struct {
	ID    string `json:"id"`
	Unit  string `json:"unit"`
	Label string `json:"label"`
}

// The units of numbers.
const (
	UnitMoney   = "money"
	UnitCents   = "cents" // money to the cent, also when it is round
	UnitCount   = "count"
	UnitPercent = "percent"
	UnitHours   = "hours"
	UnitDays    = "days"
)

// What else an input may be; a result may be a date.
const (
	UnitDate    = "date"
	UnitChoice  = "choice"
	UnitText    = "text"
	UnitAmounts = "amounts" // amounts of money, one a line
	UnitWeek    = "week"    // days of the week, 1 for Monday to 7: 12345
	UnitSpans   = "spans"   // days, one after the other: 2026-12-24/2027-01-04 2027-03-05
)

var (
	inputUnits = []string{UnitMoney, UnitCount, UnitPercent, UnitHours, UnitDays, UnitDate, UnitChoice, UnitText, UnitAmounts, UnitWeek, UnitSpans}
	outUnits   = []string{UnitMoney, UnitCents, UnitCount, UnitPercent, UnitHours, UnitDays, UnitDate}
)

// Numeric tells whether the input is typed as a number.
func (in Input) Numeric() bool {
	switch in.Unit {
	case UnitMoney, UnitCount, UnitPercent, UnitHours, UnitDays:
		return true
	}
	return false
}

type calculatorMeta struct {
	unitMeta
	Inputs []struct {
		Input
		Options []string `json:"options"`
	} `json:"inputs"`
	Outputs    []Output            `json:"outputs"`
	Main       string              `json:"main"`
	Arithmetic []string            `json:"arithmetic"`
	Sentences  map[string][]string `json:"sentences"` // the placeholders of each
	CountOf    map[string]string   `json:"count_of"`
	Figures    map[string]string   `json:"figures"`
	Notes      []string            `json:"notes"`
	Gives      []string            `json:"gives"`
	Next       []string            `json:"next"`
	Checks     []struct {          // count nouns, for the tests
		Lang  i18n.Lang `json:"lang"`
		Count string    `json:"count"`
		N     float64   `json:"n"`
		Want  string    `json:"want"`
	} `json:"checks"`
}

type calculatorWords struct {
	Title, Short, Intro string
	Groups              map[string]string
	Inputs              map[string]struct {
		Label, Hint, Note string
		Options           map[string]string
	}
	Outputs                                   map[string]string
	Counts                                    map[string]Count
	Sentences, Notes, Grades, Sources, Errors map[string]string
}

func (l *loader) calculator(slug string) {
	var m calculatorMeta
	var w calculatorWords
	if !l.read(&m, &w) {
		return
	}
	c := Calculator{Slug: slug, Rows: m.Rows, Title: w.Title, Short: w.Short, Intro: w.Intro,
		Outputs: m.Outputs, Main: m.Main, Sentences: w.Sentences, Arithmetic: m.Arithmetic, Counts: w.Counts, CountOf: m.CountOf,
		Figures: m.Figures, Notes: w.Notes, Always: m.Notes, Grades: w.Grades, Sources: w.Sources, Errors: w.Errors,
		Gives: m.Gives, Next: l.kept(Calculators, m.Next)}
	seen := map[string]bool{}
	for _, x := range m.Inputs {
		in, words := x.Input, w.Inputs[x.ID]
		in.Label, in.Hint, in.Note = words.Label, words.Hint, words.Note
		for _, id := range x.Options {
			in.Options = append(in.Options, Choice{ID: id, Label: words.Options[id]})
		}
		if in.From != "" && !l.follows(l.units.keep(Calculators, in.From)) {
			in.From = ""
		}
		if in.Group != "" && !seen[in.Group] {
			seen[in.Group] = true
			c.Groups = append(c.Groups, Group{ID: in.Group, Title: w.Groups[in.Group]})
		}
		c.Inputs = append(c.Inputs, in)
	}
	for i, o := range c.Outputs {
		c.Outputs[i].Label = w.Outputs[o.ID]
	}
	l.bundle.Calculators = append(l.bundle.Calculators, c)
}
