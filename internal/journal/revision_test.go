package journal_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"trousse/internal/journal"
)

// everyKind is records of every kind, with what they may hold.
func everyKind() []journal.Record {
	zero, yes := 0, true
	told := &journal.Telling{At: moment, By: journal.Phone}
	return []journal.Record{
		journal.Client{ID: id, Name: "Élise <script> 😀", ClientKind: journal.Internal, Avoid: rtl},
		journal.Interaction{ID: id, Client: id, At: moment, Recommend: &zero, FeelingAfter: 5, Notes: "a\nb"},
		journal.Promise{ID: id, Client: id, What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Broken, Done: "2026-11-28"},
		journal.Promise{ID: id, Run: "r", What: "rappeler", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open},
		journal.Client{ID: id, Name: "Ana", ClientKind: journal.External, Tags: []string{"été"}, ReferredBy: "c", Thanked: "2026-11-21",
			Also: []journal.Detail{{Kind: journal.DetailPhone, Label: "bureau", Value: "911"}}},
		journal.Interaction{ID: id, Client: "c", At: moment, Outcome: journal.Voicemail, Complaint: "k", Satisfaction: 5, Ease: 7, Recommend: &zero,
			RecommendFrom: journal.RecommendAsked, SolvedFirstTime: &yes, Avoidable: &journal.AvoidableError{Cause: journal.CauseLate, Note: "n", Cost: 4050},
			Photos: []journal.Photo{{ID: "p", When: journal.PhotoAfter, W: 1600, H: 1200, Size: 250_000}}},
		journal.Promise{ID: id, Client: "c", Complaint: "k", What: "w", Made: "2026-11-21", Due: "2026-12-02", State: journal.Broken, Done: "2026-12-03", Reason: "r",
			Moves: []journal.Move{{On: "2026-11-25", From: "2026-11-27", To: "2026-12-02", Reason: "m"}}, Quote: true, EstimateHours: 1.5, ActualHours: 2.25,
			Remind: "2026-11-30", Told: []journal.Day{"2026-11-24", "2026-11-28"}},
		journal.Complaint{ID: id, Client: "c", Interaction: "i", Reference: "A-261121-K7", Channel: journal.Email, What: "w", Remedy: "r", Severity: journal.Serious,
			Safety: true, Complexity: journal.Involved, Impact: journal.OnMany, AckBy: moment, AnswerBy: "2026-12-01",
			Steps:   []journal.ComplaintStep{{Stage: journal.Received, At: moment}, {Stage: journal.Delayed, At: moment, Note: "n", Until: "2026-11-30", Told: told}},
			Closing: &journal.Closing{Outcome: journal.Partly, Cause: journal.CauseManner, Note: "n", Feeling: 4, Recommend: &zero, RecommendFrom: journal.RecommendEstimated}},
		journal.Improvement{ID: id, What: "w", Seen: "2026-11-21", State: journal.ActedOn, Source: journal.FromComplaint, From: "k", Level: journal.Manager, Who: "Julie",
			Done: "d", Passed: "2026-11-22", Acted: "2026-11-23", Told: "2026-11-24", Asked: []journal.Asker{{Client: "c", Told: "2026-11-24", By: journal.Text}, {Client: "d"}}},
		journal.Departure{ID: id, Client: "c", On: "2026-11-21", Door: journal.DoorIndifference, Note: "n"},
		journal.Observation{ID: id, On: "2026-11-21", Where: "Au resto", How: journal.GoodService, What: "w", Lesson: "l"},
		journal.Story{ID: id, On: "2026-11-21", StoryKind: journal.FunnyStory, Title: "T", Text: "t", Interaction: "i"},
		journal.CheckIn{ID: id, At: moment, Stress: 4, Note: "n", Author: "a", Interaction: "i"},
		journal.Settings{ID: id, AckHours: 2, AnswerDays: 5, LockIdle: 5, LockHidden: journal.NeverLocks, HelpOpen: true, Cover: "00", CoverIdle: 5, Authors: []journal.Author{{ID: "a", Name: "Ana"}},
			Questions: []journal.Questions{{About: "chauffe-eau", Ask: []string{"Quel modèle?"}}}},
		journal.Improvement{ID: id, What: "Une affiche\nà l’entrée", Seen: "2026-11-21", State: journal.PassedOn, Run: "r", Item: "greeting"},
		journal.ChecklistRun{ID: id, List: "pulse", At: moment, Answers: map[string]string{"a": "yes"}},
		journal.ChecklistRun{ID: id, List: "service-plan", At: moment, Rater: "colleague", Answers: map[string]string{"a": "done"},
			Notes: map[string]string{"a": "b"}, Plan: map[string]journal.Step{"a": {Owner: "Zoé", Due: "2026-12-01"}}},
		journal.OwnList{ID: id, From: "chain", Title: "Ma chaîne", Method: journal.MethodScale, Items: []journal.OwnItem{{ID: "call", Text: "L’appel"}}},
		journal.OwnScript{ID: id, From: "angry-listen", Language: "fr", Title: "Écouter", Channels: []string{"phone"}, Text: "Je vous écoute.", TextTu: "Je t’écoute."},
		journal.Resource{ID: id, From: "bdc", Category: "finance", Name: "BDC", Phone: "811", URL: "https://bdc.ca", Hidden: true},
		journal.Scenario{ID: id, Calculator: "lost-client", Name: "Café", Client: "c", At: moment, Figures: map[string]string{"years": "5"}},
		journal.Import{ID: id, At: moment, Stage: journal.ImportUndoing, People: 5, Done: 4, Added: 2, Completed: 1, Undone: 1},
		journal.Settings{ID: id, UserName: "Ali", LastBackup: "2026-11-21", HoldMinutes: 3, Favourites: []string{"/scripts/a"},
			Latitude: []journal.Gesture{{What: "Offrir un café", Limit: "10 $"}}},
	}
}

// Every kind of record comes back from its body as it went in.
func TestRevisionRecord(t *testing.T) {
	for _, rec := range everyKind() {
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

// Every kind that is listed is one that can be read again, and the other way round.
func TestKinds(t *testing.T) {
	for _, k := range journal.Kinds {
		r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: k, Schema: journal.Schema, Body: []byte(`{"id":"` + id + `"}`)}
		if rec, err := r.Record(); err != nil || rec.Kind() != k {
			t.Errorf("%s: %v, %v", k, rec, err)
		}
	}
}

// What the kit wrote before a field came to be is still read, and still sound.
func TestOldBodies(t *testing.T) {
	for kind, body := range map[journal.Kind]string{
		journal.KindPromise:     `"client":"c","what":"w","made":"2026-11-21","due":"2026-11-27","state":"broken","done":"2026-11-28"`,
		journal.KindImprovement: `"what":"w","seen":"2026-11-21","state":"told","run":"r","item":"greeting"`,
		journal.KindInteraction: `"client":"c","at":"2026-11-21T14:05:00-05:00","recommend":9,"wait":120`,
		journal.KindClient:      `"name":"Ana","kind":"external","phone":"+14185550199"`,
		journal.KindSettings:    `"user_name":"Ali","latitude":[{"what":"w"}]`,
	} {
		r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: kind, Schema: 1, Body: []byte(`{"id":"` + id + `",` + body + `}`)}
		rec, err := r.Record()
		if err != nil || rec.Check() != nil {
			t.Errorf("%s: %+v, %v, %v", kind, rec, err, rec.Check())
			continue
		}
		again, err := json.Marshal(rec)
		var was, is map[string]any
		if err != nil || json.Unmarshal(r.Body, &was) != nil || json.Unmarshal(again, &is) != nil || !reflect.DeepEqual(is, was) {
			t.Errorf("%s became %s", r.Body, again)
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

// FuzzRecord: no body of any kind makes the kit panic, and what is read is written as it was read. Own lists and scripts are
// bodies like the others.
func FuzzRecord(f *testing.F) {
	for _, rec := range everyKind() {
		body, err := json.Marshal(rec)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(slices.Index(journal.Kinds, rec.Kind())), body)
		f.Add(uint8(slices.Index(journal.Kinds, journal.KindOwnList)), body)
	}
	f.Add(uint8(0), []byte(`{"id":"`+id+`","id":"x","name":"\ud800","also":[{},{}],"x":`+strings.Repeat("[", 9000)))
	f.Add(uint8(1), []byte(`{"id":"`+id+`","at":"9999-12-31T23:59:59.999999999+23:59","wait":-9223372036854775808}`))
	f.Fuzz(func(t *testing.T, kind uint8, body []byte) {
		r := journal.Revision{Ref: journal.Ref{ID: id, N: 1}, Kind: journal.Kinds[int(kind)%len(journal.Kinds)], Schema: journal.Schema, Body: body}
		rec, err := r.Record()
		if err != nil {
			if !errors.Is(err, journal.ErrUnreadable) {
				t.Fatal(err)
			}
			return
		}
		if rec == nil || rec.Check() != nil {
			return
		}
		journal.Names(rec)
		journal.Photos(rec)
		if r.Body, err = json.Marshal(rec); err != nil {
			t.Fatal(err)
		}
		again, err := r.Record()
		if err != nil || again.Check() != nil {
			t.Fatalf("%s became %+v, %v", r.Body, again, err)
		}
		if twice, err := json.Marshal(again); err != nil || string(twice) != string(r.Body) {
			t.Fatalf("%s became %s, %v", r.Body, twice, err)
		}
	})
}

func TestNewID(t *testing.T) {
	a, b := journal.NewID(), journal.NewID()
	if a == b || uuid.MustParse(a).Version() != 4 {
		t.Errorf("%s, %s", a, b)
	}
}
