package store_test

import (
	"fmt"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

// prepared is a place with so many clients, folded.
func prepared(b *testing.B, n int) *mem.Place {
	b.Helper()
	place := &mem.Place{}
	book, err := store.Open(b.Context(), suite.Options(place))
	must(b, err)
	defer book.Close()
	must(b, book.Restore(b.Context(), store.Replace, func(in journal.Intake) error {
		for i := range n {
			id := journal.NewID()
			r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: journal.KindClient, Schema: 1, At: time.Unix(int64(i), 0),
				Body: fmt.Appendf(nil, `{"id":%q,"name":"Client Numéro %d","kind":"external","phone":"+1418555%04d","attentions":"Préfère le matin."}`, id, i, i%10_000)}
			if err := in.Revision(r); err != nil {
				return err
			}
		}
		return nil
	}))
	return place
}

func benchSizes(b *testing.B, f func(*testing.B, *mem.Place)) {
	for _, n := range []int{0, 20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			place := prepared(b, n)
			b.ResetTimer()
			f(b, place)
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		for b.Loop() {
			book, err := store.Open(b.Context(), suite.Options(place))
			must(b, err)
			book.Close()
		}
	})
}

func BenchmarkLoadIndex(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		for b.Loop() {
			book, err := store.Open(b.Context(), suite.Options(place))
			must(b, err)
			must(b, book.LoadText(b.Context()))
			book.Close()
		}
	})
}

func BenchmarkSave(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		book, err := store.Open(b.Context(), suite.Options(place))
		must(b, err)
		must(b, book.LoadText(b.Context()))
		c := storetest.Client("Ana")
		for i := 0; b.Loop(); i++ {
			_, err := book.Save(b.Context(), "", store.Write{Record: storetest.Talk(c, "sujet", i)})
			must(b, err)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	benchSizes(b, func(b *testing.B, place *mem.Place) {
		book, err := store.Open(b.Context(), suite.Options(place))
		must(b, err)
		must(b, book.LoadText(b.Context()))
		for b.Loop() {
			book.Search("numero 17", 20)
		}
	})
}
