// Package calculators is the room of the figures. The arithmetic is in package calc, the words, defaults and grades in
// package content; a calculator here only joins the two.
package calculators

import (
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
)

// NewList is the screen of all calculators.
func NewList(env *ui.Env) ui.Screen {
	return ui.NewShelf(env, "calculators.title", "", func(b *content.Bundle) []app.UI {
		var deck []app.UI
		for _, c := range b.Calculators {
			if _, ok := machines[c.Slug]; ok {
				deck = append(deck, ui.Pocket(env.Href("/calculators/"+c.Slug), "calculator", c.Title, c.Intro))
			}
		}
		return []app.UI{html.Div().Class("deck").Body(deck...)}
	})
}

// numbers are the inputs as typed, by name: percentages still as 10 for 10 %. A field left empty is not set.
type numbers map[string]calc.Optional

// outcome is what a machine works out: results by name, and the sentences that show the arithmetic, in order.
type outcome struct {
	main           string            // the result that stands first
	values         map[string]result // by output name
	arith          []string
	notes          []string
	low, mid, high *point // the range, where there is one
	closing        string
}

type result struct {
	raw   float64
	words string
	unset bool
}

type point struct {
	raw          float64
	words, under string
}

// machine turns numbers into an outcome, in the words of a calculator.
type machine func(w words, in numbers) (outcome, error)

var machines = map[string]machine{"lost-client": lostClient}

// Calculator is one calculator: results follow every key.
type Calculator struct {
	env  *ui.Env
	slug string
	form *ui.Form
	lang i18n.Lang // of the defaults shown
}

// New is the screen of one calculator.
func New(env *ui.Env, slug string) *Calculator {
	return &Calculator{env: env, slug: slug, form: ui.NewForm(map[string]string{})}
}

// Open fetches the words and fills in the defaults.
func (s *Calculator) Open(ctx app.Context) {
	s.env.Need(ctx, func(ctx app.Context, b *content.Bundle) {
		if b == nil {
			return
		}
		if c, ok := b.Calculator(s.slug); ok {
			s.reset(ctx, c)
		}
	})
}

// reset goes back to the example.
func (s *Calculator) reset(ctx app.Context, c content.Calculator) {
	s.lang = s.env.Say.Lang()
	for _, in := range c.Inputs {
		s.form.Put(ctx, in.ID, shown(s.env.Say, in))
	}
	s.form.Errors = map[string]string{}
}

func shown(say *i18n.Printer, in content.Input) string {
	if in.Optional {
		return ""
	}
	if in.Unit == "money" {
		return strings.Trim(say.MoneyExact(in.Default), "$\u00a0 ")
	}
	return say.Number(in.Default, 6)
}

// View implements [ui.Screen].
func (s *Calculator) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("calculators.title"), Back: "/calculators", Layout: "stage--two"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	c, known := b.Calculator(s.slug)
	work, ok := machines[s.slug]
	if !known || !ok {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	v.Title = c.Title
	w := words{say: say, c: c}
	in, faults := s.read(c)
	out, err := work(w, in)
	for _, f := range fieldsOf(err) {
		if _, typed := faults[f.Field]; !typed {
			faults[f.Field] = w.fault(f.Kind)
		}
	}
	s.form.Errors = faults
	if len(faults) == 0 {
		main := out.values[out.main]
		v.Sub = html.Small().Body(html.Text(w.label(out.main)+" "), html.B().Text(main.words))
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(append([]app.UI{html.P().Class("aim").Text(c.Intro)}, s.inputs(c)...)...),
		html.Div().Class("pane").Body(s.results(w, out, len(faults) == 0)),
	}
	return v
}

// read turns what is typed into numbers; what is not a number gets its sentence.
func (s *Calculator) read(c content.Calculator) (numbers, map[string]string) {
	in, faults := numbers{}, map[string]string{}
	for _, f := range c.Inputs {
		typed := strings.TrimSpace(s.form.Get(f.ID))
		if typed == "" {
			continue
		}
		n, err := s.env.Say.ParseNumber(typed)
		if err != nil {
			faults[f.ID] = words{say: s.env.Say, c: c}.fault(calc.KindNumber)
			continue
		}
		in[f.ID] = calc.Some(n)
	}
	return in, faults
}

func fieldsOf(err error) []calc.FieldError {
	var many calc.FieldErrors
	if errors.As(err, &many) {
		return many
	}
	return nil
}

// share is a percentage as typed, as a fraction.
func (in numbers) share(name string) calc.Optional {
	o := in[name]
	o.Value /= 100
	return o
}

// inputs are the groups of fields.
func (s *Calculator) inputs(c content.Calculator) []app.UI {
	var out []app.UI
	for _, g := range c.Groups {
		var fields []app.UI
		optional := true
		for _, in := range c.Inputs {
			if in.Group == g.ID {
				fields = append(fields, s.input(c, in))
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
	return append(out, ui.Button("btn btn--quiet", "reset", "undo", c.Actions["reset"], func(ctx app.Context, e app.Event) { s.reset(ctx, c) }))
}

// input is one number on one line: its name, the field, and what there is to know about it below.
func (s *Calculator) input(c content.Calculator, in content.Input) app.UI {
	fault := s.form.Errors[in.ID]
	described := in.ID + "-hint"
	if fault != "" {
		described = in.ID + "-error"
	}
	control := html.Input().Class("input").ID(in.ID).Attr("name", in.ID).Attr("type", "text").Attr("inputmode", "decimal").Attr("autocomplete", "off").
		Aria("describedby", described).Aria("invalid", ui.Bool(fault != "")).Attr("value", s.form.Start[in.ID]).OnInput(s.form.OnInput)
	return html.Div().Class("field").Body(
		html.Div().Class("line-field").Body(
			html.Label().Attr("for", in.ID).Text(in.Label),
			html.Span().Class("with-unit").Body(control, html.Span().Class("unit").Aria("hidden", "true").Text(unit(in))),
		),
		ui.ErrorLine(in.ID, fault),
		s.choices(in),
		s.about(c, in),
	)
}

func unit(in content.Input) string {
	switch in.Unit {
	case "money":
		return "$"
	case "percent":
		return "%"
	}
	return ""
}

// choices are the values offered by one tap.
func (s *Calculator) choices(in content.Input) app.UI {
	var chips []app.UI
	for _, n := range in.Choices {
		text := s.env.Say.Number(n, 6)
		chips = append(chips, html.Button().Class("chip").Attr("type", "button").Attr("name", in.ID+"_quick").Attr("value", text).
			Aria("pressed", ui.Bool(s.form.Get(in.ID) == text)).Text(s.env.Say.Percent(n/100, 2)).
			OnClick(func(ctx app.Context, e app.Event) { s.form.Put(ctx, in.ID, text) }, in.ID, text))
	}
	return ui.If(len(chips) > 0, func() app.UI { return html.Div().Class("chips").Body(chips...) })
}

// about says what the number is and how far to trust it, one tap away; once the figure is the user's own, it says so.
func (s *Calculator) about(c content.Calculator, in content.Input) app.UI {
	if in.Grade == "" {
		return html.P().Class("hint").ID(in.ID + "-hint").Text(in.Hint)
	}
	class := map[string]string{"measured": "grade--study", "quoted": "grade--quoted", "illustration": "grade--own"}[in.Grade]
	words := c.Grades[in.Grade]
	if s.lang == s.env.Say.Lang() && s.form.Get(in.ID) != shown(s.env.Say, in) {
		class, words = "", c.Grades["own"]
	}
	return html.Details().Class("about-field").ID(in.ID+"-hint").Body(
		html.Summary().Body(html.Span().Class("grade "+class).Text(words)),
		html.P().Class("hint").Text(in.Hint),
		html.P().Class("meta").Text(c.Grades[in.Grade]+". "+c.Sources[in.Source]),
	)
}
