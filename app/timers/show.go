package timers

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// show is what a running timer shows: its figure, what the figure is, what to do now (or nothing), and its state: on while
// all is well, then near and late.
func (f *face) show(say *i18n.Printer, elapsed, limit time.Duration, count int) (figure, label, words, state string) {
	if f == &hold {
		figure, label, state = ui.Clock(elapsed), say.T("timer.hold_on"), "on"
		if count > 0 {
			words, state = say.N("timer.hold_warned", float64(count)), "late"
		}
		return figure, label, words, state
	}
	figure, label, state = ui.Clock(limit-elapsed+time.Second-1), say.T("timer.talk_on"), "on"
	switch {
	case elapsed >= limit:
		figure, label, words, state = "+"+ui.Clock(elapsed-limit), say.T("timer.talk_over"), say.T("timer.talk_close"), "late"
	case count > 0:
		words, state = say.T("timer.talk_last"), "near"
	}
	return figure, label, words, state
}

// scripts are the words of the kit for each moment.
var scripts = map[string]string{
	"hold-before": "hold-ask", "hold-on": "hold-longer", "hold-late": "hold-longer", "hold-after": "hold-back",
	"talk-before": "talkative-frame", "talk-on": "talkative-steer", "talk-near": "talkative-last", "talk-late": "talkative-close",
}

// words are what to say at a moment, as far as they can be filled, with the way to fill the rest.
func (s *Screen) words(moment string) app.UI {
	if s.bundle == nil {
		return nil
	}
	sc, ok := s.bundle.Script(scripts[moment])
	if !ok {
		return nil
	}
	lang := s.bundle.Lang
	tu := lang == i18n.FR && s.client.FormOfAddress == journal.AddressFirstWith
	answers := script.Answers{}
	if n := s.minutes(moment); n != "" {
		answers["minutes wait"], answers["minutes"] = script.Answer{Value: n}, script.Answer{Value: n}
	}
	_, filled := ui.FillScript(sc, ui.ScriptRecord(s.client, s.env.Writer(), "", lang), answers, tu,
		script.Context{Lang: lang, Today: s.env.Today().Time()})
	t, _ := script.Parse(ui.ScriptText(sc, tu))
	var parts []app.UI
	for _, seg := range filled.Segments {
		if seg.State != script.Hole {
			parts = append(parts, html.Text(seg.Text))
			continue
		}
		label := "…"
		if b, ok := t.Blank(seg.Key); ok && b.Label != "" && b.Kind == script.KindText {
			label = b.Label
		}
		parts = append(parts, html.Span().Class("hole").Text(label))
	}
	return ui.Block("h-words", s.env.Say.T("timer.say"), nil,
		html.Div().Class("letter").Lang(lang.Tag()).Body(html.P().Body(parts...)),
		ui.Link("btn btn--quiet", s.env.Href("/scripts/"+sc.ID), "script", s.env.Say.T("timer.script")))
}

// minutes is the number to say. Someone who waits is told a minute more than the timer takes to warn: one is back in time.
func (s *Screen) minutes(moment string) string {
	switch moment {
	case "hold-before", "talk-before":
		n, err := s.env.Say.ParseNumber(s.form.Get(s.face.field))
		if err != nil || n < 0.5 || n > journal.MaxMinutes {
			return ""
		}
		if s.face == &hold {
			return strconv.Itoa(int(n) + 1)
		}
		return strconv.Itoa(int(n))
	case "talk-late":
		if t := s.running(); t != nil {
			return strconv.Itoa(int(t.Limit / time.Minute))
		}
	}
	return ""
}

// Banner shows, on every screen but its own, each timer that runs, and leads to it.
func Banner(env *ui.Env, path string) app.UI {
	var lines []app.UI
	for _, f := range faces {
		t := env.Timers.Runs[f.tool]
		if t == nil || path == f.route || len(path) > len(f.route) && path[:len(f.route)+1] == f.route+"/" {
			continue
		}
		elapsed, _ := t.Elapsed(env.Now())
		count, _ := f.due(elapsed, t.Limit)
		figure, label, words, state := f.show(env.Say, elapsed, t.Limit, count)
		lines = append(lines, html.A().Class("running running--"+state).Attr("name", "running_"+f.key).Attr("href", env.Href(f.route)).Body(
			ui.Icon(f.icon), html.Span().Text(label), html.B().Class("num").Attr("role", "timer").Text(figure),
			ui.If(words != "", func() app.UI { return html.Span().Class("running-words").Text(words) })))
	}
	return ui.If(len(lines) > 0, func() app.UI { return html.Div().Class("runnings").Body(lines...) })
}

// Card leads to the timer that a playbook or a script comes with; nil when it comes with none.
func Card(env *ui.Env, tool, client string) app.UI {
	f := faceOf(tool)
	if f == nil {
		return nil
	}
	route := f.route
	if client != "" {
		route += "/" + client
	}
	return html.A().Class("row timer-card").Attr("name", "open_"+f.key).Attr("href", env.Href(route)).Body(
		html.Span().Class("row-lead").Body(ui.Icon(f.icon)),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Text(env.Say.T("timer."+f.key+"_title")),
			html.Span().Class("meta").Text(env.Say.T("timer."+f.key+"_card"))))
}
