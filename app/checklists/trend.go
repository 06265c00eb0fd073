package checklists

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/i18n"
)

// points is how many runs a trend draws at most.
const points = 30

// The drawing of a trend, 320 by 120 in its own units: where the first and the last run stand, and the highest and the
// lowest figure there can be. What those two are is written at their left.
const (
	trendFrom, trendTo    = 54.0, 312.0
	trendTop, trendBottom = 10.0, 110.0
)

// mark is one run of a trend.
type mark struct {
	at    int64   // unix seconds
	share float64 // from 0 to 1
}

// place puts a mark in the drawing, between the first moment and the last.
func (m mark) place(from, to int64) (x, y float64) {
	x = 0.5
	if to > from {
		x = float64(m.at-from) / float64(to-from)
	}
	return trendFrom + x*(trendTo-trendFrom), trendBottom - m.share*(trendBottom-trendTop)
}

// trend draws the figure of a list over its runs by the same kind of person, from the second on, with the table that it
// is drawn from one tap away.
func (s *Result) trend(l *list) app.UI {
	say, zone := s.env.Say, s.env.Now().Location()
	var marks []mark
	var rows []app.UI
	first, last := "", ""
	for _, r := range s.runs {
		f := figureOf(say, l, r)
		if r.Rater != s.run.Rater || !f.known || len(marks) == points {
			continue
		}
		when := r.At.In(zone)
		day := say.Date(when.Year(), when.Month(), when.Day(), i18n.DateLong)
		marks = append([]mark{{r.At.Unix(), f.share}}, marks...)
		rows = append(rows, line(day, f.words))
		short := say.Date(when.Year(), when.Month(), when.Day(), i18n.DateShort)
		if last == "" {
			last = short
		}
		first = short
	}
	if len(marks) < 2 {
		return nil
	}
	ends := html.Div().Class("range-ends").Aria("hidden", "true").Body(html.Span().Text(first), html.Span(), html.Span().Text(last))
	return ui.Block("k-trend", say.T("checklist.trend"), nil, html.Div().Class("card").Body(
		drawing(marks, s.ends(l)).Attr("role", "img").Aria("label", say.N("checklist.trend_of", float64(len(marks)))), ends,
		fold(say.T("checklist.figures"), ledger(rows))))
}

// ends are the lowest and the highest figure that a list can give.
func (s *Result) ends(l *list) [2]string {
	say := s.env.Say
	if l.Method == content.MethodScale && checklist.WayOf(l.Slug) != checklist.Quotient {
		return [2]string{say.Number(checklist.Lowest, 0), say.Number(checklist.Highest, 0)}
	}
	return [2]string{say.Percent(0, 0), say.Percent(1, 0)}
}

func drawing(marks []mark, ends [2]string) app.HTMLElem {
	from, to := marks[0].at, marks[len(marks)-1].at
	shapes := []app.UI{
		ui.Shape("path", "class", "ln-track", "d", "M46 10H320M46 60H320M46 110H320"),
		ui.Shape("text", "x", "38", "y", "14", "text-anchor", "end").Text(ends[1]),
		ui.Shape("text", "x", "38", "y", "114", "text-anchor", "end").Text(ends[0]),
	}
	var d strings.Builder
	for i, m := range marks {
		x, y := m.place(from, to)
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + px(x) + " " + px(y))
	}
	shapes = append(shapes, ui.Shape("path", "class", "ln-1", "d", d.String()))
	for _, m := range marks {
		x, y := m.place(from, to)
		shapes = append(shapes, ui.Shape("circle", "class", "mk-1", "cx", px(x), "cy", px(y), "r", "5"))
	}
	return ui.Svg("chart", "0 0 320 120", shapes...)
}
