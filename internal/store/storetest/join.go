package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Joined, a backup brings what is missing here and what it knows later; nothing here goes, and nothing erased comes back.
func bookJoin(t *testing.T, s Suite) {
	window := s.New(t)
	there := s.Book(t, s.New(t)())
	later := s.Options(window())
	later.Now = func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
	here, err := store.Open(t.Context(), later)
	must(t, err)
	t.Cleanup(here.Close)

	pic, shared := journal.NewID(), journal.NewID()
	ana, bo, cy, di, ed := Client("Ana"), Client("Bo"), Client("Cy"), Client("Di"), Client("Ed")
	ferre := shot(ana, "robinet", shared)
	must(t, there.PutPhoto(t.Context(), shared, picture(1)))
	Save(t, there, ana, bo, ed, ferre)
	must(t, Restore(t, here, there)) // without the photo, which comes later
	// Then each goes its own way: there first, here a day later.
	set := func(b *store.Book, base int, c journal.Client, name string) {
		t.Helper()
		c.Name = name
		_, err := b.Save(t.Context(), "", store.Write{Record: c, Base: base})
		must(t, err)
	}
	set(there, 1, bo, "Bo de là-bas")
	set(there, 1, ana, "Ana de là-bas")
	set(here, 1, bo, "Bo d’ici")
	must(t, there.PutPhoto(t.Context(), pic, picture(2)))
	Save(t, there, cy, shot(cy, "fuite", pic), journal.Settings{ID: journal.NewID(), UserName: "Là-bas"})
	_, err = there.Save(t.Context(), "", store.Write{Record: ed, Base: 1, Gone: true})
	must(t, err)
	Save(t, here, di, journal.Settings{ID: journal.NewID(), UserName: "Ici"})
	must(t, here.PutDraft(t.Context(), "log", []byte("un début")))
	lost := Client("Fa")
	Save(t, there, lost, Talk(lost, "facture", 1))
	Save(t, here, lost)
	_, err = here.Erase(t.Context(), "2026-11-22", lost.ID)
	must(t, err)

	var tombs []store.Erased
	join := func() {
		t.Helper()
		must(t, here.Restore(t.Context(), store.Join, func(in journal.Intake) error {
			for _, e := range tombs {
				must(t, in.Erased(e))
			}
			if err := there.Revisions(t.Context(), in.Revision); err != nil {
				return err
			}
			return errors.Join(in.Photo(pic, picture(2)), in.Photo(shared, picture(1)))
		}))
	}
	compare := func(want store.Comparison) {
		t.Helper()
		must(t, here.LoadIndex(t.Context()))
		in, done, err := here.Comparer(t.Context())
		must(t, err)
		for _, e := range tombs {
			must(t, in.Erased(e))
		}
		must(t, there.Revisions(t.Context(), in.Revision))
		if got := done(); got != want {
			t.Errorf("compared: %+v, want %+v", got, want)
		}
	}
	compare(store.Comparison{New: 2, Known: 3, Erased: 2, Alone: 2})
	for _, when := range []string{"joined", "joined twice"} {
		join()
		compare(store.Comparison{Known: 5, Erased: 2, Alone: 2})
		for _, b := range []*store.Book{here, s.Book(t, window())} {
			must(t, b.LoadIndex(t.Context()))
			if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana de là-bas", "Bo d’ici", "Cy", "Di", "Ed"}) {
				t.Errorf("%s: clients %q", when, got)
			}
			if v, err := b.History(t.Context(), ana.ID); err != nil || len(v) != 2 {
				t.Errorf("%s: history of %d, %v", when, len(v), err)
			}
			if v, err := b.History(t.Context(), bo.ID); err != nil || len(v) != 2 {
				t.Errorf("%s: history of %d, %v", when, len(v), err)
			}
			if got := b.Today().Settings.UserName; got != "Ici" {
				t.Errorf("%s: settings of %q", when, got)
			}
			if got := b.Search("facture", 9); len(got) != 0 {
				t.Errorf("%s: what was erased is back: %v", when, got)
			}
			seen(t, when, b, pic, picture(2))
			seen(t, when, b, shared, picture(1))
			if d, err := b.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
				t.Errorf("%s: draft %q, %v", when, d, err)
			}
		}
	}
	last, err := here.Get(t.Context(), ana.ID)
	must(t, err)
	if _, err := here.Undo(t.Context(), last.Ref); err != nil {
		t.Errorf("what came in cannot be undone: %v", err)
	}
	tombs = []store.Erased{{ID: bo.ID, Day: "2026-11-22"}}
	compare(store.Comparison{Known: 4, Erased: 3, Alone: 2, Away: 1})
	join()
	if got := titles(here.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Cy", "Di", "Ed"}) {
		t.Errorf("erased there: clients %q", got)
	}
	if all, err := here.Erased(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("noted %v, %v", all, err)
	}
	boom := errors.New("boom")
	if err := here.Restore(t.Context(), store.Join, func(journal.Intake) error { return boom }); !errors.Is(err, boom) {
		t.Error(err)
	}
	fresh := s.Book(t, s.New(t)())
	must(t, fresh.Restore(t.Context(), store.Join, func(in journal.Intake) error { return here.Revisions(t.Context(), in.Revision) }))
	if got := titles(fresh.List(journal.KindClient, 0)); len(got) != 4 {
		t.Errorf("joined to nothing: %q", got)
	}
}
