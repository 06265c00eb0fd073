// Package pockets is the Kit tab: one pocket a tool.
package pockets

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// Pockets is the screen of all tools.
type Pockets struct{ env *ui.Env }

// New is the screen of all tools.
func New(env *ui.Env) *Pockets { return &Pockets{env} }

// Open implements [ui.Screen]: there is nothing to load.
func (s *Pockets) Open(app.Context) {}

// View implements [ui.Screen].
func (s *Pockets) View() ui.View {
	say := s.env.Say
	var deck []app.UI
	for _, t := range []struct{ route, icon, key string }{
		{"/playbooks", "playbook", "playbooks"},
		{"/scripts", "script", "scripts"},
		{"/checklists", "checklist", "checklists"},
		{"/calculators", "calculator", "calculators"},
		{"/promises", "promise", "promises"},
		{"/tips", "tip", "tips"},
		{"/settings/backup", "backup", "backup"},
		{"/settings", "settings", "settings"},
	} {
		deck = append(deck, ui.Pocket(s.env.Href(t.route), t.icon, say.T(t.key+".title"), say.T("pocket."+t.key)))
	}
	return ui.View{Title: say.T("tab.kit"), Stage: []app.UI{html.Div().Class("deck").Body(deck...)}}
}
