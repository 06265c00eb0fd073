package store

import (
	"context"
	"errors"
	"fmt"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// plan says what a new generation is made of, and why.
type plan struct {
	work   Work
	ground func(ctx context.Context, t Tables, old ground) (ground, error) // the key to seal it under
	feed   func(ctx context.Context, f *filling, old ground) error         // its revisions
	keep   func(draft string, plain []byte) bool                           // its drafts; nil: all
	erased func(old []Erased) []Erased                                     // what was erased for good; nil: as it was
}

// replace puts a new generation in the place of the one that the book stands on. It becomes current only once it is
// whole, indexed and counted: until then, and after any error or kill, the old one stands untouched. Meanwhile no window
// writes records: those of this one wait for the end, those of others are [ErrBusy], and [ErrClosed] afterwards. It is
// [ErrConflict] when the place has come to hold another generation than the one the book stands on.
func (b *Book) replace(ctx context.Context, p plan) error {
	b.gate.Lock()
	defer b.gate.Unlock()
	b.loads.Lock()
	defer b.loads.Unlock()
	old, replaces := b.at(), ""
	if old.tables != nil {
		replaces = old.tables.Generation()
	}
	t, err := b.opt.Place.Begin(ctx, replaces)
	if err != nil {
		return err
	}
	// Nothing is given up halfway when the caller gives up.
	last := context.WithoutCancel(ctx)
	f, err := b.fill(ctx, t, old, p)
	if err != nil {
		_ = b.opt.Place.Drop(last, t) // what was never current is of no account
		t.Close()
	} else {
		err = b.flip(ctx, t, old)
	}
	if err != nil {
		if old.tables != nil {
			_ = old.tables.Thaw(last, t.Generation()) // else the next write does it, seeing that nobody holds the ice
		}
		return err
	}
	b.standOn(f)
	if old.tables != nil {
		old.tables.Close()
	}
	return nil
}

// flip makes a filled generation current. A flip that fails may have gone through all the same. When nobody can say, the
// book lets go of the former generation as well: what it went on to write there might be gone at the next start.
func (b *Book) flip(ctx context.Context, t Tables, old ground) error {
	err := b.opt.Place.Flip(ctx, t)
	if err == nil {
		return nil
	}
	dropped := b.opt.Place.Drop(context.WithoutCancel(ctx), t)
	if errors.Is(dropped, ErrConflict) {
		return nil
	}
	t.Close()
	if dropped != nil && old.tables != nil && !errors.Is(err, ErrConflict) {
		old.tables.Close()
	}
	return err
}

// standOn moves the book to a filled generation that has become current.
func (b *Book) standOn(f *filling) {
	b.mu.Lock()
	b.ground, b.index, b.day = f.ground, f.index, f.day
	b.seen, b.folded, b.waiting, b.mend, b.wanted = f.seq, f.seq, 0, false, true
	b.own = make(map[uint64]delta)
	b.unreadable = f.bad
	b.shown = b.day.show(b.seen)
	b.note(f.seq)
	listeners := b.onSaved
	b.mu.Unlock()
	f.tell(true)
	for _, tell := range listeners {
		tell(f.seq)
	}
}

// filling is a generation being filled.
type filling struct {
	ground
	index   *index
	day     today
	pending Batch
	plain   []journal.Revision // to be sealed into pending
	count   int
	bad     map[journal.Ref]bool // taken along although they do not open
	seq     uint64
	tell    func(finished bool)
}

// fill writes a whole generation and reads it back.
func (b *Book) fill(ctx context.Context, t Tables, old ground, p plan) (*filling, error) {
	var erased []Erased
	if old.tables != nil {
		// From here on the old generation stays as it is, drafts apart.
		if err := old.tables.Freeze(ctx, t.Generation()); err != nil {
			return nil, err
		}
		var err error
		if old.vault, err = recorded(ctx, old); err != nil {
			return nil, err
		}
		if erased, err = old.tables.Erased(ctx); err != nil {
			return nil, err
		}
	}
	if p.erased != nil {
		erased = p.erased(erased)
	}
	g, err := p.ground(ctx, t, old)
	if err != nil {
		return nil, err
	}
	if err := t.PutVault(ctx, g.vault.Record()); err != nil {
		return nil, err
	}
	if len(erased) > 0 {
		if err := t.PutErased(ctx, erased); err != nil {
			return nil, err
		}
	}
	f := &filling{ground: g, index: newIndex(0), bad: make(map[journal.Ref]bool)}
	of := b.size()
	f.tell = func(finished bool) {
		b.opt.Notify(Notice{Work: p.work, Done: f.count, Of: of, Finished: finished})
	}
	err = p.feed(ctx, f, old)
	for _, step := range []func(context.Context) error{
		f.flush,
		f.fold,
		f.verify,
		func(ctx context.Context) error { return f.drafts(ctx, old, p.keep) }, // last: other windows may be typing
	} {
		if err == nil {
			err = step(ctx)
		}
	}
	return f, err
}

// recorded reads the vault's record anew: another window may have changed the passphrase.
func recorded(ctx context.Context, g ground) (vault.Vault, error) {
	o, err := g.tables.Opening(ctx)
	if err != nil {
		return vault.Vault{}, err
	}
	v, err := vault.Parse(o.Vault)
	if err == nil && (v.ID != g.vault.ID || v.KeyID != g.vault.KeyID) {
		err = vault.ErrDamaged
	}
	if err != nil {
		return vault.Vault{}, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return v, nil
}

// size is how many revisions are kept here, as far as the index is loaded, or 0.
func (b *Book) size() (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index != nil {
		for i := range b.index.entries {
			n += b.index.entries[i].N
		}
	}
	return n
}

// take checks a revision and brings it in.
func (f *filling) take(ctx context.Context, r journal.Revision) error {
	rec, err := r.Record()
	if err != nil {
		return err
	}
	if last, _ := f.index.get(r.ID); r.N != last.N+1 {
		return fmt.Errorf("%w: %s/%d", ErrOrder, r.ID, r.N)
	}
	f.hold(r, rec)
	f.plain = append(f.plain, r)
	return f.took(ctx, len(f.plain))
}

// carry brings a revision in as it is sealed, which is under the same key. One that does not open goes along: err is
// why.
func (f *filling) carry(ctx context.Context, s SealedRevision, r journal.Revision, err error) error {
	var rec journal.Record
	if err == nil {
		rec, err = r.Record()
	}
	if err == nil {
		f.hold(r, rec)
	} else {
		f.bad[s.Ref] = true
	}
	f.pending.Revisions = append(f.pending.Revisions, s)
	return f.took(ctx, len(f.pending.Revisions))
}

// hold brings a revision into the index.
func (f *filling) hold(r journal.Revision, rec journal.Record) {
	e := entryOf(r, rec)
	f.index.hold(e)
	if r.Kind == journal.KindSettings {
		f.day.setSettings(e, r.Body)
	}
}

func (f *filling) took(ctx context.Context, pending int) error {
	f.count++
	if pending < batchSize {
		return nil
	}
	f.tell(false)
	return f.flush(ctx)
}

// flush writes the pending revisions in one change, whose entries wait for the pages.
func (f *filling) flush(ctx context.Context) error {
	b := f.pending
	n := len(b.Revisions)
	b.Revisions = append(b.Revisions, make([]SealedRevision, len(f.plain))...)
	if len(b.Revisions) == 0 {
		return nil
	}
	err := parallel(len(f.plain)+1, func(i int) (err error) {
		if i == len(f.plain) {
			b.Delta, err = f.box.Seal(ctx, "change", delta{}.encode())
			return err
		}
		b.Revisions[n+i], err = sealRevision(ctx, f.ground, f.plain[i])
		return err
	})
	if err != nil {
		return err
	}
	f.seq, err = f.tables.Commit(ctx, b)
	f.pending.Revisions, f.plain = b.Revisions[:0], f.plain[:0]
	return err
}

// drafts takes the drafts along that are to be kept. One that does not open stays behind.
func (f *filling) drafts(ctx context.Context, old ground, keep func(key string, plain []byte) bool) error {
	if old.tables == nil {
		return nil
	}
	keys, err := old.tables.DraftKeys(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		sealed, err := old.tables.Draft(ctx, key)
		if err != nil {
			return err
		}
		plain, err := old.box.Open(ctx, "draft|"+key, sealed)
		if errors.Is(err, vault.ErrSealed) || err == nil && keep != nil && !keep(key, plain) {
			continue
		}
		if err == nil {
			sealed, err = f.box.Seal(ctx, "draft|"+key, plain)
		}
		if err == nil {
			err = f.tables.PutDraft(ctx, key, sealed)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fold writes the pages and Today.
func (f *filling) fold(ctx context.Context) error {
	f.index = f.index.aged()
	f.day.from(f.index.entries)
	fold, plain := f.index.fold(&f.day, 0, f.seq)
	if err := sealFold(ctx, f.ground, &fold, plain); err != nil {
		return err
	}
	f.index.dirty = make(map[int]bool)
	return f.tables.Fold(ctx, fold)
}

// verify reads everything back and counts it.
func (f *filling) verify(ctx context.Context) error {
	o, err := f.tables.Opening(ctx)
	if err != nil {
		return err
	}
	x, err := readPages(ctx, f.ground, reading{Opening: o})
	if err != nil {
		return fmt.Errorf("%w: pages: %w", ErrBroken, err)
	}
	count := 0
	err = scan(ctx, f.ground, func(sealed []SealedRevision, _ []journal.Revision, errs []error) error {
		count += len(sealed)
		for i, err := range errs {
			if err != nil && !f.bad[sealed[i].Ref] {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if count != f.count || len(x.entries) != len(f.index.entries) {
		return fmt.Errorf("%w: %d of %d revisions, %d of %d records", ErrBroken, count, f.count, len(x.entries), len(f.index.entries))
	}
	return nil
}
