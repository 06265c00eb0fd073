package journal_test

import (
	"testing"
	"time"

	"trousse/internal/journal"
)

func TestSample(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.FixedZone("", -5*3600))
	records, err := journal.Sample([]byte(`[
		{"kind": "client", "body": {"id": "@ana", "name": "Ana Exemple", "kind": "external"}},
		{"kind": "interaction", "body": {"id": "@talk", "client": "@ana", "at": "#-2 14:05", "request": "Un prix"}},
		{"kind": "promise", "body": {"id": "@p", "client": "@ana", "what": "Rappeler", "made": "#-2", "due": "#1", "state": "open"}}
	]`), now)
	if err != nil || len(records) != 3 {
		t.Fatal(records, err)
	}
	ana, talk, promise := records[0].(journal.Client), records[1].(journal.Interaction), records[2].(journal.Promise)
	for _, r := range records {
		if err := r.Check(); err != nil || !journal.IsSample(r.Key()) {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if talk.Client != ana.ID || promise.Client != ana.ID || ana.ID == talk.ID || len(ana.ID) != len(journal.NewID()) {
		t.Errorf("ids %q %q %q", ana.ID, talk.Client, promise.Client)
	}
	if !talk.At.Equal(time.Date(2026, 11, 20, 19, 5, 0, 0, time.UTC)) || promise.Made != "2026-11-20" || promise.Due != "2026-11-23" {
		t.Errorf("at %v, made %s, due %s", talk.At, promise.Made, promise.Due)
	}
	if journal.IsSample(journal.NewID()) {
		t.Error("a new record is taken for one of the sample")
	}
	for _, wrong := range []string{`{}`, `[{"kind": "promise", "body": {"due": "#soon"}}]`, `[{"kind": "interaction", "body": {"at": "#1 noon"}}]`, `[{"kind": "nothing", "body": {}}]`} {
		if _, err := journal.Sample([]byte(wrong), now); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}
