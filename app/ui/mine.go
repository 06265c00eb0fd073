package ui

import (
	"context"
	"errors"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// ChangeSettings applies a small change to the settings as they are now and saves them, then calls then on the UI
// goroutine. What another window saved in between is kept: the change is applied on top of it.
func (e *Env) ChangeSettings(ctx app.Context, change func(*journal.Settings), then func(ctx app.Context, err error)) {
	bg := context.WithoutCancel(ctx)
	e.Saving = Saving
	ctx.Async(func() {
		err := e.SaveSettings(bg, change)
		e.Do(func(ctx app.Context) {
			e.Saving = Saved
			if err != nil {
				e.Saving = Failed
			}
			then(ctx, err)
		})
	})
}

// SaveSettings is what ChangeSettings does, for those who wait.
func (e *Env) SaveSettings(ctx context.Context, change func(*journal.Settings)) (err error) {
	for range 3 {
		if err = e.changeSettings(ctx, change); !errors.Is(err, store.ErrConflict) {
			break
		}
	}
	return err
}

func (e *Env) changeSettings(ctx context.Context, change func(*journal.Settings)) error {
	set, base := e.Book.Today().Settings, 0
	if set.ID == "" {
		set.ID = journal.NewID()
	} else {
		v, err := e.Book.Get(ctx, set.ID)
		if err != nil {
			return err
		}
		base = v.N
		set = journal.Settings{ID: set.ID} // unless they were taken away
		if s, ok := v.Record.(journal.Settings); ok {
			set = s
		}
	}
	change(&set)
	_, err := e.Book.Save(ctx, "", store.Write{Record: set.Tidy(), Base: base})
	return err
}

// SaveOwn saves a version of the worker's own. Where none stood in the place of the kit's unit, from, another window may have
// put one there since: then nothing is kept, and the conflict's version is that one, on top of which a second try goes.
// Aside is the language of a script, empty for others.
func (e *Env) SaveOwn(ctx context.Context, draft string, w store.Write, from, aside string) (saved store.Saved, theirs store.Version, err error) {
	if w.Base == 0 && from != "" {
		_, _ = e.Book.CatchUp(ctx)
		for _, x := range e.Book.List(w.Record.Kind(), 0) {
			if x.State == from && (aside == "" || x.Aside == aside) {
				theirs, _ = e.Book.Get(ctx, x.ID)
				return saved, theirs, store.ErrConflict
			}
		}
	}
	if saved, err = e.Book.Save(ctx, draft, w); errors.Is(err, store.ErrConflict) {
		theirs, _ = e.Book.Get(ctx, w.Record.Key())
	}
	return saved, theirs, err
}

// Favourite tells whether a route is among the favourites.
func (e *Env) Favourite(route string) bool {
	return slices.Contains(e.Book.Today().Settings.Favourites, route)
}

// Star is the button that makes a route a favourite, or no longer.
func (e *Env) Star(route, what string) *html.Elem {
	on, icon := e.Favourite(route), "star"
	if on {
		icon = "starred"
	}
	return IconButton("favourite", icon, e.Say.T("action.favourite", "what", what), func(ctx app.Context, _ app.Event) {
		e.ChangeSettings(ctx, func(s *journal.Settings) { s.Favourites = toggle(s.Favourites, route) }, func(app.Context, error) {})
	}, route).Attr("value", route).Aria("pressed", Bool(on))
}

// toggle takes an element out of a list, or puts it at the end.
func toggle(list []string, x string) []string {
	out := make([]string, 0, len(list)+1)
	for _, y := range list {
		if y != x {
			out = append(out, y)
		}
	}
	if len(out) == len(list) {
		out = append(out, x)
	}
	return out
}
