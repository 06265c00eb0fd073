package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
	"trousse/internal/vault"
)

// mortal is a place whose window dies at a given operation: that one and all after it fail.
type mortal struct {
	place     *mem.Place
	kill, ops int // kill at that operation, never when negative
	unsure    bool
}

var errDead = errors.New("power cut")

func (m *mortal) window() faulty {
	return faulty{m.place, func(op string) error {
		if m.ops++; m.ops > m.kill && m.kill >= 0 {
			m.unsure = m.unsure || op == "flip"
			return errDead
		}
		return nil
	}}
}

// killedAnywhere does a work that dies at its first operation, then at its second, and so on until it does not die.
// After every death look is called with the book, which goes on, and with one opened afresh.
func killedAnywhere(t *testing.T, m *mortal, open func(store.Place) *store.Book, work func(b *store.Book) error, look func(when string, b *store.Book)) {
	t.Helper()
	b := open(m.window())
	for at := 0; ; at++ {
		m.kill, m.ops = at, 0
		err := work(b)
		m.kill = -1
		if err == nil {
			if at < 12 {
				t.Errorf("only %d steps", at)
			}
			return
		}
		if !errors.Is(err, errDead) || at > 80 {
			t.Fatalf("step %d: %v", at, err)
		}
		if m.unsure {
			if err := b.PutDraft(t.Context(), "log", []byte("non")); !errors.Is(err, store.ErrClosed) {
				t.Fatalf("step %d: written to who knows what: %v", at, err)
			}
			b, m.unsure = open(m.window()), false
		}
		for _, b := range []*store.Book{b, open(m.place)} {
			look(fmt.Sprint("step ", at), b)
			// No ice is left: whoever is killed frees the others.
			c := storetest.Client("Zoé")
			saved, err := b.Save(t.Context(), "", store.Write{Record: c})
			if err == nil {
				_, err = b.Undo(t.Context(), saved.Refs[0])
			}
			if err != nil {
				t.Fatalf("step %d: cannot write any more: %v", at, err)
			}
		}
		if _, err := b.CatchUp(t.Context()); err != nil {
			t.Fatalf("step %d: %v", at, err)
		}
	}
}

func settle(t *testing.T, b *store.Book) {
	t.Helper()
	if _, err := b.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(t, b.LoadIndex(t.Context()))
}

func TestRekeyKilledAnywhere(t *testing.T) {
	m := &mortal{place: &mem.Place{}, kill: -1}
	first := suite.Book(t, m.place)
	for i := range 600 {
		storetest.Save(t, first, storetest.Client(fmt.Sprintf("Client %03d", i)))
	}
	must(t, first.PutDraft(t.Context(), "log", []byte("début")))
	pic := journal.NewID()
	must(t, first.PutPhoto(t.Context(), pic, []byte("a picture")))
	talk := storetest.Talk(journal.Client{ID: journal.NewID()}, "robinet", 1)
	talk.Photos = []journal.Photo{{ID: pic, When: journal.PhotoBefore, W: 4, H: 3, Size: 9}}
	storetest.Save(t, first, talk)
	v, key, err := first.Vault().Protect(t.Context(), suite.AEAD, "érable canot hiver lune", vault.Cost{Memory: 7 << 10, Time: 5, Threads: 1}, vault.NewRecovery())
	must(t, err)
	look := func(when string, b *store.Book) {
		t.Helper()
		settle(t, b)
		if got := names(b); len(got) != 600 {
			t.Fatalf("%s: %d clients", when, len(got))
		}
		if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "début" {
			t.Fatalf("%s: draft %q, %v", when, d, err)
		}
		if p, err := b.Photo(t.Context(), pic); err != nil || string(p) != "a picture" {
			t.Fatalf("%s: photo %q, %v", when, p, err)
		}
	}
	killedAnywhere(t, m, func(p store.Place) *store.Book { return suite.Book(t, p) },
		func(b *store.Book) error { return b.Rekey(t.Context(), v, slices.Clone(key), false) }, look)
	if _, err := store.Open(t.Context(), suite.Options(m.place)); !errors.Is(err, vault.ErrLocked) {
		t.Fatalf("opened: %v", err)
	}
	opt := suite.Options(m.place)
	opt.Key = func(context.Context, vault.Vault) ([]byte, error) { return slices.Clone(key), nil }
	b, err := store.Open(t.Context(), opt)
	must(t, err)
	t.Cleanup(b.Close)
	look("protected", b)
}

// What does not open is not left behind unasked.
func TestMovingTheUnreadable(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	a := storetest.Client("Ana")
	storetest.Save(t, b, a)
	a.Name = "Ana Roy"
	tables, err := place.Open(t.Context())
	must(t, err)
	bad := store.SealedRevision{Ref: journal.Ref{ID: a.ID, N: 2}, Sealed: []byte("not sealed")}
	_, err = tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{bad}, Delta: []byte("nor this")})
	must(t, err)
	_, err = b.CatchUp(t.Context())
	must(t, err)
	_, err = b.Save(t.Context(), "", store.Write{Record: a, Base: 2})
	must(t, err)

	next := b.Vault().Rekey()
	var left *store.UnreadableError
	err = b.Rekey(t.Context(), next, nil, false)
	if !errors.As(err, &left) || !errors.Is(err, journal.ErrUnreadable) || !slices.Equal(left.Refs, []journal.Ref{bad.Ref}) || left.Error() == "" {
		t.Errorf("left behind: %v, %+v", err, left)
	}
	if v, err := b.Get(t.Context(), a.ID); err != nil || v.N != 3 || v.Record.(journal.Client).Name != "Ana Roy" {
		t.Errorf("got %+v, %v", v, err)
	}
	must(t, b.Rekey(t.Context(), next, nil, true))
	if v, err := b.History(t.Context(), a.ID); err != nil || len(v) != 2 || v[1].N != 2 || len(b.Unreadable()) != 0 {
		t.Errorf("history %+v, unreadable %v, %v", v, b.Unreadable(), err)
	}
}

// Long work says how far it has come, of how much, and that it is done.
func TestMovingTells(t *testing.T) {
	var told []store.Notice
	opt := suite.Options(&mem.Place{})
	opt.Notify = func(n store.Notice) { told = append(told, n) }
	b, err := store.Open(t.Context(), opt)
	must(t, err)
	t.Cleanup(b.Close)
	must(t, b.LoadIndex(t.Context()))
	var all []journal.Record
	for i := range 600 {
		all = append(all, storetest.Client(fmt.Sprint(i)))
	}
	storetest.Save(t, b, all...)
	must(t, b.Rekey(t.Context(), b.Vault().Rekey(), nil, false))
	want := []store.Notice{
		{Work: store.Rekeying, Done: 250, Of: 600}, {Work: store.Rekeying, Done: 500, Of: 600}, {Work: store.Rekeying, Done: 600, Of: 600, Finished: true},
	}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("told %+v", told)
	}
}
