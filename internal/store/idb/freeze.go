//go:build js && wasm

package idb

import (
	"context"
	"errors"
	"syscall/js"

	"trousse/internal/browser"
	"trousse/internal/store"
)

// frozen is the key in meta of the name of the generation for which this one is frozen. While it is there, nothing is written.
const frozen = "frozen"

// refuse has a transaction fail while the store has something under that key: it cannot be added then. So it is refused
// without waiting for an answer first.
func refuse(store js.Value, key string) {
	store.Call("add", "", key)
	store.Call("delete", key)
}

// unfrozen does a write that refuses what is frozen, and says [store.ErrBusy] when that is why it failed. Once nobody
// holds the ice any more, it is broken and the write done.
func (t *tables) unfrozen(ctx context.Context, write func() error) error {
	err := write()
	if !errors.Is(err, store.ErrConflict) {
		return err
	}
	by, failed := t.frozenFor(ctx)
	if failed == nil && by != "" {
		failed = t.melt(ctx, by)
	}
	switch {
	case failed != nil:
		return failed
	case by == "":
		return err
	}
	return write()
}

// frozenFor reads the name of the generation for which this one is frozen, or nothing.
func (t *tables) frozenFor(ctx context.Context) (by string, err error) {
	var got js.Value
	err = t.read(ctx, func(x *transaction) { got = x.store("meta").Call("get", frozen) }, "meta")
	if err != nil {
		return "", err
	}
	return name(result(got)), nil
}

// melt ends a freeze whose window is gone: the lock on the generation that it was filling went with it. It does not when
// that generation has become current: what were written here now would be lost.
func (t *tables) melt(ctx context.Context, by string) error {
	ran, err := browser.IfFree(ctx, t.place.database(by), true, func() error {
		now, err := t.place.current(ctx)
		switch {
		case err != nil:
			return err
		case now != t.gen:
			t.finish(store.ErrClosed)
			return store.ErrClosed
		}
		return t.Thaw(ctx, by)
	})
	if err == nil && !ran {
		err = store.ErrBusy
	}
	return err
}

// Freeze implements [store.Tables].
func (t *tables) Freeze(ctx context.Context, filling string) error {
	by, err := t.frozenFor(ctx)
	if err == nil && by != "" {
		err = t.melt(ctx, by)
	}
	if err != nil {
		return err
	}
	return t.write(ctx, func(x *transaction) { x.store("meta").Call("put", filling, frozen) }, "meta")
}

// Thaw implements [store.Tables].
func (t *tables) Thaw(ctx context.Context, filling string) error {
	return t.write(ctx, func(x *transaction) {
		meta := x.store("meta")
		x.then(meta.Call("get", frozen), func(now js.Value) error {
			if name(now) == filling {
				meta.Call("delete", frozen)
			}
			return nil
		})
	}, "meta")
}
