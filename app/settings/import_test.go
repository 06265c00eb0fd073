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

// What a row is, and what becomes of it when nothing is chosen: who is known for sure is completed, a list of people is left
// out, anybody else is added.
func TestWhatBecomesOfARow(t *testing.T) {
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []journal.Client{
		{ID: "elise", Name: "Élise Tremblay", ClientKind: journal.External, Phone: "+14185550101"},
		{ID: "marie", Name: "Marie Roy", ClientKind: journal.External, Phone: "+14185550102"},
	} {
		if _, err := book.Save(t.Context(), "", store.Write{Record: c}); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.LoadIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	card := func(lines string) string { return "BEGIN:VCARD\nVERSION:3.0\n" + lines + "\nEND:VCARD\n" }
	cards := []struct {
		lines string
		is    part
		want  contacts.Decision
	}{
		{"FN:Elise Tremblay\nTEL:418 555-0101", known, contacts.Decision{Choice: contacts.Update, ID: "elise", Row: -1}},
		{"FN:Marc Tremblay\nTEL:418 555-0101", maybe, contacts.Decision{}}, // one line for two people
		{"FN:Mario Roy\nTEL:418 555-0103", newcomer, contacts.Decision{}},  // nothing but a name that is like another
		{"FN:Paul Simard\nEMAIL:paul@exemple.ca", newcomer, contacts.Decision{}},
		{"FN:Paul Simard\nEMAIL:paul@exemple.ca", again, contacts.Decision{Choice: contacts.Update, Row: 3}},
		{"FN:La chorale\nKIND:group\nTEL:418 555-0104", unusable, contacts.Decision{Choice: contacts.Skip}},
	}
	var file strings.Builder
	for _, c := range cards {
		file.WriteString(card(c.lines))
	}
	f, err := contacts.Read([]byte(file.String()), contacts.Options{})
	if err != nil || len(f.Rows) != len(cards) {
		t.Fatal(f, err)
	}
	a := compare(f, book, i18n.For(i18n.FR))
	a.decide(ui.NewForm(map[string]string{"known_choice": "complete", "maybe_choice": "add"}))
	for i, c := range cards {
		if a.is[i] != c.is || a.decisions[i] != c.want {
			t.Errorf("%q is %s, %+v", c.lines, a.is[i], a.decisions[i])
		}
	}
}
