// Package mem keeps everything in memory, with the same promises as a durable place: it serves tests and tools. Several
// windows are several [Place.Open] of the same place.
package mem

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Place is a [store.Place] in memory. The zero Place is empty and ready.
type Place struct {
	mu      sync.Mutex
	current *generation
	made    int
	filling map[string]bool // generations begun by a window that goes on with them
}

// generation is guarded by its place's mutex.
type generation struct {
	name     string
	replaces string // the name of what it may replace
	gone     bool
	revs     map[string][][]byte // id → sealed revisions, n-1
	seq      uint64
	changes  []store.SealedChange
	pages    map[int][]byte
	list     []byte
	today    []byte
	through  uint64
	vault    []byte
	drafts   map[string][]byte
	photos   map[string][]byte
	erased   map[string]journal.Day
	frozen   string // for the generation of that name
}

type tables struct {
	place  *Place
	gen    *generation
	closed bool
}

// Open implements [store.Place].
func (p *Place) Open(ctx context.Context) (store.Tables, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch {
	case p.current == nil:
		return nil, nil
	case p.current.gone:
		return nil, &store.LostError{Generation: p.current.name}
	}
	return &tables{place: p, gen: p.current}, nil
}

// Begin implements [store.Place].
func (p *Place) Begin(ctx context.Context, replaces string) (store.Tables, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.made++
	name := strconv.Itoa(p.made)
	if p.filling == nil {
		p.filling = make(map[string]bool)
	}
	p.filling[name] = true
	return &tables{place: p, gen: &generation{
		name:     name,
		replaces: replaces,
		revs:     make(map[string][][]byte),
		pages:    make(map[int][]byte),
		drafts:   make(map[string][]byte),
		photos:   make(map[string][]byte),
		erased:   make(map[string]journal.Day),
	}}, nil
}

// Flip implements [store.Place].
func (p *Place) Flip(ctx context.Context, t store.Tables) error {
	return t.(*tables).do(ctx, func(g *generation) error {
		now := ""
		if p.current != nil {
			now = p.current.name
		}
		if now != g.replaces {
			return store.ErrConflict
		}
		if p.current != nil {
			p.current.gone, p.current.vault = true, nil
		}
		p.current = g
		delete(p.filling, g.name)
		return nil
	})
}

// Drop implements [store.Place].
func (p *Place) Drop(ctx context.Context, t store.Tables) error {
	return t.(*tables).do(ctx, func(g *generation) error {
		if p.current == g {
			return store.ErrConflict
		}
		g.gone = true
		delete(p.filling, g.name)
		return nil
	})
}

// Wipe implements [store.Place].
func (p *Place) Wipe(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.current != nil {
		p.current.gone, p.current.vault = true, nil
	}
	p.current = nil
	return nil
}

// Lose clears the current generation away and leaves its name, as a browser may.
func (p *Place) Lose() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.current != nil {
		p.current.gone = true
	}
}

// do runs one transaction.
func (t *tables) do(ctx context.Context, f func(*generation) error) error {
	t.place.mu.Lock()
	defer t.place.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if t.closed || t.gen.gone {
		return store.ErrClosed
	}
	return f(t.gen)
}

func (t *tables) Generation() string { return t.gen.name }

func (t *tables) Close() {
	t.place.mu.Lock()
	defer t.place.mu.Unlock()
	t.closed = true
	delete(t.place.filling, t.gen.name)
}

func (t *tables) Opening(ctx context.Context) (o store.Opening, err error) {
	err = t.do(ctx, func(g *generation) error {
		o = store.Opening{
			Vault: slices.Clone(g.vault), Today: slices.Clone(g.today), Pages: slices.Clone(g.list),
			Through: g.through, Changes: slices.Clone(g.changes),
		}
		return nil
	})
	return o, err
}

func (t *tables) Since(ctx context.Context, seq uint64) (o store.Opening, err error) {
	err = t.do(ctx, func(g *generation) error {
		o.Through = g.through
		for _, c := range g.changes {
			if c.Seq > seq {
				o.Changes = append(o.Changes, c)
			}
		}
		return nil
	})
	return o, err
}

func (t *tables) Commit(ctx context.Context, b store.Batch) (seq uint64, err error) {
	err = t.do(ctx, func(g *generation) error {
		if err := t.warm(); err != nil {
			return err
		}
		taken := make(map[journal.Ref]bool, len(b.Revisions))
		for _, r := range b.Revisions {
			if has := g.revs[r.ID]; taken[r.Ref] || r.N <= len(has) && has[r.N-1] != nil {
				return store.ErrConflict
			}
			taken[r.Ref] = true
		}
		for _, id := range b.Upon {
			if _, erased := g.erased[id]; erased {
				return store.ErrConflict
			}
		}
		change := store.SealedChange{Delta: slices.Clone(b.Delta)}
		for _, r := range b.Revisions {
			for len(g.revs[r.ID]) < r.N {
				g.revs[r.ID] = append(g.revs[r.ID], nil)
			}
			g.revs[r.ID][r.N-1] = slices.Clone(r.Sealed)
			change.Refs = append(change.Refs, r.Ref)
		}
		g.seq++
		seq, change.Seq = g.seq, g.seq
		g.changes = append(g.changes, change)
		for _, p := range b.Photos {
			g.photos[p.ID] = slices.Clone(p.Sealed)
		}
		delete(g.drafts, b.Draft)
		for _, key := range b.Used {
			delete(g.drafts, key)
		}
		return nil
	})
	return seq, err
}

func (t *tables) Photo(ctx context.Context, id string) (sealed []byte, err error) {
	err = t.do(ctx, func(g *generation) error {
		sealed = slices.Clone(g.photos[id])
		return nil
	})
	return sealed, err
}

func (t *tables) Photos(ctx context.Context) (n int, err error) {
	err = t.do(ctx, func(g *generation) error {
		n = len(g.photos)
		return nil
	})
	return n, err
}

func (t *tables) Erase(ctx context.Context, e store.Erasing) (seq uint64, err error) {
	err = t.do(ctx, func(g *generation) error {
		if err := t.warm(); err != nil {
			return err
		}
		if g.seq != e.Last {
			return store.ErrMoved
		}
		for _, r := range e.Records {
			delete(g.revs, r.ID)
			g.erased[r.ID] = r.Day
		}
		for _, id := range e.Photos {
			delete(g.photos, id)
		}
		for _, key := range e.Drafts {
			delete(g.drafts, key)
		}
		g.seq++
		seq, g.through = g.seq, g.seq
		g.changes, g.list, g.today = nil, nil, nil
		clear(g.pages)
		return nil
	})
	return seq, err
}

func (t *tables) Erased(ctx context.Context) (all []store.Erased, err error) {
	err = t.do(ctx, func(g *generation) error {
		for _, id := range slices.Sorted(maps.Keys(g.erased)) {
			all = append(all, store.Erased{ID: id, Day: g.erased[id]})
		}
		return nil
	})
	return all, err
}

func (t *tables) PutErased(ctx context.Context, all []store.Erased) error {
	return t.do(ctx, func(g *generation) error {
		for _, e := range all {
			g.erased[e.ID] = e.Day
		}
		return nil
	})
}

func (t *tables) Revisions(ctx context.Context, id string) (all []store.SealedRevision, err error) {
	err = t.do(ctx, func(g *generation) error {
		all = revisions(g, id)
		return nil
	})
	return all, err
}

func revisions(g *generation, id string) (all []store.SealedRevision) {
	for i, sealed := range g.revs[id] {
		if sealed != nil {
			all = append(all, store.SealedRevision{Ref: journal.Ref{ID: id, N: i + 1}, Sealed: slices.Clone(sealed)})
		}
	}
	return all
}

func (t *tables) Latest(ctx context.Context, id string) (r store.SealedRevision, err error) {
	err = t.do(ctx, func(g *generation) error {
		all := revisions(g, id)
		if len(all) == 0 {
			return store.ErrNone
		}
		r = all[len(all)-1]
		return nil
	})
	return r, err
}

func (t *tables) Scan(ctx context.Context, after journal.Ref, limit int) (all []store.SealedRevision, err error) {
	err = t.do(ctx, func(g *generation) error {
		for _, id := range slices.Sorted(maps.Keys(g.revs)) {
			if id < after.ID {
				continue
			}
			for _, r := range revisions(g, id) {
				if id == after.ID && r.N <= after.N {
					continue
				}
				if len(all) == limit {
					return nil
				}
				all = append(all, r)
			}
		}
		return nil
	})
	return all, err
}

func (t *tables) Pages(ctx context.Context, numbers []int) (all []store.SealedPage, err error) {
	err = t.do(ctx, func(g *generation) error {
		for _, n := range numbers {
			if sealed, ok := g.pages[n]; ok {
				all = append(all, store.SealedPage{Number: n, Sealed: slices.Clone(sealed)})
			}
		}
		return nil
	})
	return all, err
}

func (t *tables) Fold(ctx context.Context, f store.Fold) error {
	return t.do(ctx, func(g *generation) error {
		if g.through != f.From {
			return store.ErrMoved
		}
		for _, p := range f.Pages {
			g.pages[p.Number] = slices.Clone(p.Sealed)
		}
		g.list, g.today, g.through = slices.Clone(f.PageList), slices.Clone(f.Today), f.Through
		n, _ := slices.BinarySearchFunc(g.changes, f.Through+1, func(c store.SealedChange, seq uint64) int {
			return cmp.Compare(c.Seq, seq)
		})
		g.changes = slices.Clone(g.changes[n:])
		return nil
	})
}

func (t *tables) PutVault(ctx context.Context, vault []byte) error {
	return t.do(ctx, func(g *generation) error {
		if err := t.warm(); err != nil {
			return err
		}
		g.vault = slices.Clone(vault)
		return nil
	})
}

// warm refuses a write to what is frozen by a window that goes on.
func (t *tables) warm() error {
	if t.place.filling[t.gen.frozen] {
		return store.ErrBusy
	}
	t.gen.frozen = ""
	return nil
}

func (t *tables) Freeze(ctx context.Context, filling string) error {
	return t.do(ctx, func(g *generation) error {
		if err := t.warm(); err != nil {
			return err
		}
		g.frozen = filling
		return nil
	})
}

func (t *tables) Thaw(ctx context.Context, filling string) error {
	return t.do(ctx, func(g *generation) error {
		if g.frozen == filling {
			g.frozen = ""
		}
		return nil
	})
}

func (t *tables) Draft(ctx context.Context, key string) (sealed []byte, err error) {
	err = t.do(ctx, func(g *generation) error {
		sealed = slices.Clone(g.drafts[key])
		return nil
	})
	return sealed, err
}

func (t *tables) PutDraft(ctx context.Context, key string, sealed []byte) error {
	return t.do(ctx, func(g *generation) error {
		g.drafts[key] = slices.Clone(sealed)
		return nil
	})
}

func (t *tables) DropDraft(ctx context.Context, key string) error {
	return t.do(ctx, func(g *generation) error {
		delete(g.drafts, key)
		return nil
	})
}

func (t *tables) DraftKeys(ctx context.Context) (keys []string, err error) {
	err = t.do(ctx, func(g *generation) error {
		keys = slices.Sorted(maps.Keys(g.drafts))
		return nil
	})
	return keys, err
}
