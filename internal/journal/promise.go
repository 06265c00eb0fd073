package journal

// Promise is what was promised, to whom, for when (F05). A quote that was asked for is a promise too.
type Promise struct {
	ID          string       `json:"id"`
	Client      string       `json:"client"`                // empty for a promise to oneself
	Self        bool         `json:"self,omitempty"`        // it was made to oneself on purpose: without a client, and in no list
	Run         string       `json:"run,omitempty"`         // the checklist's answers that made it
	Item        string       `json:"item,omitempty"`        // and the item
	Interaction string       `json:"interaction,omitempty"` // the conversation it was made in
	Complaint   string       `json:"complaint,omitempty"`   // the complaint that it serves
	What        string       `json:"what"`
	Made        Day          `json:"made"`
	Due         Day          `json:"due"`
	State       PromiseState `json:"state"`
	Done        Day          `json:"done,omitempty"`   // when it was kept or broken
	Reason      string       `json:"reason,omitempty"` // why it was broken
	Moves       []Move       `json:"moves,omitempty"`  // the other days agreed with the client, oldest first
	Quote       bool         `json:"quote,omitempty"`

	EstimateHours float64 `json:"estimate_hours,omitempty"` // what the work was to take
	ActualHours   float64 `json:"actual_hours,omitempty"`   // what it took

	Remind Day   `json:"remind,omitempty"` // when the worker wants to think of it; it never moves Due
	Told   []Day `json:"told,omitempty"`   // when the client was told how it stands, oldest first
}

// Move is another day agreed with the client, in the place of one that was promised.
type Move struct {
	On     Day    `json:"on"`
	From   Day    `json:"from"`
	To     Day    `json:"to"`
	Reason string `json:"reason"`
}

// PromiseState tells what became of a promise.
type PromiseState string

// The states of a promise (F05). One whose day was agreed anew stays open: see [Promise.Moves].
const (
	Open      PromiseState = "open"
	KeptEarly PromiseState = "kept_early"
	Kept      PromiseState = "kept"
	KeptLate  PromiseState = "late"
	Broken    PromiseState = "broken"
)

// The most of each that a promise holds.
const (
	MaxMoves = 30
	MaxTold  = 200
	MaxHours = 10_000
)

// Kind implements [Record].
func (Promise) Kind() Kind { return KindPromise }

// Key implements [Record].
func (p Promise) Key() string { return p.ID }

// Tidy returns the promise with its words cleaned of what nobody typed on purpose.
func (p Promise) Tidy() Promise {
	p.What, p.Reason = line(p.What), line(p.Reason)
	p.Self = p.Self && p.Client == ""
	if p.State == "" {
		p.State = Open
	}
	return p
}

// Check implements [Record]. A promise cannot be made for a day before the day it was made.
func (p Promise) Check() error {
	switch {
	case p.Client == "" && p.Run == "" && !p.Self:
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
		tooLong("reason", p.Reason, MaxLine),
		p.checkMoves(),
		number("estimate_hours", p.EstimateHours, MaxHours),
		number("actual_hours", p.ActualHours, MaxHours),
		checkDay("remind", p.Remind),
		tooMany("told", len(p.Told), MaxTold),
		checkDays("told", p.Told),
	)
}

// checkMoves refuses moves that do not lead to the day that is due.
func (p Promise) checkMoves() error {
	if err := tooMany("moves", len(p.Moves), MaxMoves); err != nil || len(p.Moves) == 0 {
		return err
	}
	for i, m := range p.Moves {
		if err := first(checkDay("moves", m.On), checkDay("moves", m.From), checkDay("moves", m.To), tooLong("reason", m.Reason, MaxLine)); err != nil {
			return err
		}
		if m.On == "" || m.From == "" || i > 0 && m.From != p.Moves[i-1].To {
			return refuse("moves", NotListed)
		}
	}
	if p.Moves[len(p.Moves)-1].To != p.Due {
		return refuse("moves", NotListed)
	}
	return nil
}

func checkDays(field string, days []Day) error {
	for _, d := range days {
		if d == "" {
			return refuse(field, BadDate)
		}
		if err := checkDay(field, d); err != nil {
			return err
		}
	}
	return nil
}

// FirstDue is the day that was promised at first.
func (p Promise) FirstDue() Day {
	if len(p.Moves) > 0 {
		return p.Moves[0].From
	}
	return p.Due
}

// LastTold is the last time that the client heard of the promise: when it was made, when they were told how it stands, or
// when another day was agreed, whichever was written last.
func (p Promise) LastTold() Day {
	last := p.Made
	if n := len(p.Told); n > 0 {
		last = p.Told[n-1]
	}
	if n := len(p.Moves); n > 0 {
		last = max(last, p.Moves[n-1].On)
	}
	return last
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
