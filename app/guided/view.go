package guided

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/journal"
	"trousse/app/ui"
	domain "trousse/internal/journal"
)

// View implements [ui.Screen].
func (s *Screen) View() ui.View {
	say, g := s.env.Say, s.guided()
	v := ui.View{Title: say.T("guided.title"), Back: "/", BackLabel: say.T("log.close"), Task: true, Layout: "stage--narrow"}
	if s.done != nil {
		s.ended(&v)
		return v
	}
	step := g.Step()
	at := 0
	for at < len(domain.GuidedSteps) && domain.GuidedSteps[at] != step {
		at++
	}
	v.Sub = html.Small().Body(ui.Output("step", string(step), s.progress(at)), ui.If(s.who.Chosen != nil, func() app.UI {
		return html.Span().Dir("auto").Text(" · " + s.who.Chosen.Title)
	}))
	// Each step has its own place, so that no field takes over what was typed in another.
	var places []app.UI
	for i := range len(domain.GuidedSteps) + 1 {
		places = append(places, ui.Slot(ui.If(i == at, func() app.UI { return html.Div().Class("form").Body(s.step(g)...) })))
	}
	v.Stage = []app.UI{
		s.draft.Offer(say, s.resume),
		html.Form().Class("form").ID("guided-form").OnSubmit(s.next).OnKeyDown(s.form.OnKey).Body(append([]app.UI{
			html.H2().ID("step").TabIndex(-1).Text(say.T("guided.do_" + string(step))),
			html.P().Class("quote").Text(say.T("guided.say_" + string(step))),
		}, places...)...),
		s.ways(g),
		s.list(g),
		html.P().Class("hint").Body(s.draft.State(say)),
	}
	v.Bar = s.bar(g)
	return v
}

func (s *Screen) progress(at int) string {
	say := s.env.Say
	if at == len(domain.GuidedSteps) {
		return say.T("guided.do_done")
	}
	return say.T("guided.at", "n", strconv.Itoa(at+1), "of", strconv.Itoa(len(domain.GuidedSteps)))
}

// ways are past this step, and a call back.
func (s *Screen) ways(g domain.Guided) app.UI {
	say, step := s.env.Say, g.Step()
	var ways []app.UI
	if step != domain.GuidedDone {
		ways = append(ways, ui.Button("btn", "skip", "", say.T("guided.skip"), func(ctx app.Context, _ app.Event) { s.to(ctx, s.guided().Skip()) }))
	}
	if domain.Channel(g.Get("channel")) == domain.Phone {
		address := ""
		if phone := s.callback(g); phone != "" {
			address = ui.Tel(phone)
		}
		ways = append(ways, ui.Button("btn", "line_dropped", "call", say.T("guided.dropped"), s.dropped).Attr("value", address))
	}
	return html.Div().Class("ways").Body(ways...)
}

// bar holds what the thumb reaches: the step before, and on.
func (s *Screen) bar(g domain.Guided) []app.UI {
	say, step := s.env.Say, g.Step()
	name, icon, label := "next", "next", say.T("guided.next")
	switch step {
	case domain.GuidedClose:
		label = say.T("guided.finish")
	case domain.GuidedDone:
		name, icon, label = "save", "check", say.T("action.save")
	}
	return []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Div().Class("ways").Body(ui.If(step != domain.GuidedIdentify, func() app.UI {
			return ui.IconButton("back", "back", say.T("guided.back"), func(ctx app.Context, _ app.Event) { s.to(ctx, s.guided().Back()) })
		})),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", name).Attr("form", "guided-form").
			Body(ui.Icon(icon), html.Span().Text(label)),
	}
}

// list leads to any step, and says which were skipped.
func (s *Screen) list(g domain.Guided) app.UI {
	say := s.env.Say
	var rows []app.UI
	for _, step := range domain.GuidedSteps {
		state := ""
		switch {
		case step == g.Step():
			state = say.T("guided.here")
		case g.Skipped(step):
			state = say.T("guided.skipped")
		}
		rows = append(rows, html.Button().Class("row").Attr("type", "button").Attr("name", "go").Attr("value", string(step)).Body(
			html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Text(say.T("guided.do_"+string(step))),
				ui.If(state != "", func() app.UI { return html.Span().Class("meta").Text(state) })),
		).OnClick(func(ctx app.Context, _ app.Event) { s.to(ctx, s.guided().Go(step)) }, string(step)))
	}
	return html.Details().Class("fold").Body(html.Summary().Body(html.Span().Text(say.T("guided.steps")), ui.Icon("next")), ui.Rows(rows...))
}

// step is what is asked at a step.
func (s *Screen) step(g domain.Guided) []app.UI {
	say, f := s.env.Say, s.form
	switch g.Step() {
	case domain.GuidedIdentify:
		var channels []ui.Choice
		for _, c := range domain.Channels {
			channels = append(channels, ui.Choice{Value: string(c), Label: say.T("channel.by_" + string(c)), Icon: ui.ChannelIcon(c)})
		}
		return []app.UI{
			s.whoIsIt(),
			ui.Slot(ui.Likes(say, s.who.Known)),
			ui.Segment(f, "channel", say.T("log.channel"), channels),
		}
	case domain.GuidedAbout:
		return []app.UI{ui.Field{Form: f, Name: "about", Label: say.T("log.about"), Place: say.T("log.about_place")}.View()}
	case domain.GuidedCallback:
		return []app.UI{ui.Field{Form: f, Name: "phone", Type: "tel", Label: say.T("client.phone"), Extra: say.T("form.optional")}.View()}
	case domain.GuidedEmail:
		return []app.UI{ui.Field{Form: f, Name: "email", Type: "email", Label: say.T("client.email"), Extra: say.T("form.optional")}.View()}
	case domain.GuidedListen:
		return []app.UI{
			ui.Feelings(say, f, "feeling_before", say.T("log.feeling_before")),
			html.Div().Class("tall").Body(ui.Field{Form: f, Name: "notes", Label: say.T("log.notes"), Hint: say.T("log.notes_hint"), Lines: true}.View()),
		}
	case domain.GuidedQuestions:
		return s.asks()
	case domain.GuidedRestate:
		return []app.UI{
			ui.Field{Form: f, Name: "request", Label: say.T("log.request"), Place: say.T("log.request_place")}.View(),
			ui.If(g.Get("notes") != "", func() app.UI { return html.P().Class("notes").Dir("auto").Text(g.Get("notes")) }),
		}
	case domain.GuidedAgree:
		return []app.UI{journal.Promise(s.env, f)}
	case domain.GuidedClose:
		return append([]app.UI{ui.Feelings(say, f, "feeling_after", say.T("log.feeling_after"))}, journal.Questions(say, f, false)...)
	}
	return []app.UI{ui.Slot(ui.If(s.asking, s.whoIsIt)), s.summary(g)}
}

// whoIsIt is the field of the client, with what settles whom it means.
func (s *Screen) whoIsIt() app.UI {
	return s.who.View(s.env.Say.T("log.client"), s.env.Say.T("log.client_place"), ui.Slot(ui.If(s.asking, func() app.UI {
		return s.who.SomeoneElse(s.answered)
	})), s.drop)
}

// summary is all that will be kept, before it is.
func (s *Screen) summary(g domain.Guided) app.UI {
	say := s.env.Say
	who := g.Get("client")
	if s.who.Chosen != nil {
		who = s.who.Chosen.Title
	}
	promise := g.Get("promise")
	if d, err := domain.ParseDay(g.Get("promise_date")); err == nil {
		promise += " · " + ui.DayWords(say, d, s.env.Today())
	}
	var lines []app.UI
	for _, l := range [][3]string{
		{"client", "log.client", who}, {"about", "log.about", g.Get("about")}, {"phone", "client.phone", say.Phone(g.Get("phone"))},
		{"email", "client.email", g.Get("email")}, {"request", "log.request", g.Get("request")}, {"promise", "log.promise", promise},
	} {
		if l[2] != "" && !g.Skipped(g.Where(l[0])) {
			lines = append(lines, html.Div().Body(html.Dt().Text(say.T(l[1])), html.Dd().Dir("auto").Text(l[2])))
		}
	}
	return html.Div().Class("card").Body(html.Dl().Class("likes").Body(lines...))
}
