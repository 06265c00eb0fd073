package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// page is how many people are shown at once: more are found by searching, or asked for.
const page = 50

// List is everyone served.
type List struct {
	env  *ui.Env
	look *Search
	most int
}

// NewList is the screen of everyone served.
func NewList(env *ui.Env) *List { return &List{env: env, look: NewSearch(env), most: page} }

// Open brings the index in.
func (s *List) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher]: the next View reads the book again.
func (s *List) Refresh(ctx app.Context) { s.look.look(ctx) }

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("tab.clients"), Layout: "stage--narrow", Actions: []app.UI{
		html.A().Class("icon-btn").Attr("href", s.env.Href("/clients/new")).Aria("label", say.T("clients.new")).Body(ui.Icon("plus")),
	}}
	v.Stage = append(v.Stage, s.look.Field())
	if s.look.Asked() {
		v.Stage = append(v.Stage, s.look.Results())
		return v
	}
	people := s.env.Book.List(journal.KindClient, s.most+1)
	switch {
	case !s.env.Book.Loaded():
		v.Stage = append(v.Stage, html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading")), html.Div().Class("wait-bar"))
		return v
	case len(people) == 0:
		v.Stage = append(v.Stage, ui.Empty(say.T("clients.empty_title"), say.T("clients.empty"),
			ui.Link("btn btn--soft", s.env.Href("/clients/new"), "plus", say.T("clients.new"))))
		return v
	}
	var rows []app.UI
	for _, p := range people[:min(len(people), s.most)] {
		rows = append(rows, Row(s.env, p))
	}
	v.Stage = append(v.Stage, html.Div().Class("pane").Body(ui.Slot(), ui.Rows(rows...), ui.If(len(people) > s.most, func() app.UI {
		return ui.Button("btn", "more", "", say.T("action.more"), func(ctx app.Context, e app.Event) { s.most += page })
	})))
	return v
}
