package promises

import (
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

const today = journal.Day("2026-11-21")

func TestGroup(t *testing.T) {
	for _, c := range []struct {
		due, next journal.Day
		want      string
	}{
		{"2026-11-20", "2026-11-21", "overdue"},
		{"2026-11-21", "", "today"},
		{"2026-11-25", "2026-11-22", "soon"},
		{"2026-11-25", "2026-11-21", "nudge"},
		{"2026-12-25", "2026-11-01", "nudge"},
		{"2026-11-28", "", "soon"},
		{"2026-11-29", "", "later"},
	} {
		if got := Group(store.Entry{Due: c.due, Next: c.next}, today); got != c.want {
			t.Errorf("due %s, next %s: %s, want %s", c.due, c.next, got, c.want)
		}
	}
	groups := ByGroup([]store.Entry{{ID: "a", Due: today}, {ID: "b", Due: today}}, today)
	if got := groups["today"]; len(got) != 2 || got[0].ID != "a" {
		t.Errorf("today holds %v", got)
	}
}

func TestTally(t *testing.T) {
	var tally Tally
	for _, p := range []store.Entry{
		{Client: "c", State: "kept_early"}, {Client: "c", State: "kept"}, {Client: "c", State: "late"}, {Client: "c", State: "broken"},
		{Client: "c", State: "open", Due: "2026-11-20"}, {Client: "c", State: "open", Due: today},
		{State: "kept"}, {State: "open", Due: "2026-11-01"}, // to oneself
		{Client: "c", State: store.Gone},
	} {
		tally.Add(p, today)
	}
	if want := (Tally{Early: 1, Kept: 1, Late: 1, Broken: 1, Overdue: 1}); tally != want {
		t.Errorf("%+v, want %+v", tally, want)
	}
	if kept, of, ok := tally.Rate(); kept != 2 || of != 4 || ok {
		t.Errorf("%d of %d, shown: %v; four are too few", kept, of, ok)
	}
	tally.Kept++
	if kept, of, ok := tally.Rate(); kept != 3 || of != 5 || !ok {
		t.Errorf("%d of %d, shown: %v", kept, of, ok)
	}
}

func TestChanged(t *testing.T) {
	say := i18n.For(i18n.EN)
	open := journal.Promise{ID: "p", Client: "c", What: "call", Made: "2026-11-20", Due: "2026-11-27", State: journal.Open}
	moved, err := open.Renegotiate(today, "2026-11-30", "parts")
	if err != nil {
		t.Fatal(err)
	}
	told, _ := open.Tell(today)
	snoozed, _ := open.Snooze(today, "2026-11-24")
	timed := open
	timed.ActualHours = 2
	corrected, _ := open.Correct("call back", "2026-11-27")
	for _, c := range []struct {
		was, is journal.Promise
		want    string
	}{
		{open, open.Keep(today), "Kept early"},
		{open.Keep(today), open, "Still to be kept"},
		{open, moved, "Another day agreed on: Monday, November 30"},
		{open, told, "Last news: Saturday, November 21"},
		{open, snoozed, "Reminder: Tuesday, November 24"},
		{snoozed, open, "Reminder removed"},
		{open, timed, "Time logged"},
		{open, corrected, ""},
	} {
		if got := Changed(say, c.was, c.is); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestActs refuses what cannot be, and reads hours as people write them.
func TestActs(t *testing.T) {
	open := journal.Promise{ID: "p", Client: "c", What: "call", Made: "2026-11-20", Due: "2026-11-27", State: journal.Open}
	for _, c := range []struct {
		act     string
		form    map[string]string
		refused string
	}{
		{"edit", map[string]string{"promise": "rappeler", "promise_date": "2026-11-28"}, ""},
		{"edit", map[string]string{"promise": " ", "promise_date": "2026-11-28"}, "promise: no_promise"},
		{"move", map[string]string{"promise_date": "2026-11-28"}, "reason: missing"},
		{"move", map[string]string{"promise_date": "2026-11-28", "reason": "neige"}, ""},
		{"break", map[string]string{"reason": ""}, "reason: missing"},
		{"snooze", map[string]string{"remind": "2026-11-28"}, "remind: after_due"},
		{"hours", map[string]string{"estimate_hours": "1,5", "actual_hours": " 2.25 "}, ""},
		{"hours", map[string]string{"estimate_hours": "deux", "actual_hours": ""}, "estimate_hours: number"},
		{"hours", map[string]string{"estimate_hours": "-1", "actual_hours": ""}, "estimate_hours: number"},
	} {
		p, err := acts[c.act].do(values{i18n.For(i18n.FR), today, c.form}, open)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.refused {
			t.Errorf("%s %v: %q, want %q", c.act, c.form, got, c.refused)
		}
		if c.act == "hours" && err == nil && (p.EstimateHours != 1.5 || p.ActualHours != 2.25) {
			t.Errorf("hours %v, %v", p.EstimateHours, p.ActualHours)
		}
	}
}

// A news day past the day promised is said for what it is: what happens if the day is missed.
func TestNudgeWords(t *testing.T) {
	for _, c := range []struct {
		nudge, due, today journal.Day
		want              string
	}{
		{"2026-11-23", "2026-11-22", "2026-11-21", "promise.nudge_missed"},
		{"2026-11-23", "2026-11-22", "2026-11-22", "promise.nudge_missed"},
		{"2026-11-25", "2026-11-22", "2026-11-23", "promise.nudge"}, // already late: every other day
		{"2026-11-25", "2026-11-29", "2026-11-21", "promise.nudge"},
		{"2026-11-21", "2026-11-20", "2026-11-21", "promise.nudge_now"},
	} {
		if got := nudgeWords(c.nudge, c.due, c.today); got != c.want {
			t.Errorf("news %s, due %s, on %s: %s, want %s", c.nudge, c.due, c.today, got, c.want)
		}
	}
}
