package content

// Checklist is a list to run through, about one encounter or a way of working
// (F40 to F49).
type Checklist struct {
	Slug       string            `json:"slug"`
	Rows       []string          `json:"rows"`
	Title      string            `json:"title"`
	Short      string            `json:"short"`
	Method     string            `json:"method"`          // how it is answered and worked out
	Score      string            `json:"score,omitempty"` // of MethodScale: how the answers make one
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

// Scores of a scale.
const (
	ScoreMean   = "mean"   // the mean of the answers, 1 to 5
	ScoreShare  = "share"  // the same as a percentage: 1 is nothing, 5 is all of it (F42)
	ScoreLowest = "lowest" // the lowest answer: a chain holds as its weakest link does (F48)
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
