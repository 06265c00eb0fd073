package goaead_test

import (
	"testing"

	"trousse/internal/vault/goaead"
	"trousse/internal/vault/vaulttest"
)

func TestVectors(t *testing.T) { vaulttest.Run(t, goaead.New) }

func TestKeySize(t *testing.T) {
	for _, n := range []int{0, 16, 24, 31, 33} {
		if _, err := goaead.New(t.Context(), make([]byte, n)); err == nil {
			t.Errorf("a key of %d bytes was taken", n)
		}
	}
}
