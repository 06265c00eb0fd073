package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/store"
)

// Breather gives the screen its turn during long work.
type Breather struct {
	pause store.Pause
	told  time.Time
}

// telling is how long there is between two words on how far a work is.
const telling = 150 * time.Millisecond

// Breathe waits a moment when it is time for that, and tells whether it is time for a word.
func (b *Breather) Breathe() (tell bool) {
	if !b.pause.Take() {
		return false
	}
	if tell = time.Since(b.told) > telling; tell {
		b.told = time.Now()
	}
	return tell
}

// Far is how far a long work is, which gives the screen its turn.
type Far struct {
	env      *Env
	breather Breather
	now      int // done; told of it is what the screen shows
	told, of int
}

// Begin begins a work of so many steps; 0 for one that nobody knows the length of.
func (f *Far) Begin(env *Env, of int) {
	f.env, f.now = env, 0
	env.Do(func(app.Context) { f.told, f.of = 0, of })
}

// Step goes on by so many steps. Call it beside the UI goroutine.
func (f *Far) Step(n int) {
	if f.now += n; f.breather.Breathe() {
		now := f.now
		f.env.Do(func(app.Context) { f.told = now })
	}
}

// Bar shows it.
func (f *Far) Bar(label string) app.UI {
	if f.of == 0 {
		return html.Div().Class("wait-bar")
	}
	return html.Progress().Class("progress").Attr("max", strconv.Itoa(f.of)).Attr("value", strconv.Itoa(min(f.told, f.of))).Aria("label", label)
}
