package playbooks

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// List is the screen of all playbooks, found by what happens.
type List struct {
	env  *ui.Env
	form *ui.Form
	look *ui.KitSearch
}

// NewList is the screen of all playbooks.
func NewList(env *ui.Env) *List {
	s := &List{env: env, form: ui.NewForm(map[string]string{}), look: ui.NewKitSearch(env, 20)}
	s.form.Changed = func(ctx app.Context, _ string) { s.look.Look(ctx, s.form.Get("q")) }
	return s
}

// Open fetches what the kit knows.
func (s *List) Open(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) }

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("playbooks.title"), Back: "/kit"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	v.Stage = []app.UI{ui.SearchField(say, s.form, say.T("kit.place"))}
	if s.look.Asked() {
		v.Stage = append(v.Stage, s.look.Results())
		return v
	}
	var deck []app.UI
	for _, p := range b.Playbooks {
		deck = append(deck, ui.Pocket(s.env.Href("/playbooks/"+p.Slug), "playbook", p.Title, p.Aim))
	}
	v.Stage = append(v.Stage, html.Div().Class("deck").Body(deck...))
	return v
}
