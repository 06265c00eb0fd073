package promises

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/journal"
	"trousse/app/ui"
	domain "trousse/internal/journal"
)

// Made is the form of a promise made outside any conversation that is logged: to a client, or to oneself.
type Made struct {
	*ui.Paper
	env    *ui.Env
	client string // id of the client in the address, or empty
	who    *ui.Picker
}

// Whom a promise is made to, as the form has it.
const (
	toClient = "client"
	toSelf   = "self"
)

// NewMade is the form, for a client already known when the id is not empty.
func NewMade(env *ui.Env, client string) *Made {
	s := &Made{env: env, client: client, Paper: ui.NewPaper(env, "promise", "")}
	s.Start["to"], s.Values["to"] = toClient, toClient
	s.who = ui.NewPicker(env, s.Form, nil, nil)
	s.Paper.Who = s.who
	s.Typed = func(ctx app.Context, name string) {
		switch name {
		case "client":
			s.who.Suggest(ctx)
		case "to":
			s.addressee()
		}
	}
	s.Taken = func(ctx app.Context, v map[string]string) {
		if id := v["_client"]; id != "" {
			s.who.PickID(ctx, id)
		}
		s.addressee()
	}
	s.Make = func(_ domain.Record, form map[string]string) (domain.Record, error) {
		v := values{env.Say, env.Today(), form}
		if form["to"] == toSelf {
			form["_client"] = ""
		}
		p := domain.Promise{ID: domain.NewID(), Client: form["_client"], Self: form["to"] == toSelf, What: form["promise"],
			Made: v.today, Due: v.day("promise_date"), Quote: form["quote"] != "" || journal.IsQuote(env.Say, form["promise"])}.Tidy()
		var err error
		if p.EstimateHours, err = v.hours("estimate_hours"); err != nil {
			return p, err
		}
		if err = p.Check(); err != nil || form["remind"] == "" {
			return p, err
		}
		return p.Snooze(v.today, v.day("remind"))
	}
	return s
}

// addressee follows the choice of whom it is made to.
func (s *Made) addressee() {
	s.Paper.Who = s.who
	if s.Get("to") == toSelf {
		s.Paper.Who = nil
		delete(s.Errors, "client")
	}
}

// Open looks for a draft, and for the client.
func (s *Made) Open(ctx app.Context) {
	s.Paper.Open(ctx)
	if s.client != "" {
		s.who.PickID(ctx, s.client)
	}
	s.env.LoadIndex(ctx, func(app.Context) {})
}

// View implements [ui.Screen].
func (s *Made) View() ui.View {
	say, f := s.env.Say, s.Form
	back := "/promises"
	if s.client != "" {
		back = "/clients/" + s.client
	}
	return s.Paper.View(say.T("promise.new"), back, func(ctx app.Context, rec domain.Record, ref domain.Ref) {
		p, _ := rec.(domain.Promise)
		s.env.Last = &ui.LastSave{Ref: ref, Path: ui.PromisePath(p.ID), Client: p.Client, What: p.What}
		s.env.Done(ctx, ui.PromisePath(p.ID))
	},
		ui.Segment(f, "to", say.T("promise.to"), []ui.Choice{{Value: toClient, Label: say.T("promise.to_client")}, {Value: toSelf, Label: say.T("promise.to_me")}}),
		html.Div().Hidden(f.Get("to") == toSelf).Body(s.who.Someone()),
		journal.Promise(s.env, f),
		ui.Ticks(f, "quote", say.T("promise.field_quote"), "", []ui.Choice{{Value: "yes", Label: say.T("promise.quote")}}),
		ui.Field{Form: f, Name: "estimate_hours", Mode: "decimal", Label: say.T("promise.field_estimate_hours"), Extra: say.T("form.optional"), Hint: say.T("promise.hours_hint")}.View(),
		ui.Field{Form: f, Name: "remind", Type: "date", Label: say.T("promise.field_remind"), Extra: say.T("form.optional"), Hint: s.nudge()}.View(),
	)
}

// nudge says what the kit brings to mind by itself, and that it does not ring.
func (s *Made) nudge() string {
	say := s.env.Say
	p := domain.Promise{Client: "c", Made: s.env.Today(), Due: domain.Day(s.Get("promise_date"))}
	if day := p.Nudge(); s.Get("to") != toSelf && p.Due > p.Made && day < p.Due {
		return say.T("promise.nudge_by_itself", "day", ui.DayWords(say, day, p.Made)) + " " + say.T("promise.remind_hint")
	}
	return say.T("promise.remind_hint")
}
