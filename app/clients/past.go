package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/promises"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// lately is how many settled promises a record shows before more are asked for.
const lately = 3

// promises are those made to this person: what is to be kept, the last ones settled, and how many were kept of how many.
func (s *Sheet) promises() app.UI {
	var rows []app.UI
	var tally promises.Tally
	open, done := ui.Promises(s.of)
	for _, e := range append(open, done...) {
		tally.Add(e, s.env.Today())
	}
	shown := len(done)
	if !s.all {
		shown = min(shown, lately)
	}
	left := len(done) - shown
	for _, e := range append(open, done[:shown]...) {
		rows = append(rows, s.env.PromiseRow(e, false, s.Refresh))
	}
	return ui.Block("c-promises", s.env.Say.T("client.promises"), nil,
		tally.Line(s.env.Say),
		ui.If(len(rows) > 0, func() app.UI { return ui.Rows(rows...) }),
		ui.If(left > 0, func() app.UI {
			return ui.Button("btn btn--quiet", "more_promises", "", s.rest(left), func(app.Context, app.Event) { s.all = true })
		}),
		html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/promises/new/"+s.id), "plus", s.env.Say.T("promise.new")).Attr("name", "new_promise")))
}

func (s *Sheet) conversations() app.UI {
	say := s.env.Say
	var rows []app.UI
	left := 0
	for _, e := range s.of {
		switch {
		case e.Kind != journal.KindInteraction:
		case len(rows) < s.most:
			rows = append(rows, s.env.ConversationRow(e, false))
		default:
			left++
		}
	}
	switch {
	case !s.env.Book.Loaded():
		return html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading"))
	case len(rows) == 0:
		return ui.Block("c-history", say.T("client.conversations"), nil, html.P().Class("card").Text(say.T("client.no_conversation")))
	}
	return ui.Block("c-history", say.T("client.conversations"), nil, ui.Rows(rows...), ui.If(left > 0, func() app.UI {
		return ui.Button("btn", "more", "", s.rest(left), func(app.Context, app.Event) { s.most += page })
	}))
}

// rest says how many more there are to show.
func (s *Sheet) rest(n int) string {
	return s.env.Say.T("client.rest", "n", s.env.Say.Number(float64(n), 0))
}
