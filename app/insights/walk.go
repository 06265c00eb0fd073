package insights

import (
	"sync/atomic"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

// How long the entries are gone through before the screen gets its turn, and how many are at a time.
const (
	slice = 15 * time.Millisecond
	step  = 200
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
	pass := func(visit func(*journal.Entry)) {
		until := time.Now().Add(slice)
		for at := 0; at >= 0 && w.turn.Load() == mine; {
			if at = env.Book.Walk(at, step, visit); at >= 0 && time.Now().After(until) {
				time.Sleep(time.Millisecond)
				until = time.Now().Add(slice)
			}
		}
	}
	ctx.Async(func() {
		if kinds {
			pass(func(e *journal.Entry) {
				if e.Kind == journal.KindClient && e.State == string(journal.Internal) {
					internal[e.ID] = true
				}
			})
		}
		pass(visit)
		env.Do(func(ctx app.Context) {
			if w.turn.Load() == mine {
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
