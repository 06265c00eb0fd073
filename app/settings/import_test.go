package settings

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/exchange/contacts"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

// An import that is stopped in the middle goes on with whoever is not in yet.
func TestStoppedImportGoesOn(t *testing.T) {
	const people, batches = 2300, 25
	var cards strings.Builder
	for i := range people {
		fmt.Fprintf(&cards, "BEGIN:VCARD\nVERSION:3.0\nFN:Élise %d\nTEL:450-555-%04d\nEND:VCARD\n", i, i)
	}
	f, err := contacts.Read([]byte(cards.String()), contacts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	opt := store.Options{Place: &mem.Place{}, AEAD: goaead.New}
	book, err := store.Open(t.Context(), opt)
	if err == nil {
		err = book.LoadIndex(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	came := 0
	env := &ui.Env{Book: book, Say: i18n.For(i18n.FR), Do: func(func(app.Context)) {
		if came++; came == batches {
			stop()
		}
	}}
	bringIn := func(ctx context.Context) (journal.Import, error) {
		a := compare(f, book, env.Say)
		a.decide(ui.NewForm(map[string]string{"known_choice": "complete", "maybe_choice": "add"}))
		if a.adds != len(f.Rows) {
			t.Errorf("%d of %d are new", a.adds, len(f.Rows))
		}
		return bring(ctx, env, a, journal.Import{ID: journal.NewID(), At: time.Now(), Stage: journal.ImportUnderWay, People: len(f.Rows)})
	}
	imp, err := bringIn(ctx)
	if err == nil || imp.Done != batches*store.MaxBatch {
		t.Fatalf("%d came in, then %v", imp.Done, err)
	}
	f.Rows = f.Rows[imp.Done:]
	if imp, err = bringIn(t.Context()); err != nil || imp.Done != people-batches*store.MaxBatch || imp.Stage != journal.ImportDone {
		t.Fatalf("%d came in, %s, then %v", imp.Done, imp.Stage, err)
	}
	names := map[string]bool{}
	for _, e := range book.List(journal.KindClient, 0) {
		names[e.Title] = true
	}
	if n := book.Counts()[journal.KindClient]; n != people || len(names) != people {
		t.Errorf("%d clients, of %d names", n, len(names))
	}
	again, err := store.Open(t.Context(), opt)
	if err == nil {
		err = again.LoadIndex(t.Context())
	}
	if n := again.Counts()[journal.KindClient]; n != people || err != nil {
		t.Errorf("%d clients in another window, %v", n, err)
	}
}
