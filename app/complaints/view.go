package complaints

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// View implements [ui.Screen].
func (s *Complaint) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("complaint.title"), Back: "/complaints", Layout: "stage--two", Stage: s.Absent()}
	c, ok := s.Version.Record.(journal.Complaint)
	if !ok || v.Stage != nil {
		e, _ := s.env.Book.Entry(s.id)
		v.Task = !s.Read && e.State != string(journal.Closed) // the bar has its place before it has its button
		return v
	}
	v.Sub = html.Small().Body(ui.Output("reference", c.Reference, c.Reference), ui.If(s.act != "", func() app.UI { return html.Text(" · ") }),
		ui.If(s.act != "", func() app.UI { return s.draft.State(say) }))
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			s.draft.Offer(say, s.resume),
			ui.Slot(ui.If(s.meanwhile != "", func() app.UI {
				act, step := upcoming(c)
				return ui.Banner("warn", "alert", s.meanwhile, ui.If(s.act != act, func() app.UI { return s.turnTo("next_step", "complaint.next_step", act, step) }))
			})),
			s.unsafe(c),
			s.next(c),
			ui.Slot(s.again()...),
			s.clock(c),
		),
		html.Div().Class("pane").Body(s.who(c), s.thread(c), s.ended(c), s.record(c)),
	}
	if s.act == "" {
		return v
	}
	v.Task = true
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "act-form").Flag("disabled", s.env.Saving == ui.Saving).
			Body(ui.Icon("check"), html.Span().Text(s.label())),
		ui.If(s.client.Phone != "", func() app.UI {
			return html.A().Class("icon-btn btn").Attr("name", "call").Attr("href", ui.Tel(s.client.Phone)).Aria("label", say.T("action.call")).Body(ui.Icon("call"))
		}),
	}
	return v
}

// label is what the one action of the screen is called.
func (s *Complaint) label() string {
	switch s.act {
	case tell, string(journal.Acknowledged), string(journal.DecisionTold):
		return s.env.Say.T("complaint.save_told")
	case string(journal.Assessed), string(journal.Investigated), string(journal.Answered):
		return s.env.Say.T("complaint.save_done")
	case string(journal.Closed):
		return s.env.Say.T("complaint.save_closed")
	}
	return s.env.Say.T("action.save")
}

// turnTo is the button that begins another act.
func (s *Complaint) turnTo(name, label, act string, step int) *html.Elem {
	return ui.Button("btn", name, "", s.env.Say.T(label), func(app.Context, app.Event) { s.start(act, step) }, act, step).
		Attr("value", strconv.Itoa(step))
}

// next is what comes next, by when, with the form that does it and the words for it.
func (s *Complaint) next(c journal.Complaint) app.UI {
	say, next := s.env.Say, c.Next()
	act, step := upcoming(c)
	head := []app.UI{}
	if next.Stage == "" {
		head = append(head, html.H2().Text(say.T("complaint.step_closed")))
	} else {
		head = append(head, html.P().Class("result-label").Text(say.T("complaint.next")), html.H2().Text(say.T("complaint.do_"+string(next.Stage))), s.due(c, next))
		if news := c.News(); news != "" && news < next.By {
			head = append(head, html.P().Class("meta").Text(say.T("complaint.news", "day", ui.DayWords(say, news, s.env.Today()))))
		}
	}
	head = append(head, html.P().Body(html.A().Attr("href", s.env.Href("/clients/"+c.Client)).Body(ui.Person(s.env.Who(c.Client)))))
	var fields, others []app.UI
	for _, name := range fieldsOf(s.act) {
		fields = append(fields, field(s.env, s.form, name))
	}
	over := c.State() == journal.Closed
	if s.act != act {
		others = append(others, s.turnTo("cancel_act", "complaint.cancel", act, step))
		if len(fields) > 0 {
			head = append(head, html.H3().Text(say.T("complaint.act_"+s.act)))
		}
	} else if over {
		others = append(others, s.turnTo("afterwards", "complaint.act_after", after, 0))
	} else {
		others = append(others, s.turnTo("delay", "complaint.act_delayed", delay, 0))
		if c.State() != journal.DecisionTold {
			others = append(others, s.turnTo("settle", "complaint.act_settle", settle, 0), s.turnTo("close", "complaint.act_closed", string(journal.Closed), 0))
		}
	}
	stage := journal.Stage(s.act)
	if s.act == tell || s.act == correct || s.act == "" {
		stage = next.Stage
	}
	if over || s.act == after {
		stage = journal.Closed
	}
	body := []app.UI{
		html.Div().Class("pane pane--tight").Body(head...),
		html.Form().Class("form").ID("act-form").OnSubmit(s.save).OnKeyDown(s.form.OnKey).Body(fields...),
		html.Div().Class("btns").Body(others...),
		ui.Slot(s.scripts(stage)), // below the buttons, which it would move when it comes in
	}
	card := html.Section()
	if s.turn%2 == 0 {
		card = html.Article()
	}
	return card.Class("card pane").Aria("live", "polite").Body(body...)
}

// due is by when the next step is due, and how late it is.
func (s *Complaint) due(c journal.Complaint, next journal.NextStep) app.UI {
	say, now := s.env.Say, s.env.Now()
	late := c.Late(now)
	words, class := say.T("complaint.by_day", "day", ui.DayWords(say, next.By, s.env.Today())), "due"
	if !next.Before.IsZero() {
		words = say.T("complaint.by_time", "time", say.DateTime(next.Before.In(now.Location())))
		if now.After(next.Before) {
			words += " · " + say.T("complaint.late_by", "time", s.env.Long(now.Sub(next.Before)))
			class += " due--late"
		}
	}
	switch {
	case late.Doubt:
		words, class = s.env.ClockWords(), "due"
	case late.More:
		words, class = say.N("complaint.late_more", float64(late.Days)), "due due--late"
	case late.Days > 0:
		words, class = say.T("complaint.by_day", "day", ui.DayWords(say, next.By, s.env.Today()))+" · "+say.N("complaint.late", float64(late.Days)), "due due--late"
	}
	return html.P().Class(class).Body(ui.Output("next_by", string(next.By), words))
}

// scripts are the words for a stage, each one tap away and filled for this client (F31).
func (s *Complaint) scripts(stage journal.Stage) app.UI {
	b, ok := s.env.Guide.Bundle(s.env.Say.Lang())
	var links []app.UI
	if ok {
		for _, sc := range b.Scripts {
			if sc.Stage != "" && sc.Stage == stage.Script() {
				links = append(links, ui.Link("btn btn--soft", s.env.Href("/scripts/"+sc.ID+"/about/"+s.id), "script", sc.Title).Attr("name", "message"))
			}
		}
	}
	return ui.If(len(links) > 0, func() app.UI {
		return html.Div().Class("pane pane--tight").Body(html.P().Class("label").Text(s.env.Say.T("complaint.words")), html.Div().Class("btns").Body(links...))
	})
}

// unsafe says that someone's safety is at stake: before the steps, as it does.
func (s *Complaint) unsafe(c journal.Complaint) app.UI {
	say := s.env.Say
	return ui.Slot(ui.If(c.Safety, func() app.UI {
		return ui.Banner("bad", "alert", say.T("complaint.unsafe"), ui.Link("btn", s.env.Href("/help-now"), "help", say.T("help.title")))
	}))
}

// again says that the same client was let down before; it is read later than the rest, and stands below.
func (s *Complaint) again() (out []app.UI) {
	say := s.env.Say
	if n := len(s.earlier); n > 0 {
		out = append(out, ui.Banner("warn", "alert", say.N("complaint.again", float64(n))))
		out = append(out, s.env.ComplaintRows("x-earlier", say.T("complaint.earlier"), nil, s.earlier[:min(n, 3)], false))
	}
	return out
}

// clock is the time since the receipt, against what the house has set itself.
func (s *Complaint) clock(c journal.Complaint) app.UI {
	say := s.env.Say
	age, doubt := c.Age(s.env.Now())
	words := s.env.Long(age)
	if doubt {
		words = s.env.ClockWords()
	}
	title := "complaint.since"
	if c.State() == journal.Closed {
		title = "complaint.took"
	}
	first, told := c.FirstWord()
	class, heard := "due", say.T("complaint.first_due", "time", say.DateTime(c.AckBy.In(s.env.Now().Location())))
	if told {
		if heard = say.T("complaint.first_word", "time", s.env.Long(first)); first <= c.AckBy.Sub(c.Received()) {
			class += " due--kept"
		} else {
			class += " due--late"
		}
	}
	return html.Section().Class("card").Aria("labelledby", "x-clock").Body(
		html.H2().Class("result-label").ID("x-clock").Text(say.T(title)),
		html.P().Class("clock-big").Body(html.B().Body(ui.Output("age", strconv.Itoa(int(age.Seconds())), words))),
		html.P().Class(class).Text(heard),
		html.P().Class("meta").Text(say.T("complaint.answer_by", "day", ui.Date(say, c.Promised(), i18n.DateDay))),
		html.P().Class("meta").Text(say.T("complaint.why_fast")),
		html.A().Attr("href", s.env.Href("/settings")).Text(say.T("complaint.standard")),
	)
}

// who is who asks, for what, in their own words.
func (s *Complaint) who(c journal.Complaint) app.UI {
	say := s.env.Say
	var tags []app.UI
	tag := func(class, words string) { tags = append(tags, html.Span().Class("tag "+class).Text(words)) }
	if c.Severity != "" {
		class := ""
		if c.Severity == journal.Serious {
			class = "tag--bad"
		}
		tag(class, say.T("severity."+string(c.Severity)))
	}
	if c.Complexity != "" {
		tag("", say.T("complexity."+string(c.Complexity)))
	}
	if c.Impact != "" {
		tag("", say.T("impact.on_"+string(c.Impact)))
	}
	return html.Article().Class("who").Aria("labelledby", "x-who").Body(
		html.Div().Class("who-top").Body(
			ui.Monogram(s.env.Who(c.Client), s.client.ClientKind == journal.Internal, ""),
			html.Div().Body(html.H2().Class("who-name").ID("x-who").Dir("auto").Text(s.env.Who(c.Client)))),
		html.P().Class("quote notes").Dir("auto").Text(say.T("complaint.said", "what", c.What)),
		ui.If(c.Remedy != "", func() app.UI {
			return html.P().Class("notes").Dir("auto").Text(say.T("complaint.wanted", "what", c.Remedy))
		}),
		html.Div().Class("tags").Body(tags...),
		ui.Likes(say, s.client),
		html.Div().Class("btns").Body(
			s.turnTo("correct", "action.correct", correct, 0),
			ui.If(s.env.There(c.Interaction), func() app.UI {
				return ui.Link("btn", s.env.Href("/interactions/"+c.Interaction), "log", say.T("interaction.title"))
			})))
}

// thread is every step: solid where it is done, stitched where it is to come.
func (s *Complaint) thread(c journal.Complaint) app.UI {
	say := s.env.Say
	var items []app.UI
	item := func(class, icon, label string, body ...app.UI) {
		li := html.Li().Class(class)
		if class == "now" {
			li = li.Aria("current", "step")
		}
		items = append(items, li.Body(ui.Symbol("promise-"+icon, "state state--"+icon),
			html.Div().Class("thread-body").Body(append([]app.UI{html.H3().Text(label)}, body...)...)))
	}
	for i, step := range c.Steps {
		body := []app.UI{html.P().Class("meta").Text(s.when(step, i, c.Channel))}
		if step.Until != "" {
			body = append(body, html.P().Class("due").Text(say.T("complaint.until", "day", ui.Date(say, step.Until, i18n.DateDay))))
		}
		if step.Note != "" {
			body = append(body, html.P().Class("notes").Dir("auto").Text(step.Note))
		}
		if step.Told == nil && i > 0 && step.Stage != journal.Closed && (s.act != tell || s.step != i) {
			body = append(body, html.Div().Class("btns").Body(s.turnTo("tell", "complaint.act_tell", tell, i).Class("btn--quiet")))
		}
		item("done", "kept", say.T("complaint.step_"+string(step.Stage)), body...)
	}
	to := slices.Index(journal.Stages, c.State()) + 1
	for i, stage := range journal.Stages[to:] {
		class, icon := "todo", "open"
		if i == 0 {
			class, icon = "now", "today"
		}
		item(class, icon, say.T("complaint.do_"+string(stage)))
	}
	return html.Section().Class("card").Aria("labelledby", "x-steps").Body(
		html.H2().ID("x-steps").Text(say.T("complaint.steps")), html.Ol().Class("thread").Body(items...),
		ui.If(to < len(journal.Stages)-1, func() app.UI { return ui.Banner("", "lock", say.T("complaint.guard")) }))
}

// when is when a step was done, and how the client was told; of the receipt, how it came.
func (s *Complaint) when(step journal.ComplaintStep, i int, channel journal.Channel) string {
	say := s.env.Say
	words := say.DateTime(step.At.In(s.env.Now().Location()))
	if i == 0 && channel != "" {
		words += " · " + say.T("channel.by_"+string(channel))
	}
	if step.Told == nil {
		if i > 0 && step.Stage != journal.Closed {
			words += " · " + say.T("complaint.not_told")
		}
		return words
	}
	words += " · " + ui.Sentence(say.T("told.by_"+string(step.Told.By)))
	if !step.Told.At.Equal(step.At) {
		words += ", " + say.DateTime(step.Told.At.In(s.env.Now().Location()))
	}
	return words
}

// ended is how it was settled, once it is.
func (s *Complaint) ended(c journal.Complaint) app.UI {
	k, say := c.Closing, s.env.Say
	if k == nil {
		return nil
	}
	var lines []app.UI
	line := func(key string, body app.UI) {
		lines = append(lines, html.Div().Body(html.Dt().Text(say.T(key)), html.Dd().Dir("auto").Body(body)))
	}
	line("complaint.field_outcome", html.Text(say.T("outcome."+string(k.Outcome))))
	line("complaint.field_cause", html.Text(say.T("cause.of_"+string(k.Cause))))
	if k.Note != "" {
		line("complaint.field_closing_note", html.Text(k.Note))
	}
	if k.Feeling > 0 {
		line("complaint.field_feeling", html.Span().Class("from-to").Body(ui.Face(say, k.Feeling), html.Span().Aria("hidden", "true").Text(say.T("feeling."+strconv.Itoa(int(k.Feeling))))))
	}
	if k.Recommend != nil {
		words := say.T("interaction.recommend", "n", say.Number(float64(*k.Recommend), 0))
		if k.RecommendFrom != "" {
			words += " · " + say.T("recommend_from."+string(k.RecommendFrom))
		}
		line("complaint.field_recommend", html.Text(words))
	}
	return html.Section().Class("card").Aria("labelledby", "x-ended").Body(html.H2().ID("x-ended").Text(say.T("complaint.ended")), html.Dl().Class("likes").Body(lines...))
}

// record is what can be taken back, and all that was ever written of it.
func (s *Complaint) record(c journal.Complaint) app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(
		html.Div().Class("btns").Body(
			s.Undo(say.T("complaint.take_away")),
			ui.Link("btn", s.env.Href("/improvements/from/"+s.id), "up", say.T("improvements.new")).Attr("name", "improve"),
			s.env.LogThis("btn", say.T("client.log"), func() ui.Handed {
				return ui.Handed{Client: c.Client, Values: map[string]string{"request": say.T("complaint.file", "reference", c.Reference), "_complaint": c.ID}}
			})),
		s.Trouble(),
		s.History(func(was, is journal.Record) string {
			before, _ := was.(journal.Complaint)
			after, _ := is.(journal.Complaint)
			return ui.Sentence(say.List(changes(say, before, after)))
		}))
}

// changes say what differs from one version to the next.
func changes(say *i18n.Printer, was, now journal.Complaint) []string {
	var out []string
	if len(now.Steps) < len(was.Steps) {
		out = append(out, say.T("complaint.change_back"))
	}
	for i, step := range now.Steps {
		words := ""
		if i >= len(was.Steps) {
			words = say.T("complaint.step_" + string(step.Stage))
		}
		if step.Told != nil && (i >= len(was.Steps) || was.Steps[i].Told == nil) {
			if words != "" {
				words += " "
			}
			words += "(" + say.T("told.by_"+string(step.Told.By)) + ")"
		}
		if words != "" {
			out = append(out, words)
		}
	}
	if len(out) == 0 || len(was.Steps) > 0 && (was.What != now.What || was.Remedy != now.Remedy) {
		out = append(out, say.T("complaint.change_details"))
	}
	return out
}
