package playbooks

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// Tips is every tip, by number.
type Tips struct{ env *ui.Env }

// NewTips is the screen of every tip.
func NewTips(env *ui.Env) *Tips { return &Tips{env} }

// Open fetches what the kit knows.
func (s *Tips) Open(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) }

// View implements [ui.Screen].
func (s *Tips) View() ui.View {
	v := ui.View{Title: s.env.Say.T("tips.title"), Back: "/kit", Layout: "stage--narrow"}
	b, ok := s.env.Guide.Bundle(s.env.Say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	for _, t := range b.Tips {
		v.Stage = append(v.Stage, TipCard(s.env, t, "tip-"+t.ID))
	}
	return v
}

// TipCard is one tip.
func TipCard(env *ui.Env, t content.Tip, id string) app.UI {
	return html.Section().Class("card card--tint").Aria("labelledby", id).Body(
		html.H2().ID(id).Class("tags").Body(ui.Icon("tip"), html.Text(env.Say.T("tips.number", "n", strconv.Itoa(t.N)))),
		html.P().Body(html.Strong().Text(t.Title)),
		html.P().Class("quote quote--s").Text(t.Text),
		ui.If(t.Link != "", func() app.UI {
			return html.A().Class("btn").Attr("href", env.Href(t.Link)).Text(env.Say.T("tips.link"))
		}),
	)
}
