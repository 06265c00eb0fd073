package journal_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"trousse/internal/journal"
)

// Whatever is tried in whatever order, by a clock that jumps about: what is not refused can be kept, what is refused
// leaves no trace, and nothing is closed whose client was not told.
func TestComplaintWalks(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	closed := 0
	for range 300 {
		c := journal.NewComplaint(id, "c", "w", at("2026-11-21"), journal.Settings{}, nil)
		for range 40 {
			now := at(journal.Day("2026-11-01").Add(r.IntN(60)))
			var told *journal.Telling
			if r.IntN(3) > 0 {
				told = &journal.Telling{At: now, By: journal.Channels[r.IntN(len(journal.Channels))]}
			}
			note := []string{"", "n"}[r.IntN(2)]
			before, _ := json.Marshal(c)
			d, err := c, error(nil)
			switch r.IntN(8) {
			case 0, 1, 2:
				d, err = c.Advance(journal.Stages[r.IntN(len(journal.Stages))], now, note, told)
			case 3:
				d, err = c.Delay(now, journal.Day("2026-11-10").Add(r.IntN(80)), note, told)
			case 4:
				if told != nil {
					d, err = c.Tell(r.IntN(len(c.Steps)), *told)
				}
			case 5:
				if told != nil && r.IntN(10) == 0 {
					d, err = c.SettleNow(*told, note)
				}
			case 6:
				d, err = c.Close(now, journal.Closing{Outcome: journal.Granted, Cause: journal.CauseLate})
			case 7:
				d.Severity = journal.Minor
			}
			if after, _ := json.Marshal(c); string(after) != string(before) {
				t.Fatalf("%s became %s", before, after)
			}
			if err != nil {
				continue
			}
			if err := d.Check(); err != nil {
				t.Fatalf("%s: %v", drawComplaint(d), err)
			}
			if n := d.Next(); (n.Stage == "") != (d.State() == journal.Closed) || n.Stage != "" && n.By == "" {
				t.Fatalf("%s: next %+v", drawComplaint(d), n)
			}
			if l := d.Late(now); l.Days > journal.MaxLate || l.Days < 0 {
				t.Fatalf("%s: %+v", drawComplaint(d), l)
			}
			if age, _ := d.Age(now); age < 0 {
				t.Fatal(age)
			}
			c = d
		}
		if c.State() == journal.Closed {
			closed++
			heard := false
			for _, s := range c.Steps {
				heard = heard || s.Stage == journal.DecisionTold && s.Told != nil
			}
			if !heard {
				t.Fatalf("closed without a word: %s", drawComplaint(c))
			}
		}
	}
	if closed < 20 {
		t.Errorf("only %d complaints came to their end", closed)
	}
}

func TestPromiseWalks(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 500 {
		p := journal.Promise{ID: id, Client: "c", What: "w", Made: "2026-11-21", Due: "2026-11-30", State: journal.Open}
		for range 30 {
			today := journal.Day("2026-11-15").Add(r.IntN(60))
			other := journal.Day("2026-11-15").Add(r.IntN(60))
			reason := []string{"", "r"}[r.IntN(2)]
			before, _ := json.Marshal(p)
			due := p.Due
			q, err := p, error(nil)
			act := r.IntN(7)
			switch act {
			case 0:
				q = p.Keep(today)
			case 1:
				q, err = p.Break(today, reason)
			case 2:
				q = p.Reopen()
			case 3:
				q, err = p.Renegotiate(today, other, reason)
			case 4:
				q, err = p.Correct(reason, other)
			case 5:
				q, err = p.Snooze(today, other)
			case 6:
				q, err = p.Tell(today)
			}
			if after, _ := json.Marshal(p); string(after) != string(before) {
				t.Fatalf("%s became %s", before, after)
			}
			if err != nil {
				continue
			}
			if err := q.Check(); err != nil {
				t.Fatalf("%s: %v", draw(q), err)
			}
			if act != 3 && act != 4 && q.Due != due {
				t.Fatalf("%s: the day moved from %s", draw(q), due)
			}
			if q.Settled() && (q.Next() != "" || q.Done == "") || !q.Settled() && q.Nudge() == "" {
				t.Fatalf("%s: next %s, nudge %s", draw(q), q.Next(), q.Nudge())
			}
			p = q
		}
	}
}

func BenchmarkRegulars(b *testing.B) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	r := rand.New(rand.NewPCG(1, 1))
	clients := make([]journal.Entry, 2000)
	for i := range clients {
		clients[i] = journal.Entry{ID: journal.NewID(), Kind: journal.KindClient}
	}
	talks := make([]journal.Entry, 20_000)
	for i := range talks {
		talks[i] = journal.Entry{Kind: journal.KindInteraction, Client: clients[r.IntN(2000)].ID, At: now.AddDate(0, 0, -r.IntN(900)).Unix()}
	}
	for b.Loop() {
		comings(now, clients, talks).Easy()
	}
}
