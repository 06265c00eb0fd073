package export

import (
	"strconv"
	"strings"
	"time"

	"trousse/internal/exchange/contacts"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// zero is an empty record of a kind, for the names of its columns.
func zero(kind journal.Kind) journal.Record {
	switch kind {
	case journal.KindClient:
		return journal.Client{}
	case journal.KindPromise:
		return journal.Promise{}
	case journal.KindComplaint:
		return journal.Complaint{}
	case journal.KindImprovement:
		return journal.Improvement{}
	}
	return journal.Interaction{}
}

// row is a record as names of columns, which do not depend on it, and what stands in them.
func (o *Options) row(rec journal.Record, r journal.Revision) (names, values []string) {
	if c, ok := rec.(journal.Client); ok {
		names, values = contacts.Columns(o.Say), contacts.Cells(o.Say, c)
		if o.Client != "" { // no address book has a place for it
			names = append(names, o.Say.T("client.consent_on"), o.Say.T("client.consent_how"))
			values = append(values, string(c.ConsentOn), c.ConsentHow)
		}
		return names, values
	}
	add := func(key, value string) { names, values = append(names, o.Say.T(key)), append(values, value) }
	switch v := rec.(type) {
	case journal.Interaction:
		o.interaction(v, add)
	case journal.Promise:
		o.promise(v, add)
	case journal.Complaint:
		o.complaint(v, add)
	case journal.Improvement:
		o.improvement(v, add)
	case journal.Departure:
		add("departure.on", string(v.On))
		add("departure.door", o.word("door.by_", string(v.Door)))
		add("departure.note", v.Note)
	case journal.PrivacyCase:
		o.privacy(v, add)
	case journal.Scenario:
		add("kind.scenario", v.Name)
		add("export.changed", o.moment(v.At))
	}
	add("export.author", o.Settings.AuthorName(r.Author))
	add("contacts.column_uid", r.ID)
	return names, values
}

func (o *Options) interaction(v journal.Interaction, add func(key, value string)) {
	add("export.at", o.moment(v.At))
	add("export.client", o.who(v.Client))
	add("interaction.channel", o.word("channel.by_", string(v.Channel)))
	add("interaction.outcome", o.word("reach.", string(v.Outcome)))
	add("interaction.about", v.About)
	add("interaction.request", v.Request)
	add("export.feeling_before", count(int(v.FeelingBefore)))
	add("export.feeling_after", count(int(v.FeelingAfter)))
	add("export.satisfaction", count(v.Satisfaction))
	add("export.ease", count(v.Ease))
	add("log.recommend", answer(v.Recommend))
	add("complaint.field_recommend_from", o.word("recommend_from.", string(v.RecommendFrom)))
	first := ""
	if v.SolvedFirstTime != nil {
		first = o.yes(*v.SolvedFirstTime, "ask.no")
	}
	add("interaction.first_time", first)
	add("export.wait", o.number(float64(v.Wait)/60))
	add("export.length", o.number(float64(v.Length)/60))
	a := journal.AvoidableError{}
	if v.Avoidable != nil {
		a = *v.Avoidable
	}
	add("interaction.avoidable", o.word("cause.of_", string(a.Cause)))
	add("avoidable.note", a.Note)
	add("export.cost", o.number(float64(a.Cost)/100))
	add("log.notes", v.Notes)
	add("photo.title", count(len(v.Photos)))
	add("export.client_id", v.Client)
}

func (o *Options) promise(v journal.Promise, add func(key, value string)) {
	add("promise.made", string(v.Made))
	add("promise.due", string(v.Due))
	first := ""
	if len(v.Moves) > 0 {
		first = string(v.FirstDue())
	}
	add("promise.before", first)
	add("export.client", o.who(v.Client))
	add("promise.field_promise", v.What)
	state := o.word("promise.", string(v.State))
	if v.State == journal.Open {
		state = o.Say.T("promise.due")
	}
	add("promise.state", state)
	add("promise.done", string(v.Done))
	reasons := []string{v.Reason}
	for _, m := range v.Moves {
		reasons = append(reasons, o.Say.T("promise.moved", "on", string(m.On), "reason", m.Reason))
	}
	add("promise.reason", lines(reasons...))
	add("promise.quote", o.yes(v.Quote, ""))
	add("promise.field_estimate_hours", o.number(v.EstimateHours))
	add("promise.field_actual_hours", o.number(v.ActualHours))
	add("promise.field_remind", string(v.Remind))
	var told []string
	for _, d := range v.Told {
		told = append(told, string(d))
	}
	add("export.told", lines(told...))
	add("export.client_id", v.Client)
}

func (o *Options) complaint(v journal.Complaint, add func(key, value string)) {
	add("complaint.step_received", o.moment(v.Received()))
	add("export.reference", v.Reference)
	add("export.client", o.who(v.Client))
	add("complaint.field_channel", o.word("channel.by_", string(v.Channel)))
	add("complaint.field_what", v.What)
	add("complaint.field_remedy", v.Remedy)
	add("complaint.field_severity", o.word("severity.", string(v.Severity)))
	add("complaint.field_safety", o.yes(v.Safety, ""))
	add("complaint.field_complexity", o.word("complexity.", string(v.Complexity)))
	add("complaint.field_impact", o.word("impact.on_", string(v.Impact)))
	add("promise.state", o.word("complaint.step_", string(v.State())))
	add("export.ack_by", o.moment(v.AckBy))
	add("export.answer_by", string(v.AnswerBy))
	var steps []string
	for _, s := range v.Steps {
		step := o.moment(s.At) + " · " + o.word("complaint.step_", string(s.Stage))
		if s.Until != "" {
			step += " (" + string(s.Until) + ")"
		}
		if s.Note != "" {
			step += " · " + strings.ReplaceAll(s.Note, "\n", " ")
		}
		if s.Told != nil {
			step += " · " + o.word("told.by_", string(s.Told.By)) + ", " + o.moment(s.Told.At)
		}
		steps = append(steps, step)
	}
	add("complaint.steps", lines(steps...))
	k := journal.Closing{}
	if v.Closing != nil {
		k = *v.Closing
	}
	add("complaint.field_outcome", o.word("outcome.", string(k.Outcome)))
	add("complaint.field_cause", o.word("cause.of_", string(k.Cause)))
	add("complaint.field_closing_note", k.Note)
	add("export.feeling_after", count(int(k.Feeling)))
	add("log.recommend", answer(k.Recommend))
	add("export.client_id", v.Client)
}

func (o *Options) improvement(v journal.Improvement, add func(key, value string)) {
	add("export.seen", string(v.Seen))
	add("improvement.what", v.What)
	add("improvement.how_far", o.word("improvement_state.", string(v.State)))
	add("improvement.source", o.word("source.", string(v.Source)))
	add("improvement.level", o.word("level.", string(v.Level)))
	add("improvement.who", v.Who)
	add("improvement.done", v.Done)
	add("improvement_state.passed_on", string(v.Passed))
	add("improvement_state.acted_on", string(v.Acted))
	add("improvement_state.told", string(v.Told))
	var asked []string
	for _, a := range v.Asked {
		asked = append(asked, o.who(a.Client))
	}
	add("improvement.asked", lines(asked...))
}

func (o *Options) privacy(v journal.PrivacyCase, add func(key, value string)) {
	incident, on, what, done := v.CaseKind == journal.IncidentCase, "privacy.received", "privacy.what", "privacy.done"
	who := "privacy.who"
	if incident {
		on, what, done, who = "privacy.happened", "privacy.story", "privacy.measures", "privacy.whose"
	} else {
		add("privacy.kind", o.word("privacy.kind_", string(v.CaseKind)))
	}
	add(on, string(v.On))
	add("privacy.known", string(v.Known))
	add("export.client", o.who(v.Client))
	add(who, v.Whose)
	add(what, v.What)
	add("privacy.risk", o.word("privacy.risk_", string(v.Risk)))
	add("privacy.reason", v.Why)
	add("privacy.told_commission", string(v.ToldCommission))
	add("privacy.told_people", string(v.ToldPeople))
	add("privacy.answer_by", string(v.Due()))
	add("privacy.answered", string(v.Answered))
	add(done, v.Done)
}

// word says a choice; nothing for none.
func (o *Options) word(prefix, choice string) string {
	if choice == "" {
		return ""
	}
	return o.Say.T(prefix + choice)
}

// yes says yes, or what the message says for no; nothing without one.
func (o *Options) yes(is bool, no string) string {
	switch {
	case is:
		return o.Say.T("ask.yes")
	case no != "":
		return o.Say.T(no)
	}
	return ""
}

// who is the name of a client; nothing for nobody, and for one who is not here.
func (o *Options) who(id string) string {
	if id == "" {
		return ""
	}
	return o.Who(id)
}

// moment is a moment as spreadsheets read it, where the user is; nothing for none.
func (o *Options) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(o.Zone).Format("2006-01-02 15:04")
}

// number is a number as the spreadsheets of the printer's language read it, to the hundredth; nothing for 0.
func (o *Options) number(f float64) string {
	if f == 0 {
		return ""
	}
	s := strconv.FormatFloat(f, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if o.Say.Lang() != i18n.EN {
		s = strings.ReplaceAll(s, ".", ",")
	}
	return s
}

// count is a whole number; nothing for 0.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// answer is an answer of which 0 is one.
func answer(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// lines joins what there is, one a line.
func lines(all ...string) string {
	var some []string
	for _, s := range all {
		if s != "" {
			some = append(some, s)
		}
	}
	return strings.Join(some, "\n")
}
