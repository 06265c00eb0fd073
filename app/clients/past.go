package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

func (s *Sheet) promises() app.UI {
	var rows, done []app.UI
	for _, e := range s.of {
		switch {
		case e.Kind != journal.KindPromise:
		case e.State == string(journal.Open):
			rows = append(rows, s.env.PromiseRow(e, false, s.Refresh))
		case len(done) < 3:
			done = append(done, s.env.PromiseRow(e, false, s.Refresh))
		}
	}
	rows = append(rows, done...)
	return ui.Block("c-promises", s.env.Say.T("client.promises"), nil,
		ui.If(len(rows) > 0, func() app.UI { return ui.Rows(rows...) }),
		html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/promises/new/"+s.id), "plus", s.env.Say.T("promise.new")).Attr("name", "new_promise")))
}

func (s *Sheet) conversations() app.UI {
	say := s.env.Say
	var rows []app.UI
	for _, e := range s.of {
		if e.Kind == journal.KindInteraction && len(rows) < page {
			rows = append(rows, s.env.ConversationRow(e, false))
		}
	}
	switch {
	case !s.env.Book.Loaded():
		return html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading"))
	case len(rows) == 0:
		return ui.Block("c-history", say.T("client.conversations"), nil, html.P().Class("card").Text(say.T("client.no_conversation")))
	}
	return ui.Block("c-history", say.T("client.conversations"), nil, ui.Rows(rows...))
}
