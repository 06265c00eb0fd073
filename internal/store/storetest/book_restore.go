package storetest

import (
	"errors"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

func bookRestore(t *testing.T, s Suite) {
	from := s.Book(t, s.New(t)())
	clients := many(t, from, 300)
	clients[250].Name = "Client 0250 bis"
	saved, err := from.Save(t.Context(), "", store.Write{Record: clients[250], Base: 1})
	must(t, err)
	_, err = from.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	Save(t, from, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	want := state(t, from)

	window := s.New(t)
	b, other := s.Book(t, window()), s.Book(t, window())
	Save(t, b, Client("Avant"))
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	_, err = other.CatchUp(t.Context())
	must(t, err)
	boom := errors.New("boom")
	n := 0
	err = b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		return from.Revisions(t.Context(), func(r journal.Revision) error {
			if n++; n == 550 {
				return boom
			}
			return in.Revision(r)
		})
	})
	if !errors.Is(err, boom) {
		t.Errorf("a restore cut short: %v", err)
	}
	must(t, b.LoadText(t.Context()))
	if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Avant"}) {
		t.Errorf("after a restore cut short: %q", got)
	}
	must(t, Restore(t, b, from))
	same(t, "restored", state(t, b), want)
	same(t, "restored and opened again", state(t, s.Book(t, window())), want)
	if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
		t.Errorf("draft %q, %v", d, err)
	}
	if _, err := other.Save(t.Context(), "", store.Write{Record: Client("Trop tard")}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a write by a window that was left behind: %v", err)
	}
	Save(t, b, Client("Après"))
	if v, err := b.History(t.Context(), clients[250].ID); err != nil || len(v) != 3 {
		t.Errorf("history %v, %v", v, err)
	}
}

// What is typed here during a restore waits for its end. The windows left behind are told so, whatever they do, and
// find everything when they open again.
func bookRestoreAmongWindows(t *testing.T, s Suite) {
	window := s.New(t)
	stale := s.Book(t, window()) // opened when nothing was kept
	b := s.Book(t, window())
	Save(t, b, Client("Avant"))
	other := s.Book(t, window())
	must(t, other.PutDraft(t.Context(), "client", []byte("ailleurs")))
	from := s.Book(t, s.New(t)())
	Save(t, from, Client("Ana"), Client("Bo"))

	written := make(chan error, 2)
	must(t, b.Restore(t.Context(), store.Replace, func(in journal.Intake) error {
		must(t, other.PutDraft(t.Context(), "log", []byte("pendant, ailleurs")))
		go func() { written <- b.PutDraft(t.Context(), "log", []byte("pendant")) }()
		go func() {
			_, err := b.Save(t.Context(), "", store.Write{Record: Client("Cy")})
			written <- err
		}()
		return from.Revisions(t.Context(), in.Revision)
	}))
	must(t, <-written)
	must(t, <-written)

	for name, op := range map[string]func() error{
		"save":     func() error { _, err := other.Save(t.Context(), "", store.Write{Record: Client("Non")}); return err },
		"draft":    func() error { return other.PutDraft(t.Context(), "log", []byte("non")) },
		"read":     func() error { _, err := other.Get(t.Context(), journal.NewID()); return err },
		"catch up": func() error { _, err := other.CatchUp(t.Context()); return err },
		"fold":     func() error { return other.HousekeepNow(t.Context()) },
		"restore": func() error {
			return other.Restore(t.Context(), store.Replace, func(journal.Intake) error { return nil })
		},
	} {
		if err := op(); !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s by a window that was left behind: %v", name, err)
		}
	}
	if err := stale.Restore(t.Context(), store.Replace, func(journal.Intake) error { return nil }); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a restore over what was never seen: %v", err)
	}
	Save(t, stale, Client("Di"))
	for i, b := range []*store.Book{b, stale, s.Book(t, window())} {
		_, err := b.CatchUp(t.Context())
		must(t, err)
		must(t, b.LoadText(t.Context()))
		if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Bo", "Cy", "Di"}) {
			t.Errorf("window %d: kept %q", i, got)
		}
		for form, want := range map[string]string{"log": "pendant", "client": "ailleurs"} {
			if d, err := b.Draft(t.Context(), form); err != nil || string(d) != want {
				t.Errorf("window %d: draft %s is %q, %v", i, form, d, err)
			}
		}
	}
}
