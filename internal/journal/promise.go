package journal

// Promise is what was promised, to whom, for when (F05). A quote that was asked for is a promise too.
type Promise struct {
	ID          string       `json:"id"`
	Client      string       `json:"client"`                // empty for a promise to oneself, which a checklist's answer made
	Run         string       `json:"run,omitempty"`         // that run
	Item        string       `json:"item,omitempty"`        // and the item
	Interaction string       `json:"interaction,omitempty"` // the conversation it was made in
	What        string       `json:"what"`
	Made        Day          `json:"made"`
	Due         Day          `json:"due"`
	State       PromiseState `json:"state"`
	Done        Day          `json:"done,omitempty"` // when it was kept or broken
}

// PromiseState tells what became of a promise.
type PromiseState string

// The states of a promise (F05).
const (
	Open      PromiseState = "open"
	KeptEarly PromiseState = "kept_early"
	Kept      PromiseState = "kept"
	KeptLate  PromiseState = "late"
	Broken    PromiseState = "broken"
)

// Kind implements [Record].
func (Promise) Kind() Kind { return KindPromise }

// Key implements [Record].
func (p Promise) Key() string { return p.ID }

// Tidy returns the promise with its words cleaned of what nobody typed on purpose.
func (p Promise) Tidy() Promise {
	p.What = line(p.What)
	if p.State == "" {
		p.State = Open
	}
	return p
}

// Check implements [Record]. A promise cannot be made for a day before the day it was made.
func (p Promise) Check() error {
	switch {
	case p.Client == "" && p.Run == "":
		return refuse("client", Missing)
	case p.What == "" && p.Due != "":
		return refuse("promise", NoPromise)
	case p.What == "":
		return refuse("promise", Missing)
	case p.Due == "":
		return refuse("promise_date", NoDate)
	}
	if err := first(checkDay("promise_date", p.Due), checkDay("made", p.Made), checkDay("done", p.Done)); err != nil {
		return err
	}
	if p.Due < p.Made {
		return refuse("promise_date", PastDate)
	}
	return first(
		tooLong("promise", p.What, MaxLine),
		tooLong("run", p.Run, MaxName),
		tooLong("item", p.Item, MaxName),
		oneOf("state", p.State, Open, KeptEarly, Kept, KeptLate, Broken),
	)
}

// Keep is the promise kept on the given day: early, on the day, or late.
func (p Promise) Keep(today Day) Promise {
	p.Done = today
	switch {
	case today < p.Due:
		p.State = KeptEarly
	case today == p.Due:
		p.State = Kept
	default:
		p.State = KeptLate
	}
	return p
}

// When tells where a due day stands, seen from today.
type When int

// The groups in which promises are shown.
const (
	Overdue When = iota
	DueToday
	DueSoon // within the next seven days
	DueLater
)

// WhenDue places a due day among the groups.
func WhenDue(due, today Day) When {
	switch {
	case due < today:
		return Overdue
	case due == today:
		return DueToday
	case due <= today.Add(7):
		return DueSoon
	}
	return DueLater
}
