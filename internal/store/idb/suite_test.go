//go:build js && wasm

package idb

import (
	"context"
	"testing"

	"trousse/internal/browser"
	"trousse/internal/store"
	"trousse/internal/store/storetest"
	"trousse/internal/vault"
)

func TestSuite(t *testing.T) {
	storetest.Run(t, storetest.Suite{
		New: func(t *testing.T) func() store.Place {
			o := options(t)
			return func() store.Place { return New(o) }
		},
		Lose: func(t *testing.T, p store.Place) {
			if err := remove(t.Context(), p.(*Place).database(mustCurrent(t, p.(*Place)))); err != nil {
				t.Fatal(err)
			}
		},
		AEAD: func(ctx context.Context, key []byte) (vault.AEAD, error) { return browser.NewAEAD(ctx, key) },
	})
}
