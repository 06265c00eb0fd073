package journal

import "time"

// ChecklistRun is one pass through a checklist, with its answers.
type ChecklistRun struct {
	ID      string            `json:"id"`
	List    string            `json:"list"` // the checklist's slug
	At      time.Time         `json:"at"`
	Answers map[string]string `json:"answers"` // item slug → the choice made
}

// MaxAnswers is the most answers of one run: no list comes near.
const MaxAnswers = 500

// Kind implements [Record].
func (ChecklistRun) Kind() Kind { return KindChecklistRun }

// Key implements [Record].
func (r ChecklistRun) Key() string { return r.ID }

// Check implements [Record].
func (r ChecklistRun) Check() error {
	switch {
	case r.List == "":
		return refuse("list", Missing)
	case len(r.Answers) == 0:
		return refuse("answers", Missing)
	case len(r.Answers) > MaxAnswers:
		return &FieldError{Field: "answers", Problem: TooLong, Limit: MaxAnswers}
	}
	for item, choice := range r.Answers {
		if err := first(tooLong("answers", item, MaxName), tooLong("answers", choice, MaxName)); err != nil {
			return err
		}
	}
	return first(checkMoment("at", r.At), tooLong("list", r.List, MaxName))
}

// Count tells how many items were answered with the given choice.
func (r ChecklistRun) Count(choice string) int {
	n := 0
	for _, a := range r.Answers {
		if a == choice {
			n++
		}
	}
	return n
}
