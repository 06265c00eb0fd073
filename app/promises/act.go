package promises

import (
	"context"
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	log "trousse/app/journal"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// act is something that changes a promise and has to be filled in.
type act struct {
	start  func(say *i18n.Printer, p journal.Promise) map[string]string // what the form shows first
	fields []field
	do     func(v values, p journal.Promise) (journal.Promise, error)
}

// field is one control of an act; its label is the message promise.name, its hint promise.name_hint.
type field struct {
	name, kind, mode string
	hint             string // message, or empty
}

// values are what the form holds.
type values struct {
	say   *i18n.Printer
	today journal.Day
	form  map[string]string
}

func (v values) day(name string) journal.Day { return journal.Day(v.form[name]) }

// hours reads a length of time; an empty one is none.
func (v values) hours(name string) (float64, error) {
	if strings.TrimSpace(v.form[name]) == "" {
		return 0, nil
	}
	h, err := v.say.ParseNumber(v.form[name])
	if err != nil {
		return 0, &journal.FieldError{Field: name, Problem: journal.BadNumber, Limit: journal.MaxHours}
	}
	return h, nil
}

func none(*i18n.Printer, journal.Promise) map[string]string { return map[string]string{} }

var acts = map[string]act{
	"edit": {
		func(_ *i18n.Printer, p journal.Promise) map[string]string {
			v := map[string]string{"promise": p.What, "promise_date": string(p.Due), "quote": ""}
			if p.Quote {
				v["quote"] = "yes"
			}
			return v
		},
		[]field{{name: "promise"}, {name: "promise_date", kind: "date", hint: "promise.edit_hint"}, {name: "quote", kind: "tick"}},
		func(v values, p journal.Promise) (journal.Promise, error) {
			p.Quote = v.form["quote"] != ""
			return p.Correct(v.form["promise"], v.day("promise_date"))
		},
	},
	"move": {none,
		[]field{{name: "promise_date", kind: "date", hint: "promise.move_hint"}, {name: "reason", hint: "promise.reason_hint"}},
		func(v values, p journal.Promise) (journal.Promise, error) {
			return p.Renegotiate(v.today, v.day("promise_date"), v.form["reason"])
		},
	},
	"break": {none,
		[]field{{name: "reason", hint: "promise.break_hint"}},
		func(v values, p journal.Promise) (journal.Promise, error) { return p.Break(v.today, v.form["reason"]) },
	},
	"snooze": {
		func(_ *i18n.Printer, p journal.Promise) map[string]string {
			return map[string]string{"remind": string(p.Remind)}
		},
		[]field{{name: "remind", kind: "date", hint: "promise.remind_hint"}},
		func(v values, p journal.Promise) (journal.Promise, error) { return p.Snooze(v.today, v.day("remind")) },
	},
	"hours": {
		func(say *i18n.Printer, p journal.Promise) map[string]string {
			v := map[string]string{"estimate_hours": "", "actual_hours": ""}
			if p.EstimateHours > 0 {
				v["estimate_hours"] = say.Number(p.EstimateHours, 2)
			}
			if p.ActualHours > 0 {
				v["actual_hours"] = say.Number(p.ActualHours, 2)
			}
			return v
		},
		[]field{{name: "estimate_hours", mode: "decimal", hint: "promise.hours_hint"}, {name: "actual_hours", mode: "decimal"}},
		func(v values, p journal.Promise) (_ journal.Promise, err error) {
			if p.EstimateHours, err = v.hours("estimate_hours"); err != nil {
				return p, err
			}
			if p.ActualHours, err = v.hours("actual_hours"); err != nil {
				return p, err
			}
			return p, p.Check()
		},
	},
}

// Act is the form of an act on a promise.
type Act struct {
	env     *ui.Env
	id, key string
	act     act
	form    *ui.Form
	draft   *ui.Draft
	version store.Version
	missing bool
	eager   bool // it was sent before the promise was read
	trouble string
}

// NewAct is the form of an act: edit, move, break, snooze or hours.
func NewAct(env *ui.Env, id, key string) *Act {
	s := &Act{env: env, id: id, key: key, act: acts[key], form: ui.NewForm(map[string]string{})}
	s.draft = ui.NewDraft(env, "promise/"+id+"/"+key, s.form)
	s.form.Changed = func(ctx app.Context, _ string) {
		s.trouble = ""
		s.draft.Touch(ctx)
	}
	return s
}

// Open reads the promise.
func (s *Act) Open(ctx app.Context) {
	s.draft.Find(ctx)
	s.env.LoadIndex(ctx, func(app.Context) {})
	ctx.Async(func() {
		v, err := s.env.Book.Get(context.WithoutCancel(ctx), s.id)
		s.env.Do(func(ctx app.Context) {
			p, ok := v.Record.(journal.Promise)
			if s.missing = err != nil || !ok; s.missing {
				return
			}
			s.version = v
			s.form.Read(ctx, s.act.start(s.env.Say, p))
			if s.eager {
				s.send(ctx, p)
			}
		})
	})
}

// Leave implements [ui.Leaver].
func (s *Act) Leave() { s.draft.Leave() }

// View implements [ui.Screen].
func (s *Act) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("promise.do_" + s.key), Back: ui.PromisePath(s.id), Task: true, Layout: "stage--narrow", Sub: html.Small().Body(s.draft.State(say))}
	if s.missing {
		return ui.View{Title: v.Title, Back: "/promises", Stage: []app.UI{s.env.NotHere()}}
	}
	p, _ := s.version.Record.(journal.Promise)
	about := html.Div().Class("card").Body(html.P().Class("promise-what").Dir("auto").Text(p.What),
		html.P().Class("promise-who").Body(ui.Person(s.env.Who(p.Client))),
		ui.If(p.Due != "", func() app.UI {
			return html.P().Class("due").Text(say.T("promise.by", "day", ui.DayWords(say, p.Due, s.env.Today())))
		}))
	var fields []app.UI
	for _, f := range s.act.fields {
		fields = append(fields, s.field(f))
	}
	v.Stage = []app.UI{
		s.draft.Offer(say, func(ctx app.Context, kept map[string]string) { s.form.Fill(ctx, kept) }),
		ui.Slot(about),
		html.Form().Class("form").ID("promise-form").OnSubmit(s.save).OnKeyDown(s.form.OnKey).Body(fields...),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "promise-form").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Act) field(f field) app.UI {
	say := s.env.Say
	hint := ""
	if f.hint != "" {
		hint = say.T(f.hint)
	}
	if f.kind == "tick" {
		return ui.Ticks(s.form, f.name, say.T("promise.field_"+f.name), hint, []ui.Choice{{Value: "yes", Label: say.T("promise.quote")}})
	}
	field := ui.Field{Form: s.form, Name: f.name, Type: f.kind, Mode: f.mode, Label: say.T("promise.field_" + f.name), Hint: hint}
	if f.kind == "date" {
		field.Below = log.Days(s.env, s.form, f.name)
	}
	return field.View()
}

func (s *Act) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	p, ok := s.version.Record.(journal.Promise)
	if s.eager = !ok; ok && s.env.Saving != ui.Saving {
		s.send(ctx, p)
	}
}

// send does what the form says to the promise.
func (s *Act) send(ctx app.Context, p journal.Promise) {
	p, err := s.act.do(values{s.env.Say, s.env.Today(), s.form.Values}, p)
	if err != nil {
		var refused *journal.FieldError
		if errors.As(err, &refused) && s.has(refused.Field) {
			ui.FieldErrors(s.env.Say, s.form, err, nil)
			ui.FocusError(ctx)
			return
		}
		s.trouble = ui.Trouble(s.env.Say, err)
		return
	}
	s.keep(ctx, p)
}

func (s *Act) has(name string) bool {
	for _, f := range s.act.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

func (s *Act) keep(ctx app.Context, p journal.Promise) {
	bg := context.WithoutCancel(ctx)
	s.draft.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
		switch {
		case errors.Is(err, store.ErrConflict):
			s.trouble = ui.Trouble(s.env.Say, err)
			ctx.Async(func() {
				theirs, _ := s.env.Book.Get(bg, s.id)
				s.env.Do(func(ctx app.Context) { s.differ(ctx, theirs) })
			})
		case err != nil:
			s.trouble = ui.Trouble(s.env.Say, err)
		default:
			s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: ui.PromisePath(s.id), Client: p.Client, What: p.What}
			s.env.Done(ctx, ui.PromisePath(s.id))
		}
	}, store.Write{Record: p, Base: s.version.N})
}

// differ goes on from what another window has saved in the meantime, and shows it beside each field. Saving again is then
// done to the promise as it is now.
func (s *Act) differ(ctx app.Context, theirs store.Version) {
	p, ok := theirs.Record.(journal.Promise)
	if !ok {
		return
	}
	was, _ := s.version.Record.(journal.Promise)
	s.version = theirs
	s.form.Differ(ctx, s.env.Say, s.act.start(s.env.Say, was), s.act.start(s.env.Say, p))
}
