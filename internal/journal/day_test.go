package journal_test

import (
	"testing"
	"time"

	"trousse/internal/journal"
)

func TestParseDay(t *testing.T) {
	for s, good := range map[string]bool{
		"2026-11-21": true, "2028-02-29": true, "1900-01-01": true, "2200-12-31": true,
		"": false, "2026-02-29": false, "2026-11-31": false, "2026-00-10": false, "2026-13-01": false, "1899-12-31": false,
		"2201-01-01": false, "21/11/2026": false, "2026-1-5": false, "2026-11-21 ": false, "٢٠٢٦-11-21": false, "demain": false,
	} {
		d, err := journal.ParseDay(s)
		if (err == nil) != good || good && string(d) != s {
			t.Errorf("%q: %q, %v", s, d, err)
		}
	}
}

func TestDayArithmetic(t *testing.T) {
	for _, c := range []struct {
		from journal.Day
		n    int
		want journal.Day
	}{
		{"2026-11-21", 0, "2026-11-21"},
		{"2026-12-31", 1, "2027-01-01"},
		{"2028-02-28", 1, "2028-02-29"},
		{"2026-03-08", 1, "2026-03-09"}, // clocks change
		{"2026-11-01", -1, "2026-10-31"},
		{"2026-11-21", 365, "2027-11-21"},
		{"", 3, ""},
	} {
		if got := c.from.Add(c.n); got != c.want {
			t.Errorf("%s + %d = %s, want %s", c.from, c.n, got, c.want)
		}
		if c.from != "" && c.want.Since(c.from) != c.n {
			t.Errorf("%s since %s = %d, want %d", c.want, c.from, c.want.Since(c.from), c.n)
		}
	}
	if !journal.Day("").Time().IsZero() || !journal.Day("x").Time().IsZero() {
		t.Error("no day has a time")
	}
}

func TestNext(t *testing.T) {
	const saturday journal.Day = "2026-11-21"
	for w, want := range map[time.Weekday]journal.Day{
		time.Sunday: "2026-11-22", time.Monday: "2026-11-23", time.Friday: "2026-11-27", time.Saturday: "2026-11-28",
	} {
		if got := saturday.Next(w); got != want {
			t.Errorf("next %s: %s, want %s", w, got, want)
		}
	}
}

func TestDayOf(t *testing.T) {
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.FixedZone("", -5*3600))
	if got := journal.DayOf(late); got != "2026-11-21" {
		t.Error(got)
	}
	if got := journal.DayOf(late.UTC()); got != "2026-11-22" {
		t.Error(got)
	}
}

func TestKeep(t *testing.T) {
	for today, want := range map[journal.Day]journal.PromiseState{
		"2026-11-26": journal.KeptEarly, "2026-11-27": journal.Kept, "2026-11-28": journal.KeptLate, "2027-01-01": journal.KeptLate,
	} {
		p := journal.Promise{Due: "2026-11-27", State: journal.Open}.Keep(today)
		if p.State != want || p.Done != today {
			t.Errorf("kept on %s: %+v", today, p)
		}
	}
}

func TestWhenDue(t *testing.T) {
	for due, want := range map[journal.Day]journal.When{
		"2026-11-20": journal.Overdue, "2025-01-01": journal.Overdue, "2026-11-21": journal.DueToday,
		"2026-11-22": journal.DueSoon, "2026-11-28": journal.DueSoon, "2026-11-29": journal.DueLater,
	} {
		if got := journal.WhenDue(due, "2026-11-21"); got != want {
			t.Errorf("%s: %v, want %v", due, got, want)
		}
	}
}
