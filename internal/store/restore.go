package store

import (
	"context"
	"errors"
	"fmt"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// ErrOrder is returned by [Book.Restore] for revisions that are not numbered 1, 2, 3 … in each record.
var ErrOrder = errors.New("revisions out of order")

// Restore puts the given revisions in the place of everything kept here: a new generation under a new key, which becomes
// current only once it is whole, indexed and counted. Until then, and after any error or kill, the old one stands
// untouched. each hands the revisions over, every record's oldest first, as [Book.Revisions] does; what was kept here can
// thus be moved under a new key as well; photos, which may be nil, those that they name. What was erased here for good, and whatever is
// about an erased client, is left out. Drafts are taken along, and those written in this window meanwhile wait for the
// end. Everything includes what other windows write meanwhile: their tables answer [ErrClosed] afterwards. It is
// [ErrConflict] when the place has come to hold another generation than the one the book stands on.
func (b *Book) Restore(ctx context.Context, each func(yield func(journal.Revision) error) error, photos func(yield func(Photo) error) error) error {
	b.gate.Lock()
	defer b.gate.Unlock()
	b.loads.Lock()
	defer b.loads.Unlock()
	old := b.at()
	v, replaces := vault.New(), ""
	if old.tables != nil {
		v, replaces = old.vault.Rekey(), old.tables.Generation()
	}
	t, err := b.opt.Place.Begin(ctx, replaces)
	if err != nil {
		return err
	}
	f, err := b.fill(ctx, t, v, old, each, photos)
	if err != nil {
		_ = b.opt.Place.Drop(context.WithoutCancel(ctx), t) // what was never current is of no account
		t.Close()
		return err
	}
	if err := b.flip(ctx, t, old); err != nil {
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
	b.unreadable = make(map[journal.Ref]bool)
	b.shown = b.day.show(b.seen)
	b.note(f.seq)
	listeners := b.onSaved
	b.mu.Unlock()
	b.opt.Notify(Notice{Work: Restoring, Done: f.count, Finished: true})
	for _, tell := range listeners {
		tell(f.seq)
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
	seq     uint64
}

// Photo is a photo, and the id under which a record names it.
type Photo struct {
	ID    string
	Bytes []byte
}

// fill writes a whole generation and reads it back.
func (b *Book) fill(ctx context.Context, t Tables, v vault.Vault, old ground, each func(func(journal.Revision) error) error, photos func(func(Photo) error) error) (*filling, error) {
	g, err := b.hold(ctx, t, v)
	if err != nil {
		return nil, err
	}
	if err := t.PutVault(ctx, v.Record()); err != nil {
		return nil, err
	}
	f := &filling{ground: g, photos: make(map[string]bool)}
	f.day.tell(b.opt.Now())
	w := weeder{erased: make(map[string]bool)}
	if err := f.erased(ctx, old, w.erased); err != nil {
		return nil, err
	}
	w.to = func(r journal.Revision) error {
		if err := f.take(r); err != nil {
			return err
		}
		if len(f.pending) < batchSize {
			return nil
		}
		b.opt.Notify(Notice{Work: Restoring, Done: f.count})
		return f.flush(ctx)
	}
	err = each(w.take)
	if err == nil {
		err = w.end()
	}
	for _, step := range []func(context.Context) error{
		f.flush,
		func(ctx context.Context) error {
			if photos == nil {
				return nil
			}
			return photos(func(p Photo) error { return f.photo(ctx, p) })
		},
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

// take checks a revision and brings it into the index.
func (f *filling) take(r journal.Revision) error {
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
		f.photos[p.ID] = false
	}
	f.pending = append(f.pending, r)
	f.count++
	return nil
}

// erased takes the list of what was erased along, and notes what is on it.
func (f *filling) erased(ctx context.Context, old ground, noted map[string]bool) error {
	if old.tables == nil {
		return nil
	}
	all, err := old.tables.Erased(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		noted[e.ID] = true
	}
	return f.tables.PutErased(ctx, all)
}

// photo writes a photo that a record names, once.
func (f *filling) photo(ctx context.Context, p Photo) error {
	if there, named := f.photos[p.ID]; there || !named {
		return nil
	}
	sealed, err := f.box.Seal(ctx, photoContext(p.ID), p.Bytes)
	if err != nil {
		return err
	}
	batch := Batch{Photos: []SealedPhoto{{ID: p.ID, Sealed: sealed}}}
	if batch.Delta, err = f.box.Seal(ctx, "change", delta{}.encode()); err != nil {
		return err
	}
	f.photos[p.ID] = true
	f.seq, err = f.tables.Commit(ctx, batch)
	return err
}

// flush writes the pending revisions in one change, whose entries wait for the pages.
func (f *filling) flush(ctx context.Context) error {
	if len(f.pending) == 0 {
		return nil
	}
	batch := Batch{Revisions: make([]SealedRevision, len(f.pending))}
	err := parallel(len(f.pending)+1, func(i int) (err error) {
		if i == len(f.pending) {
			batch.Delta, err = f.box.Seal(ctx, "change", delta{}.encode())
			return err
		}
		batch.Revisions[i], err = sealRevision(ctx, f.ground, f.pending[i])
		return err
	})
	if err != nil {
		return err
	}
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

// fold writes the pages and Today.
func (f *filling) fold(ctx context.Context) error {
	f.index = f.latest.index()
	f.latest = latest{}
	f.day.from(f.index)
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
	if err == nil {
		err = eachPage(ctx, f.ground, x.kept, textPage, func(int, []string) error { return nil })
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
	if count != f.count || len(x.rows) != len(f.index.rows) {
		return fmt.Errorf("%w: %d of %d revisions, %d of %d records", ErrBroken, count, f.count, len(x.rows), len(f.index.rows))
	}
	return nil
}
