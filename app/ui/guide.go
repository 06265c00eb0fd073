package ui

import (
	"context"
	"sync"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/content"
	"trousse/internal/i18n"
)

// Guide is what the kit knows, one bundle a language, fetched when a screen first needs it and kept.
type Guide struct {
	fetch func(ctx context.Context, asset string) ([]byte, error)

	mu      sync.Mutex
	bundles map[i18n.Lang]*content.Bundle
}

// NewGuide is a guide that fetches its bundles with the given function.
func NewGuide(fetch func(ctx context.Context, asset string) ([]byte, error)) *Guide {
	return &Guide{fetch: fetch, bundles: map[i18n.Lang]*content.Bundle{}}
}

// Bundle returns the bundle of a language if it is here.
func (g *Guide) Bundle(lang i18n.Lang) (*content.Bundle, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	b, ok := g.bundles[lang]
	return b, ok
}

// Load fetches the bundle of a language unless it is here.
func (g *Guide) Load(ctx context.Context, lang i18n.Lang) (*content.Bundle, error) {
	if b, ok := g.Bundle(lang); ok {
		return b, nil
	}
	data, err := g.fetch(ctx, "content-"+string(lang)+".json")
	if err != nil {
		return nil, err
	}
	b, err := content.Decode(data)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.bundles[lang] = b
	return b, nil
}

// Need fetches the bundle of the screen's language if it is missing, then renders again; then is called on the UI
// goroutine, with nil when the bundle cannot be had.
func (e *Env) Need(ctx app.Context, then func(app.Context, *content.Bundle)) {
	lang := e.Say.Lang()
	if b, ok := e.Guide.Bundle(lang); ok {
		then(ctx, b)
		return
	}
	ctx.Async(func() {
		b, _ := e.Guide.Load(context.WithoutCancel(ctx), lang)
		e.Do(func(ctx app.Context) { then(ctx, b) })
	})
}
