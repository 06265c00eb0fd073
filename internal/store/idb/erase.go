//go:build js && wasm

package idb

import (
	"context"
	"syscall/js"

	"trousse/internal/browser"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Photo implements [store.Tables].
func (t *tables) Photo(ctx context.Context, id string) ([]byte, error) {
	var got js.Value
	if err := t.read(ctx, func(x *transaction) { got = x.store("blobs").Call("get", id) }, "blobs"); err != nil {
		return nil, err
	}
	return browser.FromJS(result(got)), nil
}

// Photos implements [store.Tables].
func (t *tables) Photos(ctx context.Context) (int, error) {
	var got js.Value
	if err := t.read(ctx, func(x *transaction) { got = x.store("blobs").Call("count") }, "blobs"); err != nil {
		return 0, err
	}
	return result(got).Int(), nil
}

// Erase implements [store.Tables]. Done again after a connection died, it is [store.ErrMoved] and erases nothing.
func (t *tables) Erase(ctx context.Context, e store.Erasing) (uint64, error) {
	seq := e.Last + 1
	return seq, t.unfrozen(ctx, func() error { return t.erase(ctx, e, seq) })
}

func (t *tables) erase(ctx context.Context, e store.Erasing, seq uint64) error {
	return t.write(ctx, func(x *transaction) {
		refuse(x.store("meta"), frozen)
		meta, changes := x.store("meta"), x.store("changes")
		list := meta.Call("get", "pages")
		x.then(changes.Call("getAllKeys"), func(keys js.Value) error {
			_, last := folded(result(list))
			if n := keys.Length(); n > 0 {
				last = max(last, uint64(keys.Index(n-1).Float()))
			}
			if last != e.Last {
				return store.ErrMoved
			}
			for _, r := range e.Records {
				x.store("revs").Call("delete", ofRecord(r.ID))
				x.store("erased").Call("put", string(r.Day), r.ID)
			}
			for _, id := range e.Photos {
				x.store("blobs").Call("delete", id)
			}
			for _, form := range e.Drafts {
				x.store("drafts").Call("delete", form)
			}
			// No later change may get the number again: the other windows must see that something came.
			changes.Call("add", map[string]any{"seq": float64(seq), "refs": "", "delta": nil})
			changes.Call("clear")
			x.store("pages").Call("clear")
			meta.Call("put", fold(nil, seq), "today")
			meta.Call("put", fold(nil, seq), "pages")
			return nil
		})
	}, "revs", "changes", "pages", "meta", "drafts", "blobs", "erased")
}

// Erased implements [store.Tables].
func (t *tables) Erased(ctx context.Context) ([]store.Erased, error) {
	var keys, values js.Value
	err := t.read(ctx, func(x *transaction) {
		erased := x.store("erased")
		keys, values = erased.Call("getAllKeys"), erased.Call("getAll")
	}, "erased")
	if err != nil {
		return nil, err
	}
	k, v := result(keys), result(values)
	var all []store.Erased
	for i := range k.Length() {
		all = append(all, store.Erased{ID: k.Index(i).String(), Day: journal.Day(v.Index(i).String())})
	}
	return all, nil
}

// PutErased implements [store.Tables].
func (t *tables) PutErased(ctx context.Context, all []store.Erased) error {
	return t.write(ctx, func(x *transaction) {
		erased := x.store("erased")
		for _, e := range all {
			erased.Call("put", string(e.Day), e.ID)
		}
	}, "erased")
}
