package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// Place is what a route leads to.
type Place struct{ Route, Icon, Title string }

// screens are the screens that are no unit, by route: their symbol and the message of their title.
var screens = map[string][2]string{
	"/": {"today", "tab.today"}, "/log": {"log", "log.title"}, "/clients": {"people", "tab.clients"}, "/promises": {"promise", "promises.title"}, "/complaints": {"improve", "complaints.title"},
	"/playbooks": {"playbook", "playbooks.title"}, "/scripts": {"script", "scripts.title"}, "/checklists": {"checklist", "checklists.title"},
	"/calculators": {"calculator", "calculators.title"}, "/guides": {"guide", "guides.title"}, "/tips": {"tip", "tips.title"},
	"/resources": {"resource", "resources.title"}, "/help-now": {"help", "help.title"},
	"/insights": {"insights", "insights.title"}, "/improvements": {"up", "improvements.title"}, "/hold": {"wait", "timer.hold_title"}, "/talk": {"clock", "timer.talk_title"},
	"/guided": {"talk", "guided.title"}, "/check-in": {"breathe", "checkin.title"}, "/stories": {"story", "stories.title"},
}

// Place tells what a route leads to: a screen, a unit of the bundle or an own thing, whose title the index knows once it
// is loaded. It is false for a route that leads nowhere any more.
func (e *Env) Place(b *content.Bundle, route string) (Place, bool) {
	if s, ok := screens[route]; ok {
		return Place{route, s[0], e.Say.T(s[1])}, true
	}
	var l content.Link
	path, anchor, _ := strings.Cut(strings.TrimPrefix(route, "/"), "#")
	if l.Kind, l.Slug, _ = strings.Cut(path, "/"); l.Slug == "" {
		_, l.Slug, _ = strings.Cut(anchor, "-")
	}
	p := Place{Route: route, Icon: kitIcons[l.Kind]}
	for _, own := range ownKinds {
		if own.kind != l.Kind {
			continue
		}
		for _, x := range e.Book.List(own.record, 0) {
			if x.ID == l.Slug || x.State == l.Slug && inLang(x, b.Lang) {
				p.Title = x.Title
				return p, true
			}
		}
	}
	var ok bool
	p.Title, ok = b.Title(l)
	return p, ok && p.Icon != ""
}

// PlaceRow leads to a place.
func (e *Env) PlaceRow(p Place) app.UI {
	return html.A().Class("row").Attr("href", e.Href(p.Route)).Body(
		Icon(p.Icon),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(p.Title)))
}

// Sample tells whether a route is of a record of the sample week.
func Sample(route string) bool { return strings.Contains(route, "/"+journal.SampleFrom.ID) }
