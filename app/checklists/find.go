// Package checklists is the room of the lists that are run through, about an encounter or a way of working (F40 to F49).
// The kit's lists come from package content, the worker's own are records; what the answers amount to is worked out by
// package checklist. A run is a record like any other.
package checklists

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// list is a list as the worker knows it: the kit's, their version of it, or one of their own.
type list struct {
	content.Checklist
	own journal.OwnList // none when the words are the kit's
	kit bool            // the kit has a list of this slug
}

// adapted tells whether the list is the worker's version of one of the kit's.
func (l *list) adapted() bool { return l.kit && l.own.ID != "" }

// ids are those of the items, in order.
func (l *list) ids() []string {
	var out []string
	for _, it := range l.Items {
		out = append(out, it.ID)
	}
	return out
}

// item finds an item. One that was taken out of the list since is not found.
func (l *list) item(id string) (*content.Item, bool) { return item(&l.Checklist, id) }

func item(c *content.Checklist, id string) (*content.Item, bool) {
	for i := range c.Items {
		if c.Items[i].ID == id {
			return &c.Items[i], true
		}
	}
	return &content.Item{}, false
}

// answer is the label of an answer.
func (l *list) answer(id string) string {
	for _, a := range l.Answers {
		if a.ID == id {
			return a.Label
		}
	}
	return ""
}

// finder finds the list of an address. The worker's own is read first: it stands in the place of the kit's.
type finder struct {
	env  *ui.Env
	slug string        // of the list, or the id of an own one
	own  store.Version // the own list, once read
	read bool          // whether it was looked for
}

// open reads what the list needs, then calls then on the UI goroutine.
func (f *finder) open(ctx app.Context, then func(app.Context)) {
	f.env.Need(ctx, func(ctx app.Context, _ *content.Bundle) {
		f.env.LoadIndex(ctx, func(ctx app.Context) { f.refresh(ctx, then) })
	})
}

// refresh reads the own list again.
func (f *finder) refresh(ctx app.Context, then func(app.Context)) {
	e, ok := ownOf(f.env, f.slug)
	if b, here := f.env.Guide.Bundle(f.env.Say.Lang()); !ok && here {
		if _, kit := b.Checklist(f.slug); kit {
			f.own, f.read = store.Version{}, true
			then(ctx)
			return
		}
		e.ID = f.slug // it may have been taken away
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, err := f.env.Book.Get(bg, e.ID)
		if e.State != "" { // what was left as it came is shown in the language of the screen: both are needed to tell
			for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
				_, _ = f.env.Guide.Load(bg, lang)
			}
		}
		f.env.Do(func(ctx app.Context) {
			f.own, f.read = store.Version{}, true
			if err == nil {
				f.own = v
			}
			then(ctx)
		})
	})
}

// ownOf is the own list at an address: the newest that replaces the kit's list of that slug, or the one of that id.
func ownOf(env *ui.Env, slug string) (store.Entry, bool) {
	for _, e := range env.Book.List(journal.KindOwnList, 0) {
		if e.State == slug || e.ID == slug {
			return e, true
		}
	}
	return store.Entry{}, false
}

// list is the list, or else what to show in its place.
func (f *finder) list() (*list, app.UI) {
	b, here := f.env.Guide.Bundle(f.env.Say.Lang())
	if !here || !f.read {
		return &list{}, f.env.Waiting()
	}
	l := &list{}
	l.own, _ = f.own.Record.(journal.OwnList)
	l.Checklist, l.kit = b.Checklist(f.slug)
	switch {
	case l.adapted():
		l.Checklist = adapted(l.Checklist, known(f.env, f.slug), l.own)
	case l.own.ID != "":
		l.Checklist = standing(f.env.Say, l.own)
	case !l.kit:
		return l, f.env.NotHere()
	}
	return l, nil
}

// known is the kit's list in each language that is here.
func known(env *ui.Env, slug string) []content.Checklist {
	var out []content.Checklist
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		if b, ok := env.Guide.Bundle(lang); ok {
			if c, ok := b.Checklist(slug); ok {
				out = append(out, c)
			}
		}
	}
	return out
}
