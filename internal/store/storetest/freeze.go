package storetest

import (
	"errors"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Frozen, a generation takes no revisions and no vault from any window, until it is thawed or its filler goes.
func freezing(t *testing.T, s Suite) {
	window := s.New(t)
	p := window()
	tables := begun(t, p)
	other := open(t, window())
	next, err := p.Begin(t.Context(), tables.Generation())
	must(t, err)
	must(t, tables.Freeze(t.Context(), next.Generation()))
	refused := func(when string) {
		t.Helper()
		for i, tables := range []store.Tables{tables, other} {
			_, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}, Delta: []byte("no")})
			if !errors.Is(err, store.ErrBusy) {
				t.Errorf("%s: window %d wrote: %v", when, i, err)
			}
			if _, err := tables.Erase(t.Context(), store.Erasing{Records: []store.Erased{{ID: "a", Day: "2026-11-21"}}}); !errors.Is(err, store.ErrBusy) {
				t.Errorf("%s: window %d erased: %v", when, i, err)
			}
			if err := tables.PutVault(t.Context(), []byte("no")); !errors.Is(err, store.ErrBusy) {
				t.Errorf("%s: window %d set the vault: %v", when, i, err)
			}
			must(t, tables.PutDraft(t.Context(), "log", []byte("draft")))
		}
		o, err := other.Opening(t.Context())
		if err != nil || len(o.Changes) != 0 || string(o.Vault) != "vault" {
			t.Errorf("%s: %+v, %v", when, o, err)
		}
	}
	refused("frozen")
	commit(t, next, rev("b", 1))
	second, err := window().Begin(t.Context(), tables.Generation())
	must(t, err)
	if err := other.Freeze(t.Context(), second.Generation()); !errors.Is(err, store.ErrBusy) {
		t.Errorf("frozen twice: %v", err)
	}
	must(t, other.Thaw(t.Context(), second.Generation()))
	refused("thawed by who had not frozen it")
	must(t, tables.Thaw(t.Context(), next.Generation()))
	commit(t, other, rev("a", 1))
	must(t, tables.PutVault(t.Context(), []byte("vault")))

	must(t, other.Freeze(t.Context(), second.Generation()))
	if _, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}}); !errors.Is(err, store.ErrBusy) {
		t.Errorf("frozen again: %v", err)
	}
	second.Close() // as by a kill
	if _, err := tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{rev("a", 1)}}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a true conflict under the ice: %v", err)
	}
	commit(t, tables, rev("a", 2))
	commit(t, other, rev("a", 3))
	must(t, other.Freeze(t.Context(), next.Generation()))
	must(t, p.Flip(t.Context(), next))
	t.Cleanup(next.Close)
	commit(t, next, rev("b", 2))
	if _, err := other.Commit(t.Context(), store.Batch{}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("written to what was replaced: %v", err)
	}
}

// Wiped, a place is empty for every window, and whoever had it open is told.
func wiping(t *testing.T, s Suite) {
	window := s.New(t)
	must(t, window().Wipe(t.Context())) // nothing to take away
	b := s.Book(t, window())
	Save(t, b, Client("Ana"))
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	must(t, window().Wipe(t.Context()))
	if tables, err := window().Open(t.Context()); tables != nil || err != nil {
		t.Errorf("left: %v, %v", tables, err)
	}
	for again := 0; ; again++ { // a browser tells the other windows when it can
		_, err := b.Save(t.Context(), "", store.Write{Record: Client("Bo")})
		if errors.Is(err, store.ErrClosed) {
			break
		}
		if err != nil || again > 1000 {
			t.Fatalf("written to what is gone: %v", err)
		}
	}
	Save(t, s.Book(t, window()), Client("Cy"))
	again := s.Book(t, window())
	must(t, again.LoadIndex(t.Context()))
	if got := titles(again.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Cy"}) {
		t.Errorf("begun anew: %q", got)
	}
}

func erasedList(t *testing.T, s Suite) {
	window := s.New(t)
	tables := begun(t, window())
	if all, err := tables.Erased(t.Context()); len(all) != 0 || err != nil {
		t.Errorf("%v, %v", all, err)
	}
	must(t, tables.PutErased(t.Context(), nil))
	must(t, tables.PutErased(t.Context(), []store.Erased{{ID: "b", Day: "2026-11-21"}, {ID: "a", Day: "2026-11-22"}}))
	must(t, tables.PutErased(t.Context(), []store.Erased{{ID: "b", Day: "2026-11-23"}}))
	all, err := open(t, window()).Erased(t.Context())
	if err != nil || !slices.Equal(all, []store.Erased{{ID: "a", Day: "2026-11-22"}, {ID: "b", Day: "2026-11-23"}}) {
		t.Errorf("%v, %v", all, err)
	}
}
