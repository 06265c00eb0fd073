package store

import (
	"context"
	"errors"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// ErrOrder is returned by [Book.Restore] for revisions that are not numbered 1, 2, 3 … in each record.
var ErrOrder = errors.New("revisions out of order")

// Restore puts the given revisions in the place of everything kept here: a new generation, under a new key unless a
// secret protects the present one, which becomes current only once it is whole, indexed and counted. Until then, and
// after any error or kill, the old one stands untouched. each hands the revisions over, one record after the other,
// every record's oldest first, as [Book.Revisions] does. Drafts are taken along, and those written in this window
// meanwhile wait for the end. What other windows write is refused with [ErrBusy] meanwhile and [ErrClosed] afterwards.
// It is [ErrConflict] when the place has come to hold another generation than the one the book stands on.
//
// What was erased here, or is given as erased there, stays away: the records, and whatever is about an erased client.
func (b *Book) Restore(ctx context.Context, each func(yield func(journal.Revision) error) error, erased ...Erased) error {
	w := &weeder{}
	return b.replace(ctx, plan{
		work:   Restoring,
		ground: b.sameOrNew,
		erased: func(here []Erased) []Erased {
			w.erased = make(map[string]bool)
			all := merged(here, erased)
			for _, e := range all {
				w.erased[e.ID] = true
			}
			return all
		},
		feed: func(ctx context.Context, f *filling, _ ground) error {
			w.to = func(r journal.Revision) error { return f.take(ctx, r) }
			if err := each(w.take); err != nil {
				return err
			}
			return w.end()
		},
	})
}

// sameOrNew is the ground of a restore. A key that lies in the open is changed whenever it can be; one that a secret
// protects stays, for nobody here knows the secret.
func (b *Book) sameOrNew(ctx context.Context, t Tables, old ground) (ground, error) {
	switch {
	case old.tables == nil:
		return b.hold(ctx, t, vault.New())
	case old.vault.Protected():
		return ground{tables: t, vault: old.vault, box: old.box}, nil
	}
	return b.hold(ctx, t, old.vault.Rekey())
}

// merged is two lists of what was erased, each record once, with the earlier day.
func merged(a, b []Erased) []Erased {
	at := make(map[string]int)
	var all []Erased
	for _, list := range [][]Erased{a, b} {
		for _, e := range list {
			if i, known := at[e.ID]; !known {
				at[e.ID] = len(all)
				all = append(all, e)
			} else if e.Day < all[i].Day {
				all[i].Day = e.Day
			}
		}
	}
	return all
}

// weeder lets a record's revisions through, or none of them when it was erased or is about a client who was. It looks at
// the last body: what was moved to another client is about them.
type weeder struct {
	erased  map[string]bool // of clients and other records; what is refused is added
	to      func(journal.Revision) error
	pending []journal.Revision // of one record
}

func (w *weeder) take(r journal.Revision) error {
	if len(w.erased) == 0 {
		return w.to(r)
	}
	if len(w.pending) > 0 && w.pending[0].ID != r.ID {
		if err := w.end(); err != nil {
			return err
		}
	}
	w.pending = append(w.pending, r)
	return nil
}

// end decides on what is pending.
func (w *weeder) end() error {
	pending := w.pending
	w.pending = pending[:0]
	if len(pending) == 0 || w.erased[pending[0].ID] {
		return nil
	}
	for i := len(pending) - 1; i >= 0; i-- {
		if pending[i].Gone() {
			continue
		}
		rec, err := pending[i].Record()
		if err != nil {
			return err
		}
		if w.erased[about(pending[i], rec)] {
			w.erased[pending[0].ID] = true
			return nil
		}
		break
	}
	for _, r := range pending {
		if err := w.to(r); err != nil {
			return err
		}
	}
	return nil
}

// about is the client whom a record other than a client is about, or empty.
func about(r journal.Revision, rec journal.Record) string {
	if r.Kind == journal.KindClient {
		return ""
	}
	return entryOf(r, rec).Client
}
