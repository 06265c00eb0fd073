package journal

// Observation is service lived as a client, good or bad, and what it teaches (F13).
type Observation struct {
	ID     string  `json:"id"`
	On     Day     `json:"on"`
	Where  string  `json:"where,omitempty"`
	How    Verdict `json:"how"`
	What   string  `json:"what"`
	Lesson string  `json:"lesson,omitempty"`
}

// Verdict tells whether a service was good or bad.
type Verdict string

// The verdicts.
const (
	GoodService Verdict = "good"
	BadService  Verdict = "bad"
)

// Kind implements [Record].
func (Observation) Kind() Kind { return KindObservation }

// Key implements [Record].
func (o Observation) Key() string { return o.ID }

// Tidy returns the observation with its words cleaned of what nobody typed on purpose.
func (o Observation) Tidy() Observation {
	o.Where, o.What, o.Lesson = line(o.Where), prose(o.What), prose(o.Lesson)
	return o
}

// Check implements [Record].
func (o Observation) Check() error {
	switch {
	case o.What == "":
		return refuse("what", Missing)
	case o.How == "":
		return refuse("how", Missing)
	case o.On == "":
		return refuse("on", NoDate)
	}
	return first(
		oneOf("how", o.How, GoodService, BadService),
		checkDay("on", o.On),
		tooLong("where", o.Where, MaxName),
		tooLong("what", o.What, MaxNotes),
		tooLong("lesson", o.Lesson, MaxNotes),
	)
}
