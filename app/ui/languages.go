package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
)

// Languages are the languages of the screens, each in its own words.
func Languages(env *Env) app.UI {
	var buttons []app.UI
	for _, l := range []i18n.Lang{i18n.FR, i18n.EN} {
		pressed := "false"
		if l == env.Say.Lang() {
			pressed = "true"
		}
		buttons = append(buttons, html.Button().Class("chip").Attr("type", "button").Attr("name", "language_"+string(l)).Lang(l.Tag()).
			Aria("pressed", pressed).Text(i18n.For(l).T("shell.this_language")).
			OnClick(func(ctx app.Context, e app.Event) { env.SetLang(ctx, l) }, string(l)))
	}
	return html.Div().Class("chips").Body(buttons...)
}
