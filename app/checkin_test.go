package app

import (
	"strings"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// TestCheckInsAreOnesOwn shows how someone has been to them, and to nobody else who stands at the counter (F14).
func TestCheckInsAreOnesOwn(t *testing.T) {
	env, shell, _ := kit(t, i18n.EN)
	writes := []store.Write{{Record: journal.Settings{ID: journal.NewID(), Authors: []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: "Bo"}}}}}
	for i, stress := range []int{5, 2} {
		writes = append(writes, store.Write{Record: journal.CheckIn{ID: journal.NewID(), At: now.AddDate(0, 0, -i), Stress: stress, Author: "a"}})
	}
	if _, err := env.Book.Save(t.Context(), "", writes...); err != nil {
		t.Fatal(err)
	}
	for author, want := range map[string]bool{"a": true, "b": false} {
		env.Book.SetAuthor(author)
		visit(t, shell, "/")
		page := visit(t, shell, "/check-in")
		if strings.Contains(page, "Over time") != want || !strings.Contains(page, "hidden, not locked") {
			t.Errorf("%s sees the answers: %v", author, !want)
		}
	}
}
