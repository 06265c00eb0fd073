package journal_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/google/uuid"

	"trousse/internal/journal"
)

// Every kind of record comes back from its body as it went in.
func TestRevisionRecord(t *testing.T) {
	zero := 0
	for _, rec := range []journal.Record{
		journal.Client{ID: id, Name: "Élise <script> 😀", ClientKind: journal.Internal, Avoid: rtl},
		journal.Interaction{ID: id, Client: id, At: moment, Recommend: &zero, FeelingAfter: 5, Notes: "a\nb"},
		journal.Promise{ID: id, Client: id, What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Broken, Done: "2026-11-28"},
		journal.Promise{ID: id, Run: "r", What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open},
		journal.Improvement{ID: id, What: "Une affiche\nà l’entrée", Seen: "2026-11-21", State: journal.PassedOn, Run: "r", Item: "greeting"},
		journal.ChecklistRun{ID: id, List: "pulse", At: moment, Answers: map[string]string{"a": "yes"}},
		journal.ChecklistRun{ID: id, List: "service-plan", At: moment, Rater: "colleague", Answers: map[string]string{"a": "done"},
			Notes: map[string]string{"a": "b"}, Plan: map[string]journal.Step{"a": {Owner: "Zoé", Due: "2026-12-01"}}},
		journal.OwnList{ID: id, From: "chain", Title: "Ma chaîne", Method: journal.MethodScale, Items: []journal.OwnItem{{ID: "call", Text: "L’appel"}}},
		journal.OwnScript{ID: id, From: "angry-listen", Language: "fr", Title: "Écouter", Channels: []string{"phone"}, Text: "Je vous écoute.", TextTu: "Je t’écoute."},
		journal.Resource{ID: id, From: "bdc", Category: "finance", Name: "BDC", Phone: "811", URL: "https://bdc.ca", Hidden: true},
		journal.Settings{ID: id, UserName: "Ali", LastBackup: "2026-11-21", HoldMinutes: 3, Favourites: []string{"/scripts/a"},
			Latitude: []journal.Gesture{{What: "Offrir un café", Limit: "10 $"}}},
	} {
		body, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: rec.Kind(), Schema: journal.Schema, Body: body}
		got, err := r.Record()
		if err != nil || !reflect.DeepEqual(got, rec) || got.Key() != id {
			t.Errorf("%s: %+v, %v; want %+v", rec.Kind(), got, err, rec)
		}
		r.Body = nil
		if got, err := r.Record(); got != nil || err != nil || !r.Gone() {
			t.Errorf("%s taken away: %v, %v", rec.Kind(), got, err)
		}
	}
}

func TestRevisionUnreadable(t *testing.T) {
	good := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: journal.KindClient, Schema: 1, Body: []byte(`{"id":"` + id + `"}`)}
	if _, err := good.Record(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*journal.Revision){
		"newer schema":   func(r *journal.Revision) { r.Schema = journal.Schema + 1 },
		"unknown kind":   func(r *journal.Revision) { r.Kind = "horse" },
		"not JSON":       func(r *journal.Revision) { r.Body = []byte("{") },
		"a list":         func(r *journal.Revision) { r.Body = []byte("[]") },
		"wrong type":     func(r *journal.Revision) { r.Body = []byte(`{"id":"` + id + `","name":1}`) },
		"another record": func(r *journal.Revision) { r.ID = journal.NewID() },
	} {
		r := good
		change(&r)
		if rec, err := r.Record(); !errors.Is(err, journal.ErrUnreadable) || rec != nil {
			t.Errorf("%s: %v, %v", name, rec, err)
		}
	}
}

func TestNewID(t *testing.T) {
	a, b := journal.NewID(), journal.NewID()
	if a == b || uuid.MustParse(a).Version() != 4 {
		t.Errorf("%s, %s", a, b)
	}
}
