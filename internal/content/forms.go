package content

// Checklist is a list to run through, about one encounter or a way of working
// (F40 to F49).
type Checklist struct {
	Slug       string            `json:"slug"`
	Rows       []string          `json:"rows"`
	Title      string            `json:"title"`
	Short      string            `json:"short"`
	Method     string            `json:"method"` // how it is answered and worked out
	Intro      string            `json:"intro"`
	IntroOther string            `json:"intro_other,omitempty"` // for the other raters
	How        []string          `json:"how,omitempty"`         // how the score is worked out, and how far to trust it
	Answers    []Choice          `json:"answers,omitempty"`     // the scale, in order; none for MethodWords
	Raters     []string          `json:"raters,omitempty"`      // self, colleague, client, manager
	Areas      []Choice          `json:"areas,omitempty"`       // groups of items, in order
	Items      []Item            `json:"items"`
	Result     map[string]string `json:"result"` // sentences by id
	Counts     map[string]Count  `json:"counts"` // of the result
}

// Methods of a checklist.
const (
	MethodCount = "count" // yes or no, counted
	MethodScale = "scale" // a number for each item
	MethodPlan  = "plan"  // steps with an owner, a date and progress (F43)
	MethodWords = "words" // answered in one's own words (F45)
)

// Choice is one answer of a scale. Its id is a number from the scale (1 … 5),
// or yes, no, not_applicable, not_seen.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Item is one statement of a checklist.
type Item struct {
	ID     string   `json:"id"`
	Area   string   `json:"area,omitempty"`
	Name   string   `json:"name"`
	Self   string   `json:"self"`              // as the worker says it
	Other  string   `json:"other,omitempty"`   // as someone else says it
	SeenBy []string `json:"seen_by,omitempty"` // raters who can see it
	Next   []Link   `json:"next,omitempty"`    // where to go when it is weak
}

// Calculator is the words, defaults and sources of a calculator (F60 to F67).
// Its arithmetic is elsewhere.
type Calculator struct {
	Slug      string            `json:"slug"`
	Rows      []string          `json:"rows"`
	Title     string            `json:"title"`
	Short     string            `json:"short"`
	Intro     string            `json:"intro"`
	Example   string            `json:"example,omitempty"`
	Groups    []Group           `json:"groups,omitempty"`
	Inputs    []Input           `json:"inputs"`
	Outputs   []Output          `json:"outputs"`
	Counts    map[string]Count  `json:"counts,omitempty"`
	Sentences map[string]string `json:"sentences"` // {placeholders} by name
	Notes     map[string]string `json:"notes,omitempty"`
	Grades    map[string]string `json:"grades,omitempty"`  // by grade
	Sources   map[string]string `json:"sources,omitempty"` // by source
	Errors    map[string]string `json:"errors,omitempty"`
	Actions   map[string]string `json:"actions,omitempty"`
}

// Group gathers inputs under a heading, in the order of the inputs.
type Group struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Input is one number to type. Default, Low, High and Choices are in the unit
// as typed: a percentage of 10 is 10, not 0.1.
type Input struct {
	ID       string    `json:"id"`
	Group    string    `json:"group,omitempty"`
	Unit     string    `json:"unit"` // money, count, percent, hours, days, date, choice
	Label    string    `json:"label"`
	Hint     string    `json:"hint,omitempty"`
	Default  float64   `json:"default,omitempty"` // none when Optional
	Example  bool      `json:"example,omitempty"` // the default is an example to replace
	Low      float64   `json:"low,omitempty"`     // published range, 0 and 0 when there is none
	High     float64   `json:"high,omitempty"`
	Grade    string    `json:"grade,omitempty"`  // measured, quoted, illustration
	Source   string    `json:"source,omitempty"` // key of Calculator.Sources
	Choices  []float64 `json:"choices,omitempty"`
	Optional bool      `json:"optional,omitempty"` // empty means not used
}

// Output is one result and its name on screen.
type Output struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}
