package calculators

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
)

// results show the outcome: the one number, its picture, the arithmetic in words, and every result as a line. What
// stands on a refused field is missing; the rest stays.
func (s *Calculator) results(w sheet) app.UI {
	main, ok := w.words(w.main())
	var arith, notes []app.UI
	for _, a := range w.arithmetic() {
		arith = append(arith, html.P().Text(a))
	}
	for _, n := range w.notes() {
		notes = append(notes, html.P().Class("meta").Text(n))
	}
	closing, closed := w.sentence(w.out.closing)
	ledger := ledger
	if s.machine.ledger != nil {
		ledger = s.machine.ledger
	}
	return html.Section().Class("card").Aria("labelledby", "result").Body(
		html.Div().Class("result").Body(
			html.H2().Class("result-label").ID("result").Text(w.label(w.main())),
			ui.If(ok, func() app.UI { return w.output(w.main(), main) }),
			ui.If(!ok && w.faults > 0, func() app.UI {
				return html.P().Class("withheld").Attr("role", "status").Text(s.env.Say.T("calculator.mend"))
			}),
		),
		ui.Slot(
			ui.If(s.machine.picture != nil, func() app.UI { return s.machine.picture(w) }),
			ui.If(closed, func() app.UI { return html.P().Text(closing) }),
			ui.If(s.machine.act != nil, func() app.UI { return s.machine.act(s, w) }),
		),
		ui.If(len(arith) > 0, func() app.UI {
			return html.Details().Class("fold").Flag("open", true).Body(
				html.Summary().Body(html.Span().Text(s.env.Say.T("calculator.show")), ui.Icon("next")),
				html.Div().Class("fold-body sum pane--tight").Body(arith...))
		}),
		ledger(w),
		html.Div().Class("pane pane--tight").Body(notes...),
		ways(s.env, &s.said, ok, w.c.Title, s.told),
	)
}

// output is a result with its name and its raw value: a number, or a day.
func (w sheet) output(name, words string) app.UI {
	if d, ok := w.out.days[name]; ok {
		return html.Output().Attr("name", name).Body(html.Time().Attr("datetime", d.Format("2006-01-02")).Text(words))
	}
	raw := ""
	if v, ok := w.number(name); ok {
		raw = calc.Raw(v)
	}
	return ui.Output(name, raw, words)
}

// ledger is every result but the main one as a line; what is drawn stands below its name.
func ledger(w sheet) app.UI {
	var lines []app.UI
	for _, o := range w.c.Outputs {
		words, ok := w.words(o.ID)
		if contains(w.out.empty, o.ID) {
			words, ok = w.say.T("calculator.none"), true
		}
		s, drawn := w.out.strips[o.ID]
		if !ok || o.ID == w.main() && !drawn {
			continue
		}
		name := html.Th().Attr("scope", "row").Body(html.Text(o.Label), ui.If(drawn, s.draw))
		cell := html.Td().Class("n")
		if o.ID == w.main() {
			cell = cell.Text(words) // it has its output above
		} else {
			cell = cell.Body(w.output(o.ID, words))
		}
		lines = append(lines, html.Tr().Body(name, cell))
	}
	return ui.If(len(lines) > 0, func() app.UI { return html.Table().Class("ledger").Body(html.TBody().Body(lines...)) })
}

// text is the calculation as it can be sent: what was given, the working, and what comes out.
func (w sheet) text() string {
	lines := []string{w.c.Title, ""}
	for _, in := range w.c.Inputs {
		if words := w.given(in); words != "" {
			lines = append(lines, w.say.T("calculator.pair", "name", in.Label, "value", words))
		}
	}
	lines = append(append(lines, ""), w.arithmetic()...)
	lines = append(lines, "")
	for _, o := range w.c.Outputs {
		if words, ok := w.words(o.ID); ok {
			lines = append(lines, w.say.T("calculator.pair", "name", o.Label, "value", words))
		}
	}
	if closing, ok := w.sentence(w.out.closing); ok {
		lines = append(lines, "", closing)
	}
	return strings.Join(lines, "\n")
}

func option(in content.Input, id string) string {
	for _, o := range in.Options {
		if o.ID == id {
			return o.Label
		}
	}
	return ""
}

// ways are how a calculation leaves the screen. Said is what became of the last press; text is asked at the press.
func ways(env *ui.Env, said *string, ready bool, title string, text func() string) app.UI {
	say := env.Say
	label := say.T("action.copy")
	if *said == "copied" {
		label = say.T("action.copied")
	}
	return html.Div().Class("btns unprinted").Body(
		ui.Button("btn", "copy", "copy", label, func(ctx app.Context, _ app.Event) {
			text, bg := text(), context.WithoutCancel(ctx)
			ctx.Async(func() {
				err := env.Device.Copy(bg, text)
				env.Do(func(app.Context) {
					if err == nil {
						*said = "copied"
					}
				})
			})
		}, title).Flag("disabled", !ready),
		ui.If(env.Device.CanShare(), func() app.UI {
			return ui.Button("btn", "share", "share", say.T("action.share"), func(ctx app.Context, _ app.Event) {
				text, bg := text(), context.WithoutCancel(ctx)
				ctx.Async(func() { _ = env.Device.Share(bg, title, text) })
			}, title).Flag("disabled", !ready)
		}),
		ui.Button("btn", "print", "", say.T("action.print"), func(app.Context, app.Event) { app.Window().Call("print") }).Flag("disabled", !ready),
	)
}

// told is the calculation as it stands, in words, under the name that it is kept under.
func (s *Calculator) told() string {
	c, ok := s.calculator()
	if !ok {
		return ""
	}
	text := s.work(c).text()
	if rec, ok := s.named.record(); ok {
		text = rec.Name + "\n" + text
	}
	return text
}

// next leads to the calculators to go on with; the figures go along.
func (s *Calculator) next(c content.Calculator) app.UI {
	b, _ := s.env.Guide.Bundle(s.env.Say.Lang())
	var links []app.UI
	for _, slug := range c.Next {
		if to, ok := b.Calculator(slug); ok {
			links = append(links, ui.Link("btn", s.env.Href("/calculators/"+slug), "calculator", to.Title).OnClick(func(app.Context, app.Event) {
				if c, ok := s.calculator(); ok {
					s.remember(c)
				}
			}))
		}
	}
	return ui.If(len(links) > 0, func() app.UI {
		return html.Section().Class("block unprinted").Aria("labelledby", "next").Body(
			html.H2().ID("next").Class("block-title").Text(s.env.Say.T("calculator.next")),
			html.Div().Class("btns").Body(links...))
	})
}

// beside is what a calculator has of its own beside its results.
func (s *Calculator) beside(w sheet) app.UI {
	return ui.If(s.machine.beside != nil, func() app.UI { return s.machine.beside(s, w) })
}
