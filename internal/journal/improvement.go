package journal

// Improvement is something to do better, and where the idea came from (F50). A complaint is one that a client asks for.
type Improvement struct {
	ID    string           `json:"id"`
	What  string           `json:"what"`
	Seen  Day              `json:"seen"`
	State ImprovementState `json:"state"`
	Run   string           `json:"run,omitempty"`  // the run of a checklist that it came from
	Item  string           `json:"item,omitempty"` // and the item
}

// ImprovementState tells how far an improvement has come, from the client to whoever can act and back (F50).
type ImprovementState string

// The states of an improvement.
const (
	Heard    ImprovementState = "heard"
	PassedOn ImprovementState = "passed_on"
	ActedOn  ImprovementState = "acted_on"
	ToldBack ImprovementState = "told"
)

// Kind implements [Record].
func (Improvement) Kind() Kind { return KindImprovement }

// Key implements [Record].
func (i Improvement) Key() string { return i.ID }

// Tidy returns the improvement with its words cleaned of what nobody typed on purpose.
func (i Improvement) Tidy() Improvement {
	i.What = prose(i.What)
	if i.State == "" {
		i.State = Heard
	}
	return i
}

// Check implements [Record].
func (i Improvement) Check() error {
	if i.What == "" {
		return refuse("what", Missing)
	}
	if i.Seen == "" {
		return refuse("seen", Missing)
	}
	return first(
		tooLong("what", i.What, MaxNotes),
		checkDay("seen", i.Seen),
		oneOf("state", i.State, Heard, PassedOn, ActedOn, ToldBack),
		tooLong("run", i.Run, MaxName),
		tooLong("item", i.Item, MaxName),
	)
}
