package playbooks

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// latitude is what the worker may decide without asking, where the situation calls for it (F51); while nothing is written
// down, where to write it.
func (s *Playbook) latitude(p content.Playbook) app.UI {
	if !p.Latitude {
		return nil
	}
	say, all := s.env.Say, s.env.Book.Today().Settings.Latitude
	edit := ui.Link("btn btn--quiet", s.env.Href("/settings/latitude"), "edit", say.T("playbook.latitude_edit"))
	if len(all) == 0 {
		edit = ui.Link("btn", s.env.Href("/settings/latitude"), "edit", say.T("playbook.latitude_write"))
	}
	var items []app.UI
	for _, g := range all {
		items = append(items, html.Li().Body(html.Strong().Dir("auto").Text(g.What),
			ui.If(g.Limit != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(g.Limit) })))
	}
	return html.Section().Class("card card--tint").Aria("labelledby", "pb-latitude").Body(
		html.H2().ID("pb-latitude").Class("tags").Body(ui.Icon("allowed"), html.Text(say.T("playbook.latitude"))),
		ui.If(len(all) == 0, func() app.UI { return html.P().Text(say.T("playbook.latitude_none")) }),
		ui.If(len(all) > 0, func() app.UI { return html.Ul().Class("gestures").Body(items...) }),
		edit)
}

// log notes the encounter, under the playbook's name.
func (s *Playbook) log(p content.Playbook) app.UI {
	return s.env.LogThis("btn btn--soft", s.env.Say.T("playbook.log"), func() ui.Handed {
		return ui.Handed{Values: map[string]string{"about": p.Short}}
	})
}
