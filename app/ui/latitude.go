package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// Latitude is what the worker may decide without asking (F51), under what is to be said of the case at hand, if anything;
// while nothing is written down, where to write it.
func (e *Env) Latitude(at app.UI) app.UI {
	say, all := e.Say, e.Book.Today().Settings.Latitude
	edit := Link("btn btn--quiet", e.Href("/settings/latitude"), "edit", say.T("playbook.latitude_edit"))
	if len(all) == 0 {
		edit = Link("btn", e.Href("/settings/latitude"), "edit", say.T("playbook.latitude_write"))
	}
	var items []app.UI
	for _, g := range all {
		items = append(items, html.Li().Body(html.Strong().Dir("auto").Text(g.What),
			If(g.Limit != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(g.Limit) })))
	}
	return html.Section().Class("card card--tint").Aria("labelledby", "latitude").Body(
		html.H2().ID("latitude").Class("tags").Body(Icon("allowed"), html.Text(say.T("playbook.latitude"))),
		at,
		If(len(all) == 0, func() app.UI { return html.P().Text(say.T("playbook.latitude_none")) }),
		If(len(all) > 0, func() app.UI { return html.Ul().Class("gestures").Body(items...) }),
		edit)
}
