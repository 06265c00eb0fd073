package playbooks

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// NewTips is the screen of every tip, by number (F70).
func NewTips(env *ui.Env) ui.Screen {
	return ui.NewShelf(env, "tips.title", "stage--narrow", func(b *content.Bundle) []app.UI {
		var cards []app.UI
		for _, t := range b.Tips {
			cards = append(cards, TipCard(env, t, "tip-"+t.ID, env.Say.T("tips.number", "n", strconv.Itoa(t.N))))
		}
		return cards
	})
}

// TipCard is one tip under a heading.
func TipCard(env *ui.Env, t content.Tip, id, heading string) app.UI {
	return html.Section().Class("card card--tint").Aria("labelledby", id).Body(
		html.H2().ID(id).Class("tags").Body(ui.Icon("tip"), html.Text(heading)),
		html.P().Body(html.Strong().Text(t.Title)),
		html.P().Class("quote quote--s").Text(t.Text),
		ui.If(t.Link != "", func() app.UI {
			return html.A().Class("btn").Attr("href", env.Href(t.Link)).Text(env.Say.T("tips.link"))
		}),
	)
}
