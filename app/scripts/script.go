// Package scripts is the room of what to say and what to send: the kit's scripts and the worker's own.
package scripts

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// NewList is the screen of everything that can be said or sent.
func NewList(env *ui.Env) ui.Screen {
	return ui.NewShelf(env, "scripts.title", "stage--narrow", func(b *content.Bundle) []app.UI {
		var rows []app.UI
		for _, sc := range b.Scripts {
			rows = append(rows, Row(env, sc))
		}
		return []app.UI{ui.Rows(rows...)}
	})
}

// Script is one text to say or to send: nothing leaves while a blank is open.
type Script struct {
	env     *ui.Env
	slug    string
	form    *ui.Form // answers, by the blank's key
	skipped map[string]bool
	big     bool
	copied  bool
}

// New is the screen of one script.
func New(env *ui.Env, slug string) *Script {
	s := &Script{env: env, slug: slug, form: ui.NewForm(map[string]string{}), skipped: map[string]bool{}}
	s.form.Changed = func(app.Context, string) { s.copied = false }
	return s
}

// Open fetches what the kit knows.
func (s *Script) Open(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) }

// View implements [ui.Screen].
func (s *Script) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("scripts.title"), Back: "/scripts", Task: true, Layout: "stage--two"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Task, v.Stage = false, []app.UI{s.env.Waiting()}
		return v
	}
	sc, ok := b.Script(s.slug)
	if !ok {
		v.Task, v.Stage = false, []app.UI{s.env.NotHere()}
		return v
	}
	record := ui.ScriptRecord(journal.Client{}, s.env.Book.Today().Settings, "", b.Lang)
	subject, words := ui.FillScript(sc, record, s.answers(sc), false, script.Context{Lang: b.Lang, Today: s.env.Today().Time()})
	v.Title = sc.Title
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			html.P().Class("meta").Text(sc.When),
			s.letter(subject, words),
			ui.If(sc.Delivery != "", func() app.UI { return ui.Banner("", "talk", sc.Delivery) }),
		),
		html.Div().Class("pane").Body(s.questions(sc, record)),
	}
	v.Bar = s.ways(sc, subject.Text(), words.Text(), subject.Open+words.Open)
	return v
}

func (s *Script) letter(subject, words script.Filled) app.UI {
	class := "letter"
	if s.big {
		class += " letter--big"
	}
	return html.Div().Class(class).Aria("live", "polite").Body(
		ui.If(len(subject.Segments) > 0, func() app.UI { return html.P().Body(html.Strong().Body(s.segments(subject)...)) }),
		html.P().Body(s.segments(words)...))
}

func (s *Script) segments(f script.Filled) []app.UI {
	var parts []app.UI
	for _, seg := range f.Segments {
		parts = append(parts, s.segment(seg))
	}
	return parts
}

func (s *Script) segment(seg script.Segment) app.UI {
	switch seg.State {
	case script.Hole:
		return html.Label().Class("hole").Attr("for", nameOf(seg.Key)).Text(s.label(seg.Key))
	case script.Unknown:
		return html.Span().Class("unknown").Text(seg.Text)
	case script.FromRecord, script.FromAnswer:
		return html.Span().Class("filled").Dir("auto").Text(seg.Text)
	case script.Skipped:
		return html.Span().Class("skipped").Text(s.label(seg.Key))
	}
	return html.Text(seg.Text)
}

// blanks are all that the script asks, each once, and what the record lacks.
func blanks(sc content.Script, r script.Record) []script.Blank {
	var out []script.Blank
	seen := map[string]bool{}
	add := func(b script.Blank) {
		if !seen[b.Key] {
			seen[b.Key] = true
			out = append(out, b)
		}
	}
	for _, text := range []string{sc.Subject, ui.ScriptText(sc, false)} {
		t, _ := script.Parse(text)
		for _, name := range t.Missing(r) {
			add(script.Blank{Key: name, Kind: script.KindText})
		}
		for _, b := range t.Blanks() {
			add(b)
		}
	}
	return out
}

// nameOf names the control of a blank. Keys hold spaces, which an id must not.
func nameOf(key string) string { return "blank-" + strings.ReplaceAll(key, " ", "-") }

func (s *Script) label(key string) string {
	b, ok := s.env.Guide.Bundle(s.env.Say.Lang())
	if !ok {
		return key
	}
	sc, _ := b.Script(s.slug)
	for _, bl := range blanks(sc, script.Record{}) {
		if bl.Key == key {
			return s.words(bl)
		}
	}
	return key
}

// words name a blank: the label of the file, or ours for the few that are identifiers and for the record's names.
func (s *Script) words(b script.Blank) string {
	if own := "blank." + b.Kind + "." + b.Label; s.env.Say.Has(own) {
		return s.env.Say.T(own)
	}
	if own := "blank." + b.Key; s.env.Say.Has(own) {
		return s.env.Say.T(own)
	}
	if b.Label != "" {
		return ui.Sentence(b.Label)
	}
	return s.env.Say.T("blank." + b.Kind)
}

func (s *Script) answers(sc content.Script) script.Answers {
	a := script.Answers{}
	for _, b := range blanks(sc, script.Record{}) {
		if value, typed := s.form.Values[nameOf(b.Key)]; typed {
			a[b.Key] = script.Answer{Value: value}
		}
	}
	for key, on := range s.skipped {
		if on {
			a[key] = script.Answer{Skipped: true}
		}
	}
	return a
}

func (s *Script) questions(sc content.Script, r script.Record) app.UI {
	say := s.env.Say
	var fields []app.UI
	for _, b := range blanks(sc, r) {
		name := nameOf(b.Key)
		f := ui.Field{Form: s.form, Name: name, Label: s.words(b)}
		switch b.Kind {
		case script.KindDate:
			f.Type = "date"
		case script.KindTime:
			f.Type = "time"
		case script.KindMinutes, script.KindMoney:
			f.Mode = "decimal"
		case script.KindChoice:
			choices := []ui.Choice{{Value: "", Label: say.T("blank.choose")}}
			for _, c := range b.Choices {
				choices = append(choices, ui.Choice{Value: c, Label: c})
			}
			fields = append(fields, ui.Select(s.form, name, s.words(b), "", choices))
			continue
		}
		f.Below = ui.Button("btn btn--quiet", "skip_blank", "", say.T("blank.skip"), func(ctx app.Context, e app.Event) {
			s.skipped[b.Key] = !s.skipped[b.Key]
		}, b.Key).Attr("value", b.Key).Aria("pressed", ui.Bool(s.skipped[b.Key]))
		fields = append(fields, f.View())
	}
	if len(fields) == 0 {
		return nil
	}
	return html.Form().Class("form").OnSubmit(func(ctx app.Context, e app.Event) { e.PreventDefault() }).OnKeyDown(s.form.OnKey).Body(fields...)
}

// ways are the ways out: off, with the reason, while a blank is open.
func (s *Script) ways(sc content.Script, subject, text string, open int) []app.UI {
	say := s.env.Say
	off := open > 0
	openURL := func(url string) app.EventHandler {
		return func(ctx app.Context, e app.Event) { s.env.Device.Open(url) }
	}
	copyLabel := say.T("action.copy")
	if s.copied {
		copyLabel = say.T("action.copied")
	}
	out := []app.UI{
		ui.If(off, func() app.UI {
			return html.P().Class("hint").Attr("role", "status").Text(say.N("script.open", float64(open)))
		}),
		ui.Button("buckle", "copy", "copy", copyLabel, func(ctx app.Context, e app.Event) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				err := s.env.Device.Copy(bg, text)
				s.env.Do(func(app.Context) { s.copied = err == nil })
			})
		}, text).Attr("disabled", off),
		ui.IconButton("read_full_screen", "big-type", say.T("action.read_full_screen"), func(ctx app.Context, e app.Event) { s.big = !s.big }).Attr("disabled", off),
	}
	for _, c := range sc.Channels {
		switch c {
		case "text":
			url := ui.SMS("", text)
			out = append(out, ui.IconButton("sms", "text", say.T("action.sms"), openURL(url), url).Attr("value", url).Attr("disabled", off))
		case "email":
			url := ui.Mail("", subject, text)
			out = append(out, ui.IconButton("email", "mail", say.T("action.email"), openURL(url), url).Attr("value", url).Attr("disabled", off))
		}
	}
	if s.env.Device.CanShare() {
		out = append(out, ui.IconButton("share", "share", say.T("action.share"), func(ctx app.Context, e app.Event) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() { _ = s.env.Device.Share(bg, subject, text) })
		}, text).Attr("disabled", off))
	}
	return out
}

// Row is one script in a list.
func Row(env *ui.Env, sc content.Script) app.UI {
	return html.A().Class("row").Attr("href", env.Href("/scripts/"+sc.ID)).Body(
		ui.Icon(icon(sc)),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Text(sc.Title), html.Span().Class("meta").Text(sc.When)),
		html.Span().Class("row-end").Body(ui.SmallIcon("next")))
}

func icon(sc content.Script) string {
	if sc.Register == content.Spoken {
		return "talk"
	}
	for _, c := range sc.Channels {
		if c == "email" {
			return "mail"
		}
	}
	return "text"
}
