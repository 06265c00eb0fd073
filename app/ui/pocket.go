package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// Pocket is a card that leads to a tool.
func Pocket(href, icon, title, text string) app.UI {
	return html.A().Class("pocket").Attr("href", href).Body(Icon(icon), html.B().Text(title), html.Span().Class("meta").Text(text))
}

// Waiting stands where something is still being read.
func (e *Env) Waiting() app.UI {
	return html.Div().Class("pane").Body(html.P().Class("hint").Attr("role", "status").Text(e.Say.T("wait.reading")), html.Div().Class("wait-bar"))
}

// NotHere says that an address leads to nothing, and where to go from there.
func (e *Env) NotHere() app.UI {
	return Empty(e.Say.T("missing.title"), e.Say.T("missing.text"), Link("btn btn--soft", e.Href("/kit"), "kit", e.Say.T("tab.kit")))
}
