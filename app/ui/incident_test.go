package ui

import (
	"testing"
	"time"

	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

func TestAnIncidentIsKeptUntilItIsLogged(t *testing.T) {
	place := &mem.Place{}
	open := func() *Env {
		book, err := store.Open(t.Context(), store.Options{Place: place, AEAD: goaead.New})
		if err != nil {
			t.Fatal(err)
		}
		return &Env{Book: book}
	}
	keep := func(e *Env) {
		t.Helper()
		if err := e.Incident.Keep(e.Book); err != nil {
			t.Fatal(err)
		}
	}
	env := open()
	at := time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)

	t.Log("without a journal it is in memory, and goes into the draft with the next one")
	env.Incident.Add(Pressed{At: at, What: "danger"})
	if err := env.Incident.Keep(nil); err != nil || len(env.Incident.List()) != 1 {
		t.Fatalf("%v, %v", env.Incident.List(), err)
	}
	env.Incident.Add(Pressed{At: at, What: "911"})
	keep(env)

	t.Log("it survives a kill")
	env = open()
	keep(env)
	if list := env.Incident.List(); len(list) != 2 || list[0].What != "danger" || !list[1].At.Equal(at) {
		t.Fatalf("found %v", list)
	}

	t.Log("what is pressed after it was handed over stays when it is logged")
	from := env.Incident.From()
	env.Incident.Add(Pressed{At: at, What: "buddy", Who: "Karim"})
	env.Logged(from)
	if list := env.Incident.List(); len(list) != 1 || list[0].Who != "Karim" {
		t.Fatalf("left %v", list)
	}
	env.Logged(env.Incident.From())
	if keys, err := env.Book.DraftKeys(t.Context()); err != nil || len(keys) != 0 || len(env.Incident.List()) != 0 {
		t.Errorf("drafts %v, %v", keys, err)
	}

	t.Log("a pocket that taps by itself does not fill the device")
	for range 3 * mostPressed {
		env.Incident.Add(Pressed{At: at, What: "anxious"})
	}
	keep(env)
	if n := len(env.Incident.List()); n != mostPressed {
		t.Errorf("%d are kept", n)
	}
	if err := env.Incident.Drop(env.Book); err != nil || len(env.Incident.List()) != 0 {
		t.Errorf("thrown away: %v, %v", env.Incident.List(), err)
	}
}
