package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Two windows that make the first write of all do not erase each other's.
func bookTwoBegin(t *testing.T, s Suite) {
	window := s.New(t)
	const windows = 4
	errs := make(chan error, windows)
	for i := range windows {
		b := s.Book(t, window())
		go func() {
			_, err := b.Save(t.Context(), "", store.Write{Record: Client(fmt.Sprintf("Client %d", i))})
			errs <- err
		}()
	}
	for range windows {
		must(t, <-errs)
	}
	b := s.Book(t, window())
	must(t, b.LoadText(t.Context()))
	if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Client 0", "Client 1", "Client 2", "Client 3"}) {
		t.Errorf("kept %q", got)
	}
}

func bookLost(t *testing.T, s Suite) {
	witness := &Witness{}
	opt := func(window func() store.Place) store.Options {
		o := s.Options(window())
		o.Witness = witness
		return o
	}
	window := s.New(t)
	b, err := store.Open(t.Context(), opt(window))
	must(t, err)
	t.Cleanup(b.Close)
	Save(t, b, Client("Ana"))
	if m, ok := witness.Recall(); !ok || m.Seq != 1 || m.Vault == "" || m.Generation == "" {
		t.Errorf("mark %+v, %v", m, ok)
	}
	again, err := store.Open(t.Context(), opt(window))
	must(t, err)
	again.Close()

	elsewhere := s.New(t)
	if _, err := store.Open(t.Context(), opt(elsewhere)); !errors.Is(err, store.ErrLost) {
		t.Errorf("an empty place with a mark: %v", err)
	}
	mark, _ := witness.Recall()
	witness.Note(store.Mark{}) // damaged: something was saved here, and no more is known
	if _, err := store.Open(t.Context(), opt(elsewhere)); !errors.Is(err, store.ErrLost) {
		t.Errorf("an empty place with a damaged mark: %v", err)
	}
	again, err = store.Open(t.Context(), opt(window))
	if err != nil {
		t.Fatalf("sound data with a damaged mark: %v", err)
	}
	Save(t, again, Client("Bo"))
	if m, _ := witness.Recall(); m.Vault != mark.Vault || m.Seq != 2 {
		t.Errorf("the damaged mark became %+v", m)
	}
	again.Close()
	mark.Seq = 9
	witness.Note(mark)
	if _, err := store.Open(t.Context(), opt(window)); !errors.Is(err, store.ErrLost) {
		t.Errorf("a place that lags behind the mark: %v", err)
	}
	kept, err := store.Fresh(t.Context(), opt(window))
	must(t, err)
	t.Cleanup(kept.Close)
	must(t, kept.LoadText(t.Context()))
	if got := titles(kept.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", "Bo"}) {
		t.Errorf("what was left is gone: %q", got)
	}
	if _, err := store.Open(t.Context(), opt(elsewhere)); !errors.Is(err, store.ErrLost) {
		t.Errorf("another empty place with a mark: %v", err)
	}
	fresh, err := store.Fresh(t.Context(), opt(elsewhere))
	must(t, err)
	t.Cleanup(fresh.Close)
	again, err = store.Open(t.Context(), opt(elsewhere))
	must(t, err)
	again.Close()
	if _, err := store.Open(t.Context(), opt(window)); !errors.Is(err, store.ErrLost) {
		t.Errorf("a place with another vault than the mark's: %v", err)
	}
}

// A book opened afresh after its generation was cleared away begins again, and so does a save that meets this.
func bookCleared(t *testing.T, s Suite) {
	witness := &Witness{}
	window := s.New(t)
	options := func() store.Options {
		o := s.Options(window())
		o.Witness = witness
		return o
	}
	early := s.Book(t, window()) // opened when nothing was kept
	b, err := store.Open(t.Context(), options())
	must(t, err)
	Save(t, b, Client("Ana"))
	b.Close()
	s.Lose(t, window())
	if _, err := store.Open(t.Context(), options()); !errors.Is(err, store.ErrLost) {
		t.Fatalf("opened: %v", err)
	}
	fresh, err := store.Fresh(t.Context(), options())
	must(t, err)
	t.Cleanup(fresh.Close)
	Save(t, fresh, Client("Bo"))
	again, err := store.Open(t.Context(), options())
	must(t, err)
	must(t, again.LoadText(t.Context()))
	if got := titles(again.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Bo"}) {
		t.Errorf("kept %q", got)
	}
	again.Close()
	fresh.Close()
	s.Lose(t, window())
	Save(t, early, Client("Cy"))
	must(t, early.LoadText(t.Context()))
	if got := titles(early.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Cy"}) {
		t.Errorf("kept %q", got)
	}
}
