package journal

import (
	"strconv"
	"strings"
	"time"
)

// Intervention is what a guided intervention leaves: the records to write together, and what the recap says.
type Intervention struct {
	Client      *Client // new, or with what was learned; nil when the record stays as it is
	Interaction Interaction
	Promise     *Promise // nil: nothing was promised
	Recap       Recap
}

// Recap is what the message that sums up an intervention says.
type Recap struct {
	To       string // e-mail
	Language string // the client's: fr, en, or empty
	About    string
	Request  string // as it was restated
	Promise  string
	Due      Day
}

// Finish makes the records, from whatever step. known is the record of the client who was picked; nil for one who is new.
// newID makes ids. What was skipped is left out. The name of whom it was about is all that cannot be done without: its
// refusal, like any other, names a field, and [Guided.Where] the step that it is at.
func (g Guided) Finish(now time.Time, known *Client, newID func() string) (Intervention, error) {
	var out Intervention
	for _, s := range GuidedSteps {
		if s != GuidedIdentify && g.Skipped(s) {
			continue
		}
		if err := g.check(s); err != nil && (s != GuidedIdentify || known == nil) {
			return out, err
		}
	}
	c, changed, err := g.client(known, newID)
	if err != nil {
		return out, err
	}
	if changed {
		out.Client = &c
	}
	i := Interaction{
		ID: newID(), Client: c.ID, At: now, Channel: Channel(g.values["channel"]), About: g.value("about"), Request: g.value("request"),
		Notes: g.notes(), FeelingBefore: Feeling(g.number("feeling_before")), FeelingAfter: Feeling(g.number("feeling_after")),
	}
	if i.Channel == "" {
		i.Channel = Phone
	}
	if at, err := time.Parse(time.RFC3339, g.values[guidedStarted]); err == nil {
		if _, doubt := Elapsed(at, now); !doubt {
			i.At = at
		}
	}
	i.Length, _ = strconv.Atoi(g.values["length"]) // as a timer has handed it over: after a kill, the clock would tell too much
	if n, err := strconv.Atoi(g.value("recommend")); err == nil {
		i.Recommend, i.RecommendFrom = &n, RecommendFrom(g.value("recommend_from"))
		if i.RecommendFrom == "" {
			i.RecommendFrom = RecommendAsked
		}
	}
	i.Satisfaction, i.Ease = g.number("satisfaction"), g.number("ease")
	if first, err := strconv.ParseBool(g.value("solved_first_time")); err == nil {
		i.SolvedFirstTime = &first
	}
	i = i.Tidy()
	if err := i.Check(); err != nil {
		return out, err
	}
	out.Interaction = i
	if what, due := g.value("promise"), Day(g.value("promise_date")); what != "" || due != "" {
		p := Promise{ID: newID(), Client: c.ID, Interaction: i.ID, What: what, Made: DayOf(i.At), Due: due}.Tidy()
		if err := p.Check(); err != nil {
			return out, err
		}
		out.Promise = &p
	}
	out.Recap = Recap{To: g.value("email"), Language: c.Language, About: i.About, Request: i.Request}
	if out.Recap.To == "" {
		out.Recap.To = c.Email
	}
	if p := out.Promise; p != nil {
		out.Recap.Promise, out.Recap.Due = p.What, p.Due
	}
	return out, nil
}

// client is the record of whom it was about, with the number and the address that were given: in their place when there
// was none, otherwise among the details, for nobody said that the others are wrong.
func (g Guided) client(known *Client, newID func() string) (c Client, changed bool, err error) {
	if known == nil {
		if line(g.values["client"]) == "" {
			return c, false, refuse("client", Missing)
		}
		c = Client{ID: newID(), Name: g.values["client"]}
		changed = true
	} else {
		c = *known
	}
	add := func(mine *string, given string, k DetailKind) {
		given = line(given)
		if d := (Detail{Kind: k, Value: given}); given == "" || strings.EqualFold(*mine, given) || holds(c.Also, d) {
			return
		} else if *mine == "" {
			*mine = given
		} else {
			c.Also = append(c.Also[:len(c.Also):len(c.Also)], d)
		}
		changed = true
	}
	add(&c.Phone, g.value("phone"), DetailPhone)
	add(&c.Email, g.value("email"), DetailEmail)
	c = c.Tidy()
	return c, changed, c.Check()
}

// value is what was noted in a field, unless its step was skipped.
func (g Guided) value(field string) string {
	if g.Skipped(g.Where(field)) {
		return ""
	}
	return line(g.values[field])
}

func (g Guided) number(field string) int {
	n, _ := strconv.Atoi(g.value(field))
	return n
}

// Where is the step at which a field is noted.
func (g Guided) Where(field string) GuidedStep {
	for _, s := range GuidedSteps {
		for _, f := range guidedFields[s] {
			if f == field {
				return s
			}
		}
	}
	if strings.HasPrefix(field, "answer_") || strings.HasPrefix(field, "question_") {
		return GuidedQuestions
	}
	return GuidedIdentify
}

// notes are the notes of the conversation: what was heard, then each question that was answered, over its answer.
func (g Guided) notes() string {
	var parts []string
	if !g.Skipped(GuidedListen) {
		parts = append(parts, prose(g.values["notes"]))
	}
	for n := range MaxQuestions {
		answer := prose(g.values["answer_"+strconv.Itoa(n)])
		if answer != "" && !g.Skipped(GuidedQuestions) {
			parts = append(parts, line(g.values["question_"+strconv.Itoa(n)])+"\n"+answer)
		}
	}
	return prose(strings.Join(parts, "\n\n"))
}
