package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"trousse/internal/journal"
)

// Write is one record to keep.
type Write struct {
	Record journal.Record
	Base   int // the number of the revision that the caller read; 0 for a new record
}

// Saved tells what a write has kept.
type Saved struct {
	Change string
	Refs   []journal.Ref // in the order of the writes
	Seq    uint64
}

// ConflictError is [ErrConflict] with the records that moved on, at their present revision.
type ConflictError struct{ Refs []journal.Ref }

func (e *ConflictError) Error() string { return ErrConflict.Error() }

// Unwrap makes a ConflictError an [ErrConflict].
func (e *ConflictError) Unwrap() error { return ErrConflict }

// Save keeps the records in one change: all of them, or none. When draft names a form, its draft goes with the same
// stroke. It returns once the write is durable. A record that does not pass its check is a [journal.FieldError]; one
// that has moved on since the caller read it is a [ConflictError].
func (b *Book) Save(ctx context.Context, draft string, writes ...Write) (Saved, error) {
	revisions := make([]journal.Revision, len(writes))
	for i, w := range writes {
		if err := w.Record.Check(); err != nil {
			return Saved{}, err
		}
		body, err := json.Marshal(w.Record)
		if err != nil {
			return Saved{}, err
		}
		revisions[i] = journal.Revision{
			Ref:  journal.Ref{ID: w.Record.Key(), N: w.Base + 1},
			Kind: w.Record.Kind(), Schema: journal.Schema, Body: body,
		}
	}
	b.gate.RLock()
	defer b.gate.RUnlock()
	return b.write(ctx, draft, revisions)
}

// write keeps the revisions, of which ref, kind, schema and body are given, in one change. The gate is held.
func (b *Book) write(ctx context.Context, draft string, revisions []journal.Revision) (Saved, error) {
	if err := b.ensure(ctx); err != nil {
		return Saved{}, err
	}
	g := b.at()
	b.sign(revisions)
	d, err := b.deltaOf(ctx, g, revisions)
	if err != nil {
		return Saved{}, err
	}
	batch := Batch{Revisions: make([]SealedRevision, len(revisions)), Draft: draft}
	err = parallel(len(revisions)+1, func(i int) (err error) {
		if i == len(revisions) {
			batch.Delta, err = g.box.Seal(ctx, "change", d.encode())
			return err
		}
		batch.Revisions[i], err = sealRevision(ctx, g, revisions[i])
		return err
	})
	if err != nil {
		return Saved{}, err
	}
	seq, err := g.tables.Commit(ctx, batch)
	if errors.Is(err, ErrConflict) {
		return Saved{}, b.conflict(ctx, g, revisions)
	}
	if err != nil {
		return Saved{}, err
	}
	saved := Saved{Change: revisions[0].Change, Seq: seq}
	for _, r := range revisions {
		saved.Refs = append(saved.Refs, r.Ref)
	}
	b.wrote(seq, d)
	return saved, nil
}

// sign writes in each revision what it shares with the others of the change.
func (b *Book) sign(revisions []journal.Revision) {
	change, at := journal.NewID(), b.opt.Now().UTC().Truncate(time.Millisecond)
	for i := range revisions {
		r := &revisions[i]
		r.Change, r.At, r.Device, r.Author = change, at, b.opt.Device, b.opt.Author
		r.With = nil
		for j := range revisions {
			if j != i {
				r.With = append(r.With, revisions[j].Ref)
			}
		}
	}
}

// deltaOf makes the delta of a change: its own entries, then those of the clients named in it.
func (b *Book) deltaOf(ctx context.Context, g ground, revisions []journal.Revision) (delta, error) {
	var d delta
	has := make(map[string]bool)
	for _, r := range revisions {
		rec, err := r.Record()
		if err != nil {
			return delta{}, err
		}
		d.entries = append(d.entries, entryOf(r, rec))
		has[r.ID] = true
		if r.Kind == journal.KindSettings {
			d.settings = r.Body
		}
	}
	for _, e := range d.entries {
		if e.Client == "" || has[e.Client] {
			continue
		}
		has[e.Client] = true
		c, err := b.client(ctx, g, e.Client)
		if errors.Is(err, ErrNone) || errors.Is(err, journal.ErrUnreadable) {
			continue // the conversation is kept all the same
		}
		if err != nil {
			return delta{}, err
		}
		d.entries = append(d.entries, c)
	}
	return d, nil
}

// client is the entry of a client: from memory, or else from the place.
func (b *Book) client(ctx context.Context, g ground, id string) (Entry, error) {
	if e, ok := b.Entry(id); ok {
		return e, nil
	}
	v, err := b.latest(ctx, g, id)
	if err != nil {
		return Entry{}, err
	}
	return entryOf(v.Revision, v.Record), nil
}

// wrote brings a durable change into memory, then tells the witness and whoever listens.
func (b *Book) wrote(seq uint64, d delta) {
	b.mu.Lock()
	if seq > b.seen { // otherwise CatchUp was quicker
		b.apply(d)
		b.waiting++
		b.own[seq] = d // until there is no gap left before it: CatchUp reads what another window wrote in between
		b.advance(b.seen)
	}
	b.shown = b.day.show(b.seen)
	b.note(seq)
	listeners := b.onSaved
	b.mu.Unlock()
	for _, f := range listeners {
		f(seq)
	}
}

// apply brings a delta into Today and into the index. Call it with mu held.
func (b *Book) apply(d delta) {
	if b.loading {
		b.late = append(b.late, d)
	}
	b.bring(d)
}

func (b *Book) bring(d delta) {
	short := b.day.apply(d)
	b.day.trim()
	if b.index == nil {
		return
	}
	for _, e := range d.entries {
		b.index.put(e)
	}
	if short {
		b.day.from(b.index.entries)
	}
}

// conflict finds which records have moved on.
func (b *Book) conflict(ctx context.Context, g ground, revisions []journal.Revision) error {
	conflict := &ConflictError{}
	for _, r := range revisions {
		now, err := g.tables.Latest(ctx, r.ID)
		if errors.Is(err, ErrNone) {
			continue
		}
		if err != nil {
			return fmt.Errorf("%w: %v", ErrConflict, err)
		}
		if now.N >= r.N {
			conflict.Refs = append(conflict.Refs, now.Ref)
		}
	}
	return conflict
}

// revisionContext binds sealed bytes to the revision that they are.
func revisionContext(r journal.Ref) string { return fmt.Sprintf("rev|%s|%d", r.ID, r.N) }

func sealRevision(ctx context.Context, g ground, r journal.Revision) (SealedRevision, error) {
	plain, err := json.Marshal(r)
	if err != nil {
		return SealedRevision{}, err
	}
	sealed, err := g.box.Seal(ctx, revisionContext(r.Ref), plain)
	return SealedRevision{Ref: r.Ref, Sealed: sealed}, err
}

func compareRefs(a, b journal.Ref) int {
	if c := strings.Compare(a.ID, b.ID); c != 0 {
		return c
	}
	return a.N - b.N
}

// parallel runs f for 0 … n-1 side by side and returns the first error in that order.
func parallel(n int, f func(i int) error) error {
	errs := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { errs[i] = f(i) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
