package checklists

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/i18n"
)

// points is how many runs a trend draws at most.
const points = 30

// trend draws the figure of a list over its runs by the same kind of person, from the second on, with the table that it
// is drawn from one tap away.
func (s *Result) trend(l *list) app.UI {
	say, zone := s.env.Say, s.env.Now().Location()
	var marks []ui.Point
	var rows []app.UI
	first, last := "", ""
	for _, r := range s.runs {
		f := figureOf(say, l, r)
		if r.Rater != s.run.Rater || !f.known || len(marks) == points {
			continue
		}
		when := r.At.In(zone)
		day := say.Date(when.Year(), when.Month(), when.Day(), i18n.DateLong)
		marks = append([]ui.Point{{At: r.At.Unix(), Share: f.share}}, marks...)
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
		ui.Trend(marks, s.ends(l)).Attr("role", "img").Aria("label", say.N("checklist.trend_of", float64(len(marks)))), ends,
		fold(say.T("checklist.figures"), ledger(rows))))
}

// ends are the lowest and the highest figure that a list can give.
func (s *Result) ends(l *list) [2]string {
	say := s.env.Say
	if l.Method == content.MethodScale && checklist.WayOf(l.Score) != checklist.Quotient {
		return [2]string{say.Number(checklist.Lowest, 0), say.Number(checklist.Highest, 0)}
	}
	return [2]string{say.Percent(0, 0), say.Percent(1, 0)}
}
