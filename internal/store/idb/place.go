//go:build js && wasm

package idb

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall/js"

	"trousse/internal/browser"
	"trousse/internal/store"
)

// schema is the version of a generation's stores. It only grows.
const schema = 1

// Options tells the place how to speak up. All may be left out.
type Options struct {
	// Name of the root database, and the first part of the others; "trousse" when empty.
	Name string
	// Likely is the generation that was current the last time, if known. It is then opened without waiting for root.
	Likely string
	// Blocked is called when the open waits for another window that holds an older version. The open goes on when that
	// window closes.
	Blocked func()
	// Closed is called when tables can no longer be used: [store.ErrNewer] when a newer kit takes them over,
	// [store.ErrClosed] when another window put a new generation in their place (opening again finds it),
	// [store.ErrLost] when the browser took the data away, [store.ErrBroken] when it lost the connection for good.
	Closed func(reason error)
}

// Place is the [store.Place] in IndexedDB.
type Place struct {
	options Options
	version int
	open    []*tables
}

// New is the place in the IndexedDB of this origin. It opens nothing yet.
func New(o Options) *Place {
	if o.Name == "" {
		o.Name = "trousse"
	}
	return &Place{options: o, version: schema}
}

// generations name themselves with letters and digits of base32, in small.
const nameLength = 8

func newGeneration() string { return strings.ToLower(rand.Text()[:nameLength]) }

func isGeneration(name string) bool {
	return len(name) == nameLength && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

func (p *Place) database(gen string) string { return p.options.Name + "-" + gen }

// Open implements [store.Place]. An empty origin stays empty.
func (p *Place) Open(ctx context.Context) (store.Tables, error) {
	type result struct {
		t   *tables
		err error
	}
	likely := make(chan result, 1)
	if p.options.Likely != "" {
		go func() {
			t, err := p.attach(ctx, p.options.Likely, false)
			likely <- result{t, err}
		}()
	} else {
		likely <- result{err: store.ErrNone}
	}
	gen, err := p.current(ctx)
	first := <-likely
	if err == nil && gen == p.options.Likely && first.err == nil {
		return p.opened(first.t), nil
	}
	if first.err == nil {
		first.t.Close()
	}
	for err == nil && gen != "" {
		t, failed := p.attach(ctx, gen, false)
		if failed == nil {
			return p.opened(t), nil
		}
		former := gen
		if gen, err = p.current(ctx); gen == former { // else it was replaced just now
			if errors.Is(failed, store.ErrLost) {
				failed = &store.LostError{Generation: gen}
			}
			return nil, failed
		}
	}
	return nil, err
}

// opened sweeps in the background, now that nothing waits for it.
func (p *Place) opened(t *tables) *tables {
	go p.sweep(context.Background())
	return t
}

// current reads the name of the current generation, empty when there is none.
func (p *Place) current(ctx context.Context) (gen string, err error) {
	db, err := p.root(ctx, false)
	if err != nil || db.IsUndefined() {
		return "", err
	}
	defer db.Call("close")
	var got js.Value
	_, err = run(ctx, db, reading, []string{"root"}, func(x *transaction) {
		got = x.store("root").Call("get", "current")
	})
	if err != nil {
		return "", worded(err)
	}
	return name(result(got)), nil
}

// root opens the root database, undefined when it is not there and not to be created.
func (p *Place) root(ctx context.Context, create bool) (js.Value, error) {
	return openDatabase(ctx, opening{
		name: p.options.Name, version: 1, create: create, blocked: p.options.Blocked,
		upgrade: func(db js.Value, from int) { db.Call("createObjectStore", "root") },
	})
}

// attach opens the tables of a generation.
func (p *Place) attach(ctx context.Context, gen string, create bool) (*tables, error) {
	t := &tables{place: p, gen: gen}
	if err := t.connect(ctx, create); err != nil {
		return nil, err
	}
	p.open = append(p.open, t)
	return t, nil
}

// Begin implements [store.Place]. A lock tells other windows that the generation is being filled.
func (p *Place) Begin(ctx context.Context, replaces string) (store.Tables, error) {
	gen := newGeneration()
	release, err := browser.Hold(ctx, p.database(gen), true)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrBroken, err)
	}
	t, err := p.attach(ctx, gen, true)
	if err != nil {
		release()
		return nil, err
	}
	t.filling = &filling{replaces: replaces, release: release}
	return t, nil
}

// Flip implements [store.Place].
func (p *Place) Flip(ctx context.Context, st store.Tables) error {
	t := st.(*tables)
	if t.closed != nil {
		return t.closed
	}
	if t.filling == nil {
		return store.ErrConflict
	}
	before := t.filling.replaces
	var err error
	for try := 1; ; try++ {
		err = p.point(ctx, before, t.gen)
		if !lost(err) {
			break
		}
		if now, failed := p.current(ctx); failed == nil && now == t.gen {
			err = nil // it reached the disk all the same
		}
		if err == nil || try == 2 {
			break
		}
	}
	if err != nil {
		return worded(err)
	}
	t.filling.release()
	t.filling = nil
	if before != "" {
		_ = p.forget(ctx, before) // a sleeping window may hold the rest for long; without its key it is of no use
		p.shut(before)
		_ = remove(ctx, p.database(before)) // else a later sweep removes it
	}
	return nil
}

// point makes root name another generation than before. It may be done twice.
func (p *Place) point(ctx context.Context, before, gen string) error {
	db, err := p.root(ctx, true)
	if err != nil {
		return err
	}
	defer db.Call("close")
	_, err = run(ctx, db, writing, []string{"root"}, func(x *transaction) {
		root := x.store("root")
		x.then(root.Call("get", "current"), func(now js.Value) error {
			switch name(now) {
			case gen:
				return nil
			case before:
				root.Call("put", gen, "current")
				return nil
			}
			return store.ErrConflict
		})
	})
	return err
}

// name is the name of a generation that root holds, empty when it holds none.
func name(current js.Value) string {
	if current.Type() != js.TypeString {
		return ""
	}
	return current.String()
}

// shut closes this window's own tables of a generation.
func (p *Place) shut(gen string) {
	for _, t := range slices.Clone(p.open) {
		if t.gen == gen {
			t.Close()
		}
	}
}

// Drop implements [store.Place]. It looks whether the generation became current all the same, as it may when a connection
// dies while flipping; if it did, or that cannot be known, nothing is deleted.
func (p *Place) Drop(ctx context.Context, st store.Tables) error {
	t := st.(*tables)
	if t.closed != nil {
		return t.closed
	}
	if t.filling == nil {
		return store.ErrConflict
	}
	release := t.filling.release
	defer release()
	t.filling = nil
	now, err := p.current(ctx)
	if err == nil && now == t.gen {
		return store.ErrConflict
	}
	t.Close()
	if err != nil {
		return err
	}
	return worded(remove(ctx, p.database(t.gen)))
}

// sweep removes the generations that a killed window left behind: not current, and not being filled.
func (p *Place) sweep(ctx context.Context) {
	if !browser.HasLocks() {
		return
	}
	names, err := databases(ctx)
	if err != nil {
		return
	}
	for _, database := range names {
		gen, ours := strings.CutPrefix(database, p.options.Name+"-")
		if !ours || !isGeneration(gen) {
			continue
		}
		_, _ = browser.IfFree(ctx, database, true, func() error {
			now, err := p.current(ctx)
			if err != nil || now == "" || now == gen {
				return err
			}
			_ = p.forget(ctx, gen)
			return remove(ctx, database)
		})
	}
}
