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

func TestEraseKilledAnywhere(t *testing.T) {
	m := &mortal{place: &mem.Place{}, kill: -1}
	first := suite.Book(t, m.place)
	var clients []journal.Client
	for i := range 300 {
		c := storetest.Client(fmt.Sprintf("Client %03d", i))
		clients = append(clients, c)
		storetest.Save(t, first, c, storetest.Talk(c, "sujet", i))
	}
	must(t, first.PutDraft(t.Context(), "log", []byte("Client 007")))
	killedAnywhere(t, m, func(p store.Place) *store.Book { return suite.Book(t, p) },
		func(b *store.Book) error {
			_, err := b.Erase(t.Context(), "2026-11-21", clients[7].ID)
			return err
		},
		func(when string, b *store.Book) {
			t.Helper()
			settle(t, b)
			all, err := b.Erased(t.Context())
			if got := names(b); len(got) != 300 || err != nil || len(all) != 0 {
				t.Fatalf("%s: %d clients, erased %v, %v", when, len(got), all, err)
			}
			if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "Client 007" {
				t.Fatalf("%s: draft %q, %v", when, d, err)
			}
		})
	b := suite.Book(t, m.place)
	settle(t, b)
	all, err := b.Erased(t.Context())
	if got := names(b); len(got) != 299 || err != nil || len(all) != 2 {
		t.Errorf("%d clients, erased %v, %v", len(got), all, err)
	}
	if d, err := b.Draft(t.Context(), "log"); d != nil || err != nil {
		t.Errorf("draft %q, %v", d, err)
	}
}

// What does not open is not left behind unasked, and goes along with an erasure that is not its own.
func TestMovingTheUnreadable(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	a, c := storetest.Client("Ana"), storetest.Client("Bo")
	storetest.Save(t, b, a, c)
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
	done, err := b.Erase(t.Context(), "2026-11-21", c.ID)
	if err != nil || done.Records != 1 || !slices.Equal(done.Unreadable, []journal.Ref{bad.Ref}) || !slices.Equal(b.Unreadable(), done.Unreadable) {
		t.Errorf("erased %+v, unreadable %v, %v", done, b.Unreadable(), err)
	}
	if v, err := b.Get(t.Context(), a.ID); err != nil || v.N != 3 || v.Record.(journal.Client).Name != "Ana Roy" {
		t.Errorf("got %+v, %v", v, err)
	}
	must(t, b.Rekey(t.Context(), next, nil, true))
	if v, err := b.History(t.Context(), a.ID); err != nil || len(v) != 2 || v[1].N != 2 || len(b.Unreadable()) != 0 {
		t.Errorf("history %+v, unreadable %v, %v", v, b.Unreadable(), err)
	}
	done, err = b.Erase(t.Context(), "2026-11-21", a.ID)
	if err != nil || done.Records != 1 || done.Revisions != 2 || done.Unreadable != nil {
		t.Errorf("erased %+v, %v", done, err)
	}
}

// Two clients of one undone change are two people; only a merge makes them one.
func TestEraseIsNotContagious(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	a, c, keep := storetest.Client("Ana"), storetest.Client("Bo"), storetest.Client("Cy")
	made := storetest.Save(t, b, a, c)
	_, err := b.Undo(t.Context(), made.Refs[0])
	must(t, err)
	storetest.Save(t, b, keep)
	if done, err := b.Erase(t.Context(), "2026-11-21", a.ID); err != nil || done.Records != 1 || done.Revisions != 2 {
		t.Errorf("erased %+v, %v", done, err)
	}
	if v, err := b.History(t.Context(), c.ID); err != nil || len(v) != 2 {
		t.Errorf("history %v, %v", v, err)
	}
	// Merged, and merged again: one person, whichever of the three records is found.
	one, two := storetest.Client("Dan"), storetest.Client("Daniel")
	storetest.Save(t, b, one, two)
	for _, m := range [][2]journal.Client{{one, two}, {two, keep}} {
		base, err := b.Get(t.Context(), m[1].ID)
		must(t, err)
		_, err = b.Save(t.Context(), "", store.Write{Record: m[1], Base: base.N}, store.Write{Record: m[0], Base: func() int {
			v, err := b.Get(t.Context(), m[0].ID)
			must(t, err)
			return v.N
		}(), Gone: true})
		must(t, err)
	}
	if done, err := b.Erase(t.Context(), "2026-11-21", keep.ID); err != nil || done.Records != 3 {
		t.Errorf("erased %+v, %v", done, err)
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
	for i := range 1200 {
		all = append(all, storetest.Client(fmt.Sprint(i)))
	}
	storetest.Save(t, b, all...)
	must(t, b.Rekey(t.Context(), b.Vault().Rekey(), nil, false))
	_, err = b.Erase(t.Context(), "2026-11-21", all[0].Key())
	must(t, err)
	want := []store.Notice{
		{Work: store.Rekeying, Done: 500, Of: 1200}, {Work: store.Rekeying, Done: 1000, Of: 1200}, {Work: store.Rekeying, Done: 1200, Of: 1200, Finished: true},
		{Work: store.Erasing, Done: 500, Of: 1200}, {Work: store.Erasing, Done: 1000, Of: 1200}, {Work: store.Erasing, Done: 1199, Of: 1200, Finished: true},
	}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("told %+v", told)
	}
}

func TestRestoreWeeds(t *testing.T) {
	b := suite.Book(t, &mem.Place{})
	a, c := storetest.Client("Ana"), storetest.Client("Bo")
	talk := storetest.Talk(a, "un", 1)
	storetest.Save(t, b, a, c, talk)
	_, err := b.Save(t.Context(), "", store.Write{Record: talk, Base: 1, Gone: true})
	must(t, err)
	var kept []journal.Revision
	must(t, b.Revisions(t.Context(), func(r journal.Revision) error { kept = append(kept, r); return nil }))
	early, late := journal.Day("2026-11-20"), journal.Day("2026-11-21")
	for range 2 {
		must(t, b.Restore(t.Context(), func(yield func(journal.Revision) error) error {
			for _, r := range kept {
				if err := yield(r); err != nil {
					return err
				}
			}
			return nil
		}, store.Erased{ID: a.ID, Day: late}, store.Erased{ID: a.ID, Day: early}))
		settle(t, b)
		if _, err := b.Get(t.Context(), talk.ID); !errors.Is(err, store.ErrNone) || !slices.Equal(names(b), []string{"Bo"}) {
			t.Errorf("clients %q, %v", names(b), err)
		}
		if all, err := b.Erased(t.Context()); err != nil || !slices.Equal(all, []store.Erased{{ID: a.ID, Day: early}}) {
			t.Errorf("noted %v, %v", all, err)
		}
	}
	boom := errors.New("boom")
	if err := b.Restore(t.Context(), func(yield func(journal.Revision) error) error { return boom }); !errors.Is(err, boom) {
		t.Error(err)
	}
}
