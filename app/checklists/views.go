package checklists

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// views is the result of a list that others answer too: both views side by side, item by item, never merged (F40).
func (s *Result) views(b *content.Bundle, l *list) (left, right []app.UI) {
	say := s.env.Say
	own, others := s.sides()
	// The mean of all answers of others: each counts once, whoever gave it.
	var mean checklist.Mean
	var given []map[string]string
	for _, r := range others {
		given = append(given, r.Answers)
		for _, a := range r.Answers {
			mean = mean.Add(a)
		}
	}
	pairs := checklist.Compare(l.ids(), own.Answers, given)
	mine := checklist.Average.Score(own.Answers)
	side := func(name, label string, m checklist.Mean) app.UI {
		return ui.If(m.N > 0, func() app.UI {
			return html.Div().Class("result").Body(html.Span().Class("result-label").Text(label), ui.Output(name, raw(m.Value), ofFive(say, m.Value)))
		})
	}
	f := figureOf(say, l, s.run)
	left = []app.UI{s.card(l,
		html.Div().Class("sides").Body(
			side("score", l.Result["self_column"], mine),
			side("others_score", l.Result["others_column"], mean)),
		ui.If(s.run.Rater == "" && f.known, func() app.UI { return s.change(l, f) }),
		s.whoAnswered(l, others),
		ui.Link("btn", s.env.Href("/checklists/"+s.run.List+"/"+l.Raters[min(1, len(l.Raters)-1)]), "people", say.T("checklist.ask_other")))}

	var rows []app.UI
	var start []*content.Item
	for _, p := range pairs {
		it, _ := l.item(p.Item)
		rows = append(rows, s.pair(l, it, p))
		if p.View() == checklist.Lower {
			start = append(start, it)
		}
	}
	for _, r := range weakOf(pairs) {
		if it, ok := l.item(r); ok && !holds(start, r) {
			start = append(start, it)
		}
	}
	right = []app.UI{s.next(b, l, start), s.trend(l)}
	return append(left, ui.Block("k-views", say.T("checklist.side_by_side"), nil, s.key(l, len(others)), s.more(rows, 6))), right
}

// sides are the worker's run, this one or the last, and those of all others.
func (s *Result) sides() (own journal.ChecklistRun, others []journal.ChecklistRun) {
	if s.run.Rater == "" {
		own = s.run
	}
	for _, r := range s.runs {
		if r.Rater != "" {
			others = append(others, r)
		} else if own.ID == "" {
			own = r
		}
	}
	return own, others
}

// whoAnswered says how many others answered, and that few are no mark.
func (s *Result) whoAnswered(l *list, others []journal.ChecklistRun) app.UI {
	if len(others) == 0 {
		return meta(s.env.Say.T("checklist.no_others"))
	}
	count := content.Count{One: l.Counts["raters"].One, Other: l.Counts["raters"].Other}.Words(s.env.Say.Lang(), float64(len(others)), 0)
	return html.Div().Class("pane pane--tight").Body(
		html.P().Class("meta").Body(html.Text(l.Result["others_column"]+" · "), ui.Output("raters", raw(float64(len(others))), count)),
		ui.If(len(others) < checklist.Enough, func() app.UI { return html.P().Class("withheld").Text(l.Result["few"]) }))
}

// key tells the two marks apart, by their shape.
func (s *Result) key(l *list, others int) app.UI {
	disc := ui.Svg("", "0 0 16 16", ui.Shape("circle", "class", "mk-1", "cx", "8", "cy", "8", "r", "6.5")).Aria("hidden", "true")
	diamond := ui.Svg("", "0 0 16 16", ui.Shape("path", "class", "ol-2", "d", "M8 2l6 6-6 6-6-6z")).Aria("hidden", "true")
	return html.Ul().Class("key").Body(
		html.Li().Body(disc, html.Text(l.Result["self_column"])),
		ui.If(others > 0, func() app.UI { return html.Li().Body(diamond, html.Text(l.Result["others_column"])) }))
}

// pair is one item as both see it.
func (s *Result) pair(l *list, it *content.Item, p checklist.Pair) app.UI {
	say := s.env.Say
	words, sentence := "", ""
	if p.Self > 0 {
		words = l.Result["self_column"] + " " + say.Number(float64(p.Self), 1)
	}
	if p.Others.N > 0 {
		if words != "" {
			words += " · "
		}
		words += l.Result["others_column"] + " " + say.Number(p.Others.Value, 1)
	}
	if p.Both() {
		sentence = l.Result[map[checklist.View]string{checklist.Same: "same", checklist.Higher: "others_higher", checklist.Lower: "others_lower"}[p.View()]]
	}
	ask := p.Self > 0 && checklist.Weak(p.Self) || p.View() == checklist.Lower || p.Others.N > 0 && checklist.LevelOf(p.Others.Value) == checklist.Low
	return html.Div().Class("card compare").Body(
		html.H3().Dir("auto").Text(it.Name),
		pairChart(p).Attr("role", "img").Aria("label", words),
		html.P().Class("meta").Aria("hidden", "true").Text(words),
		ui.If(sentence != "", func() app.UI { return html.P().Text(sentence) }),
		ui.If(ask, func() app.UI { return s.make(l, it, true) }))
}

// pairChart draws both marks on the scale, and what lies between them.
func pairChart(p checklist.Pair) *html.Elem {
	at := func(rating float64) string { return ui.Px(14 + (rating-checklist.Lowest)*68) }
	shapes := []app.UI{ui.Shape("path", "class", "ln-track", "d", "M14 14H286M14 9v10M82 9v10M150 9v10M218 9v10M286 9v10")}
	if p.Both() {
		shapes = append(shapes, ui.Shape("path", "class", "ln-edge", "d", "M"+at(float64(p.Self))+" 14H"+at(p.Others.Value)))
	}
	if p.Others.N > 0 {
		shapes = append(shapes, ui.Shape("path", "class", "ol-2", "d", "M"+at(p.Others.Value)+" 5l9 9-9 9-9-9z"))
	}
	if p.Self > 0 {
		shapes = append(shapes, ui.Shape("circle", "class", "mk-1", "cx", at(float64(p.Self)), "cy", "14", "r", "7"))
	}
	return ui.Svg("chart", "0 0 300 28", shapes...)
}

// weakOf are the items that someone rates as weak, in the order of the pairs.
func weakOf(pairs []checklist.Pair) []string {
	var out []string
	for _, p := range pairs {
		if p.Self > 0 && checklist.Weak(p.Self) || p.Others.N > 0 && checklist.LevelOf(p.Others.Value) == checklist.Low {
			out = append(out, p.Item)
		}
	}
	return out
}

func holds(items []*content.Item, id string) bool {
	for _, it := range items {
		if it.ID == id {
			return true
		}
	}
	return false
}
