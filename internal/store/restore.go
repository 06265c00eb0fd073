package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// ErrOrder is returned by [Book.Restore] for revisions that are not numbered 1, 2, 3 … in each record.
var ErrOrder = errors.New("revisions out of order")

// How says what a restore does with what is kept here.
type How int

// The ways to restore.
const (
	Replace How = iota // the backup takes its place
	Join               // it stays, and what the backup knows beside it or later comes in
)

// Restore brings a backup in: a new generation, under a new key unless a secret protects the present one, which becomes
// current only once it is whole, indexed and counted. Until then, and after any error or kill, the old one stands untouched.
// feed hands everything over, and returns an error when it was not to be handed over after all. Drafts are taken along, and
// those written in this window meanwhile wait for the end. What other windows write is refused with [ErrBusy] meanwhile and
// [ErrClosed] afterwards. It is [ErrConflict] when the place has come to hold another generation than the one the book stands
// on.
//
// What was erased here, or in the backup, stays away: the records, and whatever is about an erased client. Joined, a record
// that the backup alone knows comes in with its history; one that is here goes on with the versions that are later than its
// last one here, and is never taken away; the settings here stay.
func (b *Book) Restore(ctx context.Context, how How, feed func(journal.Intake) error) error {
	return b.replace(ctx, plan{
		work:   Restoring,
		ground: b.sameOrNew,
		feed: func(ctx context.Context, f *filling, old ground) error {
			in := &intake{ctx: ctx, filling: f, quarantine: b.quarantine}
			in.to = in.put
			if how == Join && old.tables != nil {
				in.old, in.here = old, make(map[string]*known)
				in.to = in.join
			}
			err := feed(journal.Intake{Erased: in.note, Revision: in.revision, Photo: in.picture})
			if err == nil {
				err = in.end()
			}
			return err
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
	v := old.vault.Rekey()
	v.Recipient = old.vault.Recipient
	return b.hold(ctx, t, v)
}

// intake takes a backup into a filling, one record at a time. A record comes in with all of its revisions, or not at all when
// it was erased or is about a client who was: the last body tells whom, for what was moved to another client is about them.
type intake struct {
	*filling
	ctx        context.Context
	quarantine func(journal.Ref, error)
	noted      []Erased           // in the backup
	begun      bool               // what was erased is known, and what is here was taken in
	pending    []journal.Revision // of one record
	to         func(record []journal.Revision) error

	old  ground // to be joined
	here map[string]*known
}

// known is what joining remembers of a record that is in.
type known struct {
	kind    journal.Kind
	n       int       // revisions
	at      time.Time // of the last one
	gone    bool
	changes []string
}

func (in *intake) note(e Erased) error {
	in.noted = append(in.noted, e)
	return nil
}

func (in *intake) revision(r journal.Revision) error {
	if err := in.begin(); err != nil {
		return err
	}
	return in.gather(r)
}

func (in *intake) picture(id string, jpeg []byte) error {
	if err := in.end(); err != nil {
		return err
	}
	return in.photo(in.ctx, id, jpeg)
}

// begin is done once, before the first revision of the backup.
func (in *intake) begin() error {
	if in.begun {
		return nil
	}
	in.begun = true
	if err := in.erased(in.ctx, in.noted); err != nil || in.here == nil {
		return err
	}
	join := in.to
	in.to = in.remember
	err := numbered(in.ctx, in.old, in.gather, in.quarantine)
	if err == nil {
		err = in.decide()
	}
	if err == nil {
		err = in.flush(in.ctx)
	}
	if err == nil {
		err = in.photosOf(in.ctx, in.old)
	}
	in.to = join
	return err
}

// end writes what is pending.
func (in *intake) end() error {
	err := in.begin()
	if err == nil {
		err = in.decide()
	}
	if err == nil {
		err = in.flush(in.ctx)
	}
	return err
}

// gather waits for the end of a record.
func (in *intake) gather(r journal.Revision) error {
	if len(in.pending) > 0 && in.pending[0].ID != r.ID {
		if err := in.decide(); err != nil {
			return err
		}
	}
	in.pending = append(in.pending, r)
	return nil
}

// decide lets the pending record in, or not.
func (in *intake) decide() error {
	record := in.pending
	in.pending = nil
	if len(record) == 0 || in.gone[record[0].ID] {
		return nil
	}
	client := ""
	for _, r := range record {
		if rec, err := r.Record(); err == nil && rec != nil {
			client = about(r, rec)
		}
	}
	if in.gone[client] {
		in.gone[record[0].ID] = true
		return nil
	}
	return in.to(record)
}

func (in *intake) put(record []journal.Revision) error {
	for _, r := range record {
		if err := in.take(in.ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// remember puts a record in, and notes what joining must know of it.
func (in *intake) remember(record []journal.Revision) error {
	k := in.here[record[0].ID]
	if k == nil {
		k = &known{kind: record[0].Kind}
		in.here[record[0].ID] = k
	}
	for _, r := range record {
		k.changes = append(k.changes, r.Change)
	}
	last := record[len(record)-1]
	k.n, k.at, k.gone = last.N, last.At, last.Gone()
	return in.put(record)
}

// join puts in what is not here, and the versions that are later than the last one here. These can only be undone alone.
func (in *intake) join(record []journal.Revision) error {
	k, last := in.here[record[0].ID], record[len(record)-1]
	switch {
	case last.Kind == journal.KindSettings && in.day.settings.ID != "":
		return nil
	case k == nil:
		return in.remember(record)
	case k.kind != last.Kind || last.Gone() && !k.gone:
		return nil
	}
	var later []journal.Revision
	for _, r := range record {
		if r.At.After(k.at) && !slices.Contains(k.changes, r.Change) {
			r.N = k.n + len(later) + 1
			r.With, r.Lead = nil, nil
			later = append(later, r)
		}
	}
	if len(later) == 0 {
		return nil
	}
	return in.remember(later)
}
