package checklists

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// plan is where a plan stands: what is done, what is late, and the next step (F43).
func (s *Result) plan(b *content.Bundle, l *list) (left, right []app.UI) {
	say, today := s.env.Say, string(s.env.Today())
	f := figureOf(say, l, s.run)
	key := "some"
	switch f.share {
	case 0:
		key = "none"
	case 1:
		key = "all"
	}
	var steps []checklist.Step
	for _, it := range l.Items {
		steps = append(steps, checklist.Step{Item: it.ID, State: s.run.Answers[it.ID], Due: string(s.run.Plan[it.ID].Due)})
	}
	left = []app.UI{s.card(l, s.head(l, ""), bar(f.share), html.P().Text(l.Result[key]))}
	var help []*content.Item
	var late []app.UI
	for _, st := range checklist.Late(steps, today) {
		it, _ := l.item(st.Item)
		help = append(help, it)
		late = append(late, s.stepCard(l, it, st, true))
	}
	if len(late) > 0 {
		left = append(left, ui.Block("k-late", say.N("checklist.late", float64(len(late))), nil, s.more(late, first)))
	}
	if next, ok := checklist.Next(steps, today); ok {
		it, _ := l.item(next.Item)
		help = append(help, it)
		left = append(left, ui.Block("k-step", say.T("checklist.next_step"), nil, s.stepCard(l, it, next, false)))
	}
	return left, []app.UI{s.next(b, l, help), s.steps(l), s.trend(l)}
}

func (s *Result) stepCard(l *list, it *content.Item, st checklist.Step, late bool) app.UI {
	return html.Div().Class("card").Body(
		html.H3().Dir("auto").Text(it.Name),
		meta(it.Self),
		html.P().Class("tags").Body(
			html.Span().Class("tag").Text(l.answer(st.State)),
			s.due(s.run.Plan[it.ID], late)),
		ui.If(late, func() app.UI { return s.make(l, it, true) }))
}

// due says who does a step, and by when.
func (s *Result) due(step journal.Step, late bool) app.UI {
	words, class := step.Owner, "due"
	if step.Due != "" {
		if words != "" {
			words += " · "
		}
		words += ui.DayWords(s.env.Say, step.Due, s.env.Today())
	}
	if late {
		class += " due--late"
	}
	return html.Span().Class(class).Dir("auto").Text(words)
}

// steps are all steps of the plan, under their areas.
func (s *Result) steps(l *list) app.UI {
	var tables []app.UI
	for _, area := range append(l.Areas[:len(l.Areas):len(l.Areas)], content.Choice{}) {
		var rows []app.UI
		for _, it := range l.Items {
			if it.Area != area.ID {
				continue
			}
			step := s.run.Plan[it.ID]
			who := step.Owner
			if step.Due != "" {
				if who != "" {
					who += " · "
				}
				who += ui.Date(s.env.Say, step.Due, i18n.DateShort)
			}
			rows = append(rows, line(it.Name, l.answer(s.run.Answers[it.ID]), meta(who)))
		}
		if len(rows) > 0 {
			tables = append(tables, ui.If(area.Label != "", func() app.UI { return html.H3().Text(area.Label) }), ledger(rows))
		}
	}
	return fold(s.env.Say.T("checklist.whole_plan"), tables...)
}
