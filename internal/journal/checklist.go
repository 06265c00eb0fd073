package journal

import "time"

// ChecklistRun is one pass through a checklist, with its answers.
type ChecklistRun struct {
	ID      string            `json:"id"`
	List    string            `json:"list"` // the checklist's slug
	At      time.Time         `json:"at"`
	Answers map[string]string `json:"answers"` // item slug → the choice made
}

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
	}
	return nil
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
