package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// plan says what a new generation is made of, and why.
type plan struct {
	work   Work
	ground func(ctx context.Context, t Tables, old ground) (ground, error) // the key to seal it under
	feed   func(ctx context.Context, f *filling, old ground) error         // its revisions and photos
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
	defer Sparing()()
	old, replaces := b.at(), ""
	if old.tables != nil {
		replaces = old.tables.Generation()
	}
	t, err := b.opt.Place.Begin(ctx, replaces)
	if err != nil {
		return err
	}
	last := context.WithoutCancel(ctx) // nothing is given up halfway when the caller gives up
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

// standOn moves the book to a filled generation that has become current, unless it was closed meanwhile.
func (b *Book) standOn(f *filling) {
	b.mu.Lock()
	if b.closed {
		f.tables.Close()
		b.mu.Unlock()
		return
	}
	b.ground, b.index, b.day = f.ground, f.index, f.day
	b.seen, b.folded, b.waiting, b.mend, b.wanted = f.seq, f.seq, 0, false, true
	b.own = make(map[uint64]delta)
	b.unreadable = make(map[journal.Ref]bool)
	b.shown = b.day.show(b.seen)
	b.note(f.seq)
	listeners := b.onSaved
	b.mu.Unlock()
	f.tell(true)
	for _, tell := range listeners {
		tell(f.seq, 0)
	}
}

// filling is a generation being filled.
type filling struct {
	ground
	latest  latest
	index   *index // once all is taken
	day     today
	pending []journal.Revision
	count   int
	photos  map[string]bool // named by the records; true once it is there
	gone    map[string]bool // what was erased for good
	seq     uint64
	tell    func(finished bool)
}

// fill writes a whole generation and reads it back.
func (b *Book) fill(ctx context.Context, t Tables, old ground, p plan) (*filling, error) {
	f := &filling{photos: make(map[string]bool), gone: make(map[string]bool)}
	f.day.tell(b.opt.Now())
	var erased []Erased
	if old.tables != nil {
		// From here on the old generation stays as it is, drafts apart.
		err := old.tables.Freeze(ctx, t.Generation())
		if err == nil {
			old.vault, err = recorded(ctx, old)
		}
		if err == nil {
			erased, err = old.tables.Erased(ctx)
		}
		if err != nil {
			return nil, err
		}
	}
	var err error
	if f.ground, err = p.ground(ctx, t, old); err != nil {
		return nil, err
	}
	if err := t.PutVault(ctx, f.vault.Record()); err != nil {
		return nil, err
	}
	if err := f.erased(ctx, erased); err != nil {
		return nil, err
	}
	of := b.size()
	f.tell = func(finished bool) {
		b.opt.Notify(Notice{Work: p.work, Done: f.count, Of: of, Finished: finished})
	}
	err = p.feed(ctx, f, old)
	for _, step := range []func(context.Context) error{
		f.flush,
		f.fold,
		f.verify,
		func(ctx context.Context) error { return f.drafts(ctx, old) }, // last: other windows may be typing
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
		for i := range b.index.count {
			n += b.index.entry(uint32(i)).N
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
	if r.N != f.latest.n(r.ID)+1 {
		return fmt.Errorf("%w: %s/%d", ErrOrder, r.ID, r.N)
	}
	e := entryOf(r, rec)
	f.latest.put(e)
	if r.Kind == journal.KindSettings {
		f.day.setSettings(e, r.Body)
	}
	for _, p := range journal.Photos(rec) {
		f.photos[p.ID] = f.photos[p.ID]
	}
	f.pending = append(f.pending, r)
	if f.count++; len(f.pending) < batchSize {
		return nil
	}
	f.tell(false)
	return f.flush(ctx)
}

// erased adds to the list of what was erased.
func (f *filling) erased(ctx context.Context, all []Erased) error {
	for _, e := range all {
		f.gone[e.ID] = true
	}
	if len(all) == 0 {
		return nil
	}
	return f.tables.PutErased(ctx, all)
}

// photo writes a photo that a record names, once.
func (f *filling) photo(ctx context.Context, id string, picture []byte) error {
	if there, named := f.photos[id]; there || !named {
		return nil
	}
	sealed, err := f.box.Seal(ctx, photoContext(id), picture)
	if err != nil {
		return err
	}
	batch := Batch{Photos: []SealedPhoto{{ID: id, Sealed: sealed}}}
	if batch.Delta, err = f.box.Seal(ctx, "change", delta{}.encode()); err != nil {
		return err
	}
	f.photos[id] = true
	f.seq, err = f.tables.Commit(ctx, batch)
	return err
}

// photosOf takes along the photos of another generation that the records name. One that does not open stays behind.
func (f *filling) photosOf(ctx context.Context, old ground) error {
	for id, there := range f.photos {
		if there {
			continue
		}
		sealed, err := old.tables.Photo(ctx, id)
		if err != nil {
			return err
		}
		if sealed == nil {
			continue
		}
		picture, err := old.box.Open(ctx, photoContext(id), sealed)
		if errors.Is(err, vault.ErrSealed) {
			continue
		}
		if err == nil {
			err = f.photo(ctx, id, picture)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// flush writes the pending revisions in one change, whose entries wait for the pages.
func (f *filling) flush(ctx context.Context) error {
	if len(f.pending) == 0 {
		return nil
	}
	var batch Batch
	err := batch.seal(ctx, f.ground, f.pending, delta{})
	if err != nil {
		return err
	}
	Rest()
	f.seq, err = f.tables.Commit(ctx, batch)
	f.pending = f.pending[:0]
	return err
}

// drafts takes the drafts along. One that does not open stays behind.
func (f *filling) drafts(ctx context.Context, old ground) error {
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
		if errors.Is(err, vault.ErrSealed) {
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

// fold writes the pages and Today, a few pages at a time: nobody reads them before the generation is current.
func (f *filling) fold(ctx context.Context) error {
	f.index = f.latest.index()
	f.day.from(f.index, &Pause{})
	pages := slices.Sorted(maps.Keys(f.index.dirty))
	for from, left := uint64(0), true; left; from = f.seq {
		few := pages[:min(len(pages), pagesAtOnce)]
		pages = pages[len(few):]
		left = len(pages) > 0
		fold, plain := f.index.fold(&f.day, from, f.seq, few)
		err := sealFold(ctx, f.ground, &fold, plain)
		if err == nil {
			err = f.tables.Fold(ctx, fold)
		}
		if err != nil {
			return err
		}
	}
	f.index.dirty = make(map[int]bool)
	return nil
}

// verify reads everything back, compares the pages with what they were made of, and counts the rest.
func (f *filling) verify(ctx context.Context) error {
	o, err := f.tables.Opening(ctx)
	if err != nil {
		return err
	}
	records := 0
	if o.Through > 0 {
		records, err = f.verifyPages(ctx, o)
	}
	if err != nil {
		return fmt.Errorf("%w: pages: %w", ErrBroken, err)
	}
	count := 0
	err = scan(ctx, f.ground, func(sealed []SealedRevision, _ []journal.Revision, errs []error) error {
		count += len(sealed)
		return errors.Join(errs...)
	})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	for id, there := range f.photos {
		if !there {
			continue
		}
		sealed, err := f.tables.Photo(ctx, id)
		if err == nil {
			_, err = f.box.Open(ctx, photoContext(id), sealed)
		}
		if err != nil {
			return fmt.Errorf("%w: photo: %w", ErrBroken, err)
		}
	}
	if count != f.count || records != f.index.count {
		return fmt.Errorf("%w: %d of %d revisions, %d of %d records", ErrBroken, count, f.count, records, f.index.count)
	}
	return nil
}

// verifyPages reads the pages back, and tells how many entries they hold.
func (f *filling) verifyPages(ctx context.Context, o Opening) (records int, err error) {
	list, err := f.pageList(ctx, o)
	if err != nil || list.count != f.index.count {
		return list.count, err
	}
	err = eachPage(ctx, f.ground, list.count, func(p int) int { return p }, func(p int, kept page) error {
		if want, _ := f.index.page(p); !slices.Equal(kept.lines(), want) {
			return errCodec
		}
		return nil
	})
	if err == nil {
		err = eachPage(ctx, f.ground, list.count, textPage, func(p int, texts page) error {
			if _, want := f.index.page(p); !slices.Equal(texts.lines(), want) {
				return errCodec
			}
			return nil
		})
	}
	return list.count, err
}
