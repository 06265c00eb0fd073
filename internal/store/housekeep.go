package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"

	"trousse/internal/vault"
)

// FoldAfter is how many changes wait before housekeeping folds them into the pages.
const FoldAfter = 200

func pageContext(number int) string { return "page|" + strconv.Itoa(number) }

// Housekeep folds the changes into the pages of the index, so that the next start reads little. It does nothing while
// fewer than [FoldAfter] changes wait. Of several windows, the first one wins, which the others do not mind.
func (b *Book) Housekeep(ctx context.Context) error { return b.housekeep(ctx, FoldAfter) }

// HousekeepNow folds however few changes wait.
func (b *Book) HousekeepNow(ctx context.Context) error { return b.housekeep(ctx, 1) }

func (b *Book) housekeep(ctx context.Context, least int) error {
	b.gate.RLock()
	defer b.gate.RUnlock()
	b.loads.Lock()
	defer b.loads.Unlock()
	b.mu.Lock()
	due := b.ground.tables != nil && (b.waiting >= least || b.mend)
	b.mu.Unlock()
	if !due {
		return nil
	}
	if _, err := b.catchUp(ctx); err != nil {
		return err
	}
	if !b.Searchable() {
		if err := b.reload(ctx, b.read); err != nil {
			return err
		}
	}
	err := b.fold(ctx)
	if errors.Is(err, ErrMoved) {
		return b.reload(ctx, b.read) // the places of the entries are the other window's now
	}
	if err != nil {
		return err
	}
	return b.sweepPhotos(ctx)
}

// fold seals what changed since the pages were kept, and puts it there. loads is held.
func (b *Book) fold(ctx context.Context) error {
	if err := b.part(ctx); err != nil {
		return err
	}
	b.mu.Lock()
	if b.index == nil { // closed meanwhile
		b.mu.Unlock()
		return ErrClosed
	}
	g, x, waiting := b.ground, b.index, b.waiting
	f, plain := x.fold(&b.day, b.folded, b.seen, slices.Sorted(maps.Keys(x.dirty)))
	dirty := x.dirty
	x.dirty = make(map[int]bool)
	b.mu.Unlock()

	err := sealFold(ctx, g, &f, plain)
	if err == nil {
		err = g.tables.Fold(ctx, f)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil {
		maps.Copy(x.dirty, dirty)
		return err
	}
	b.folded, b.mend, x.rebuilt = f.Through, false, false
	b.waiting -= waiting
	return nil
}

// part writes an empty change when the index was made again and nothing was written since: places have changed, so the
// other windows must see the index move on even then.
func (b *Book) part(ctx context.Context) error {
	b.mu.Lock()
	g, moved := b.ground, b.index == nil || !b.index.rebuilt || b.seen > b.folded
	b.mu.Unlock()
	if moved {
		return nil
	}
	sealed, err := g.box.Seal(ctx, "change", delta{}.encode())
	if err != nil {
		return err
	}
	seq, err := g.tables.Commit(ctx, Batch{Delta: sealed})
	if err != nil {
		return err
	}
	b.wrote(seq, delta{}, 0)
	return nil
}

// plainFold is what is sealed into a fold. A page is written out only when its turn comes.
type plainFold struct {
	pages       [][]string
	list, today []byte
}

// fold makes the fold that brings the given pages up to date.
func (x *index) fold(day *today, from, through uint64, pages []int) (Fold, plainFold) {
	f := Fold{From: from, Through: through}
	p := plainFold{
		list:  pageList{through: through, count: x.count}.encode(),
		today: day.encode(through),
	}
	for _, n := range pages {
		lines, texts := x.page(n)
		f.Pages = append(f.Pages, SealedPage{Number: n}, SealedPage{Number: textPage(n)})
		p.pages = append(p.pages, lines, texts)
	}
	return f, p
}

func sealFold(ctx context.Context, g ground, f *Fold, p plainFold) error {
	n := len(f.Pages)
	sealed, err := sealAll(ctx, g, n+2, func(i int) (vault.Plain, error) {
		switch i {
		case n:
			return vault.Plain{Context: "pages", Text: p.list}, nil
		case n + 1:
			return vault.Plain{Context: "today", Text: p.today}, nil
		}
		page := encodePage(p.pages[i])
		p.pages[i] = nil
		return vault.Plain{Context: pageContext(f.Pages[i].Number), Text: page}, nil
	})
	if err != nil {
		return err
	}
	for i := range f.Pages {
		f.Pages[i].Sealed = sealed[i]
	}
	f.PageList, f.Today = sealed[n], sealed[n+1]
	return nil
}

// CatchUp reads what other windows have written, and tells whether there was anything.
func (b *Book) CatchUp(ctx context.Context) (changed bool, err error) {
	b.loads.Lock()
	defer b.loads.Unlock()
	return b.catchUp(ctx)
}

// catchUp is CatchUp with loads held.
func (b *Book) catchUp(ctx context.Context) (changed bool, err error) {
	b.mu.Lock()
	g, seen, wanted := b.ground, b.seen, b.wanted
	b.mu.Unlock()
	read := b.read
	if !wanted {
		read = nil
	}
	if g.tables == nil {
		b.starting.Lock()
		found, err := b.find(ctx)
		b.starting.Unlock()
		if found && err == nil && wanted {
			err = b.reload(ctx, read)
		}
		return found, err
	}
	if wanted && !b.Searchable() { // a write found what another window had begun
		return true, b.reload(ctx, read)
	}
	o, err := g.tables.Since(ctx, seen)
	if err != nil {
		return false, err
	}
	if o.Through > seen { // what lies between is in the pages
		return true, b.reload(ctx, read)
	}
	deltas, cut, err := b.deltas(ctx, g, o.Changes)
	if err != nil {
		return false, err
	}
	if cut && wanted {
		return true, b.reload(ctx, read)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false, ErrClosed
	}
	for i, c := range o.Changes {
		if c.Seq <= b.seen {
			continue
		}
		if _, own := b.own[c.Seq]; !own {
			changed = true
			b.waiting++
		}
		b.bring(deltas[i])
		b.seen = c.Seq
		delete(b.own, c.Seq)
	}
	b.bringOwn(b.seen) // written meanwhile: it comes after what was just read
	b.advance(b.seen)
	b.mend = b.mend || cut
	b.shown = b.day.show(b.seen)
	return changed, nil
}
