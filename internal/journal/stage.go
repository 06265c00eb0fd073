package journal

// Stage is a step of a complaint, and the state of one whose last step it is.
type Stage string

// The stages, in ISO 10002's order (F06).
const (
	Received     Stage = "received"
	Acknowledged Stage = "acknowledged"
	Assessed     Stage = "assessed"
	Investigated Stage = "investigated"
	Answered     Stage = "answered" // what is answered, and done, is settled
	DecisionTold Stage = "told"
	Closed       Stage = "closed"

	// Delayed may be met anywhere on the way: it is a step that does not lead on.
	Delayed Stage = "delayed"
)

// Stages lists the stages in their order.
var Stages = []Stage{Received, Acknowledged, Assessed, Investigated, Answered, DecisionTold, Closed}

// next is the stage that follows: the first of all after none, and none after the last.
func (s Stage) next() Stage {
	if s == "" {
		return Received
	}
	for i, t := range Stages[:len(Stages)-1] {
		if t == s {
			return Stages[i+1]
		}
	}
	return ""
}

// heard tells whether the step is what the client hears: it is not done before they did.
func (s Stage) heard() bool { return s == Acknowledged || s == DecisionTold }

// Script is the stage under which package content keeps the words for this step.
func (s Stage) Script() string {
	switch s {
	case Assessed, Investigated, Delayed:
		return "in_progress"
	case Answered:
		return string(DecisionTold)
	}
	return string(s)
}
