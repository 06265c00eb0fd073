//go:build js && wasm

package idb

import (
	"context"
	"fmt"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// conversation is what saving a conversation with a promise writes: two new records, one revised, and their entries.
func conversation(n int) store.Batch {
	sealed := make([]byte, 541) // a padded, sealed revision
	ref := func(kind string) store.SealedRevision {
		return store.SealedRevision{Ref: journal.Ref{ID: fmt.Sprintf("%08x-2a5c-4b1e-9f00-%s", n, kind), N: 1}, Sealed: sealed}
	}
	return store.Batch{
		Revisions: []store.SealedRevision{ref("00000000000a"), ref("00000000000b"), ref("00000000000c")},
		Delta:     make([]byte, 797),
		Draft:     "log",
	}
}

func BenchmarkSave(b *testing.B) {
	st := start(b, New(options(b)))
	n := 0
	for b.Loop() {
		n++
		commit(b, st, conversation(n))
	}
}

func BenchmarkDraft(b *testing.B) {
	st := start(b, New(options(b)))
	for b.Loop() {
		if err := st.PutDraft(context.Background(), "log", make([]byte, 541)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpening is a start: open the place, read what the first screen needs, close.
func BenchmarkOpening(b *testing.B) {
	for _, changes := range []int{0, 200} {
		for _, likely := range []bool{false, true} {
			b.Run(fmt.Sprintf("changes=%d/likely=%v", changes, likely), func(b *testing.B) {
				o := options(b)
				st := start(b, New(o))
				if likely {
					o.Likely = st.gen
				}
				if err := st.PutVault(context.Background(), make([]byte, 300)); err != nil {
					b.Fatal(err)
				}
				for n := range changes {
					commit(b, st, conversation(n))
				}
				st.Close()
				for b.Loop() {
					st := reopen(b, New(o))
					if opening, err := st.Opening(context.Background()); err != nil || len(opening.Changes) != changes {
						b.Fatalf("%d changes, %v", len(opening.Changes), err)
					}
					st.Close()
				}
			})
		}
	}
}

func BenchmarkPages(b *testing.B) {
	st := start(b, New(options(b)))
	fold := store.Fold{}
	var numbers []int
	for p := range 40 { // 20,000 entries
		fold.Pages = append(fold.Pages, store.SealedPage{Number: p, Sealed: make([]byte, 100_000)})
		numbers = append(numbers, p)
	}
	if err := st.Fold(context.Background(), fold); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if pages, err := st.Pages(context.Background(), numbers); err != nil || len(pages) != len(numbers) {
			b.Fatalf("%d pages, %v", len(pages), err)
		}
	}
}
