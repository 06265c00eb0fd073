package journal_test

import (
	"encoding/json"
	"testing"
	"time"

	"trousse/internal/journal"
)

// zones are places whose clocks change, or stand at odd hours.
var zones = []string{"America/Montreal", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"}

// TestDueDaysDoNotMove makes promises at every hour around the days on which clocks change, in zones far apart: today is the
// day on the wall, the days after it are as many as people count, and what was promised for a day is for that day anywhere.
func TestDueDaysDoNotMove(t *testing.T) {
	defer func(was *time.Location) { time.Local = was }(time.Local)
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, around := range []time.Time{
			time.Date(2026, 3, 7, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC),
			time.Date(2026, 4, 4, 0, 0, 0, 0, time.UTC), time.Date(2026, 9, 26, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC),
		} {
			for h := range 72 {
				now := around.Add(time.Duration(h) * time.Hour).In(zone)
				today := journal.DayOf(now)
				if y, m, d := now.Date(); string(today) != time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) {
					t.Fatalf("%s in %s is on %s", now, name, today)
				}
				for n := -2; n <= 2; n++ {
					due := today.Add(n)
					if want := now.AddDate(0, 0, n).Format(time.DateOnly); string(due) != want || due.Since(today) != n {
						t.Fatalf("%s in %s, %+d: %s, want %s", now, name, n, due, want)
					}
					when := map[bool]journal.When{true: journal.Overdue, false: journal.DueSoon}[n < 0]
					if n == 0 {
						when = journal.DueToday
					}
					if got := journal.WhenDue(due, today); got != when {
						t.Fatalf("%s in %s, %+d: %v", now, name, n, got)
					}
				}
			}
		}
		p := journal.Promise{ID: id, Client: "c", What: "w", Made: "2026-03-01", Due: "2026-03-08", State: journal.Open}
		time.Local = zone // where it is read again
		body, err := json.Marshal(p)
		var again journal.Promise
		if err == nil {
			err = json.Unmarshal(body, &again)
		}
		if err != nil || again.Due != "2026-03-08" || again.Keep("2026-03-08").State != journal.Kept {
			t.Errorf("in %s: %+v, %v", name, again, err)
		}
	}
}
