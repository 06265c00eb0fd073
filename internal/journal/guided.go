package journal

import (
	"maps"
	"strconv"
	"strings"
	"time"
)

// Guided is a guided intervention under way (F01): a step at a time, on one hand, while someone is on the line. All that
// it knows is in a map of strings, as the draft of a form, so that it goes on at the very step after a kill. The values of
// the fields stand under the names of the log form; an act returns another Guided and leaves this one as it was.
type Guided struct{ values map[string]string }

// GuidedStep is a step of a guided intervention.
type GuidedStep string

// The steps.
const (
	GuidedIdentify  GuidedStep = "identify"
	GuidedAbout     GuidedStep = "about"
	GuidedCallback  GuidedStep = "callback"
	GuidedEmail     GuidedStep = "email"
	GuidedListen    GuidedStep = "listen"
	GuidedQuestions GuidedStep = "questions"
	GuidedRestate   GuidedStep = "restate"
	GuidedAgree     GuidedStep = "agree"
	GuidedClose     GuidedStep = "close"
	GuidedDone      GuidedStep = "done" // all was said: only [Guided.Finish] is left
)

// GuidedSteps lists the steps in their order, the end apart.
var GuidedSteps = []GuidedStep{
	GuidedIdentify, GuidedAbout, GuidedCallback, GuidedEmail, GuidedListen, GuidedQuestions, GuidedRestate, GuidedAgree, GuidedClose,
}

// guidedFields are what is noted at each step, by the names of the log form. The answers to questions stand under
// answer_0, answer_1 …, and the questions as they were asked under question_0 …
var guidedFields = map[GuidedStep][]string{
	GuidedIdentify:  {"client", "_client"}, // what was typed; the id of the one who was picked
	GuidedAbout:     {"about"},
	GuidedCallback:  {"phone"}, // in its stored form
	GuidedEmail:     {"email"},
	GuidedListen:    {"notes", "feeling_before"},
	GuidedQuestions: nil,
	GuidedRestate:   {"request"},
	GuidedAgree:     {"promise", "promise_date"},
	GuidedClose:     {"feeling_after", "satisfaction", "ease", "recommend", "recommend_from", "solved_first_time"},
}

// What a guided intervention keeps for itself.
const (
	guidedStep    = "guided_step"
	guidedSkipped = "guided_skipped" // steps, with a comma between
	guidedStarted = "guided_started" // RFC 3339
	guidedDropped = "guided_dropped" // how often the line dropped
)

// NewGuided is an intervention that begins now. What is known already, as of the client from whose record it began, stands
// under the names of the fields.
func NewGuided(now time.Time, known map[string]string) Guided {
	g := Guided{maps.Clone(known)}
	if g.values == nil {
		g.values = map[string]string{}
	}
	g.values[guidedStep], g.values[guidedStarted] = string(GuidedIdentify), now.Format(time.RFC3339)
	return g
}

// ResumeGuided goes on with a draft. A step that this program does not know is the first.
func ResumeGuided(draft map[string]string) Guided {
	g := Guided{maps.Clone(draft)}
	if g.values == nil {
		g.values = map[string]string{}
	}
	if s := g.Step(); s != GuidedDone && place(GuidedSteps, s) == len(GuidedSteps) {
		g.values[guidedStep] = string(GuidedIdentify)
	}
	return g
}

// Draft is all that is to be kept to go on later.
func (g Guided) Draft() map[string]string { return maps.Clone(g.values) }

// Step is the step at which the intervention is.
func (g Guided) Step() GuidedStep { return GuidedStep(g.values[guidedStep]) }

// Get is what was noted in a field.
func (g Guided) Get(field string) string { return g.values[field] }

// Set is the intervention with something noted.
func (g Guided) Set(field, value string) Guided {
	g.values = maps.Clone(g.values)
	g.values[field] = value
	return g
}

// Next is the intervention at the next step. What was noted at this one is kept for the records; what cannot be kept is
// refused, and the step stays.
func (g Guided) Next() (Guided, error) {
	if err := g.check(g.Step()); err != nil {
		return g, err
	}
	return g.leave(false), nil
}

// Skip is the intervention at the next step, and nothing of this one goes into the records. What was typed stays in the
// fields, for whoever comes back.
func (g Guided) Skip() Guided { return g.leave(true) }

// Back is the intervention at the step before.
func (g Guided) Back() Guided {
	at := place(GuidedSteps, g.Step())
	return g.Go(GuidedSteps[max(0, min(at, len(GuidedSteps))-1)])
}

// Go is the intervention at any of the steps.
func (g Guided) Go(to GuidedStep) Guided {
	if place(GuidedSteps, to) == len(GuidedSteps) {
		return g
	}
	return g.Set(guidedStep, string(to))
}

// Dropped is the intervention in which the line dropped: it is still at its step, and the worker calls back.
func (g Guided) Dropped() Guided { return g.Set(guidedDropped, strconv.Itoa(g.Drops()+1)) }

// Drops counts how often the line dropped.
func (g Guided) Drops() int {
	n, _ := strconv.Atoi(g.values[guidedDropped])
	return n
}

// Callback is the number to call when the line drops: the one that was confirmed, or else that of the record.
func (g Guided) Callback(known Client) string {
	if p := g.values["phone"]; p != "" {
		return p
	}
	return known.Phone
}

// Skipped tells whether a step was skipped.
func (g Guided) Skipped(s GuidedStep) bool {
	for _, t := range strings.Split(g.values[guidedSkipped], ",") {
		if t == string(s) {
			return true
		}
	}
	return false
}

// leave goes from a step to the next, and notes whether it was skipped.
func (g Guided) leave(skip bool) Guided {
	from := g.Step()
	at := place(GuidedSteps, from)
	if at == len(GuidedSteps) {
		return g
	}
	to := GuidedDone
	if at+1 < len(GuidedSteps) {
		to = GuidedSteps[at+1]
	}
	var skipped []string
	for _, s := range GuidedSteps {
		if s == from && skip || s != from && g.Skipped(s) {
			skipped = append(skipped, string(s))
		}
	}
	return g.Set(guidedStep, string(to)).Set(guidedSkipped, strings.Join(skipped, ","))
}

// check refuses what cannot be kept of a step. Nothing at all can: every step may be empty but the first.
func (g Guided) check(s GuidedStep) error {
	v := func(name string) string { return line(g.values[name]) }
	switch s {
	case GuidedIdentify:
		if v("client") == "" && v("_client") == "" {
			return refuse("client", Missing)
		}
		return tooLong("client", v("client"), MaxName)
	case GuidedAbout:
		return tooLong("about", v("about"), MaxName)
	case GuidedCallback:
		return tooLong("phone", v("phone"), 40)
	case GuidedEmail:
		return checkEmail(v("email"))
	case GuidedRestate:
		return tooLong("request", v("request"), MaxLine)
	case GuidedListen, GuidedQuestions:
		return tooLong("notes", g.notes(), MaxNotes)
	case GuidedAgree:
		return g.checkPromise()
	}
	return nil
}

func (g Guided) checkPromise() error {
	what, due := line(g.values["promise"]), Day(g.values["promise_date"])
	if what == "" && due == "" {
		return nil
	}
	made := due
	if at, err := time.Parse(time.RFC3339, g.values[guidedStarted]); err == nil {
		made = DayOf(at)
	}
	return Promise{Client: "c", What: what, Made: made, Due: due, State: Open}.Check()
}
