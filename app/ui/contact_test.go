package ui

import (
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// TestContactAnswered keeps what a message said with the message, in one change: the day that it put off, the promise that it
// made; and neither when it never went.
func TestContactAnswered(t *testing.T) {
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	c := journal.Client{ID: journal.NewID(), Name: "Marie Roy", ClientKind: journal.External}
	p := journal.Promise{ID: journal.NewID(), Client: c.ID, What: "Passer", Made: "2026-11-16", Due: "2026-11-20", State: journal.Open}
	if _, err := book.Save(t.Context(), "", store.Write{Record: c}, store.Write{Record: p}); err != nil {
		t.Fatal(err)
	}
	env := &Env{Book: book}
	later := Contact{ID: journal.NewID(), At: time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC), Client: c.ID, Channel: journal.Text, Promise: p.ID,
		Notes: "Ce sera mardi.", Due: "2026-11-24", Reason: "la pièce manque"}
	if _, err := env.keepAnswer(t.Context(), later, journal.NoAnswer); err != nil {
		t.Fatal(err)
	}
	if v, _ := book.Get(t.Context(), p.ID); v.N != 1 {
		t.Errorf("nobody heard of it, and it moved: %+v", v.Record)
	}
	later.ID = journal.NewID()
	ref, err := env.keepAnswer(t.Context(), later, journal.Sent)
	if err != nil {
		t.Fatal(err)
	}
	v, _ := book.Get(t.Context(), p.ID)
	if moved := v.Record.(journal.Promise); moved.Due != later.Due || len(moved.Moves) != 1 || moved.Moves[0].Reason != later.Reason {
		t.Errorf("%+v", moved)
	}
	if _, err := book.Undo(t.Context(), ref); err != nil {
		t.Fatal(err)
	}
	if v, _ = book.Get(t.Context(), p.ID); v.Record.(journal.Promise).Due != p.Due {
		t.Errorf("undone with the message: %+v", v.Record)
	}

	fresh := Contact{ID: journal.NewID(), At: later.At, Client: c.ID, Channel: journal.Text, What: "Envoyer la facture", Due: "2026-11-25"}
	if _, err := env.keepAnswer(t.Context(), fresh, journal.Sent); err != nil {
		t.Fatal(err)
	}
	if err := book.LoadIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(book.List(journal.KindPromise, 0)); n != 2 {
		t.Errorf("%d promises", n)
	}
}
