package complaints

import (
	"strings"
	"testing"
	"time"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

var when = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// Each version says what it did; an act that is undone says so too.
func TestChanges(t *testing.T) {
	say := i18n.For(i18n.EN)
	received := journal.NewComplaint(journal.NewID(), "c", "Late", when, journal.Settings{}, nil)
	told := journal.Telling{At: when, By: journal.Phone}
	acknowledged, err := received.Advance(journal.Acknowledged, when, "", &told)
	if err != nil {
		t.Fatal(err)
	}
	delayed, err := acknowledged.Delay(when, "2027-01-15", "Parts", nil)
	if err != nil {
		t.Fatal(err)
	}
	heard, err := delayed.Tell(2, told)
	if err != nil {
		t.Fatal(err)
	}
	corrected := heard
	corrected.What = "Very late"
	for _, c := range []struct {
		was, now journal.Complaint
		want     string
	}{
		{journal.Complaint{}, received, "Received"},
		{received, acknowledged, "Acknowledged (told by phone)"},
		{acknowledged, delayed, "Delay"},
		{delayed, heard, "(told by phone)"},
		{heard, corrected, "details corrected"},
		{acknowledged, received, "a step undone"},
	} {
		if got := strings.Join(changes(say, c.was, c.now), ", "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if act, step := upcoming(delayed); act != tell || step != 2 {
		t.Errorf("after a delay comes %s %d", act, step)
	}
	if act, _ := upcoming(heard); act != string(journal.Assessed) {
		t.Errorf("once it is told comes %s", act)
	}
}

// An act changes what its form shows, and nothing that was typed in another.
func TestDetails(t *testing.T) {
	f := ui.NewForm(map[string]string{"what": "Typed", "severity": "minor", "safety": "yes"})
	c := details(journal.Complaint{What: "Said"}, f, "severity")
	if c.What != "Said" || c.Severity != journal.Minor || c.Safety {
		t.Errorf("%+v", c)
	}
	if c = details(journal.Complaint{What: "Said"}, f); c.What != "Typed" || !c.Safety {
		t.Errorf("%+v", c)
	}
}

// Every act has fields, and every field that a refusal names stands in one of them.
func TestEveryStageHasItsForm(t *testing.T) {
	for _, stage := range journal.Stages[1:] {
		if len(fieldsOf(string(stage))) == 0 {
			t.Errorf("no form for %s", stage)
		}
	}
}

// Improvements are found by their own words and by their client's, each once, and many of one client all.
func TestFound(t *testing.T) {
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New, Now: func() time.Time { return when }})
	if err != nil {
		t.Fatal(err)
	}
	ana := journal.Client{ID: journal.NewID(), Name: "Ana Chaudière", ClientKind: journal.External}
	bo := journal.Client{ID: journal.NewID(), Name: "Bo Roy", ClientKind: journal.External}
	writes := []store.Write{{Record: ana}, {Record: bo}, {Record: journal.NewComplaint(journal.NewID(), bo.ID, "La chaudière siffle", when, journal.Settings{}, nil)}}
	for range 3 * page {
		writes = append(writes, store.Write{Record: journal.NewComplaint(journal.NewID(), ana.ID, "En retard", when, journal.Settings{}, nil)})
	}
	if _, err := book.Save(t.Context(), "", writes...); err != nil {
		t.Fatal(err)
	}
	if err := book.LoadText(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := &List{env: &ui.Env{Book: book}}
	for q, want := range map[string]int{"chaudiere": 3*page + 1, "chaud siffle": 1, "ana": 3 * page, "roy": 1, "personne": 0} {
		s.form = ui.NewForm(map[string]string{"q": q})
		if got := s.found(book.List(journal.KindComplaint, 0)); len(got) != want {
			t.Errorf("%s finds %d, want %d", q, len(got), want)
		}
	}
}
