package ui

import (
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// memory is a device that remembers what it is told, and nothing else.
type memory struct {
	Device
	local, window map[string]string
}

func (m *memory) LocalGet(key string) string  { return m.local[key] }
func (m *memory) LocalSet(key, value string)  { m.local[key] = value }
func (m *memory) WindowGet(key string) string { return m.window[key] }
func (m *memory) WindowSet(key, value string) { m.window[key] = value }

// TestReturn has the kit come back: to the window's own author, to the device's in a new window, to the one kept beside the
// drafts where the browser has forgotten, and in doubt after a while.
func TestReturn(t *testing.T) {
	now := time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	set := journal.Settings{ID: journal.NewID(), Authors: []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: "Bo"}}}
	if _, err := book.Save(t.Context(), "", store.Write{Record: set}); err != nil {
		t.Fatal(err)
	}
	done := make(chan bool)
	d := &memory{local: map[string]string{}, window: map[string]string{}}
	e := &Env{Book: book, Device: d, Now: func() time.Time { return now }, Do: func(fn func(app.Context)) {
		fn(nil)
		done <- true
	}}
	e.Sign("b")
	d.local[authorKey] = "a" // chosen in another window
	e.Leave()
	now = now.Add(10 * time.Minute)
	if e.Return(); e.Author() != "b" || e.Doubt {
		t.Errorf("%s is there, in doubt: %v", e.Author(), e.Doubt)
	}
	now = now.Add(10 * time.Minute)
	if e.Return(); e.Author() != "b" || !e.Doubt {
		t.Errorf("after a while %s is there, in doubt: %v", e.Author(), e.Doubt)
	}
	d.window = map[string]string{}
	if e.Return(); e.Author() != "a" {
		t.Errorf("in a new window %s is there", e.Author())
	}
	for {
		if kept, _ := book.Draft(t.Context(), keptKey); string(kept) == "b" {
			break
		}
		time.Sleep(time.Millisecond)
	}
	d.local, d.window = map[string]string{}, map[string]string{}
	e.Return()
	<-done
	if e.Author() != "b" {
		t.Errorf("after a kill %q is there", e.Author())
	}
}
