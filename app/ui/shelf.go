package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/content"
)

// Shelf is a screen of what the kit knows of one kind: playbooks, scripts, checklists, calculators, tips.
type Shelf struct {
	env    *Env
	title  string // message
	layout string
	show   func(b *content.Bundle) []app.UI
}

// NewShelf is a screen with a title (a message's key) that shows a part of the bundle.
func NewShelf(env *Env, title, layout string, show func(b *content.Bundle) []app.UI) *Shelf {
	return &Shelf{env: env, title: title, layout: layout, show: show}
}

// Open fetches what the kit knows.
func (s *Shelf) Open(ctx app.Context) { s.env.Need(ctx, func(app.Context, *content.Bundle) {}) }

// View implements [Screen].
func (s *Shelf) View() View {
	v := View{Title: s.env.Say.T(s.title), Back: "/kit", Layout: s.layout}
	if b, ok := s.env.Guide.Bundle(s.env.Say.Lang()); ok {
		v.Stage = s.show(b)
	} else {
		v.Stage = []app.UI{s.env.Waiting()}
	}
	return v
}
