package scripts

import (
	"testing"

	"trousse/internal/journal"
)

// TestTold records what a client heard of a promise: another day where the words name one, and otherwise news.
func TestTold(t *testing.T) {
	const today = journal.Day("2026-11-21")
	open := journal.Promise{ID: "p", Client: "c", What: "Call", Made: "2026-11-16", Due: "2026-11-20", State: journal.Open}
	late, err := sent{due: "2026-11-25"}.told(open, "The part is late", today)
	if err != nil || late.Due != "2026-11-25" || len(late.Moves) != 1 || late.Moves[0].Reason != "The part is late" {
		t.Errorf("%+v, %v", late, err)
	}
	if late, err = (sent{due: "2026-11-25", title: "It will be late"}).told(open, "", today); err != nil || late.Moves[0].Reason != "It will be late" {
		t.Errorf("without a reason: %+v, %v", late, err)
	}
	for _, s := range []sent{{}, {due: "2026-11-20"}} {
		if news, err := s.told(open, "", today); err != nil || news.Due != open.Due || news.LastTold() != today {
			t.Errorf("%+v: %+v, %v", s, news, err)
		}
	}
}
