package journal_test

import (
	"testing"

	"trousse/internal/journal"
)

// What is about others names a client who is erased no more; what is about the client is left alone.
func TestWithout(t *testing.T) {
	sent := journal.Client{ID: "b", Name: "Bo", ReferredBy: "a", Thanked: "2026-11-20"}
	if rec, changed := journal.Without(sent, "a"); !changed || rec.(journal.Client).ReferredBy != "" || rec.(journal.Client).Thanked != "" {
		t.Errorf("%+v", rec)
	}
	better := journal.Improvement{ID: "i", Asked: []journal.Asker{{Client: "a"}, {Client: "b", Told: "2026-11-20"}, {Client: "a"}}}
	rec, changed := journal.Without(better, "a")
	if asked := rec.(journal.Improvement).Asked; !changed || len(asked) != 1 || asked[0].Client != "b" || len(better.Asked) != 3 {
		t.Errorf("%+v", rec)
	}
	for _, rec := range []journal.Record{sent, better, journal.Promise{ID: "p", Client: "c"}, journal.Interaction{ID: "t", Client: "c"}} {
		if _, changed := journal.Without(rec, "c"); changed {
			t.Errorf("changed %+v", rec)
		}
	}
}
