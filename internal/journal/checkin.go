package journal

import "time"

// CheckIn is how the worker is, after a hard conversation or whenever they like (F14). It is private to its author: see
// [Settings.Mine].
type CheckIn struct {
	ID          string    `json:"id"`
	At          time.Time `json:"at"`
	Stress      int       `json:"stress"` // 1 (calm) to 5
	Note        string    `json:"note,omitempty"`
	Author      string    `json:"author,omitempty"`
	Interaction string    `json:"interaction,omitempty"` // the conversation after which it was asked
}

// MaxStress is the most stress of a check-in.
const MaxStress = 5

// Kind implements [Record].
func (CheckIn) Kind() Kind { return KindCheckIn }

// Key implements [Record].
func (c CheckIn) Key() string { return c.ID }

// Tidy returns the check-in with its words cleaned of what nobody typed on purpose.
func (c CheckIn) Tidy() CheckIn {
	c.Note = prose(c.Note)
	return c
}

// Check implements [Record].
func (c CheckIn) Check() error {
	if c.Stress == 0 {
		return refuse("stress", Missing)
	}
	return first(
		within("stress", c.Stress, 1, MaxStress),
		checkMoment("at", c.At),
		tooLong("note", c.Note, MaxNotes),
		tooLong("author", c.Author, MaxName),
	)
}
