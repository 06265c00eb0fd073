package improvements

import (
	"strings"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

func TestStretch(t *testing.T) {
	for _, c := range []struct {
		period    string
		today     journal.Day
		from, day journal.Day
	}{
		{"month", "2026-11-22", "2026-11-01", "2026-11-22"},
		{"last_month", "2026-03-31", "2026-02-01", "2026-02-28"},
		{"last_month", "2026-01-15", "2025-12-01", "2025-12-31"},
		{"quarter", "2026-01-31", "2025-11-01", "2026-01-31"},
		{"year", "2026-11-22", "2026-01-01", "2026-11-22"},
	} {
		if from, to := stretch(c.period, c.today); from != c.from || to != c.day {
			t.Errorf("%s on %s: %s to %s", c.period, c.today, from, to)
		}
	}
}

// TestDigestNamesNoClient reads the digest as the manager does.
func TestDigestNamesNoClient(t *testing.T) {
	all := []journal.Improvement{
		{ID: "a", What: "A higher\nbench", Seen: "2026-11-05", State: journal.ActedOn, Level: journal.Manager, Who: "Julie", Done: "It came.", Acted: "2026-11-20",
			Asked: []journal.Asker{{Client: "ana"}, {Client: "bo"}}},
		{ID: "b", What: "A sign", Seen: "2026-11-07", State: journal.Heard},
		{ID: "c", What: "Later", Seen: "2026-12-07", State: journal.Heard},
	}
	got := words(i18n.For(i18n.EN), all, "2026-11-01", "2026-11-30")
	want := `Improvements, November 1, 2026 to November 30, 2026

Manager · Julie
- Acted on: A higher bench (2 people asked)
  What was done: It came.

Not decided yet
- Heard: A sign
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if fr := words(i18n.For(i18n.FR), all, "2026-11-01", "2026-11-30"); !strings.Contains(fr, "demandée par 2 personnes") {
		t.Errorf("in French\n%s", fr)
	}
	if none := words(i18n.For(i18n.EN), all, "2025-01-01", "2025-02-01"); none != "" {
		t.Errorf("of a time without any\n%s", none)
	}
}

// TestBand tells where improvements wait.
func TestBand(t *testing.T) {
	for _, c := range []struct {
		i    journal.Improvement
		want string
	}{
		{journal.Improvement{State: journal.Heard}, nobody},
		{journal.Improvement{State: journal.Heard, Level: journal.FirstLine}, "first_line"},
		{journal.Improvement{State: journal.PassedOn, Level: journal.Leadership}, "leadership"},
		{journal.Improvement{State: journal.ActedOn, Level: journal.Manager}, clients},
		{journal.Improvement{State: journal.ToldBack, Level: journal.Manager}, ""},
	} {
		if got := band(c.i); got != c.want {
			t.Errorf("%+v waits for %q, want %q", c.i, got, c.want)
		}
	}
}
