//go:build js && wasm

package idb

import (
	"context"
	"errors"
	"slices"
	"sync"
	"syscall/js"

	"trousse/internal/browser"
	"trousse/internal/store"
)

// tables is the [store.Tables] of one generation, over a connection that may have to be made again.
type tables struct {
	place   *Place
	gen     string
	filling *filling // until it becomes current

	connecting sync.Mutex // held while the connection is made
	db         js.Value   // undefined when it was lost
	deaf       func()     // releases the handlers of db
	closed     error      // why these tables cannot be used any more
}

// filling is the state of a generation between Begin and Flip.
type filling struct {
	replaces string // the name of the generation that it may replace
	release  func() // of the lock that guards it from the sweep of other windows
}

// connect opens the database. One that should be there and is not is [store.ErrLost].
func (t *tables) connect(ctx context.Context, create bool) error {
	db, err := openDatabase(ctx, opening{
		name: t.place.database(t.gen), version: t.place.version, create: create, blocked: t.place.options.Blocked,
		upgrade: upgrade,
	})
	switch {
	case err != nil:
		return err
	case db.IsUndefined():
		return store.ErrLost
	case t.closed != nil: // meanwhile
		db.Call("close")
		return t.closed
	}
	t.db, t.deaf = db, t.hear(db)
	return nil
}

// upgrade makes the stores that a database of a former version lacks.
func upgrade(db js.Value, from int) {
	if from < 1 {
		for _, name := range []string{"revs", "pages", "meta", "drafts", "blobs", "erased"} {
			db.Call("createObjectStore", name)
		}
		db.Call("createObjectStore", "changes", map[string]any{"keyPath": "seq", "autoIncrement": true})
	}
}

// hear makes way for a newer kit or a new generation, and notices when the browser closes the connection.
func (t *tables) hear(db js.Value) (deaf func()) {
	makeWay := js.FuncOf(func(_ js.Value, args []js.Value) any {
		reason := store.ErrClosed
		if args[0].Get("newVersion").Type() == js.TypeNumber { // null when it is deleted
			reason = store.ErrNewer
		}
		t.finish(reason)
		return nil
	})
	cutOff := js.FuncOf(func(js.Value, []js.Value) any {
		t.drop(db)
		go t.reconnect()
		return nil
	})
	db.Set("onversionchange", makeWay)
	db.Set("onclose", cutOff)
	return func() {
		db.Set("onversionchange", nil)
		db.Set("onclose", nil)
		makeWay.Release()
		cutOff.Release()
	}
}

// reconnect makes the connection again, and says so when it cannot be made.
func (t *tables) reconnect() {
	if _, err := t.connection(context.Background()); err != nil {
		t.finish(err)
	}
}

// connection is the open connection, made again if it was lost.
func (t *tables) connection(ctx context.Context) (js.Value, error) {
	t.connecting.Lock()
	defer t.connecting.Unlock()
	if t.closed != nil {
		return js.Undefined(), t.closed
	}
	if t.db.IsUndefined() {
		if err := t.connect(ctx, false); err != nil {
			return js.Undefined(), t.reason(ctx, err)
		}
	}
	return t.db, nil
}

// reason tells a generation that another window has replaced, while the connection was down, from one that is lost.
func (t *tables) reason(ctx context.Context, err error) error {
	if !errors.Is(err, store.ErrLost) || t.filling != nil {
		return err
	}
	if now, failed := t.place.current(ctx); failed == nil && now != "" && now != t.gen {
		return store.ErrClosed
	}
	return err
}

// drop forgets a connection that died.
func (t *tables) drop(db js.Value) {
	if db.IsUndefined() || !t.db.Equal(db) {
		return
	}
	t.deaf()
	t.db, t.deaf = js.Undefined(), nil
	_ = browser.Try(func() { db.Call("close") })
}

// end closes the tables for good, the first reason given stands.
func (t *tables) end(reason error) (first bool) {
	if t.closed != nil {
		return false
	}
	t.closed = reason
	t.drop(t.db)
	if t.filling != nil {
		t.filling.release()
		t.filling = nil
	}
	if i := slices.Index(t.place.open, t); i >= 0 {
		t.place.open = slices.Delete(t.place.open, i, i+1)
	}
	return true
}

// finish ends the tables and tells the user of the place.
func (t *tables) finish(reason error) {
	if t.end(reason) && t.place.options.Closed != nil {
		go t.place.options.Closed(reason)
	}
}

// Close implements [store.Tables].
func (t *tables) Close() { t.end(store.ErrClosed) }

// Generation implements [store.Tables].
func (t *tables) Generation() string { return t.gen }

// do runs one transaction, twice when the connection turns out to be dead. Unsure, if not nil, is called when it died
// after the requests were made; what it returns ends the matter when settled is true.
func (t *tables) do(ctx context.Context, mode string, stores []string, issue func(x *transaction), unsure func() (settled bool, err error)) error {
	for again := false; ; again = true {
		db, err := t.connection(ctx)
		if err != nil {
			return err
		}
		begun, err := run(ctx, db, mode, stores, issue)
		if !lost(err) {
			return worded(err)
		}
		t.drop(db)
		switch {
		case t.closed != nil:
			return t.closed
		case begun && unsure != nil:
			if settled, failed := unsure(); settled || failed != nil {
				return failed
			}
		}
		if again {
			return worded(err)
		}
	}
}

// read runs a transaction that only reads.
func (t *tables) read(ctx context.Context, issue func(x *transaction), stores ...string) error {
	return t.do(ctx, reading, stores, issue, nil)
}

// write runs a transaction that may be done twice without harm.
func (t *tables) write(ctx context.Context, issue func(x *transaction), stores ...string) error {
	return t.do(ctx, writing, stores, issue, nil)
}
