package insights

import (
	"sync/atomic"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/insight"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// walk goes over all entries of the index for a screen. A walk begun anew puts an end to the one before.
type walk struct{ turn atomic.Int32 }

// over shows every entry to visit, a slice of time after the other, then calls done on the UI goroutine with the clients of
// the house, who are found beforehand when asked for: the folds need to know them.
func (w *walk) over(ctx app.Context, env *ui.Env, kinds bool, visit func(*journal.Entry), done func(app.Context, map[string]bool), folds ...*insight.Fold) {
	mine := w.turn.Add(1)
	internal := map[string]bool{}
	for _, f := range folds {
		f.Internal = func(client string) bool { return internal[client] }
	}
	on := func() bool { return w.turn.Load() == mine }
	ctx.Async(func() {
		store.Rest() // what is asked for comes on the screen first
		if kinds {
			env.Walk(func(e *journal.Entry) {
				if e.Kind == journal.KindClient && e.State == string(journal.Internal) {
					internal[e.ID] = true
				}
			}, on)
		}
		env.Walk(visit, on)
		env.Do(func(ctx app.Context) {
			if on() {
				done(ctx, internal)
			}
		})
	})
}

// mine lets a fold see the check-ins of whoever holds the kit, and no other's (F14).
func mine(env *ui.Env, f *insight.Fold) *insight.Fold {
	set, me := env.Book.Today().Settings, env.Book.Author()
	f.Mine = func(author string) bool { return set.Mine(author, me) }
	return f
}
