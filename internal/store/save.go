package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// Write is one record to keep.
type Write struct {
	Record journal.Record
	Base   int  // the number of the revision that the caller read; 0 for a new record
	Gone   bool // take the record away; its history stays, and an undo brings it back
}

// Saved tells what a write has kept.
type Saved struct {
	Change string
	Refs   []journal.Ref // in the order of the writes
	Seq    uint64
}

// ConflictError is [ErrConflict] with the records that are not where the caller thought, at their present revision: 0 for
// one that is not here any more.
type ConflictError struct{ Refs []journal.Ref }

func (e *ConflictError) Error() string { return ErrConflict.Error() }

// Unwrap makes a ConflictError an [ErrConflict].
func (e *ConflictError) Unwrap() error { return ErrConflict }

// Save keeps the records in one change: all of them, or none. When draft names a form, its draft goes with the same
// stroke. It returns once the write is durable. A record that does not pass its check is a [journal.FieldError]; one
// that is not at the revision that the caller read, as after another window's write or a restore, is a [ConflictError], and so is a client to take away
// whom other records name. One that was erased, or is about a client who was, is [ErrErased].
// Without any record nothing is kept.
func (b *Book) Save(ctx context.Context, draft string, writes ...Write) (Saved, error) {
	if len(writes) == 0 {
		return Saved{}, nil
	}
	revisions, records := make([]journal.Revision, len(writes)), make([]journal.Record, len(writes))
	for i, w := range writes {
		if err := w.Record.Check(); err != nil {
			return Saved{}, err
		}
		body, err := json.Marshal(w.Record)
		if err != nil {
			return Saved{}, err
		}
		records[i] = w.Record
		if w.Gone {
			body, records[i] = nil, nil
		}
		revisions[i] = journal.Revision{
			Ref:  journal.Ref{ID: w.Record.Key(), N: w.Base + 1},
			Kind: w.Record.Kind(), Schema: journal.Schema, Body: body,
		}
	}
	b.gate.RLock()
	defer b.gate.RUnlock()
	if left, err := b.orphans(ctx, revisions); err != nil || len(left) > 0 {
		if err == nil {
			err = &ConflictError{Refs: left}
		}
		return Saved{}, err
	}
	if err := b.ensure(ctx); err != nil {
		return Saved{}, err
	}
	photos, used, err := b.newPhotos(ctx, b.at(), writes)
	if err != nil {
		return Saved{}, err
	}
	return b.write(ctx, Batch{Draft: draft, Photos: photos, Used: used}, revisions, records...)
}

// write keeps the revisions, of which ref, kind, schema and body are given, in one change, with what the batch holds
// already. Records are theirs, nil for a tombstone; left out, they are decoded. The gate is held.
func (b *Book) write(ctx context.Context, batch Batch, revisions []journal.Revision, records ...journal.Record) (Saved, error) {
	if err := b.ensure(ctx); err != nil {
		return Saved{}, err
	}
	g := b.at()
	if err := b.follows(ctx, g, revisions); err != nil {
		return Saved{}, err
	}
	b.sign(revisions)
	d, err := b.deltaOf(ctx, g, revisions, records)
	if err != nil {
		return Saved{}, err
	}
	if err := batch.seal(ctx, g, revisions, d); err != nil {
		return Saved{}, err
	}
	batch.Upon = upon(revisions, d)
	seq, err := g.tables.Commit(ctx, batch)
	if errors.Is(err, ErrConflict) {
		return Saved{}, b.conflict(ctx, g, revisions, batch.Upon)
	}
	if err != nil {
		return Saved{}, err
	}
	saved := Saved{Change: revisions[0].Change, Seq: seq}
	for _, r := range revisions {
		saved.Refs = append(saved.Refs, r.Ref)
	}
	b.wrote(seq, d, own(revisions))
	return saved, nil
}

// follows tells whether what each revision follows is there: a revision read before a restore may be of another past. What
// is there stays there, so this holds until the write, which fails when the number itself is taken.
func (b *Book) follows(ctx context.Context, g ground, revisions []journal.Revision) error {
	for _, r := range revisions {
		if b.knows(r.ID, r.N-1) {
			continue
		}
		now, err := g.tables.Latest(ctx, r.ID)
		if err != nil && !errors.Is(err, ErrNone) {
			return err
		}
		if now.N < r.N-1 {
			return b.conflict(ctx, g, revisions, upon(revisions, delta{}))
		}
	}
	return nil
}

// knows tells whether revision n of a record is known from memory to be there.
func (b *Book) knows(id string, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n == 0 {
		return true
	}
	if b.index == nil {
		e, ok := b.shown.Person(id)
		return ok && e.N >= n
	}
	e, ok := b.index.get(id)
	return ok && e.N >= n
}

// Author is who writes now, by the id that the settings give them; empty: nobody said who they are.
func (b *Book) Author() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.shown.Settings.AtCounter(b.opt.Author)
}

// SetAuthor changes who writes from now on, as far as the settings know them.
func (b *Book) SetAuthor(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.opt.Author = id
}

// together is how many revisions of one change name each other. Of more, the first names the others and they name it: what
// a change weighs does not grow with its square.
const together = 32

// sign writes in each revision what it shares with the others of the change. What comes in with an import can be taken back
// alone: only the import lists it.
func (b *Book) sign(revisions []journal.Revision) {
	change, at, author := journal.NewID(), b.opt.Now().UTC().Truncate(time.Millisecond), b.Author()
	for i := range revisions {
		r := &revisions[i]
		r.Change, r.At, r.Device, r.Author = change, at, b.opt.Device, author
		r.With, r.Lead = nil, nil
		switch imported := revisions[0].Kind == journal.KindImport; {
		case i == 0 || !imported && len(revisions) <= together:
			for j := range revisions {
				if j != i {
					r.With = append(r.With, revisions[j].Ref)
				}
			}
		case !imported:
			r.Lead = &revisions[0].Ref
		}
	}
}

// deltaOf makes the delta of a change: its own entries, then those of the clients named in it.
func (b *Book) deltaOf(ctx context.Context, g ground, revisions []journal.Revision, records []journal.Record) (d delta, err error) {
	has := make(map[string]bool)
	for i, r := range revisions {
		var rec journal.Record
		if len(records) > 0 {
			rec = records[i]
		} else if rec, err = r.Record(); err != nil {
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
		if errors.Is(err, ErrNone) {
			err = unlessErased(ctx, g, e.Client)
		}
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

// upon is what the revisions build upon: earlier ones of theirs, and the clients whom they name. What is in memory may have been
// erased by another window that was not heard yet.
func upon(revisions []journal.Revision, d delta) (ids []string) {
	seen := make(map[string]bool)
	for _, r := range revisions {
		seen[r.ID] = true
		if r.N > 1 {
			ids = append(ids, r.ID)
		}
	}
	for _, e := range d.entries {
		if e.Client != "" && !seen[e.Client] {
			seen[e.Client] = true
			ids = append(ids, e.Client)
		}
	}
	return ids
}

// unlessErased is [ErrErased] for a record that was, as while a form about them was open in another window, and [ErrNone] for
// one of whom nothing is known.
func unlessErased(ctx context.Context, g ground, client string) error {
	all, err := g.tables.Erased(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.ID == client {
			return ErrErased
		}
	}
	return ErrNone
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
func (b *Book) wrote(seq uint64, d delta, records int) {
	b.mu.Lock()
	if b.closed { // it is kept, and forgotten here
		b.note(seq)
		b.mu.Unlock()
		return
	}
	if b.loading {
		b.late[seq] = d
	}
	if seq > b.seen { // otherwise CatchUp was quicker
		b.waiting++
		b.own[seq] = d // until there is no gap left before it: CatchUp reads what another window wrote in between
		b.bring(d)
		b.bringOwn(seq)
		b.advance(b.seen)
	}
	b.shown = b.day.show(b.seen)
	b.note(seq)
	listeners := b.onSaved
	b.mu.Unlock()
	for _, f := range listeners {
		f(seq, records)
	}
}

// bring brings a delta into Today and into the index. Call it with mu held, for one change after the other in their
// order, or follow with those that came after.
func (b *Book) bring(d delta) {
	b.day.tell(b.opt.Now())
	if b.index == nil {
		b.day.apply(d)
		b.day.trim()
		return
	}
	touched := b.index.take(d)
	short := b.day.take(b.index, d, touched)
	b.day.trim()
	if short {
		b.day.from(b.index, nil)
	}
}

// bringOwn brings in again what was written here after seq. Call it with mu held.
func (b *Book) bringOwn(seq uint64) {
	for _, own := range slices.Sorted(maps.Keys(b.own)) {
		if own > seq {
			b.bring(b.own[own])
		}
	}
}

// conflict finds which records have moved on; it is [ErrErased] when what they are about was erased.
func (b *Book) conflict(ctx context.Context, g ground, revisions []journal.Revision, upon []string) error {
	for _, id := range upon {
		if err := unlessErased(ctx, g, id); errors.Is(err, ErrErased) {
			return err
		}
	}
	conflict := &ConflictError{}
	for _, r := range revisions {
		now, err := g.tables.Latest(ctx, r.ID)
		if errors.Is(err, ErrNone) {
			now.ID, err = r.ID, nil
		}
		if err != nil {
			return fmt.Errorf("%w: %v", ErrConflict, err)
		}
		if now.N != r.N-1 {
			conflict.Refs = append(conflict.Refs, now.Ref)
		}
	}
	return conflict
}

// revisionContext binds sealed bytes to the revision that they are.
func revisionContext(r journal.Ref) string { return "rev|" + r.ID + "|" + strconv.Itoa(r.N) }

// seal fills the batch with the revisions of a change and its delta.
func (b *Batch) seal(ctx context.Context, g ground, revisions []journal.Revision, d delta) error {
	sealed, err := sealAll(ctx, g, len(revisions)+1, func(i int) (vault.Plain, error) {
		if i == len(revisions) {
			return vault.Plain{Context: "change", Text: d.encode()}, nil
		}
		text, err := json.Marshal(revisions[i])
		return vault.Plain{Context: revisionContext(revisions[i].Ref), Text: text}, err
	})
	if err != nil {
		return err
	}
	b.Revisions, b.Delta = make([]SealedRevision, len(revisions)), sealed[len(revisions)]
	for i, r := range revisions {
		b.Revisions[i] = SealedRevision{Ref: r.Ref, Sealed: sealed[i]}
	}
	return nil
}

func compareRefs(a, b journal.Ref) int {
	if c := strings.Compare(a.ID, b.ID); c != 0 {
		return c
	}
	return a.N - b.N
}

// sealAll seals what f gives for 0 … n-1, so many side by side. Each is written out only when its turn comes, and whoever waits
// for the thread has it in between.
func sealAll(ctx context.Context, g ground, n int, f func(i int) (vault.Plain, error)) ([][]byte, error) {
	sealed := make([][]byte, 0, n)
	for from := 0; from < n; from += abreast {
		if from > 0 {
			Rest()
		}
		plain := make([]vault.Plain, min(abreast, n-from))
		for i := range plain {
			var err error
			if plain[i], err = f(from + i); err != nil {
				return nil, err
			}
		}
		some, err := g.box.SealAll(ctx, plain)
		if err != nil {
			return nil, err
		}
		sealed = append(sealed, some...)
	}
	return sealed, nil
}

// abreast is how much is done side by side: each piece costs the one thread something before its work is under way elsewhere.
const abreast = 50

// parallel runs f for 0 … n-1, so many side by side, and returns the first error in that order. Whoever waits for the thread has
// it in between.
func parallel(n int, f func(i int) error) error {
	for from := 0; from < n; from += abreast {
		if from > 0 {
			Rest()
		}
		errs := make([]error, min(abreast, n-from))
		var group sync.WaitGroup
		for i := range errs {
			group.Go(func() { errs[i] = f(from + i) })
		}
		group.Wait()
		for _, err := range errs {
			if err != nil {
				return err
			}
		}
	}
	return nil
}
