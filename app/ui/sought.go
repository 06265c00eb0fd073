package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Sought is the record that a screen is about, and of which kinds it may be; none for a screen that looks for itself.
type Sought struct {
	ID string
	of []journal.Kind
}

// abouts are the elements of routes that name the record that a form is about, and of which kinds it may be.
var abouts = map[string][]journal.Kind{
	"{client}": {journal.KindClient},
	"{talk}":   {journal.KindInteraction},
	"{matter}": {journal.KindComplaint, journal.KindPromise},
	"{source}": {journal.KindInteraction, journal.KindComplaint, journal.KindObservation},
}

// About is what the screen of a pattern has to find, by its id.
func About(pattern, id string) Sought {
	for element, kinds := range abouts {
		if strings.Contains(pattern, element) {
			return Sought{id, kinds}
		}
	}
	return Sought{}
}

// Seek calls none, on the UI goroutine, when a screen is about a record that is not here: it would be a form for nobody.
func (e *Env) Seek(ctx app.Context, s Sought, none func()) {
	if s.ID == "" {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, err := e.Book.Get(bg, s.ID)
		if errors.Is(err, store.ErrNone) || err == nil && (v.Record == nil || !slices.Contains(s.of, v.Record.Kind())) {
			e.Do(func(app.Context) { none() })
		}
	})
}
