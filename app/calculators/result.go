package calculators

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
)

// results show the outcome: the one number, its range, the arithmetic in words, and every result as a line.
func (s *Calculator) results(w words, out outcome, ok bool) app.UI {
	if !ok {
		return html.Section().Class("card").Attr("role", "status").Body(
			html.P().Class("withheld").Text(s.env.Say.T("calculator.mend")))
	}
	var lines []app.UI
	for _, o := range w.c.Outputs {
		r, has := out.values[o.ID]
		if !has || o.ID == out.main {
			continue
		}
		lines = append(lines, html.Tr().Body(html.Th().Attr("scope", "row").Text(o.Label), html.Td().Class("n").Body(output(o.ID, r))))
	}
	main := out.values[out.main]
	var arith, notes []app.UI
	for _, a := range out.arith {
		arith = append(arith, html.P().Text(a))
	}
	for _, n := range out.notes {
		notes = append(notes, html.P().Class("meta").Text(n))
	}
	return html.Section().Class("card").Aria("labelledby", "result").Body(
		html.Div().Class("result").Body(
			html.H2().Class("result-label").ID("result").Text(w.label(out.main)),
			output(out.main, main),
		),
		band(out),
		ui.If(out.closing != "", func() app.UI { return html.P().Text(out.closing) }),
		html.Details().Class("fold").Attr("open", true).Body(
			html.Summary().Body(html.Span().Text(w.c.Actions["show"]), ui.Icon("next")),
			html.Div().Class("fold-body sum pane--tight").Body(arith...)),
		html.Table().Class("ledger").Body(html.TBody().Body(lines...)),
		html.Div().Class("pane pane--tight").Body(notes...),
	)
}

func output(name string, r result) app.UI {
	raw := calc.Raw(r.raw)
	if r.unset {
		raw = ""
	}
	return ui.Output(name, raw, r.words)
}

// band draws a range with the value in it; the same three numbers stand below in words.
func band(out outcome) app.UI {
	if out.low == nil || out.high.raw <= out.low.raw {
		return nil
	}
	const left, right = 20.0, 380.0
	at := func(v float64) float64 {
		x := left + 60 + (v-out.low.raw)/(out.high.raw-out.low.raw)*(right-left-120)
		return max(left, min(right, x))
	}
	x := func(v float64) string { return fmt.Sprintf("%.1f", v) }
	end := func(p *point) app.UI {
		return html.Span().Body(html.Text(p.words), html.Small().Text(p.under))
	}
	return html.Div().Body(
		ui.Svg("chart", "0 0 400 28",
			ui.Shape("rect", "class", "mk-track", "x", x(left), "y", "9", "width", x(right-left), "height", "10", "rx", "5"),
			ui.Shape("rect", "class", "mk-zone", "x", x(at(out.low.raw)), "y", "9", "width", x(at(out.high.raw)-at(out.low.raw)), "height", "10"),
			ui.Shape("circle", "class", "mk-1", "cx", x(at(out.mid.raw)), "cy", "14", "r", "9"),
		).Aria("hidden", "true"),
		html.Div().Class("range-ends").Body(end(out.low), end(out.mid), end(out.high)),
	)
}
