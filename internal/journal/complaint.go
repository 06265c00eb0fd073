package journal

import "time"

// Complaint is an improvement that a client asks for, from its receipt until they were told what became of it (F06). Its
// steps are those of ISO 10002, in that order; what was told to the client at each of them stands with it.
type Complaint struct {
	ID          string  `json:"id"`
	Client      string  `json:"client"`
	Interaction string  `json:"interaction,omitempty"` // the conversation in which it was heard
	Reference   string  `json:"reference"`             // see [Reference]
	Channel     Channel `json:"channel,omitempty"`     // how it came
	What        string  `json:"what"`                  // in the client's words
	Remedy      string  `json:"remedy,omitempty"`      // what would make it right for them

	// Assessment. Safety may be noted at once: it does not wait for a step.
	Severity   Severity   `json:"severity,omitempty"`
	Safety     bool       `json:"safety,omitempty"`
	Complexity Complexity `json:"complexity,omitempty"`
	Impact     Impact     `json:"impact,omitempty"`

	// The house's own standard, as it was on the day.
	AckBy    time.Time `json:"ack_by"`
	AnswerBy Day       `json:"answer_by"`

	Steps   []ComplaintStep `json:"steps"` // as they were written, the receipt first
	Closing *Closing        `json:"closing,omitempty"`
}

// ComplaintStep is a step that was done, or a delay that was met on the way.
type ComplaintStep struct {
	Stage Stage     `json:"stage"`
	At    time.Time `json:"at"`
	Note  string    `json:"note,omitempty"`  // what was found, answered, decided; why it takes longer
	Until Day       `json:"until,omitempty"` // delay: the new day
	Told  *Telling  `json:"told,omitempty"`  // when the client was told, and how; nil: not yet
}

// Telling is the moment at which the client was told, and by which channel.
type Telling struct {
	At time.Time `json:"at"`
	By Channel   `json:"by"`
}

// Closing is what remains when a complaint is closed. The client's own word may come later: see [Complaint.Afterwards].
type Closing struct {
	Outcome       Outcome       `json:"outcome"`
	Cause         Cause         `json:"cause"`
	Note          string        `json:"note,omitempty"`
	Feeling       Feeling       `json:"feeling,omitempty"`
	Recommend     *int          `json:"recommend,omitempty"` // 0–10; nil: not known
	RecommendFrom RecommendFrom `json:"recommend_from,omitempty"`
}

// Severity is how much is at stake for the client.
type Severity string

// The severities; empty: not assessed yet.
const (
	Minor   Severity = "minor"
	Medium  Severity = "medium"
	Serious Severity = "serious"
)

// Severities lists the severities in the order in which they are offered.
var Severities = []Severity{Minor, Medium, Serious}

// Complexity is what it takes to look into a complaint.
type Complexity string

// The complexities; empty: not assessed.
const (
	Simple   Complexity = "simple"   // whoever received it can settle it
	Involved Complexity = "involved" // others of the house have to help
	Complex  Complexity = "complex"  // it takes someone from outside, or long
)

// Complexities lists the complexities in the order in which they are offered.
var Complexities = []Complexity{Simple, Involved, Complex}

// Impact is whom it touches.
type Impact string

// The impacts; empty: not assessed.
const (
	OnOne     Impact = "one"
	OnSeveral Impact = "several"
	OnMany    Impact = "many"
)

// Impacts lists the impacts in the order in which they are offered.
var Impacts = []Impact{OnOne, OnSeveral, OnMany}

// Outcome is what the decision came to, seen from what was asked.
type Outcome string

// The outcomes.
const (
	Granted   Outcome = "granted"
	Partly    Outcome = "partly"
	Declined  Outcome = "declined"
	Withdrawn Outcome = "withdrawn" // by the client
)

// Outcomes lists the outcomes in the order in which they are offered.
var Outcomes = []Outcome{Granted, Partly, Declined, Withdrawn}

// MaxSteps is the most steps of a complaint, delays included.
const MaxSteps = 100

// Kind implements [Record].
func (Complaint) Kind() Kind { return KindComplaint }

// Key implements [Record].
func (c Complaint) Key() string { return c.ID }

// Tidy returns the complaint with its words cleaned of what nobody typed on purpose.
func (c Complaint) Tidy() Complaint {
	c.What, c.Remedy, c.Reference = prose(c.What), prose(c.Remedy), line(c.Reference)
	c.Steps = append([]ComplaintStep(nil), c.Steps...)
	for i := range c.Steps {
		c.Steps[i].Note = prose(c.Steps[i].Note)
	}
	if c.Closing != nil {
		k := c.Closing.tidy()
		c.Closing = &k
	}
	return c
}

// Check implements [Record]. It follows the steps again: no record can hold what the acts refuse.
func (c Complaint) Check() error {
	switch {
	case c.Client == "":
		return refuse("client", Missing)
	case c.What == "":
		return refuse("what", Missing)
	case c.Reference == "":
		return refuse("reference", Missing)
	case c.AnswerBy == "":
		return refuse("answer_by", NoDate)
	}
	return first(
		tooLong("what", c.What, MaxNotes),
		tooLong("remedy", c.Remedy, MaxNotes),
		tooLong("reference", c.Reference, 40),
		oneOf("channel", c.Channel, append(Channels, "")...),
		oneOf("severity", c.Severity, append(Severities, "")...),
		oneOf("complexity", c.Complexity, append(Complexities, "")...),
		oneOf("impact", c.Impact, append(Impacts, "")...),
		checkMoment("ack_by", c.AckBy),
		checkDay("answer_by", c.AnswerBy),
		c.checkSteps(),
		c.checkClosing(),
	)
}

func (c Complaint) checkSteps() error {
	if len(c.Steps) == 0 {
		return refuse("steps", Missing)
	}
	if err := tooMany("steps", len(c.Steps), MaxSteps); err != nil {
		return err
	}
	state := Stage("")
	for _, s := range c.Steps {
		if err := first(checkMoment("at", s.At), tooLong("note", s.Note, MaxNotes), s.Told.check()); err != nil {
			return err
		}
		if s.Stage == Delayed {
			if state == "" || state == Closed {
				return refuse("stage", OutOfOrder)
			}
			if err := checkDelay(s); err != nil {
				return err
			}
			continue
		}
		if s.Stage != state.next() || s.Stage == "" {
			return refuse("stage", OutOfOrder)
		}
		if s.Stage.heard() && s.Told == nil {
			return refuse("told", Untold)
		}
		state = s.Stage
	}
	return nil
}

func checkDelay(s ComplaintStep) error {
	switch {
	case s.Note == "":
		return refuse("reason", Missing)
	case s.Until == "":
		return refuse("until", NoDate)
	}
	return checkDay("until", s.Until)
}

func (c Complaint) checkClosing() error {
	switch closed := c.State() == Closed; {
	case closed && c.Closing == nil:
		return refuse("outcome", Missing)
	case !closed && c.Closing != nil:
		return refuse("stage", OutOfOrder)
	case closed:
		return c.Closing.check()
	}
	return nil
}

func (t *Telling) check() error {
	if t == nil {
		return nil
	}
	return first(oneOf("told_by", t.By, Channels...), checkMoment("told", t.At))
}

func (k Closing) tidy() Closing {
	k.Note = prose(k.Note)
	if k.Recommend == nil {
		k.RecommendFrom = ""
	}
	return k
}

func (k Closing) check() error {
	switch {
	case k.Outcome == "":
		return refuse("outcome", Missing)
	case k.Cause == "":
		return refuse("cause", Missing)
	}
	return first(
		oneOf("outcome", k.Outcome, Outcomes...),
		oneOf("cause", k.Cause, Causes...),
		tooLong("closing_note", k.Note, MaxNotes),
		within("feeling", int(k.Feeling), 0, 5),
		checkRecommend(k.Recommend, k.RecommendFrom),
	)
}
