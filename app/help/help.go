// Package help is where to turn when it goes wrong: immediate help (F21), and the screen of an address that leads
// nowhere. Help must work in gloves, without a network, without the index, without anything fetched and while the journal
// is not open: its words are messages, never content.
package help

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// fresh is how long a level chosen stays chosen on another visit: the same incident goes on.
const fresh = 30 * time.Minute

// levels of tension (FIELD, section F), each with its symbol and the playbook that goes further.
var levels = []struct{ id, icon, playbook string }{
	{"anxious", "talk", "different"},
	{"defensive", "anger", "angry"},
	{"danger", "alert", "aggression"},
	{"easing", "breathe", "angry"},
}

// Now is the screen of immediate help.
type Now struct {
	env    *ui.Env
	form   *ui.Form     // the level
	thrown []ui.Pressed // an incident just thrown away, to put back
}

// New is the screen of immediate help.
func New(env *ui.Env) *Now {
	s := &Now{env: env, form: ui.NewForm(map[string]string{})}
	s.form.Changed = func(ctx app.Context, _ string) { s.press(ctx, s.form.Get("level"), "") }
	s.resume()
	return s
}

// Open reads the incident that was begun.
func (s *Now) Open(ctx app.Context) { s.keep(ctx) }

// resume shows the level that was chosen a moment ago.
func (s *Now) resume() {
	list := s.env.Incident.List()
	for i := len(list) - 1; i >= 0 && s.form.Get("level") == ""; i-- {
		p := list[i]
		if age := s.env.Now().Sub(p.At); isLevel(p.What) && age >= 0 && age < fresh {
			s.form.Values["level"] = p.What
		}
	}
}

func isLevel(what string) bool {
	for _, l := range levels {
		if l.id == what {
			return true
		}
	}
	return false
}

// press notes what was pressed. What the press is for, a call, is the browser's own business and waits for nothing.
func (s *Now) press(ctx app.Context, what, who string) {
	s.thrown = nil
	s.env.Incident.Add(ui.Pressed{At: s.env.Now(), What: what, Who: who})
	s.keep(ctx)
}

// keep puts away what was pressed; while the journal cannot keep it, it stays in memory.
func (s *Now) keep(ctx app.Context) {
	if s.env.Fault != "" {
		return
	}
	ctx.Async(func() {
		_ = s.env.Incident.Keep(s.env.Book)
		s.env.Do(func(app.Context) { s.resume() })
	})
}

// View implements [ui.Screen].
func (s *Now) View() ui.View {
	say, level := s.env.Say, s.form.Get("level")
	v := ui.View{Title: say.T("help.title"), Layout: "sos stage--two", Sub: html.Small().Text(say.T("help.offline"))}
	class := "pane"
	if level != "" {
		class += " sos-chosen" // what explains makes room for what to say
	}
	v.Stage = []app.UI{
		html.Div().Class(class).Body(
			html.P().Class("sos-lead").Text(say.T("help.lead")),
			s.calls(level != ""),
			s.levels(),
			html.Div().Aria("live", "polite").Body(ui.If(level != "", func() app.UI { return s.words(level) })),
		),
		html.Div().Class("pane").Body(
			ui.If(level == "", s.meanwhile),
			ui.If(level == "" || level == "defensive" || level == "danger", s.signs),
			s.incident(),
			After(s.env),
			ui.If(s.env.Fault == "", func() app.UI {
				return ui.Link("btn", s.env.Href("/check-in"), "breathe", say.T("checkin.open")).Attr("name", "open_check_in")
			}),
		),
	}
	return v
}

// levels asks what is going on.
func (s *Now) levels() app.UI {
	say := s.env.Say
	var choices []app.UI
	for _, l := range levels {
		id := "level-" + l.id
		choices = append(choices, html.Span().Body(
			html.Input().Class("pick").Attr("type", "radio").Attr("name", "level").ID(id).Attr("value", l.id).
				Flag("checked", s.form.Get("level") == l.id).OnInput(s.form.OnInput),
			html.Label().Class("sos-level sos-level--"+l.id).Attr("for", id).Body(
				ui.Icon(l.icon), html.B().Text(say.T("help.level_"+l.id)), html.Small().Text(say.T("help.signs_"+l.id))),
		))
	}
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(say.T("help.level")),
		html.Div().Class("sos-levels").Body(choices...),
	)
}

// words are what to do and to say at a level, in large type, and how to get out of it.
func (s *Now) words(level string) app.UI {
	say := s.env.Say
	var lines []app.UI
	for _, n := range []string{"1", "2", "3"} {
		lines = append(lines, html.Li().Class("sos-say").Text(say.T("help.say_"+level+"_"+n)))
	}
	playbook := ""
	for _, l := range levels {
		if l.id == level {
			playbook = l.playbook
		}
	}
	return html.Section().Class("card sos-words").Aria("labelledby", "h-say").Body(
		html.H2().ID("h-say").Text(say.T("help.do_"+level)),
		html.Ul().Class("sos-says").Body(lines...),
		html.Div().Class("sos-exit").Body(html.P().Class("label").Text(say.T("help.exit")), html.P().Class("sos-say").Text(say.T("help.exit_"+level))),
		ui.If(s.env.Fault == "" || s.env.Fault == ui.FaultLocked, func() app.UI {
			return ui.Link("btn", s.env.Href("/playbooks/"+playbook), "playbook", say.T("help.playbook"))
		}),
	)
}

// meanwhile is what holds at every level.
func (s *Now) meanwhile() app.UI {
	var steps []app.UI
	for _, key := range []string{"away", "calm", "agree", "leave"} {
		steps = append(steps, html.Li().Body(html.Div().Body(html.H3().Text(s.env.Say.T("help.step_"+key)))))
	}
	return ui.Block("h-steps", s.env.Say.T("help.meanwhile"), nil, html.Ol().Class("steps").Body(steps...))
}

// signs are those of violence.
func (s *Now) signs() app.UI {
	var signs []app.UI
	for _, key := range []string{"fists", "lips", "voice", "tense", "closer", "blows", "nostrils", "face", "eyes"} {
		signs = append(signs, html.Li().Text(s.env.Say.T("help.sign_"+key)))
	}
	return html.Section().Class("card").Aria("labelledby", "h-signs").Body(
		html.H2().ID("h-signs").Text(s.env.Say.T("help.signs")), html.Ul().Class("signs").Body(signs...))
}

// After looks after whoever was there (F14).
func After(env *ui.Env) app.UI {
	say := env.Say
	var steps []app.UI
	for _, key := range []string{"pause", "talk", "back"} {
		steps = append(steps, html.Li().Body(html.Div().Body(html.H3().Text(say.T("help.after_"+key)))))
	}
	return ui.Block("h-after", say.T("help.after"), nil, html.Ol().Class("steps").Body(steps...),
		html.A().Class("btn").Attr("name", "call_811").Attr("href", "tel:811").Body(ui.Icon("call"), html.Span().Text(say.T("help.info_social"))))
}

// incident lists what was pressed, with the way to log it and the way to be rid of it.
func (s *Now) incident() app.UI {
	say, list := s.env.Say, s.env.Incident.List()
	if len(list) == 0 {
		return ui.Slot(ui.If(s.thrown != nil, func() app.UI {
			return ui.Banner("", "erase", say.T("help.thrown"), ui.Button("btn", "undo", "undo", say.T("action.undo"), s.putBack))
		}))
	}
	var rows []app.UI
	for _, p := range list {
		rows = append(rows, html.Li().Body(html.Span().Class("num").Text(s.when(p)), html.Span().Dir("auto").Text(s.what(p))))
	}
	return ui.Slot(html.Section().Class("card").Aria("labelledby", "h-incident").Body(
		html.H2().ID("h-incident").Text(say.T("help.incident")),
		html.Ul().Class("sos-list").Body(rows...),
		ui.If(s.env.Fault != "", func() app.UI { return html.P().Class("hint").Text(say.T("help.later")) }),
		ui.If(s.env.Fault == "", func() app.UI {
			return html.Div().Class("btns").Body(
				s.env.LogThis("btn btn--soft", say.T("help.log"), s.hand),
				ui.Button("btn btn--quiet", "discard_incident", "", say.T("help.discard"), s.discard))
		}),
	))
}

// hand is the log form as the incident fills it.
func (s *Now) hand() ui.Handed {
	notes := ""
	for _, p := range s.env.Incident.List() {
		notes += s.when(p) + " · " + s.what(p) + "\n"
	}
	return ui.Handed{Values: map[string]string{"about": s.env.Say.T("help.about"), "notes": notes}, From: s.env.Incident.From()}
}

func (s *Now) when(p ui.Pressed) string {
	at := p.At.In(s.env.Now().Location())
	if at.Format(time.DateOnly) != s.env.Now().Format(time.DateOnly) {
		return s.env.Say.DateTime(at)
	}
	return s.env.Say.Clock(at.Hour(), at.Minute())
}

func (s *Now) what(p ui.Pressed) string {
	switch {
	case isLevel(p.What):
		return s.env.Say.T("help.level_" + p.What)
	case p.What == "911":
		return s.env.Say.T("help.called_911")
	}
	return s.env.Say.T("help.called", "who", p.Who)
}

func (s *Now) discard(ctx app.Context, _ app.Event) {
	s.thrown = s.env.Incident.List()
	ctx.Async(func() {
		_ = s.env.Incident.Drop(s.env.Book)
		s.env.Do(func(app.Context) {})
	})
}

// putBack takes the throwing away back.
func (s *Now) putBack(ctx app.Context, _ app.Event) {
	for _, p := range slices.Clone(s.thrown) {
		s.env.Incident.Add(p)
	}
	s.thrown = nil
	s.keep(ctx)
}
