package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// After calls fn once the page shows what a press has changed, whatever has become of the button: what is put off in its
// name is forgotten with it.
func (e *Env) After(fn func()) {
	e.Do(func(ctx app.Context) { ctx.Defer(func(app.Context) { fn() }) })
}

// Top shows a screen that has changed from its top, and starts the reader at the heading of that id; empty leaves it.
func (e *Env) Top(heading string) {
	e.After(func() {
		app.Window().Call("scrollTo", 0, 0)
		if h := app.Window().GetElementByID(heading); h.Truthy() {
			h.Call("focus", map[string]any{"preventScroll": true})
		}
	})
}

// Bring brings what a press has opened into sight, by its id.
func (e *Env) Bring(id string) {
	e.After(func() {
		if x := app.Window().GetElementByID(id); x.Truthy() {
			x.Call("scrollIntoView")
		}
	})
}

// Focus puts the focus on what a press has brought up, by its id.
func (e *Env) Focus(id string) {
	e.After(func() {
		if x := app.Window().GetElementByID(id); x.Truthy() {
			x.Call("focus")
		}
	})
}
