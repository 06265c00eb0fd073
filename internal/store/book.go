// Package store keeps the journal. A [Book] is the journal as the screens use it: records are saved, found, read and
// undone through it, and what the first screen shows is ready as soon as it opens. Under it lies a [Place], which keeps
// sealed bytes and understands none of them: package mem in memory, package idb in the browser.
//
// The truth is the revisions alone. The index and Today are made from them, folded now and then into a few sealed pages
// so that a start costs the same however much is kept, and made again whenever they cannot be read.
//
// The package is pure: it does not know the browser, words nothing, and shows nothing.
package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// Options is what a Book works with. Place and AEAD are required.
type Options struct {
	Place   Place
	Witness Witness // nil: none
	// AEAD makes the cipher that works under a data key: goaead.New, or the browser's.
	AEAD vault.Cipher
	// Key gives the data key of a vault that a secret protects, as [vault.Vault.Unlock] does; it is wiped after use, and Key
	// is not held beyond the opening. What it returns instead of a key is returned by Open. nil: a [LockedError].
	Key func(ctx context.Context, v vault.Vault) ([]byte, error)
	// Device and Author are written in every revision.
	Device, Author string
	Now            func() time.Time // nil: time.Now
	Notify         func(Notice)     // told of long work, nil: nobody
}

// Work names a long work.
type Work int

// The long works that a [Notice] tells of.
const (
	Rebuilding Work = iota // the index is made again from the revisions
	Restoring              // a new generation is being filled from a backup
	Rekeying               // everything moves under another key
)

// Notice tells how far a long work has come. Notify must return at once and may be called from any goroutine.
type Notice struct {
	Work     Work
	Done     int // revisions so far
	Of       int // of so many, or 0 when that is not known; those of a backup its summary tells
	Finished bool
}

// LockedError is [vault.ErrLocked] with the record of the vault that it takes a secret to open.
type LockedError struct{ Vault vault.Vault }

func (e *LockedError) Error() string { return vault.ErrLocked.Error() }

// Unwrap makes a LockedError a [vault.ErrLocked].
func (e *LockedError) Unwrap() error { return vault.ErrLocked }

// Book is the kept journal. It is safe for concurrent use.
type Book struct {
	opt Options

	gate     sync.RWMutex // held for writing by whatever changes the generation, for reading by every other write
	starting sync.Mutex   // one goroutine at a time finds or makes the generation
	loads    sync.Mutex   // one goroutine at a time loads, folds or catches up

	mu         sync.Mutex // guards what follows; never held while waiting
	ground     ground
	day        today
	shown      Today
	seen       uint64           // every change up to this one was applied
	own        map[uint64]delta // changes past seen that were written and applied here
	folded     uint64           // the change up to which the kept pages go, as far as known
	waiting    int              // changes not folded yet
	mend       bool             // what is kept of Today or of the index could not be read
	index      *index           // nil until loaded
	wanted     bool             // somebody asked for the index
	waiters    []chan bool      // closed once it is there
	loading    bool
	late       map[uint64]delta // written while Today and the index were being read
	unreadable map[journal.Ref]bool
	onSaved    []func(uint64, int)
	closed     bool
}

// ground is the generation that the book stands on. Its tables are nil as long as nothing was kept.
type ground struct {
	tables Tables
	vault  vault.Vault
	box    Sealer
}

// Open opens the book. On an empty place it costs nothing: the vault is made with the first write. It returns [ErrLost]
// when the witness remembers more than the place holds; [Fresh] then goes on with what is left.
func Open(ctx context.Context, opt Options) (*Book, error) { return open(ctx, opt, false) }

// Fresh opens the book whatever the witness remembers, on the user's explicit choice after [ErrLost]: with what is left
// in the place, which may be nothing. It takes nothing away.
func Fresh(ctx context.Context, opt Options) (*Book, error) { return open(ctx, opt, true) }

func open(ctx context.Context, opt Options, fresh bool) (*Book, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Notify == nil {
		opt.Notify = func(Notice) {}
	}
	b := &Book{opt: opt, own: make(map[uint64]delta), unreadable: make(map[journal.Ref]bool)}
	err := b.begin(ctx, fresh)
	if gone := (*LostError)(nil); errors.As(err, &gone) { // or another window replaced it just now
		err = b.begin(ctx, fresh)
	}
	b.opt.Key = nil
	if err != nil {
		return nil, err
	}
	return b, nil
}

// begin stands the book on what the place holds.
func (b *Book) begin(ctx context.Context, fresh bool) error {
	t, err := b.opt.Place.Open(ctx)
	if fresh && errors.Is(err, ErrLost) {
		err = nil
	}
	if err != nil {
		return err
	}
	if t == nil {
		if _, marked := b.recall(); marked && !fresh {
			return ErrLost
		}
		if fresh {
			return b.ensure(ctx)
		}
		return nil
	}
	if err = b.attach(ctx, t, fresh); err != nil {
		t.Close()
	}
	if fresh && errors.Is(err, ErrLost) {
		err = b.ensure(ctx)
	}
	return err
}

// attach stands the book on a generation that holds something.
func (b *Book) attach(ctx context.Context, t Tables, fresh bool) error {
	o, err := t.Opening(ctx)
	if err != nil {
		return err
	}
	if len(o.Vault) == 0 { // a wipe was cut short: nobody can open it any more
		return &LostError{Generation: t.Generation()}
	}
	g, err := b.unlock(ctx, t, o.Vault)
	if err != nil {
		return err
	}
	last := o.last()
	if m, marked := b.recall(); marked && m.Vault != "" && !fresh {
		if m.Vault != g.vault.ID || m.Generation == t.Generation() && m.Seq > last {
			return ErrLost
		}
	}
	r, err := b.readDay(ctx, g, o)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return ErrClosed
	}
	b.ground, b.day, b.folded = g, r.day, o.Through
	b.seen, b.waiting, b.mend = last, len(o.Changes), r.hurt
	b.own = make(map[uint64]delta)
	b.shown = b.day.show(b.seen)
	if fresh {
		b.note(last)
	}
	return nil
}

// last is the number of the last change that an opening knows.
func (o Opening) last() uint64 {
	if n := len(o.Changes); n > 0 {
		return max(o.Through, o.Changes[n-1].Seq)
	}
	return o.Through
}

// unlock reads the vault of a generation and takes its key in hand.
func (b *Book) unlock(ctx context.Context, t Tables, record []byte) (ground, error) {
	v, err := vault.Parse(record)
	switch {
	case errors.Is(err, vault.ErrNewer):
		return ground{}, ErrNewer
	case err != nil:
		return ground{}, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return b.hold(ctx, t, v)
}

func (b *Book) hold(ctx context.Context, t Tables, v vault.Vault) (ground, error) {
	key, err := v.Key()
	switch {
	case errors.Is(err, vault.ErrLocked) && b.opt.Key == nil:
		err = &LockedError{Vault: v}
	case errors.Is(err, vault.ErrLocked):
		if key, err = b.opt.Key(ctx, v); err == nil {
			defer clear(key)
		}
	case errors.Is(err, vault.ErrDamaged):
		err = fmt.Errorf("%w: %v", ErrBroken, err)
	}
	if err != nil {
		return ground{}, err
	}
	return b.under(ctx, t, v, key)
}

// under is the ground of tables under a data key.
func (b *Book) under(ctx context.Context, t Tables, v vault.Vault, key []byte) (ground, error) {
	aead, err := b.opt.AEAD(ctx, key)
	if err != nil {
		return ground{}, err
	}
	return ground{tables: t, vault: v, box: vault.NewBox(v, aead)}, nil
}

// ensure gives the book a generation to stand on: the current one of the place, or else a new one. One that is gone is
// replaced: whoever comes here has something to keep.
func (b *Book) ensure(ctx context.Context) error {
	b.starting.Lock()
	defer b.starting.Unlock()
	b.mu.Lock()
	standing, closed := b.ground.tables != nil, b.closed
	b.mu.Unlock()
	switch {
	case closed:
		return ErrClosed
	case standing:
		return nil
	}
	found, err := b.find(ctx)
	replaces := ""
	if lost := (*LostError)(nil); errors.As(err, &lost) {
		replaces, err = lost.Generation, nil
	}
	if found || err != nil {
		return err
	}
	t, err := b.opt.Place.Begin(ctx, replaces)
	if err != nil {
		return err
	}
	g, err := b.hold(ctx, t, vault.New())
	if err == nil {
		err = t.PutVault(ctx, g.vault.Record())
	}
	if err == nil {
		err = b.opt.Place.Flip(ctx, t)
	}
	if err != nil {
		_ = b.opt.Place.Drop(context.WithoutCancel(ctx), t) // if it is current all the same, it is found the next time
		t.Close()
		if errors.Is(err, ErrConflict) { // another window began at the same moment
			_, err = b.find(ctx)
		}
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		t.Close()
		return ErrClosed
	}
	b.ground = g
	b.note(0)
	return nil
}

// find stands the book on the current generation, if the place has come to hold one since the book was opened.
func (b *Book) find(ctx context.Context) (bool, error) {
	t, err := b.opt.Place.Open(ctx)
	if err != nil || t == nil {
		return false, err
	}
	if err := b.attach(ctx, t, true); err != nil {
		t.Close()
		return false, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.index = nil
	return true, nil
}

// at is where the book stands now.
func (b *Book) at() ground {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ground
}

func (b *Book) recall() (Mark, bool) {
	if b.opt.Witness == nil {
		return Mark{}, false
	}
	return b.opt.Witness.Recall()
}

// note has the witness remember the last change. Call it with mu held.
func (b *Book) note(seq uint64) {
	if b.opt.Witness != nil {
		b.opt.Witness.Note(Mark{Vault: b.ground.vault.ID, Generation: b.ground.tables.Generation(), Seq: seq})
	}
}

// Today is what the first screen shows, as of the last change known here.
func (b *Book) Today() Today {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.shown
}

// OnSaved adds a function called with the number of every change written here, once it is durable, and how many records it
// changed or erased; and after a restore, which leaves none that is nowhere else.
// It must return at once and may not wait for the book: a write is still under way.
func (b *Book) OnSaved(f func(seq uint64, records int)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.onSaved = append(b.onSaved, f)
}

// Unreadable lists the revisions met so far that do not open. They stay where they are.
func (b *Book) Unreadable() []journal.Ref {
	b.mu.Lock()
	defer b.mu.Unlock()
	refs := slices.Collect(maps.Keys(b.unreadable))
	sortBy(refs, compareRefs)
	return refs
}

// Close lets go of the place, of the key, and of everything that was read: it is how the kit locks. Nothing waits to be
// written; whatever is asked afterwards is [ErrClosed] or finds nothing.
func (b *Book) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ground.tables != nil && !b.closed {
		b.ground.tables.Close()
	}
	b.closed = true
	b.ground.box = shut{}
	b.day, b.shown, b.index = today{}, Today{}, nil
	b.own, b.late = make(map[uint64]delta), nil
	b.onSaved = nil
}

// shut is the box of a closed book.
type shut struct{}

func (shut) Seal(context.Context, string, []byte) ([]byte, error)     { return nil, ErrClosed }
func (shut) SealAll(context.Context, []vault.Plain) ([][]byte, error) { return nil, ErrClosed }
func (shut) Open(context.Context, string, []byte) ([]byte, error)     { return nil, ErrClosed }
