package journal_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"trousse/internal/journal"
)

// promise reads a promise made on 2026-11-21, as testdata/promise.txt writes it.
func promise(t *testing.T, text string) journal.Promise {
	t.Helper()
	words := strings.Fields(text)
	p := journal.Promise{ID: id, Client: "c", What: "rappeler", Made: "2026-11-21", State: journal.PromiseState(words[0]), Due: day(words[1])}
	for i := 2; i+1 < len(words); i += 2 {
		switch v := words[i+1]; words[i] {
		case "done":
			p.Done = day(v)
		case "because":
			p.Reason = v
		case "remind":
			p.Remind = day(v)
		case "told":
			p.Told = days(v)
		case "moved":
			for _, m := range strings.Split(v, ",") {
				on, fromTo, _ := strings.Cut(m, ":")
				from, to, _ := strings.Cut(fromTo, ">")
				p.Moves = append(p.Moves, journal.Move{On: day(on), From: day(from), To: day(to), Reason: "r"})
			}
		default:
			t.Fatalf("%q: %q", text, words[i])
		}
	}
	return p
}

// draw writes a promise as testdata/promise.txt does.
func draw(p journal.Promise) string {
	out := string(p.State) + " " + drawn(p.Due)
	add := func(name, value string) {
		if value != "" {
			out += " " + name + " " + value
		}
	}
	var moves []string
	for _, m := range p.Moves {
		moves = append(moves, drawn(m.On)+":"+drawn(m.From)+">"+drawn(m.To))
	}
	add("moved", strings.Join(moves, ","))
	add("done", drawn(p.Done))
	add("because", p.Reason)
	add("remind", drawn(p.Remind))
	add("told", drawnAll(p.Told))
	return out
}

// TestHear records what a client heard of a promise: another day where the words name one, and otherwise news.
func TestHear(t *testing.T) {
	const today = journal.Day("2026-11-21")
	open := journal.Promise{ID: id, Client: "c", What: "Call", Made: "2026-11-16", Due: "2026-11-20", State: journal.Open}
	late, err := open.Hear(today, "2026-11-25", "The part is late")
	if err != nil || late.Due != "2026-11-25" || len(late.Moves) != 1 || late.Moves[0].Reason != "The part is late" {
		t.Errorf("%+v, %v", late, err)
	}
	for _, named := range []journal.Day{"", open.Due} {
		if news, err := open.Hear(today, named, ""); err != nil || news.Due != open.Due || news.LastTold() != today {
			t.Errorf("%s: %+v, %v", named, news, err)
		}
	}
}

func TestPromiseTransitions(t *testing.T) {
	table(t, "promise.txt", func(t *testing.T, state, act string) string {
		p := promise(t, state)
		before := promise(t, state)
		verb, rest := cutOff(act)
		one, rest := cutOff(rest)
		two, words := cutOff(rest)
		q, err := p, error(nil)
		switch verb {
		case "keep":
			q = p.Keep(day(one))
		case "break":
			q, err = p.Break(day(one), rest)
		case "reopen":
			q = p.Reopen()
		case "renegotiate":
			q, err = p.Renegotiate(day(one), day(two), words)
		case "correct":
			q, err = p.Correct(rest, day(one))
		case "snooze":
			if two == "none" {
				two = ""
			}
			q, err = p.Snooze(day(one), day(two))
		case "tell":
			q, err = p.Tell(day(one))
		default:
			t.Fatalf("%q", act)
		}
		if !reflect.DeepEqual(p, before) {
			t.Errorf("%s | %s: what was there has changed: %s", state, act, draw(p))
		}
		if err != nil {
			return refused(err)
		}
		if err := q.Check(); err != nil {
			t.Errorf("%s | %s: %v", state, act, err)
		}
		return draw(q)
	})
}

func TestPromiseNext(t *testing.T) {
	table(t, "promise_next.txt", func(t *testing.T, state, act string) string {
		p := promise(t, state)
		if act == "to oneself" {
			p.Client, p.Run = "", "r"
		}
		out := "nudge none"
		if d := p.Nudge(); d != "" {
			out = "nudge " + drawn(d)
		}
		if d := p.Next(); d != "" && d != p.Nudge() {
			out += ", next " + drawn(d)
		}
		return out
	})
}

func TestPromiseChecks(t *testing.T) {
	good := journal.Promise{ID: id, Client: "c", What: "w", Made: "2026-11-21", Due: "2026-11-27", State: journal.Open}
	for name, c := range map[string]struct {
		change func(*journal.Promise)
		want   string
	}{
		"hours":             {func(p *journal.Promise) { p.EstimateHours, p.ActualHours = 0.25, 10_000 }, ""},
		"to nobody":         {func(p *journal.Promise) { p.Client = "" }, "client: missing"},
		"to oneself":        {func(p *journal.Promise) { p.Client, p.Self = "", true }, ""},
		"hours below zero":  {func(p *journal.Promise) { p.EstimateHours = -1 }, "estimate_hours: number 10000"},
		"hours without end": {func(p *journal.Promise) { p.ActualHours = math.Inf(1) }, "actual_hours: number 10000"},
		"hours of nothing":  {func(p *journal.Promise) { p.ActualHours = math.NaN() }, "actual_hours: number 10000"},
		"broken, no reason": {func(p *journal.Promise) { p.State = journal.Broken }, ""}, // as the kit wrote it at first
		"reason too long":   {func(p *journal.Promise) { p.Reason = long }, "reason: long 500"},
		"moved elsewhere": {func(p *journal.Promise) {
			p.Moves = []journal.Move{{On: "2026-11-22", From: "2026-11-24", To: "2026-11-25"}}
		}, "moves: choice"},
		"moved from nowhere": {func(p *journal.Promise) { p.Moves = []journal.Move{{On: "2026-11-22", To: "2026-11-27"}} }, "moves: choice"},
		"moved with a gap": {func(p *journal.Promise) {
			p.Moves = []journal.Move{{On: "2026-11-22", From: "2026-11-23", To: "2026-11-24"}, {On: "2026-11-22", From: "2026-11-25", To: "2026-11-27"}}
		}, "moves: choice"},
		"moved too often":  {func(p *journal.Promise) { p.Moves = make([]journal.Move, 31) }, "moves: many 30"},
		"told on no day":   {func(p *journal.Promise) { p.Told = []journal.Day{""} }, "told: date"},
		"told on a word":   {func(p *journal.Promise) { p.Told = []journal.Day{"hier"} }, "told: date"},
		"told too often":   {func(p *journal.Promise) { p.Told = make([]journal.Day, 201) }, "told: many 200"},
		"reminder, no day": {func(p *journal.Promise) { p.Remind = "2026-02-30" }, "remind: date"},
	} {
		p := good
		c.change(&p)
		if got := says(p.Tidy().Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestPromiseDays(t *testing.T) {
	p := promise(t, "open 12-05 moved 11-23:11-27>12-01,11-30:12-01>12-05 told 11-24")
	if p.FirstDue() != "2026-11-27" || p.LastTold() != "2026-11-30" || !p.Renegotiated() {
		t.Errorf("%s, %s", p.FirstDue(), p.LastTold())
	}
	if p := promise(t, "open 12-05"); p.FirstDue() != p.Due || p.LastTold() != p.Made || p.Renegotiated() {
		t.Errorf("%s, %s", p.FirstDue(), p.LastTold())
	}
}

func TestRatio(t *testing.T) {
	for _, c := range []struct {
		state            journal.PromiseState
		estimate, actual float64
		want             float64
		ok               bool
	}{
		{journal.Kept, 2, 3, 1.5, true},
		{journal.KeptLate, 2, 1, .5, true},
		{journal.Open, 2, 3, 0, false},
		{journal.Broken, 2, 3, 0, false},
		{journal.Kept, 0, 3, 0, false},
		{journal.Kept, 2, 0, 0, false},
		{journal.Kept, math.NaN(), 1, 0, false},
	} {
		got, ok := journal.Promise{State: c.state, EstimateHours: c.estimate, ActualHours: c.actual}.Ratio()
		if got != c.want || ok != c.ok {
			t.Errorf("%+v: %v, %v", c, got, ok)
		}
	}
}
