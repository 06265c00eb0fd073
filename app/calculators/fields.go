package calculators

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// segments is how many options stand side by side; more are a list.
const segments = 3

// groups are the fields under their headings; those that may all stay empty are folded away.
func (s *Calculator) groups(c content.Calculator) []app.UI {
	var out []app.UI
	for i, g := range c.Groups {
		var fields []app.UI
		optional := i > 0
		for _, in := range c.Inputs {
			if in.Group == g.ID {
				fields = append(fields, s.field(c, in))
				optional = optional && in.Optional
			}
		}
		if optional {
			out = append(out, html.Details().Class("fold").Body(
				html.Summary().Body(html.Span().Text(g.Title), ui.Icon("next")), html.Div().Class("fold-body").Body(fields...)))
			continue
		}
		out = append(out, html.Section().Class("card").Body(append([]app.UI{html.H2().Text(g.Title)}, fields...)...))
	}
	return out
}

// field is one input, by what it asks.
func (s *Calculator) field(c content.Calculator, in content.Input) app.UI {
	switch in.Unit {
	case content.UnitText:
		return ui.Field{Form: s.form, Name: in.ID, Label: in.Label, Hint: in.Hint}.View()
	case content.UnitAmounts:
		return ui.Field{Form: s.form, Name: in.ID, Label: in.Label, Hint: in.Hint, Lines: true, Mode: "text", Below: ui.Slot(s.readAs(in))}.View()
	case content.UnitChoice:
		return s.choice(c, in)
	case content.UnitDate:
		return s.date(in)
	case content.UnitWeek:
		return s.week(in)
	case content.UnitSpans:
		return s.spans(in)
	}
	return html.Div().Class("field").Body(
		html.Div().Class("line-field").Body(
			html.Label().Attr("for", in.ID).Text(in.Label),
			html.Span().Class("with-unit").Body(s.control(in, "text"), html.Span().Class("unit").Aria("hidden", "true").Text(unitSign(in.Unit))),
		),
		ui.Slot(ui.ErrorLine(in.ID, s.form.Errors[in.ID]), s.readAs(in)),
		s.quick(in),
		s.about(c, in),
		s.from(in),
		ui.If(s.machine.below != nil, func() app.UI { return s.machine.below(s, in) }),
	)
}

// readAs says what was read where another reader would have read another number: 1,234 may be over a thousand, or a little
// more than one. It says how to write the other.
func (s *Calculator) readAs(in content.Input) app.UI {
	say := s.env.Say
	for text := range strings.Lines(s.form.Get(in.ID)) {
		if text = strings.TrimSpace(text); !i18n.Doubtful(text) {
			continue
		}
		v, err := s.number(in.ID, text)
		if err != nil || s.filled[in.ID].text == text {
			return nil
		}
		key, other := "calculator.read_decimal", v*1000
		if v >= 1000 {
			key, other = "calculator.read_thousands", v/1000
		}
		return html.P().Class("hint").Attr("role", "status").Text(say.T(key, "n", say.Number(v, 3), "other", say.Number(other, 3), "plain", typedAs(say, content.UnitCount, other)))
	}
	return nil
}

// control is an input of one line, with what describes it.
func (s *Calculator) control(in content.Input, kind string) app.UI {
	fault := s.form.Errors[in.ID]
	e := html.Input().Class("input").ID(in.ID).Attr("name", in.ID).Attr("type", kind).Attr("autocomplete", "off").
		Aria("invalid", ui.Bool(fault != "")).Attr("value", s.form.Start[in.ID]).OnInput(s.form.OnInput)
	if kind == "text" {
		s.form.Number(in.ID)
		e = e.Attr("inputmode", "decimal")
	}
	switch {
	case fault != "":
		e = e.Aria("describedby", in.ID+"-error")
	case in.Hint != "" || in.Grade != "" || in.Example && in.Numeric():
		e = e.Aria("describedby", in.ID+"-hint")
	}
	return e
}

// unitSign is the sign at the end of a field.
func unitSign(unit string) string {
	switch unit {
	case content.UnitMoney:
		return "$"
	case content.UnitPercent:
		return "%"
	case content.UnitHours:
		return "h"
	}
	return ""
}

// quick are the values offered by one tap.
func (s *Calculator) quick(in content.Input) app.UI {
	var chips []app.UI
	for _, n := range in.Choices {
		text := typedAs(s.env.Say, in.Unit, n)
		words := s.env.Say.Number(n, 6)
		if in.Unit == content.UnitPercent {
			words = s.env.Say.Percent(n/100, 2)
		}
		chips = append(chips, html.Button().Class("chip").Attr("type", "button").Attr("name", in.ID+"_quick").Attr("value", text).
			Aria("pressed", ui.Bool(s.form.Get(in.ID) == text)).Text(words).
			OnClick(func(ctx app.Context, e app.Event) { s.form.Put(ctx, in.ID, text) }, in.ID, text))
	}
	return ui.If(len(chips) > 0, func() app.UI { return html.Div().Class("chips unprinted").Body(chips...) })
}

// about says what a field asks and how far to trust its default, one tap away; once the figure is the user's own, it
// says so. A default from nowhere is called an example as long as it stands. One that was kept as the kit gave it stays the kit's.
func (s *Calculator) about(c content.Calculator, in content.Input) app.UI {
	if in.Grade == "" {
		example := in.Example && s.form.Get(in.ID) == typedAs(s.env.Say, in.Unit, in.Default)
		return ui.If(in.Hint != "" || in.Example, func() app.UI {
			return html.P().Class("hint").ID(in.ID+"-hint").Body(
				ui.If(example, func() app.UI { return html.Span().Class("grade grade--own").Text(s.env.Say.T("calculator.example")) }),
				ui.If(in.Hint != "", func() app.UI { return html.Span().Text(" " + in.Hint) }))
		})
	}
	class := map[string]string{"measured": "grade--study", "official": "grade--study", "quoted": "grade--quoted", "illustration": "grade--own"}[in.Grade]
	words := c.Grades[in.Grade]
	text, f := s.form.Get(in.ID), s.filled[in.ID]
	if in.Numeric() && (f.own || f.text != text) && (in.Optional || text != typedAs(s.env.Say, in.Unit, in.Default)) {
		class, words = "", c.Grades["own"]
	}
	trust := c.Grades[in.Grade] + ". " + c.Sources[in.Source]
	if in.Note != "" {
		trust = in.Note + " " + trust
	}
	return html.Details().Class("about-field").ID(in.ID+"-hint").Body(
		html.Summary().Body(html.Span().Class("grade "+class).Text(words)),
		html.P().Class("hint").Text(in.Hint),
		html.P().Class("meta").Text(trust),
	)
}

// from leads to the calculator that works a figure out.
func (s *Calculator) from(in content.Input) app.UI {
	return ui.If(in.From != "", func() app.UI {
		return html.P().Class("meta unprinted").Body(html.A().Attr("href", s.env.Href("/calculators/"+in.From)).Text(s.env.Say.T("calculator.work_out")))
	})
}

// choice is one of several answers.
func (s *Calculator) choice(c content.Calculator, in content.Input) app.UI {
	var choices []ui.Choice
	for _, o := range in.Options {
		choices = append(choices, ui.Choice{Value: o.ID, Label: o.Label})
	}
	control := ui.Select(s.form, in.ID, in.Label, "", choices)
	if len(choices) <= segments {
		control = ui.Segment(s.form, in.ID, in.Label, choices)
	}
	return html.Div().Class("field").Body(control, s.about(c, in))
}

// date is a day, which the browser writes in its own way, said in words below.
func (s *Calculator) date(in content.Input) app.UI {
	d, err := journal.ParseDay(s.form.Get(in.ID))
	in.Hint = ""
	return html.Div().Class("field").Body(
		html.Div().Class("line-field").Body(html.Label().Attr("for", in.ID).Text(in.Label), s.control(in, "date")),
		ui.Slot(ui.ErrorLine(in.ID, s.form.Errors[in.ID])),
		ui.If(err == nil, func() app.UI { return html.P().Class("hint").Text(ui.Sentence(ui.Date(s.env.Say, d, i18n.DateFull))) }),
	)
}
