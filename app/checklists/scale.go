package checklists

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
)

// score is the result of a scale that the worker answers alone.
func (s *Result) score(b *content.Bundle, l *list) (left, right []app.UI) {
	way := checklist.WayOf(l.Score)
	m := way.Score(s.run.Answers)
	level, low := "middle", false
	switch checklist.LevelOf(m.Value) {
	case checklist.High:
		level = "high"
	case checklist.Low:
		level, low = "low", true
	}
	label, after, _ := strings.Cut(l.Result["score"], "{score}")
	left = append(left, s.card(l,
		s.head(l, strings.TrimRight(label, " \u00a0:")),
		ui.If(strings.TrimSpace(after) != "", func() app.UI { return html.P().Text(strings.TrimSpace(after)) }),
		ui.If(m.N > 0, func() app.UI { return html.P().Text(l.Result[level]) }),
		ui.If(l.Slug == "pulse" && low && m.N > 0, func() app.UI {
			return ui.Link("btn btn--soft", s.env.Href("/help-now"), "help", s.env.Say.T("checklist.help"))
		}),
		s.how(l)))
	weakest := checklist.Weakest(l.ids(), s.run.Answers)
	start, same := checklist.Start(weakest)
	var items []*content.Item
	for _, r := range start {
		if it, ok := l.item(r.Item); ok {
			items = append(items, it)
		}
	}
	title := l.Result["weakest"]
	if same { // none comes first
		title = s.env.Say.T("checklist.one_at_a_time")
	}
	left = append(left,
		ui.If(same, func() app.UI { return ui.Banner("", "info", l.Result["same"]) }),
		s.weak("k-weakest", title, l, items))
	help := s.next(b, l, items)
	if l.Slug == "skills" {
		help = s.path(b, l, weakest)
	}
	right = append(right, help, s.areas(l), s.trend(l), s.all(l, way == checklist.Chain))
	return left, right
}

// how says how the score is worked out and how far to trust it, one tap away.
func (s *Result) how(l *list) app.UI {
	if len(l.How) == 0 {
		return nil
	}
	var paragraphs []app.UI
	for _, p := range l.How {
		paragraphs = append(paragraphs, html.P().Text(p))
	}
	return fold(s.env.Say.T("checklist.how"), paragraphs...)
}

// areas are the means of the areas, as bars in their table.
func (s *Result) areas(l *list) app.UI {
	say := s.env.Say
	var ids []string
	for _, a := range l.Areas {
		ids = append(ids, a.ID)
	}
	var items []checklist.Item
	for _, it := range l.Items {
		items = append(items, checklist.Item{ID: it.ID, Area: it.Area})
	}
	var rows []app.UI
	for _, a := range checklist.ByArea(ids, items, s.run.Answers) {
		name := ""
		for _, c := range l.Areas {
			if c.ID == a.ID {
				name = c.Label
			}
		}
		rows = append(rows, barLine(name, l.rated(say, a.Value), checklist.ShareOf(a.Value)))
	}
	return ui.If(len(rows) > 0, func() app.UI { return ui.Block("k-areas", say.T("checklist.areas"), nil, ledger(rows)) })
}

// all are all answers, in the list's order or the weakest first.
func (s *Result) all(l *list, weakestFirst bool) app.UI {
	say := s.env.Say
	ids := l.ids()
	if weakestFirst {
		var order []string
		for _, r := range checklist.Weakest(ids, s.run.Answers) {
			order = append(order, r.Item)
		}
		for _, id := range ids {
			if _, rated := checklist.Rating(s.run.Answers[id]); !rated {
				order = append(order, id)
			}
		}
		ids = order
	}
	var rows []app.UI
	for _, id := range ids {
		it, _ := l.item(id)
		a, asked := s.run.Answers[id]
		if !asked {
			continue // the line came after this run
		}
		words := l.answer(a)
		if a == "" {
			words = say.T("checklist.left_open")
		}
		if n, ok := checklist.Rating(a); ok {
			rows = append(rows, barLine(it.Name, strconv.Itoa(n), checklist.ShareOf(float64(n))))
			continue
		}
		rows = append(rows, line(it.Name, words))
	}
	return fold(say.T("checklist.all"), ledger(rows)).Flag("open", weakestFirst)
}
