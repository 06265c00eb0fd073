package ui

import (
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// TestPromises wants what is to be kept by its day, and what is settled as it came.
func TestPromises(t *testing.T) {
	entry := func(title string, kind journal.Kind, state string, due journal.Day) (e store.Entry) {
		e.Title, e.Kind, e.State, e.Due = title, kind, state, due
		return e
	}
	open, settled := Promises([]store.Entry{
		entry("later", journal.KindPromise, string(journal.Open), "2026-11-30"),
		entry("kept", journal.KindPromise, string(journal.Kept), "2026-11-20"),
		entry("talk", journal.KindInteraction, "", ""),
		entry("late", journal.KindPromise, string(journal.Open), "2026-03-09"),
		entry("broken", journal.KindPromise, string(journal.Broken), "2026-11-01"),
		entry("also later", journal.KindPromise, string(journal.Open), "2026-11-30"),
	})
	said := ""
	for _, e := range append(open, settled...) {
		said += e.Title + "; "
	}
	if want := "late; later; also later; kept; broken; "; said != want {
		t.Errorf("%s, want %s", said, want)
	}
}
