package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

func bookLazy(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	must(t, b.LoadText(t.Context()))
	must(t, b.HousekeepNow(t.Context()))
	if changed, err := b.CatchUp(t.Context()); changed || err != nil {
		t.Errorf("caught up: %v, %v", changed, err)
	}
	if _, err := b.Get(t.Context(), journal.NewID()); !errors.Is(err, store.ErrNone) {
		t.Errorf("got something: %v", err)
	}
	if d, err := b.Draft(t.Context(), "log"); d != nil || err != nil {
		t.Errorf("draft %q, %v", d, err)
	}
	if tables, err := window().Open(t.Context()); tables != nil || err != nil {
		t.Errorf("something was kept: %v, %v", tables, err)
	}
}

func bookSave(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	var rung []uint64
	b.OnSaved(func(seq uint64, _ int) { rung = append(rung, seq) })
	c := Client("Élise Tremblay")
	c.Phone = "+14185550199"
	talk, promise := Talk(c, "chaudière", 0), Promise(c, "rappeler", "2026-11-27")
	settings := journal.Settings{ID: journal.NewID(), UserName: "Ali"}
	saved := Save(t, b, c, talk, promise)
	Save(t, b, settings)
	if len(saved.Refs) != 3 || saved.Refs[1] != (journal.Ref{ID: talk.ID, N: 1}) || len(rung) != 2 || rung[0] != saved.Seq {
		t.Errorf("saved %+v, rung %v", saved, rung)
	}
	again := s.Book(t, window())
	if !reflect.DeepEqual(again.Today(), b.Today()) {
		t.Errorf("opened again:\n%+v\nwant\n%+v", again.Today(), b.Today())
	}
	day := again.Today()
	if !slices.Equal(titles(day.Promises), []string{"rappeler"}) || !slices.Equal(titles(day.Recent), []string{"chaudière"}) || !reflect.DeepEqual(day.Settings, settings) {
		t.Errorf("today %+v", day)
	}
	if p, ok := day.Person(c.ID); !ok || p.Title != c.Name {
		t.Errorf("person %+v, %v", p, ok)
	}
	v, err := again.Get(t.Context(), c.ID)
	if err != nil || !reflect.DeepEqual(v.Record, journal.Record(c)) || v.N != 1 || v.Device != "test" || len(v.With) != 2 {
		t.Errorf("got %+v, %v", v, err)
	}
	must(t, again.LoadText(t.Context()))
	for q, want := range map[string]string{"elise": c.Name, "tremb eli": c.Name, "5550199": c.Name, "CHAUDIÈRE": "chaudière", "rappel": "rappeler"} {
		if got := titles(again.Search(q, 10)); !slices.Equal(got, []string{want}) {
			t.Errorf("search %q: %q", q, got)
		}
	}
	if got := again.Search("chaudiere", 10, journal.KindClient, journal.KindPromise); len(got) != 0 {
		t.Errorf("search by kind: %v", got)
	}
	if got := titles(again.Of(c.ID)); !slices.Equal(got, []string{"rappeler", "chaudière"}) {
		t.Errorf("of the client: %q", got)
	}
}

// A record that is taken away leaves the lists, keeps its history, and comes back with an undo. A client whom others name
// stays.
func bookTakeAway(t *testing.T, s Suite) {
	b := s.Book(t, s.New(t)())
	c := Client("Ana")
	own := journal.OwnScript{ID: journal.NewID(), From: "angry-listen", Language: "fr", Title: "Écouter", Text: "Je vous écoute."}
	Save(t, b, c, own, journal.Promise{ID: journal.NewID(), Client: c.ID, What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open})
	must(t, b.LoadText(t.Context()))
	if got := b.Search("ecoute", 10, journal.KindOwnScript); len(got) != 1 || got[0].State != own.From || got[0].Aside != "fr" {
		t.Errorf("found %+v", got)
	}
	saved, err := b.Save(t.Context(), "", store.Write{Record: own, Base: 1, Gone: true})
	must(t, err)
	if got := b.List(journal.KindOwnScript, 0); len(got) != 0 {
		t.Errorf("still listed: %+v", got)
	}
	_, err = b.Undo(t.Context(), saved.Refs[0])
	must(t, err)
	if v, err := b.Get(t.Context(), own.ID); err != nil || v.N != 3 || !reflect.DeepEqual(v.Record, own) {
		t.Errorf("after the undo: %+v, %v", v, err)
	}
	if _, err := b.Save(t.Context(), "", store.Write{Record: c, Base: 1, Gone: true}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a client with a promise was taken away: %v", err)
	}
}

func bookConflict(t *testing.T, s Suite) {
	window := s.New(t)
	one, two := s.Book(t, window()), s.Book(t, window())
	c, d := Client("Ana"), Client("Bo")
	Save(t, one, c, d)
	c.Name = "Ana Roy"
	_, err := one.Save(t.Context(), "", store.Write{Record: c, Base: 1})
	must(t, err)
	c.Name, d.Name = "Anna", "Bob"
	must(t, two.PutDraft(t.Context(), "client", []byte("Anna")))
	_, err = two.Save(t.Context(), "client", store.Write{Record: c, Base: 1}, store.Write{Record: d, Base: 1})
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, store.ErrConflict) || !slices.Equal(conflict.Refs, []journal.Ref{{ID: c.ID, N: 2}}) {
		t.Fatalf("conflict: %v %+v", err, conflict)
	}
	if v, err := two.Get(t.Context(), d.ID); err != nil || v.N != 1 {
		t.Errorf("half of it was written: %+v, %v", v, err)
	}
	if draft, err := two.Draft(t.Context(), "client"); err != nil || string(draft) != "Anna" {
		t.Errorf("the draft is gone: %q, %v", draft, err)
	}
	_, err = two.Save(t.Context(), "client", store.Write{Record: c, Base: 2}, store.Write{Record: d, Base: 1})
	must(t, err)
	if draft, err := two.Draft(t.Context(), "client"); err != nil || draft != nil {
		t.Errorf("the draft is still there: %q, %v", draft, err)
	}
}

func bookUndo(t *testing.T, s Suite) {
	b := s.Book(t, s.New(t)())
	c := Client("Ana")
	Save(t, b, c)
	talk, promise := Talk(c, "facture", 1), Promise(c, "rappeler", "2026-11-27")
	c.Name = "Ana Roy"
	saved, err := b.Save(t.Context(), "", store.Write{Record: c, Base: 1}, store.Write{Record: talk}, store.Write{Record: promise})
	must(t, err)
	must(t, b.LoadText(t.Context()))

	undone, err := b.Undo(t.Context(), saved.Refs[2])
	must(t, err)
	if v, err := b.Get(t.Context(), c.ID); err != nil || v.N != 3 || v.Record.(journal.Client).Name != "Ana" {
		t.Errorf("the client is %+v, %v", v, err)
	}
	if v, err := b.Get(t.Context(), talk.ID); err != nil || !v.Gone() || v.Record != nil {
		t.Errorf("the conversation is %+v, %v", v, err)
	}
	if day := b.Today(); len(day.Recent)+len(day.Promises) != 0 || len(b.Of(c.ID)) != 0 || len(b.Search("facture", 5)) != 0 {
		t.Errorf("today %+v", day)
	}
	if _, err := b.Undo(t.Context(), saved.Refs[2]); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undone twice: %v", err)
	}
	_, err = b.Undo(t.Context(), undone.Refs[0])
	must(t, err)
	if v, err := b.Get(t.Context(), talk.ID); err != nil || v.N != 3 || v.Record.(journal.Interaction).About != "facture" {
		t.Errorf("the conversation is %+v, %v", v, err)
	}
	if got := titles(b.Search("roy", 5)); !slices.Equal(got, []string{"Ana Roy"}) {
		t.Errorf("found %q", got)
	}
	versions, err := b.History(t.Context(), talk.ID)
	if err != nil || len(versions) != 3 || !versions[1].Gone() {
		t.Errorf("history %+v, %v", versions, err)
	}
	if _, err := b.Undo(t.Context(), journal.Ref{ID: talk.ID, N: 9}); !errors.Is(err, store.ErrNone) {
		t.Errorf("undid what never was: %v", err)
	}
}

func bookDrafts(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	must(t, b.PutDraft(t.Context(), "log", []byte("un début")))
	again := s.Book(t, window())
	if d, err := again.Draft(t.Context(), "log"); err != nil || string(d) != "un début" {
		t.Errorf("draft %q, %v", d, err)
	}
	must(t, again.DropDraft(t.Context(), "log"))
	if keys, err := b.DraftKeys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("keys %q, %v", keys, err)
	}
}
