package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// A change of many records weighs what they weigh, and is taken back as one from any of them.
func bookMany(t *testing.T, s Suite) {
	b := s.Book(t, s.New(t)())
	var records []journal.Record
	for i := range 300 {
		records = append(records, Client(fmt.Sprintf("Client %03d", i)))
	}
	saved := Save(t, b, records...)
	refs := 0
	must(t, b.Revisions(t.Context(), func(r journal.Revision) error {
		refs += len(r.With)
		if r.Lead != nil {
			refs++
		}
		return nil
	}))
	if refs > 2*len(records) {
		t.Errorf("%d references for %d records", refs, len(records))
	}
	must(t, b.LoadText(t.Context()))
	undone, err := b.Undo(t.Context(), saved.Refs[217])
	must(t, err)
	if n := len(b.List(journal.KindClient, 0)); n != 0 || len(undone.Refs) != 300 {
		t.Errorf("%d are left, %d were taken back", n, len(undone.Refs))
	}
	_, err = b.Undo(t.Context(), undone.Refs[3])
	must(t, err)
	if n := len(b.List(journal.KindClient, 0)); n != 300 {
		t.Errorf("%d came back", n)
	}
}

// imports saves so many new clients as an import of batches of ten, and one who was here completed. It ends after so many
// batches, as if it were killed then.
func imports(t *testing.T, b *store.Book, here journal.Client, people, batches int) (journal.Import, []journal.Client) {
	t.Helper()
	i := journal.Import{ID: journal.NewID(), At: time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC), Stage: journal.ImportUnderWay, People: people}
	var all []journal.Client
	for n := 0; n < batches; n++ {
		writes := []store.Write{{Base: n}}
		for len(writes) <= 10 && i.Done < people {
			if i.Done == 3 {
				here.Email = "ana@exemple.ca"
				writes = append(writes, store.Write{Record: here, Base: 1})
				i.Completed++
			} else {
				all = append(all, Client(fmt.Sprintf("Personne %02d", i.Done)))
				writes = append(writes, store.Write{Record: all[len(all)-1]})
				i.Added++
			}
			i.Done++
		}
		if i.Done == people {
			i.Stage = journal.ImportDone
		}
		writes[0].Record = i
		_, err := b.Save(t.Context(), "", writes...)
		must(t, err)
	}
	return i, all
}

// An import is one whole: taken back as one, from another window too, save those who have served since.
func bookImport(t *testing.T, s Suite) {
	window := s.New(t)
	b, other := s.Book(t, window()), s.Book(t, window())
	ana := Client("Ana")
	Save(t, b, ana)
	i, all := imports(t, b, ana, 35, 4)
	must(t, other.LoadText(t.Context()))
	if _, err := other.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := other.List(journal.KindImport, 0); len(got) != 1 || got[0].State != string(journal.ImportDone) || got[0].N != 4 {
		t.Fatalf("the other window lists %+v", got)
	}
	if v, err := other.Get(t.Context(), all[20].ID); err != nil || len(v.With) != 0 {
		t.Errorf("a client of the import: %+v, %v", v, err)
	}
	// One is corrected, one is served, one is taken away by hand.
	changed := all[5]
	changed.Phone = "+14185550199"
	_, err := b.Save(t.Context(), "", store.Write{Record: changed, Base: 1})
	must(t, err)
	Save(t, b, Talk(all[12], "chaudière", 0))
	_, err = b.Undo(t.Context(), journal.Ref{ID: all[30].ID, N: 1})
	must(t, err)
	if n := len(b.List(journal.KindClient, 0)); n != 34 {
		t.Fatalf("%d clients, after one was taken back alone", n)
	}
	var told []int
	left, err := other.UndoImport(t.Context(), i.ID, func(done int) { told = append(told, done) })
	if err != nil || left != 2 || !slices.Equal(told, []int{5, 15, 25, 35}) {
		t.Errorf("%d stay, told %v, %v", left, told, err)
	}
	_, err = b.CatchUp(t.Context())
	must(t, err)
	if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana", all[5].Name, all[12].Name}) {
		t.Errorf("left %q", got)
	}
	if v, err := b.Get(t.Context(), ana.ID); err != nil || v.Record.(journal.Client).Email != "" {
		t.Errorf("who was completed: %+v, %v", v, err)
	}
	if got := b.List(journal.KindImport, 0); len(got) != 0 {
		t.Errorf("the import is still listed: %+v", got)
	}
	if left, err := b.UndoImport(t.Context(), i.ID, func(int) {}); left != 0 || err != nil {
		t.Errorf("taken back twice: %d, %v", left, err)
	}
}

// An import that is killed tells how far it came; its undo that is killed goes on where it was.
func bookImportKilled(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	ana := Client("Ana")
	Save(t, b, ana)
	i, _ := imports(t, b, ana, 35, 2)
	b = s.Book(t, window())
	must(t, b.LoadText(t.Context()))
	if got := b.List(journal.KindImport, 0); len(got) != 1 || got[0].State != string(journal.ImportUnderWay) {
		t.Fatalf("listed: %+v", got)
	}
	v, err := b.Get(t.Context(), i.ID)
	if got, ok := v.Record.(journal.Import); err != nil || !ok || got.Done != 20 || got.Added != 19 || got.Completed != 1 || len(v.With) != 10 {
		t.Fatalf("kept: %+v, %v", v, err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = b.UndoImport(t.Context(), i.ID, func(int) { panic("killed") })
	}()
	b = s.Book(t, window())
	must(t, b.LoadText(t.Context()))
	if got := b.List(journal.KindImport, 0); len(got) != 1 || got[0].State != string(journal.ImportUndoing) || len(b.List(journal.KindClient, 0)) != 10 {
		t.Fatalf("after half the undo: %+v", got)
	}
	if left, err := b.UndoImport(t.Context(), i.ID, func(int) {}); left != 0 || err != nil {
		t.Errorf("%d stay, %v", left, err)
	}
	if got := titles(b.List(journal.KindClient, 0)); !slices.Equal(got, []string{"Ana"}) {
		t.Errorf("left %q", got)
	}
}
