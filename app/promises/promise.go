package promises

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/exchange/calendar"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Promise is one promise: where it stands, what can be done about it, and what the client hears of it.
type Promise struct {
	*ui.Shown
	env     *ui.Env
	id      string
	client  journal.Client
	list    string // checklist in whose answers it was made
	known   bool   // the client and the list were read
	words   *ui.Message
	worded  bool // the words were made, if there are any
	trouble string
}

// New is the screen of one promise.
func New(env *ui.Env, id string) *Promise {
	s := &Promise{env: env, id: id}
	s.Shown = ui.NewShown(env, id, s.read)
	return s
}

// read fetches what belongs to the promise: whom it was made to, and its words. Each part is shown once all of it is there, so
// that no button moves under the thumb.
func (s *Promise) read(ctx app.Context) {
	p, ok := s.Version.Record.(journal.Promise)
	if !ok {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		cv, _ := s.env.Book.Get(bg, p.Client)
		rv, _ := s.env.Book.Get(bg, p.Run)
		s.env.Do(func(app.Context) {
			s.client, _ = cv.Record.(journal.Client)
			run, _ := rv.Record.(journal.ChecklistRun)
			s.list, s.known = run.List, true
		})
		words := Words(bg, s.env, s.id)
		s.env.Do(func(app.Context) { s.words, s.worded = words, true })
	})
}

// View implements [ui.Screen].
func (s *Promise) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("promise.title"), Back: "/promises", Layout: "stage--two", Stage: s.Absent()}
	p, ok := s.Version.Record.(journal.Promise)
	if !ok || v.Stage != nil || !s.known {
		return v
	}
	v.LogFor = p.Client
	beside := html.Div().Class("pane") // from the start: where it came in later, every button moved
	if s.worded {
		beside = html.Div().Class("pane").Body(s.inform(p), s.History(func(was, is journal.Record) string {
			before, _ := was.(journal.Promise)
			after, _ := is.(journal.Promise)
			return Changed(say, before, after)
		}))
	}
	v.Stage = []app.UI{html.Div().Class("pane").Body(s.card(p)), beside}
	return v
}

func (s *Promise) card(p journal.Promise) app.UI {
	say := s.env.Say
	late := p.Late(s.env.Today())
	lead := html.P().Class("promise-who").Body(ui.Person(s.env.Who("")))
	if p.Client != "" {
		lead = html.P().Class("promise-who").Body(html.A().Attr("href", s.env.Href("/clients/"+p.Client)).Body(ui.Person(s.env.Who(p.Client))))
	}
	return html.Div().Class("card form").Body(
		html.H2().Dir("auto").Text(p.What),
		lead,
		ui.If(p.Quote, func() app.UI {
			return html.P().Body(html.Span().Class("tag tag--info").Text(say.T("promise.quote")))
		}),
		html.Dl().Class("likes").Body(s.lines(p)...),
		ui.If(s.movedToday(p), func() app.UI { return s.script(p, "btn btn--soft", "promise-delay", "delay") }),
		ui.If(late.Doubt || late.More, func() app.UI { return ui.Banner("warn", "clock", s.env.ClockWords()) }),
		s.acts(p),
		ui.ErrorLine("act", s.trouble),
		html.Div().Class("btns").Body(s.Undo(say.T("undo.promise"))),
		s.Trouble(),
	)
}

// movedToday tells whether another day was agreed on today: the words for it are then what comes next.
func (s *Promise) movedToday(p journal.Promise) bool {
	n := len(p.Moves)
	return !p.Settled() && p.Client != "" && n > 0 && p.Moves[n-1].On == s.env.Today()
}

// lines are what is known of the promise: only what there is.
func (s *Promise) lines(p journal.Promise) []app.UI {
	say := s.env.Say
	date := func(d journal.Day) string { return ui.Date(say, d, i18n.DateFull) }
	var out []app.UI
	line := func(key string, body app.UI) {
		out = append(out, html.Div().Body(html.Dt().Text(say.T(key)), html.Dd().Dir("auto").Body(body)))
	}
	if p.Settled() {
		line("promise.state", ui.Output("state", string(p.State), say.T("promise."+string(p.State))))
		line("promise.done", html.Text(date(p.Done)))
	}
	if p.Reason != "" {
		line("promise.reason", html.Text(p.Reason))
	}
	line("promise.due", ui.Output("due", string(p.Due), date(p.Due)))
	for i := len(p.Moves) - 1; i >= 0; i-- {
		m := p.Moves[i]
		line("promise.before", html.Span().Body(
			ui.Output("was_due", string(m.From), date(m.From)),
			html.Span().Class("meta").Text(" "+say.T("promise.moved", "on", ui.DayWords(say, m.On, s.env.Today()), "reason", m.Reason))))
	}
	line("promise.made", html.Text(date(p.Made)))
	if p.Remind != "" {
		line("promise.remind", ui.Output("remind", string(p.Remind), date(p.Remind)))
	}
	if h := p.EstimateHours; h > 0 {
		line("promise.estimate", html.Text(say.N("promise.hours", h)))
	}
	if h := p.ActualHours; h > 0 {
		line("promise.actual", html.Text(say.N("promise.hours", h)))
	}
	if s.env.There(p.Interaction) {
		line("promise.from", html.A().Attr("href", s.env.Href("/interactions/"+p.Interaction)).Text(say.T("promise.conversation")))
	}
	if s.list != "" {
		line("promise.from", html.A().Attr("href", s.env.Href(content.Link{Kind: content.Checklists, Slug: s.list}.Path()+"/runs/"+p.Run)).Text(say.T("promise.list")))
	}
	return out
}

// acts are what can become of it now.
func (s *Promise) acts(p journal.Promise) app.UI {
	say, today := s.env.Say, s.env.Today()
	to := func(key, icon string) app.UI {
		return ui.Link("btn", s.env.Href(ui.PromisePath(s.id)+"/"+key), icon, say.T("promise.do_"+key)).Attr("name", key)
	}
	if p.Settled() {
		return html.Div().Class("btns").Body(to("hours", "clock"), to("edit", "edit"),
			ui.Button("btn", "reopen", "promise-open", say.T("promise.do_reopen"), func(ctx app.Context, _ app.Event) {
				s.act(ctx, func(p journal.Promise) (journal.Promise, error) { return p.Reopen(), nil })
			}))
	}
	return html.Div().Class("form").Body(
		ui.Button("buckle", "keep", "check", say.T("promise.do_keep"), func(ctx app.Context, _ app.Event) {
			s.act(ctx, func(p journal.Promise) (journal.Promise, error) { return p.Keep(today), nil })
		}, string(today)),
		html.Div().Class("btns btns--tight").Body(to("move", "update"), to("break", "promise-broken"), to("snooze", "sound"), to("hours", "wait"), s.calendar(p), to("edit", "edit")),
		html.P().Class("hint").Text(say.T("promise.calendar_hint")))
}

// calendar gives the promise to the telephone's calendar, which rings when the kit is closed. The client is not named in
// it: calendars are shared.
func (s *Promise) calendar(p journal.Promise) app.UI {
	say := s.env.Say
	return ui.Button("btn", "calendar", "calendar", say.T("promise.do_calendar"), func(app.Context, app.Event) {
		file := calendar.Write(calendar.Event, calendar.Alarm{Minutes: calendar.Morning}, calendar.Entry{
			Promise: p, N: s.Version.N, At: s.Version.At, Summary: p.What, Description: say.T("shell.name")})
		if err := s.env.Device.Download(say.T("promise.file"), "text/calendar", []byte(file)); err != nil {
			s.trouble = say.T("trouble.file")
		}
	}, s.Version.N)
}

func (s *Promise) act(ctx app.Context, do func(journal.Promise) (journal.Promise, error)) {
	s.env.AmendPromise(ctx, s.id, do, func(ctx app.Context, err error) {
		s.trouble = ""
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
		}
		s.Refresh(ctx)
	})
}

// nudgeWords is the key of what is said of the next news: one that falls past the day promised comes only if the day is
// missed, and reads as a mistake when that is not said.
func nudgeWords(nudge, due, today journal.Day) string {
	switch {
	case nudge <= today:
		return "promise.nudge_now"
	case due >= today && nudge > due:
		return "promise.nudge_missed"
	}
	return "promise.nudge"
}

// inform is how the client hears of the promise while it runs: when they last did, when they should, and the words.
func (s *Promise) inform(p journal.Promise) app.UI {
	say, today := s.env.Say, s.env.Today()
	if p.Client == "" {
		return nil
	}
	var body []app.UI
	if !p.Settled() {
		told := ui.Button("btn btn--soft", "tell", "talk", say.T("promise.do_tell"), func(ctx app.Context, _ app.Event) {
			s.act(ctx, func(p journal.Promise) (journal.Promise, error) { return p.Tell(today) })
		}, string(today))
		nudge := p.Nudge()
		next := say.T(nudgeWords(nudge, p.Due, today), "day", ui.DayWords(say, nudge, today))
		body = append(body,
			html.P().Body(ui.Output("told", string(p.LastTold()), say.T("promise.told", "day", ui.DayWords(say, p.LastTold(), today)))),
			html.P().Body(ui.Output("nudge", string(nudge), next)),
			html.Div().Class("btns").Body(told,
				ui.If(p.Due >= today, func() app.UI { return s.script(p, "btn", "promise-news", "news") }),
				ui.If(!s.movedToday(p), func() app.UI { return s.script(p, "btn", "promise-delay", "delay") })))
	}
	worded := !p.Settled() && p.Due >= today && s.words != nil // a day gone by is not promised again
	body = append(body, ui.If(s.client.ID != "", func() app.UI {
		return s.env.Reach(s.client, ui.Contact{Promise: s.id, About: p.What}, worded, nil)
	}))
	if worded {
		body = append(body, s.words.View(s.env))
	}
	return ui.Block("p-inform", say.T("promise.inform"), nil, html.Div().Class("card form").Body(body...))
}

// script leads to the words for news: that the day holds, as long as it does, or that it will be another.
func (s *Promise) script(p journal.Promise, class, slug, name string) app.UI {
	return ui.Link(class, s.env.Href("/scripts/"+slug+"/about/"+p.ID), "script", s.env.Say.T("promise.do_"+name)).Attr("name", name)
}

// Changed says in words what one version of a promise changed in the one before.
func Changed(say *i18n.Printer, was, is journal.Promise) string {
	day := func(key string, d journal.Day) string { return say.T(key, "day", ui.Date(say, d, i18n.DateDay)) }
	switch {
	case was.State != is.State && is.State == journal.Open:
		return say.T("promise.do_reopen")
	case was.State != is.State:
		return say.T("promise." + string(is.State))
	case len(is.Moves) > len(was.Moves):
		return day("promise.changed_due", is.Due)
	case len(is.Told) > len(was.Told):
		return day("promise.told", is.LastTold())
	case was.Remind != is.Remind && is.Remind == "":
		return say.T("promise.changed_no_remind")
	case was.Remind != is.Remind:
		return day("promise.changed_remind", is.Remind)
	case was.EstimateHours != is.EstimateHours || was.ActualHours != is.ActualHours:
		return say.T("promise.changed_hours")
	}
	return ""
}
