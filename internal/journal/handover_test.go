package journal_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

// TestHandover plays the table: a hand-over is "from > taker", with nothing behind the arrow while it waits.
func TestHandover(t *testing.T) {
	table(t, "handover.txt", func(t *testing.T, state, act string) string {
		from, by, _ := strings.Cut(state, ">")
		h := journal.Handover{ID: id, At: moment, From: strings.Trim(from, " -"), By: strings.Trim(by, " -")}
		if strings.TrimSpace(by) != "" {
			h.Taken = moment
		}
		verb, who, _ := strings.Cut(act, " ")
		who = strings.Trim(who, " -")
		if verb == "waits" {
			return fmt.Sprint(h.Waits(who))
		}
		now := moment.Add(time.Hour)
		if verb == "back" {
			now = moment.Add(-time.Hour)
		}
		h, err := h.Take(who, now)
		if err != nil {
			return "refused " + err.Error()
		}
		late := ""
		if h.Taken.Before(h.At) {
			late = " before it was given"
		}
		name := func(s string) string {
			if s == "" {
				return "-"
			}
			return s
		}
		return name(h.From) + " > " + name(h.By) + late
	})
}

// TestOpenShift plays the table: an entry as the index has it, then whether it is handed over and under what.
func TestOpenShift(t *testing.T) {
	table(t, "shift.txt", func(t *testing.T, state, act string) string {
		now := time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC)
		var all []journal.Entry
		for _, words := range strings.Split(state, ",") {
			e := journal.Entry{Client: "c", At: now.Add(-time.Hour).Unix()}
			for i, w := range strings.Fields(words) {
				k, v, _ := strings.Cut(w, "=")
				switch {
				case i == 0:
					e.Kind = journal.Kind(w)
				case k == "due":
					e.Due = day(v)
				case k == "next":
					e.Next = day(v)
				case k == "client":
					e.Client = v
				case k == "hours":
					var h int
					fmt.Sscan(v, &h)
					e.At = now.Add(-time.Duration(h) * time.Hour).Unix()
				case k == "tags":
					e.Tags = v
				case k == "felt":
					fmt.Sscanf(v, "%d-%d", &e.Before, &e.After)
				default:
					e.State = w
				}
			}
			all = append(all, e)
		}
		s := journal.OpenShift(all, now.Add(-8*time.Hour), now)
		out := ""
		for _, g := range []struct {
			name string
			n    int
		}{{"promise", len(s.Promises)}, {"complaint", len(s.Complaints)}, {"call", len(s.Calls)}, {"hard", len(s.Hard)}, {"tell", len(s.ToTell)}} {
			if g.n > 0 {
				out += fmt.Sprintf(" %d %s", g.n, g.name)
			}
		}
		if s.Empty() != (out == "") {
			t.Errorf("%s: empty is %v", state, s.Empty())
		}
		return strings.TrimSpace(out)
	})
}

func TestHandoverChecks(t *testing.T) {
	for name, c := range map[string]struct {
		h    journal.Handover
		want string
	}{
		"given":          {journal.Handover{ID: id, At: moment}, ""},
		"when":           {journal.Handover{ID: id}, "at: date"},
		"taken, when":    {journal.Handover{ID: id, At: moment, By: "b"}, "taken: missing"},
		"a note so long": {journal.Handover{ID: id, At: moment, Note: long + long + "x"}, "note: long 20000"},
	} {
		if got := says(c.h.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestBy shows under which name and number whoever is at the counter writes.
func TestBy(t *testing.T) {
	shared := journal.Settings{UserName: "Ana Roy", UserPhone: "1", Authors: []journal.Author{{ID: "a", Name: "Ana"}, {ID: "b", Name: "Bo", Phone: "2"}, {ID: "c", Name: "An"}}}
	alone := journal.Settings{UserName: "Ana Roy", UserPhone: "1", Authors: []journal.Author{{ID: "a", Name: "Ana", Phone: "3"}, {ID: "b", Name: "Bo", Left: true}}}
	for _, c := range []struct {
		s                   journal.Settings
		author, name, phone string
	}{
		{shared, "a", "Ana Roy", "1"}, {shared, "b", "Bo", "2"}, {shared, "c", "An", "1"}, {shared, "", "", "1"},
		{alone, "a", "Ana Roy", "1"}, {alone, "", "Ana Roy", "1"}, {journal.Settings{UserName: "Ana Roy", UserPhone: "1"}, "", "Ana Roy", "1"},
	} {
		if got := c.s.By(c.author); got.UserName != c.name || got.UserPhone != c.phone {
			t.Errorf("By(%q) is %q, %q; want %q, %q", c.author, got.UserName, got.UserPhone, c.name, c.phone)
		}
	}
}

// TestAtCounter shows who is there by what was chosen, and what is kept from them.
func TestAtCounter(t *testing.T) {
	ana, bo, gone := journal.Author{ID: "a", Name: "Ana"}, journal.Author{ID: "b", Name: "Bo"}, journal.Author{ID: "z", Name: "Zoé", Left: true}
	pulse := func(by string) journal.Entry {
		return journal.Entry{Kind: journal.KindChecklistRun, State: "pulse", Tags: by}
	}
	checkin := func(by string) journal.Entry { return journal.Entry{Kind: journal.KindCheckIn, State: by} }
	for _, c := range []struct {
		authors []journal.Author
		chosen  string
		want    string
		sees    string // whose answers are shown: of a, b, z, and - for those without a name
	}{
		{nil, "", "", "abz-"},
		{nil, "x", "x", "abz-"},
		{[]journal.Author{ana}, "", "a", "a-"},
		{[]journal.Author{ana, bo}, "", "", ""},
		{[]journal.Author{ana, bo}, "a", "a", "a-"},
		{[]journal.Author{ana, bo}, "b", "b", "b"},
		{[]journal.Author{ana, bo, gone}, "z", "", ""},
		{[]journal.Author{ana, gone}, "z", "a", "a-"},
		{[]journal.Author{gone, bo}, "z", "b", "b"},
		{[]journal.Author{gone}, "z", "", ""},
	} {
		s := journal.Settings{Authors: c.authors}
		now := s.AtCounter(c.chosen)
		sees := ""
		for _, by := range []string{"a", "b", "z", ""} {
			if s.Hidden(pulse(by), now) != s.Hidden(checkin(by), now) {
				t.Errorf("%v: the pulse and the check-ins of %q are not kept alike", c.authors, by)
			}
			if !s.Hidden(checkin(by), now) {
				if sees += by; by == "" {
					sees += "-"
				}
			}
		}
		if now != c.want || sees != c.sees {
			t.Errorf("%v, %q: %q sees %q, want %q and %q", c.authors, c.chosen, now, sees, c.want, c.sees)
		}
		if s.Hidden(journal.Entry{Kind: journal.KindChecklistRun, State: "every-encounter", Tags: "b"}, "a") {
			t.Error("an ordinary run is hidden")
		}
	}
}
