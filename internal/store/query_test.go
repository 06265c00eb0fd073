package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// TestWalk goes over all entries once, with pauses in which others are written; what was taken away is not shown.
func TestWalk(t *testing.T) {
	ctx := t.Context()
	b, err := store.Open(ctx, store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	if next := b.Walk(0, 10, func(*store.Entry) { t.Error("an entry before there is an index") }); next != -1 {
		t.Errorf("goes on from %d", next)
	}
	write := func(i int) journal.Client {
		c := journal.Client{ID: journal.NewID(), Name: fmt.Sprintf("Client %d", i), ClientKind: journal.External}
		if _, err := b.Save(ctx, "", store.Write{Record: c}); err != nil {
			t.Fatal(err)
		}
		return c
	}
	for i := range 10 {
		write(i)
	}
	gone := write(10)
	if _, err := b.Save(ctx, "", store.Write{Record: gone, Base: 1, Gone: true}); err != nil {
		t.Fatal(err)
	}
	if err := b.LoadText(ctx); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for from, turn := 0, 0; from >= 0; turn++ {
		from = b.Walk(from, 4, func(e *store.Entry) { seen[e.Title]++ })
		if turn < 2 {
			write(20 + turn)
		}
	}
	if len(seen) != 12 {
		t.Errorf("saw %v", seen)
	}
	for name, n := range seen {
		if n != 1 {
			t.Errorf("%s was shown %d times", name, n)
		}
	}
}

// TestSeek searches in steps, between which others are written and the index is made again.
func TestSeek(t *testing.T) {
	ctx := t.Context()
	b, err := store.Open(ctx, store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err == nil {
		err = b.LoadText(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := journal.Client{ID: journal.NewID(), Name: "Thomas Roy", ClientKind: journal.External}
	if _, err := b.Save(ctx, "", store.Write{Record: c}); err != nil {
		t.Fatal(err)
	}
	write := func(n int) {
		t.Helper()
		writes := make([]store.Write, n)
		for i := range writes {
			writes[i].Record = journal.Interaction{ID: journal.NewID(), Client: c.ID, At: time.Now(), Channel: journal.Phone, About: fmt.Sprintf("facture %d", i),
				Notes: strings.Repeat("la chaudière de Thérèse ", 70)}
		}
		if _, err := b.Save(ctx, "", writes...); err != nil {
			t.Fatal(err)
		}
	}
	write(700) // several parts of the text
	s, steps := b.Seek("th", 30, journal.KindInteraction, journal.KindClient, journal.KindPromise), 1
	found, done := s.For(0)
	for ; !done; found, done = s.For(0) {
		switch steps++; steps {
		case 2:
			write(1)
		case 3:
			if err := b.Rebuild(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := b.Search("th", 30); steps < 4 || len(found) != 30 || !slices.Equal(found, want) {
		t.Errorf("in %d steps %d were found, of %d", steps, len(found), len(want))
	}
}
