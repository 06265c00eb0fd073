// Package pockets is the Kit tab: what happens first, then what is used most, then one pocket a tool.
package pockets

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// Pockets is the screen of all tools.
type Pockets struct {
	env  *ui.Env
	form *ui.Form
	look *ui.KitSearch
	none bool // what the kit knows cannot be had
}

// New is the screen of all tools.
func New(env *ui.Env) *Pockets {
	s := &Pockets{env: env, form: ui.NewForm(map[string]string{}), look: ui.NewKitSearch(env, 20)}
	s.form.Changed = func(ctx app.Context, _ string) { s.look.Look(ctx, s.form.Get("q")) }
	return s
}

// Open fetches what the kit knows, and the titles of the worker's own things when some are favourites.
func (s *Pockets) Open(ctx app.Context) {
	s.env.Need(ctx, func(ctx app.Context, b *content.Bundle) {
		if s.none = b == nil; s.none {
			return
		}
		for _, route := range s.env.Book.Today().Settings.Favourites {
			if _, known := s.env.Place(b, route); !known {
				s.env.LoadIndex(ctx, func(app.Context) {})
				return
			}
		}
	})
}

// View implements [ui.Screen].
func (s *Pockets) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("tab.kit"), Stage: []app.UI{ui.SearchField(say, s.form, say.T("kit.place"))}}
	b, ok := s.env.Guide.Bundle(say.Lang())
	switch {
	case s.look.Asked() && ok:
		v.Stage = append(v.Stage, s.look.Results())
		return v
	case ok:
		v.Stage = append(v.Stage, s.now(b), ui.Slot(s.favourites(b)))
	default:
		if v.Stage = append(v.Stage, s.env.Waiting()); !s.none {
			return v // the pockets stand below
		}
	}
	v.Stage = append(v.Stage, s.pockets())
	return v
}

// now is what may be happening: every playbook at one tap.
func (s *Pockets) now(b *content.Bundle) app.UI {
	var cards []app.UI
	for _, p := range b.Playbooks {
		cards = append(cards, html.Li().Body(html.A().Class("situation").Attr("href", s.env.Href("/playbooks/"+p.Slug)).Body(
			html.B().Text(p.Short), html.Span().Class("meta").Text(p.Title))))
	}
	return ui.Block("k-now", s.env.Say.T("kit.now"), nil, html.Ul().Class("situations").Body(cards...))
}

// favourites are what the worker starred, in their own order.
func (s *Pockets) favourites(b *content.Bundle) app.UI {
	var chips []app.UI
	for _, route := range s.env.Book.Today().Settings.Favourites {
		if p, ok := s.env.Place(b, route); ok {
			chips = append(chips, html.A().Class("chip").Attr("href", s.env.Href(route)).Body(ui.SmallIcon(p.Icon), html.Span().Dir("auto").Text(p.Title)))
		}
	}
	return ui.If(len(chips) > 0, func() app.UI {
		return ui.Block("k-favourites", s.env.Say.T("kit.favourites"), nil, html.Div().Class("chips").Body(chips...))
	})
}

func (s *Pockets) pockets() app.UI {
	say := s.env.Say
	var deck []app.UI
	for _, t := range []struct{ route, icon, title, key string }{
		{"/guided", "talk", "guided.title", "guided"},
		{"/playbooks", "playbook", "playbooks.title", "playbooks"},
		{"/scripts", "script", "scripts.title", "scripts"},
		{"/checklists", "checklist", "checklists.title", "checklists"},
		{"/calculators", "calculator", "calculators.title", "calculators"},
		{"/hold", "wait", "timer.hold_title", "hold"},
		{"/talk", "clock", "timer.talk_title", "talk"},
		{"/guides", "guide", "guides.title", "guides"},
		{"/tips", "tip", "tips.title", "tips"},
		{"/resources", "resource", "resources.title", "resources"},
		{"/promises", "promise", "promises.title", "promises"},
		{"/improvements", "up", "improvements.title", "improvements"},
		{"/complaints", "improve", "complaints.title", "complaints"},
		{"/insights", "insights", "insights.title", "insights"},
		{"/stories", "story", "stories.title", "stories"},
		{"/handover", "people", "handover.title", "handover"},
		{"/check-in", "breathe", "checkin.title", "checkin"},
		{"/help-now", "help", "help.title", "help"},
		{"/settings/backup", "backup", "backup.title", "backup"},
		{"/settings", "settings", "settings.title", "settings"},
	} {
		deck = append(deck, ui.Pocket(s.env.Href(t.route), t.icon, say.T(t.title), say.T("pocket."+t.key)))
	}
	return ui.Block("k-pockets", say.T("kit.pockets"), nil, html.Div().Class("deck").Body(deck...))
}
