package journal

// Cause is why something went wrong: of an error that could have been avoided (F11), and of a complaint when it is
// closed (F06). One list serves both, so that totals add up; the worker's own words stand beside it.
type Cause string

// The causes.
const (
	CauseForgotten   Cause = "forgotten"   // nobody did it
	CauseLate        Cause = "late"        // it was done, too late
	CauseMisheard    Cause = "misheard"    // what was asked was not understood
	CauseMisinformed Cause = "misinformed" // what was said was wrong, or left out
	CauseWork        Cause = "work"        // the work or the product did not hold
	CauseBill        Cause = "bill"        // the price or the bill was wrong
	CauseManner      Cause = "manner"      // how the person was spoken to
	CauseOutside     Cause = "outside"     // a supplier, the weather, another house
	CauseOther       Cause = "other"
)

// Causes lists the causes in the order in which they are offered.
var Causes = []Cause{
	CauseForgotten, CauseLate, CauseMisheard, CauseMisinformed, CauseWork, CauseBill, CauseManner, CauseOutside, CauseOther,
}

// MaxCost is the highest cost, in cents, that is believed.
const MaxCost = 1_000_000_000

// AvoidableError marks a conversation as caused by an error that could have been avoided (F11).
type AvoidableError struct {
	Cause Cause  `json:"cause"`
	Note  string `json:"note,omitempty"`
	Cost  int    `json:"cost_cents,omitempty"` // estimated; 0: not estimated
}

func (a AvoidableError) check() error {
	if a.Cause == "" {
		return refuse("cause", Missing)
	}
	return first(
		oneOf("cause", a.Cause, Causes...),
		tooLong("cause_note", a.Note, MaxLine),
		number("cost", float64(a.Cost), MaxCost),
	)
}
