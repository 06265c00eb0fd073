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

// TestNobodySeesHowAnotherIs goes to every room as someone else: nothing of a check-in or of a pulse shows, at their own
// addresses neither, nor do the drafts (F14, F46).
func TestNobodySeesHowAnotherIs(t *testing.T) {
	const secret = "Zoukini"
	env, shell, ids := kit(t, i18n.FR)
	checkin := journal.CheckIn{ID: journal.NewID(), At: now, Stress: 5, Note: secret, Author: "a", Interaction: ids["interactions"]}
	run := journal.ChecklistRun{ID: journal.NewID(), List: "pulse", At: now, Author: "a", Answers: map[string]string{"rested": "1", "energy": "2"}}
	earlier := journal.ChecklistRun{ID: journal.NewID(), List: "pulse", At: now.AddDate(0, 0, -3), Author: "a", Answers: map[string]string{"rested": "4"}}
	people := journal.Settings{ID: journal.NewID(), Authors: []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: "Bo"}}}
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: people}, store.Write{Record: checkin}, store.Write{Record: run}, store.Write{Record: earlier}); err != nil {
		t.Fatal(err)
	}
	env.Book.SetAuthor("a")
	for key, name := range map[string]string{"check-in": "note", "checklist/pulse": "rested"} {
		if err := env.Book.PutDraft(t.Context(), env.Own(key), []byte(`{"window":"w","author":"a","at":"2026-11-21T14:00:00Z","values":{"`+name+`":"5"}}`)); err != nil {
			t.Fatal(err)
		}
	}
	own := "/checklists/pulse/runs/" + run.ID
	for author, mine := range map[string]bool{"a": true, "b": false, "": false} {
		env.Book.SetAuthor(author)
		visit(t, shell, "/") // the index is loaded from here on
		if page := visit(t, shell, own); strings.Contains(page, "Rien à cette adresse") == mine {
			t.Errorf("%q sees the pulse: %v", author, !mine)
		}
		for _, path := range []string{"/check-in", "/checklists/pulse"} {
			if page := visit(t, shell, path); strings.Contains(page, `name="resume_draft"`) != mine {
				t.Errorf("%q is offered the draft of %s: %v", author, path, !mine)
			}
		}
		if mine {
			continue
		}
		paths := []string{own, own + "/edit", "/checklists/every-encounter/runs/" + run.ID}
		for _, room := range []string{"interactions", "clients", "promises", "complaints", "improvements", "stories", "check-in", "log"} {
			paths = append(paths, "/"+room+"/"+checkin.ID, "/"+room+"/"+run.ID)
		}
		for _, r := range rooms {
			paths = append(paths, strings.NewReplacer("{id}", checkin.ID, "{slug}", "pulse", "{key}", "pulse").Replace(r.pattern))
		}
		for _, path := range paths {
			page := visit(t, shell, path)
			for _, sign := range []string{secret, `name="count_here_check_in"`, "Déjà 1 fois", "Déjà 2 fois", "Au fil du temps"} {
				if strings.Contains(page, sign) {
					t.Errorf("%q sees %q at %s", author, sign, path)
				}
			}
		}
	}
}
