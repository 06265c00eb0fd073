package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// know fetches what the kit knows when a calculation is kept for this person: its title stands there.
func (s *Sheet) know() {
	for _, e := range s.of {
		if e.Kind == journal.KindScenario {
			s.env.Do(func(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) })
			return
		}
	}
}

// scenarios are the calculations kept for this person; nil without any.
func (s *Sheet) scenarios() app.UI {
	var rows []app.UI
	b, known := s.env.Guide.Bundle(s.env.Say.Lang())
	for _, e := range s.of {
		if e.Kind != journal.KindScenario {
			continue
		}
		title := ""
		if known {
			c, _ := b.Calculator(e.State)
			title = c.Title
		}
		rows = append(rows, s.env.ScenarioRow(e, title, false))
	}
	return ui.If(len(rows) > 0, func() app.UI { return ui.Block("c-scenarios", s.env.Say.T("client.scenarios"), nil, ui.Rows(rows...)) })
}
