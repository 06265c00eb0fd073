package checklists

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// words is what was written, each answer with what it may become and with what was written the time before (F45).
func (s *Result) words(b *content.Bundle, l *list) (left, right []app.UI) {
	before, again := s.before()
	left = []app.UI{s.card(l, html.P().Text(l.Result["kept"]))}
	var items []*content.Item
	for i := range l.Items {
		it := &l.Items[i]
		items = append(items, it)
		text, was := s.run.Notes[it.ID], before.Notes[it.ID]
		if text == "" && was == "" {
			continue
		}
		left = append(left, html.Section().Class("card").Body(
			html.H2().Text(it.Self),
			ui.If(text != "", func() app.UI { return html.P().Class("quote quote--s notes").Dir("auto").Text(text) }),
			ui.If(again && was != "", func() app.UI {
				return fold(s.env.Say.T("checklist.written_before", "when", s.when(before)), html.P().Class("notes").Dir("auto").Text(was))
			}),
			ui.If(text != "", func() app.UI { return s.make(l, it, false) })))
	}
	return left, []app.UI{s.next(b, l, items)}
}
