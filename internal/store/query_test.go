package store_test

import (
	"fmt"
	"testing"

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
