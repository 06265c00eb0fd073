package journal

import "time"

// Handover is a shift given to whoever comes next, with a word for them. It waits until somebody takes it.
type Handover struct {
	ID    string    `json:"id"`
	At    time.Time `json:"at"`             // when it was given
	Since time.Time `json:"since,omitzero"` // when the shift began
	From  string    `json:"from,omitempty"` // the author who gave it
	Note  string    `json:"note,omitempty"`
	Taken time.Time `json:"taken,omitzero"`
	By    string    `json:"by,omitempty"` // the author who took it
}

// Kind implements [Record].
func (Handover) Kind() Kind { return KindHandover }

// Key implements [Record].
func (h Handover) Key() string { return h.ID }

// Tidy returns the hand-over with its words cleaned of what nobody typed on purpose.
func (h Handover) Tidy() Handover {
	h.Note = prose(h.Note)
	return h
}

// Check implements [Record].
func (h Handover) Check() error {
	if err := first(checkMoment("at", h.At), tooLong("note", h.Note, MaxNotes), tooLong("from", h.From, MaxName), tooLong("by", h.By, MaxName)); err != nil {
		return err
	}
	if h.Taken.IsZero() {
		if h.By != "" {
			return refuse("taken", Missing)
		}
		return nil
	}
	return checkMoment("taken", h.Taken)
}

// Waits tells whether the hand-over is for whoever is at the counter: it was not taken, and somebody else gave it. Where
// nobody is told apart it is for whoever comes.
func (h Handover) Waits(now string) bool { return h.Taken.IsZero() && (h.From == "" || h.From != now) }

// Take is the hand-over taken by whoever is at the counter now. The clock may have been set back since it was given.
func (h Handover) Take(by string, now time.Time) (Handover, error) {
	switch {
	case !h.Taken.IsZero():
		return h, refuse("taken", Settled)
	case !h.Waits(by):
		return h, refuse("by", NotListed)
	}
	if now.Before(h.At) {
		now = h.At
	}
	h.Taken, h.By = now, by
	return h, h.Check()
}

// Shift is what is open when the counter changes hands.
type Shift struct {
	Promises   []Entry // to clients, due by tomorrow or to be thought of, soonest first
	Complaints []Entry // received in the shift, or whose next step or word to the client is due by tomorrow, soonest first
	Calls      []Entry // missed in the shift: nobody spoke with the client since
	Hard       []Entry // conversations of the shift that were hard
	ToTell     []Entry // improvements that were made and not told to everyone yet
}

// Empty tells whether nothing is open.
func (s Shift) Empty() bool {
	return len(s.Promises)+len(s.Complaints)+len(s.Calls)+len(s.Hard)+len(s.ToTell) == 0
}

// OpenShift gathers what is open out of entries that come newest first; since is when the shift began. How the worker is
// is no part of it.
func OpenShift(all []Entry, since, now time.Time) Shift {
	var s Shift
	soon := DayOf(now).Add(1)
	spoken := map[string]bool{} // with, or called for nothing, after the call at hand
	for _, e := range all {
		fresh := e.At >= since.Unix()
		switch e.Kind {
		case KindPromise:
			if e.State == string(Open) && e.Client != "" && (e.Due <= soon || e.Next != "" && e.Next <= soon) {
				s.Promises = append(s.Promises, e)
			}
		case KindComplaint:
			if e.State != Gone && e.State != string(Closed) && (fresh || e.Due <= soon || e.Next != "" && e.Next <= soon) {
				s.Complaints = append(s.Complaints, e)
			}
		case KindImprovement:
			if e.State == string(ActedOn) && e.Tags != "" {
				s.ToTell = append(s.ToTell, e)
			}
		case KindInteraction:
			if !fresh || e.State == Gone {
				continue
			}
			missed := e.State == string(NoAnswer) || e.State == string(Voicemail)
			if missed && !spoken[e.Client] {
				s.Calls = append(s.Calls, e)
			}
			spoken[e.Client] = true
			if (Interaction{FeelingBefore: e.Before, FeelingAfter: e.After}).Hard() {
				s.Hard = append(s.Hard, e)
			}
		}
	}
	sortBy(s.Promises, func(a, b Entry) bool { return a.Due < b.Due })
	sortBy(s.Complaints, func(a, b Entry) bool { return a.Due < b.Due })
	return s
}
