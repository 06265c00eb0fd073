//go:build js && wasm

package idb

import (
	"context"
	"syscall/js"

	"trousse/internal/journal"
	"trousse/internal/store"
)

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
func (t *tables) PutErased(ctx context.Context, erased []store.Erased) error {
	return t.write(ctx, func(x *transaction) {
		s := x.store("erased")
		for _, e := range erased {
			s.Call("put", string(e.Day), e.ID)
		}
	}, "erased")
}
