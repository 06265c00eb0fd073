package calendar

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"trousse/internal/journal"
)

var update = flag.Bool("update", false, "rewrite the goldens")

var at = time.Date(2026, 11, 21, 14, 5, 30, 0, time.FixedZone("", -5*3600))

func promise(state journal.PromiseState) Entry {
	return Entry{
		Promise: journal.Promise{ID: "7f0c2f5e-6a0b-4a2e-9f43-2b9a1c1de001", Client: "c", What: "rappeler", Made: "2026-11-21", Due: "2026-11-30", Done: "2026-11-29", State: state},
		N:       3, At: at,
		Summary:     "Rappeler Élise Tremblay; soumission, pièces \\ main-d’œuvre",
		Description: "Une ligne\nUne autre, assez longue pour que le pli tombe au milieu d’un é é é é é é é é é é é é é é 😀",
	}
}

func TestGoldens(t *testing.T) {
	gone := promise(journal.Open)
	gone.Gone = true
	for name, got := range map[string]string{
		"event":  Write(Event, Alarm{Days: 1, Minutes: 9 * 60}, promise(journal.Open)),
		"task":   Write(Task, Alarm{Minutes: 9 * 60}, promise(journal.Open)),
		"others": Write(Event, Alarm{}, promise(journal.Kept), promise(journal.Broken), gone) + Write(Task, Alarm{}, promise(journal.KeptLate), promise(journal.Broken)),
	} {
		golden := "testdata/" + name + ".ics"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestAlarms(t *testing.T) {
	for _, c := range []struct {
		alarm Alarm
		want  string
	}{
		{Alarm{}, "PT0M"}, {Alarm{Minutes: 9 * 60}, "PT9H"}, {Alarm{Minutes: 9*60 + 30}, "PT9H30M"},
		{Alarm{Days: 1}, "-P1D"}, {Alarm{Days: 1, Minutes: 9 * 60}, "-PT15H"}, {Alarm{Days: 3, Minutes: 13*60 + 45}, "-P2DT10H15M"},
	} {
		if got := c.alarm.from(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.alarm, got, c.want)
		}
	}
}

// A promise without a day is not for a calendar; the year, the leap day and the change of hour turn right, wherever the
// device is.
func TestDays(t *testing.T) {
	defer func(was *time.Location) { time.Local = was }(time.Local)
	for _, name := range []string{"America/Montreal", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = zone
		for due, next := range map[journal.Day]string{"": "", "2026-12-31": "20270101", "2028-02-28": "20280229", "2026-03-08": "20260309", "2026-11-01": "20261102"} {
			e := promise(journal.Open)
			e.Promise.Due, e.At = due, e.At.In(zone)
			got := Write(Event, Alarm{}, e)
			start := "DTSTART;VALUE=DATE:" + strings.ReplaceAll(string(due), "-", "") + "\r\n"
			if due == "" && strings.Contains(got, "VEVENT") || due != "" && !strings.Contains(got, start+"DTEND;VALUE=DATE:"+next+"\r\n") {
				t.Errorf("%s in %s: %s", due, name, got)
			}
		}
	}
}

// Whatever the words, the lines are lines, and those of the calendar are its own.
func FuzzWrite(f *testing.F) {
	f.Add("a\r\nEND:VCALENDAR\r\nBEGIN:VEVENT", "b\nc", 0)
	f.Add(strings.Repeat("é", 500), "\\,;:\"", 1)
	f.Fuzz(func(t *testing.T, summary, description string, form int) {
		e := promise(journal.Open)
		e.Summary, e.Description = summary, description
		got := Write(Form(form&1), Alarm{Days: 1}, e)
		if !utf8.ValidString(got) || strings.Count(got, "\r\n") != strings.Count(got, "\n") || strings.Count(got, "\r") != strings.Count(got, "\n") {
			t.Errorf("%q", got)
		}
		for _, own := range []string{"BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VALARM", "UID:"} {
			n := 0
			for line := range strings.SplitSeq(got, "\r\n") {
				if len(line) > 75 {
					t.Errorf("%d bytes: %q", len(line), line)
				}
				if strings.HasPrefix(line, own) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s %d times: %q", own, n, got)
			}
		}
	})
}
