package journal

import "time"

// NewComplaint is a complaint received at that moment, with the standard of the house. The caller adds what else is known
// of it. taken tells whether a reference is already another's; nil: none is.
func NewComplaint(id, client, what string, at time.Time, s Settings, taken func(reference string) bool) Complaint {
	hours, days := s.Standard()
	return Complaint{
		ID: id, Client: client, What: what,
		Reference: Reference(id, DayOf(at), taken),
		AckBy:     at.Add(time.Duration(hours) * time.Hour),
		AnswerBy:  DayOf(at).Add(days),
		Steps:     []ComplaintStep{{Stage: Received, At: at}},
	}
}

// State is the last step that was done; a delay is none.
func (c Complaint) State() Stage {
	for i := len(c.Steps) - 1; i >= 0; i-- {
		if s := c.Steps[i].Stage; s != Delayed {
			return s
		}
	}
	return ""
}

// Delayed tells whether a delay is what was last met.
func (c Complaint) Delayed() bool {
	n := len(c.Steps)
	return n > 0 && c.Steps[n-1].Stage == Delayed
}

// Received is when the complaint was received; the zero time for one without steps.
func (c Complaint) Received() time.Time {
	if len(c.Steps) == 0 {
		return time.Time{}
	}
	return c.Steps[0].At
}

// Advance is the complaint one step further. The step must be the one that follows; one that the client hears is done
// when they were told, and an answer has words.
func (c Complaint) Advance(to Stage, at time.Time, note string, told *Telling) (Complaint, error) {
	switch note = prose(note); {
	case c.State() == Closed:
		return c, refuse("stage", Settled)
	case to == Closed:
		return c.Close(at, Closing{Note: note})
	case to == "" || to != c.State().next():
		return c, refuse("stage", OutOfOrder)
	case to.heard() && told == nil:
		return c, refuse("told", Untold)
	case to == Assessed && c.Severity == "":
		return c, refuse("severity", Missing)
	case to == Answered && note == "":
		return c, refuse("note", Missing)
	}
	return c.with(ComplaintStep{Stage: to, At: at, Note: note, Told: told})
}

// with is the complaint with a step more.
func (c Complaint) with(s ComplaintStep) (Complaint, error) {
	c.Steps = append(c.Steps[:len(c.Steps):len(c.Steps)], s)
	return c, c.Check()
}

// Delay is the complaint that takes longer than was said, and until when. The client is to be told before the day that
// they expect.
func (c Complaint) Delay(at time.Time, until Day, reason string, told *Telling) (Complaint, error) {
	switch reason = prose(reason); {
	case c.State() == Closed:
		return c, refuse("stage", Settled)
	case len(c.Steps) == 0:
		return c, refuse("stage", OutOfOrder)
	case reason == "":
		return c, refuse("reason", Missing)
	case until == "":
		return c, refuse("until", NoDate)
	case until < DayOf(at):
		return c, refuse("until", PastDate)
	case until <= c.due():
		return c, refuse("until", NotLater)
	}
	return c.with(ComplaintStep{Stage: Delayed, At: at, Note: reason, Until: until, Told: told})
}

// Tell is the complaint of which the client was told the step at place i.
func (c Complaint) Tell(i int, told Telling) (Complaint, error) {
	switch {
	case i < 0 || i >= len(c.Steps):
		return c, refuse("stage", NotListed)
	case c.Steps[i].Told != nil:
		return c, refuse("told", Settled)
	}
	c.Steps = append([]ComplaintStep(nil), c.Steps...)
	c.Steps[i].Told = &told
	return c, c.Check()
}

// SettleNow is the complaint settled on the spot: every step up to the decision at once, told there and then. note says
// how it was settled.
func (c Complaint) SettleNow(told Telling, note string) (Complaint, error) {
	d := c
	for d.State() != DecisionTold {
		words := ""
		if d.State().next() == Answered {
			words = note
		}
		var err error
		if d, err = d.Advance(d.State().next(), told.At, words, &told); err != nil {
			return c, err
		}
	}
	return d, nil
}

// Close is the complaint closed. The client must have been told the decision.
func (c Complaint) Close(at time.Time, k Closing) (Complaint, error) {
	switch c.State() {
	case Closed:
		return c, refuse("stage", Settled)
	case DecisionTold:
	default:
		return c, refuse("told", Untold)
	}
	k = k.tidy()
	if err := k.check(); err != nil {
		return c, err
	}
	c.Closing = &k
	return c.with(ComplaintStep{Stage: Closed, At: at})
}

// Afterwards is the closed complaint with the client's word on it, asked later, or with another cause or outcome.
func (c Complaint) Afterwards(k Closing) (Complaint, error) {
	if c.State() != Closed {
		return c, refuse("stage", OutOfOrder)
	}
	k = k.tidy()
	c.Closing = &k
	return c, c.Check()
}
