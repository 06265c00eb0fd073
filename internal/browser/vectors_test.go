//go:build js && wasm

package browser_test

import (
	"context"
	"testing"

	"trousse/internal/browser"
	"trousse/internal/vault"
	"trousse/internal/vault/vaulttest"
)

func TestAEADVectors(t *testing.T) {
	vaulttest.Run(t, func(ctx context.Context, key []byte) (vault.AEAD, error) { return browser.NewAEAD(ctx, key) })
}
