package mem_test

import (
	"testing"

	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
	"trousse/internal/vault/goaead"
)

func TestSuite(t *testing.T) {
	storetest.Run(t, storetest.Suite{
		New: func(*testing.T) func() store.Place {
			p := &mem.Place{}
			return func() store.Place { return p }
		},
		Lose: func(_ *testing.T, p store.Place) { p.(*mem.Place).Lose() },
		AEAD: goaead.New,
	})
}
