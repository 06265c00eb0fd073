package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/store"
)

// ScenarioRow is the figures of a calculator kept under a name, in a list; more stands after the day.
func (e *Env) ScenarioRow(s store.Entry, more string, here bool) app.UI {
	meta := Sentence(MomentWords(e.Say, Unix(s.At, e.Now().Location()), e.Today()))
	if more != "" {
		meta += " · " + more
	}
	row := html.A().Class("row").Attr("href", e.Href("/calculators/"+s.State+"/scenarios/"+s.ID))
	if here {
		row = row.Aria("current", "page")
	}
	return row.Body(Icon("calculator"),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(s.Title), html.Span().Class("meta").Dir("auto").Text(meta)))
}
