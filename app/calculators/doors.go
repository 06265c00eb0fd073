package calculators

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
)

// few is the number of cases under which a share says little: it is given as it was asked for, with a word of caution.
const few = 5

// doorsOut is F65.
func doorsOut(t typed) (outcome, error) {
	v, err := calc.DoorsOut(t.numbers)
	o := outcome{numbers: v, closing: "conclusion"}
	n, ok := v["departures"]
	switch {
	case ok && n == 0:
		o.closing, o.unsaid, o.notes = "", []string{"sum", "share"}, []string{"empty"}
	case ok && n < few:
		o.notes = []string{"few"}
	}
	return o, err
}

// doors set one's own departures beside the published split, door by door.
func doors(w sheet) app.UI {
	say := w.say
	var rows []app.UI
	for _, d := range calc.Doors {
		n, ok := w.out.numbers[d.Name]
		if !ok {
			continue
		}
		all := w.out.numbers["departures"]
		ours, published := html.Td().Class("n"), html.Td().Class("n")
		s := strip{}
		if all > 0 {
			count := html.Text(say.T("calculator.of", "n", say.Number(n, 2), "all", say.Number(all, 2)))
			share, told := w.words(d.Name + "_share")
			ours = ours.Body(count, ui.If(told, func() app.UI { return html.Div().Class("meta nowrap").Body(w.output(d.Name+"_share", share)) }))
			s.to = n / all * 100
		}
		if d.Published > 0 {
			published = published.Body(html.Span().Class("nowrap").Text(say.Percent(d.Published, 0)))
			s.mark, s.marked = d.Published*100, true
		}
		rows = append(rows, html.Tr().Body(
			html.Th().Attr("scope", "row").Body(html.Text(w.label(d.Name+"_share")), s.draw()), ours, published))
	}
	head := func(key string) app.UI { return html.Th().Class("n").Attr("scope", "col").Text(say.T(key)) }
	return html.Div().Class("pane pane--tight").Body(
		html.Ul().Class("key").Aria("hidden", "true").Body(key("mk-1", say.T("doors.ours")), key("mk-2", say.T("doors.published"))),
		html.Table().Class("ledger").Body(
			html.THead().Body(html.Tr().Body(html.Th().Attr("scope", "col").Text(say.T("doors.door")),
				head("doors.ours"), head("doors.published"))),
			html.TBody().Body(rows...)),
		html.P().Body(html.Span().Class("grade grade--quoted").Text(say.T("grade.quoted"))),
	)
}
