//go:build js && wasm

package idb

import (
	"context"
	"errors"
	"strings"

	"trousse/internal/store"
)

// Wipe implements [store.Place]. Killed after its first step, it leaves sealed bytes of which the key is gone, and what is
// left opens as [store.ErrLost].
func (p *Place) Wipe(ctx context.Context) error {
	gen, err := p.current(ctx)
	if err != nil {
		return err
	}
	if gen != "" {
		if err := p.forget(ctx, gen); err != nil {
			return err
		}
	}
	names, err := databases(ctx)
	if err != nil { // a browser that does not list them
		names = []string{p.database(gen)}
	}
	for _, database := range names {
		if gen, ours := strings.CutPrefix(database, p.options.Name+"-"); ours && isGeneration(gen) {
			p.shut(gen)
			if err := remove(ctx, database); err != nil {
				return worded(err)
			}
		}
	}
	return worded(remove(ctx, p.options.Name))
}

// forget takes away the vault's record of a generation, if that is still there.
func (p *Place) forget(ctx context.Context, gen string) error {
	t, err := p.attach(ctx, gen, false)
	if errors.Is(err, store.ErrLost) {
		return nil
	}
	if err != nil {
		return err
	}
	defer t.Close()
	return t.write(ctx, func(x *transaction) { x.store("meta").Call("delete", "vault") }, "meta")
}
