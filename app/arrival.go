package app

import goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

// arrival is the context of a screen that has not read yet all that it shows first. What it reads is counted: until nothing is
// awaited any more the screen keeps out of sight, but no longer than its style lets it (rooms.css). Where it came in part by part,
// what came later moved the rest from under the thumb.
type arrival struct {
	goapp.Context
	shell   *Shell
	awaited *int
}

// Async implements [goapp.Context].
func (a *arrival) Async(fn func()) {
	*a.awaited++
	a.Context.Async(func() {
		fn()
		a.shell.Do(a.done) // after what fn has left to do
	})
}

// Defer implements [goapp.Context].
func (a *arrival) Defer(fn func(goapp.Context)) {
	*a.awaited++
	a.Context.Defer(func(ctx goapp.Context) {
		fn(&arrival{ctx, a.shell, a.awaited})
		a.shell.Do(a.done)
	})
}

func (a *arrival) done(goapp.Context) { *a.awaited-- }
