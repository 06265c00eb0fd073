package ui

import (
	"context"
	"sync"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/content"
	"trousse/internal/content/find"
	"trousse/internal/i18n"
	"trousse/internal/store"
)

// Guide is what the kit knows, one bundle a language, fetched when a screen first needs it and kept.
type Guide struct {
	fetch func(ctx context.Context, asset string) ([]byte, error)

	loading sync.Mutex // one bundle at a time: a screen may ask for it again before it is there
	mu      sync.Mutex
	bundles map[i18n.Lang]*content.Bundle
	indexes map[i18n.Lang]*find.Index
}

// NewGuide is a guide that fetches its bundles with the given function.
func NewGuide(fetch func(ctx context.Context, asset string) ([]byte, error)) *Guide {
	return &Guide{fetch: fetch, bundles: map[i18n.Lang]*content.Bundle{}, indexes: map[i18n.Lang]*find.Index{}}
}

// Bundle returns the bundle of a language if it is here.
func (g *Guide) Bundle(lang i18n.Lang) (*content.Bundle, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	b, ok := g.bundles[lang]
	return b, ok
}

// Index returns what finds in the bundle of a language, if that is here. It is made at its first use.
func (g *Guide) Index(lang i18n.Lang) (*find.Index, bool) {
	b, ok := g.Bundle(lang)
	if !ok {
		return nil, false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.indexes[lang] == nil {
		g.indexes[lang] = find.New(b)
	}
	return g.indexes[lang], true
}

// Load fetches the bundle of a language unless it is here.
func (g *Guide) Load(ctx context.Context, lang i18n.Lang) (*content.Bundle, error) {
	if b, ok := g.Bundle(lang); ok {
		return b, nil
	}
	g.loading.Lock()
	defer g.loading.Unlock()
	if b, ok := g.Bundle(lang); ok {
		return b, nil
	}
	data, err := g.fetch(ctx, "content-"+string(lang)+".json")
	if err != nil {
		return nil, err
	}
	b, err := content.Decode(data, store.Rest)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.bundles[lang] = b
	return b, nil
}

// Need fetches the bundle of the screen's language if it is missing, then renders again; then is called on the UI
// goroutine, with nil when the bundle cannot be had. What the address asks for is gone to once it is there.
func (e *Env) Need(ctx app.Context, then func(app.Context, *content.Bundle)) {
	lang := e.Say.Lang()
	if b, ok := e.Guide.Bundle(lang); ok {
		then(ctx, b)
		return
	}
	ctx.Async(func() {
		b, _ := e.Guide.Load(context.WithoutCancel(ctx), lang)
		e.Do(func(ctx app.Context) {
			then(ctx, b)
			ctx.Defer(func(app.Context) { e.Land() })
		})
	})
}

// Land goes to the place that the address asks for, and puts the focus there. It tells whether there was one to go to:
// what is not on the screen yet stays asked for.
func (e *Env) Land() bool {
	if e.Anchor == "" {
		return false
	}
	place := app.Window().GetElementByID(e.Anchor)
	if !place.Truthy() {
		return false
	}
	e.Anchor = ""
	place.Call("scrollIntoView")
	place.Call("focus", map[string]any{"preventScroll": true})
	return true
}
