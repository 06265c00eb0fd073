package journal

import "time"

// The house's own standard when it has set none (F06): a word within a day, an answer within ten days. They are the kit's
// proposal, from no study.
const (
	DefaultAckHours   = 24
	DefaultAnswerDays = 10
	MaxAckHours       = 30 * 24
	MaxAnswerDays     = 365
)

// Other rhythms of a complaint, in days.
const (
	newsDays  = 7  // nobody waits longer than that without a word
	afterDays = 14 // once told, whether it holds is asked within that
)

// Standard is within how many hours a complaint is acknowledged, and within how many days it is answered.
func (s Settings) Standard() (ackHours, answerDays int) {
	ackHours, answerDays = s.AckHours, s.AnswerDays
	if ackHours == 0 {
		ackHours = DefaultAckHours
	}
	if answerDays == 0 {
		answerDays = DefaultAnswerDays
	}
	return ackHours, answerDays
}

// NextStep is what comes next in a complaint, and by when.
type NextStep struct {
	Stage  Stage     // [Delayed]: the client is to be told of the delay; empty: it is closed
	Step   int       // the place of that delay among the steps; otherwise that of the step to come
	By     Day       // the day
	Before time.Time // the hour too, of the acknowledgement; otherwise the zero time
}

// Next is the step that comes next: a delay that the client has not heard of goes first.
func (c Complaint) Next() NextStep {
	n := len(c.Steps)
	if c.State() == Closed || n == 0 {
		return NextStep{}
	}
	if last := c.Steps[n-1]; last.Stage == Delayed && last.Told == nil {
		return NextStep{Stage: Delayed, Step: n - 1, By: DayOf(last.At)}
	}
	next := NextStep{Stage: c.State().next(), Step: n, By: c.due()}
	if next.Stage == Acknowledged && !c.Delayed() {
		next.Before = c.AckBy
	}
	return next
}

// due is the day of the next step: the one told with a delay, else what the standard of the house says. The steps between
// the first word and the decision share one day, which is the client's.
func (c Complaint) due() Day {
	last := c.Steps[len(c.Steps)-1]
	switch {
	case last.Stage == Delayed:
		return last.Until
	case last.Stage == Received:
		return DayOf(c.AckBy)
	case last.Stage == DecisionTold:
		return DayOf(last.At).Add(afterDays)
	}
	return c.Promised()
}

// Promised is the day on which the client expects the answer: a delay only ever moves it on.
func (c Complaint) Promised() Day {
	day := c.AnswerBy
	for _, s := range c.Steps {
		if s.Stage == Delayed {
			day = max(day, s.Until)
		}
	}
	return day
}

// Late tells by how much the next step is late.
func (c Complaint) Late(now time.Time) Lateness {
	next := c.Next()
	if next.Stage == "" {
		return Lateness{}
	}
	return LateBy(next.By, DayOf(now), DayOf(c.Received()))
}

// News is the day by which the client should hear something, whatever has come of it: once a week until the decision.
func (c Complaint) News() Day {
	switch c.State() {
	case "", DecisionTold, Closed:
		return ""
	}
	return DayOf(c.lastTold()).Add(newsDays)
}

// lastTold is when the client last heard of it, in the order in which it was written; at worst, when they spoke.
func (c Complaint) lastTold() time.Time {
	for i := len(c.Steps) - 1; i >= 0; i-- {
		if t := c.Steps[i].Told; t != nil {
			return t.At
		}
	}
	return c.Received()
}

// Age is the time since the complaint was received, until it was closed: see [Elapsed].
func (c Complaint) Age(now time.Time) (age time.Duration, doubt bool) {
	if n := len(c.Steps); n > 0 && c.Steps[n-1].Stage == Closed {
		now = c.Steps[n-1].At
	}
	return Elapsed(c.Received(), now)
}

// FirstWord is the time from the receipt until the client was first told something.
func (c Complaint) FirstWord() (wait time.Duration, ok bool) {
	for _, s := range c.Steps {
		if s.Told != nil {
			wait, _ = Elapsed(c.Received(), s.Told.At)
			return wait, true
		}
	}
	return 0, false
}

// EarlierComplaints are those that the same client had made before, newest first, among the entries. With one of them, this
// is a second failure: what is known of clients whose complaint was settled does not hold any more.
func EarlierComplaints(c Complaint, entries []Entry) []Entry {
	var earlier []Entry
	for _, e := range entries {
		if e.Kind == KindComplaint && e.Client == c.Client && e.ID != c.ID && e.State != Gone && e.At <= c.Received().Unix() {
			earlier = append(earlier, e)
		}
	}
	sortBy(earlier, func(a, b Entry) bool { return a.At > b.At })
	return earlier
}
