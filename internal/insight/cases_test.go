package insight_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/insight"
	"trousse/internal/journal"
)

// zone is where the user of the tests is: west of Greenwich, with summer time.
var zone = time.FixedZone("", -5*3600)

// now is the moment of the tests.
var now = time.Date(2026, 11, 22, 9, 0, 0, 0, zone)

// entry reads a record as the files of testdata write it: a kind, a day (and an hour) of 2026, then facts.
func entry(t *testing.T, line string) journal.Entry {
	t.Helper()
	words := strings.Fields(line)
	e := journal.Entry{Kind: map[string]journal.Kind{
		"talk": journal.KindInteraction, "promise": journal.KindPromise, "complaint": journal.KindComplaint, "left": journal.KindDeparture,
		"improvement": journal.KindImprovement, "client": journal.KindClient, "stress": journal.KindCheckIn,
	}[words[0]], Client: "x"}
	if e.Kind == "" || len(words) < 2 {
		t.Fatalf("not a record: %s", line)
	}
	day, clock, _ := strings.Cut("2026-"+words[1], "T")
	if clock == "" {
		clock = "12:00"
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, zone)
	if err != nil {
		t.Fatal(err)
	}
	e.At = at.Unix()
	for _, w := range words[2:] {
		name, value, _ := strings.Cut(w, "=")
		n, _ := strconv.Atoi(value)
		switch name {
		case "of":
			e.Client = strings.TrimPrefix(value, "nobody")
		case "by":
			e.Channel = journal.Channel(value)
		case "state":
			e.State = value
		case "felt":
			from, to, _ := strings.Cut(value, ">")
			before, _ := strconv.Atoi(from)
			after, _ := strconv.Atoi(to)
			e.Before, e.After = journal.Feeling(before), journal.Feeling(after)
		case "asked", "guessed":
			e.Facts.Recommended = n + 1
			if name == "asked" {
				e.Facts.Marks |= journal.MarkAsked
			}
		case "content":
			e.Facts.Satisfaction = n
		case "ease":
			e.Facts.Ease = n
		case "first":
			e.Facts.Marks |= map[string]journal.Marks{"yes": journal.MarkFirst, "no": journal.MarkNotFirst}[value]
		case "wait":
			e.Facts.Wait = n
		case "error":
			cause, cost, _ := strings.Cut(value, ":")
			e.Facts.Cause = journal.Cause(cause)
			e.Facts.Cost, _ = strconv.Atoi(cost)
		case "done":
			e.Done = journal.Day("2026-" + value)
		case "due":
			e.Due = journal.Day("2026-" + value)
		case "level":
			e.Before = journal.Feeling(n)
		default:
			t.Fatalf("not a fact: %s", w)
		}
	}
	if e.Kind == journal.KindClient && e.State == "" {
		e.State = string(journal.External)
	}
	return e
}

// filter reads a filter: period=month or period=11-01..11-30, kind=internal, by=phone.
func filter(t *testing.T, words []string) (f insight.Filter) {
	t.Helper()
	for _, w := range words {
		name, value, _ := strings.Cut(w, "=")
		switch from, to, stretch := strings.Cut(value, ".."); {
		case name == "period" && stretch:
			f.Period = insight.Period{From: journal.Day("2026-" + from), To: journal.Day("2026-" + to)}
		case name == "period":
			f.Period = insight.Named(value, journal.DayOf(now))
		case name == "kind":
			f.Kind = journal.ClientKind(value)
		case name == "by":
			f.Channel = journal.Channel(value)
		default:
			t.Fatalf("not a filter: %s", w)
		}
	}
	return f
}

// fold takes entries in. Clients whose name begins with in- work in the same house; check-ins of "other" are hidden.
func fold(f insight.Filter, entries []journal.Entry) *insight.Fold {
	sum := insight.NewFold(f, now)
	sum.Internal = func(client string) bool { return strings.HasPrefix(client, "in-") }
	sum.Mine = func(author string) bool { return author != "other" }
	for i := range entries {
		sum.Add(&entries[i])
	}
	return sum
}

// figures are the measures as the files write them.
func figures(s insight.Insight) map[string]string {
	rate := func(r insight.Rate) string {
		if !r.Told() {
			return fmt.Sprintf("withheld %d/%d", r.N, r.Of)
		}
		return fmt.Sprintf("%d/%d", r.N, r.Of)
	}
	mean := func(v float64, n int) string { return fmt.Sprintf("%.2f of %d", v, n) }
	times := func(median, longest, n int) string { return fmt.Sprintf("%d longest %d of %d", median, longest, n) }
	n, cents := s.Errors()
	good, low, high := s.Words()
	var next []string
	for _, r := range s.Next(3) {
		next = append(next, r.Name)
	}
	all := map[string]string{
		"talks": strconv.Itoa(s.Talks), "kept": rate(s.Kept()), "overdue": strconv.Itoa(s.N[insight.Overdue]),
		"better": rate(s.FeltBetter()), "change": mean(s.Change()),
		"asked": mean(s.Promoters(true)), "guessed": mean(s.Promoters(false)),
		"content": rate(s.Content()), "ease": mean(s.Ease()), "first": rate(s.FirstTime()),
		"answered": rate(s.Answered()), "first_answer": times(s.FirstAnswer()), "waits": times(s.Waits()),
		"errors": fmt.Sprintf("%d for %d", n, cents), "avoidable": rate(s.Avoidable()), "told": rate(s.ToldBack()),
		"thanked": rate(s.Thanked()), "words": fmt.Sprintf("%d good, %d to %d bad", good, low, high), "stress": mean(s.MeanStress()),
		"next": strings.Join(next, " "),
	}
	for p := insight.Part(0); int(p) < len(s.N); p++ {
		all["n_"+p.String()] = strconv.Itoa(s.N[p])
	}
	for i, c := range journal.Causes {
		all["cost_"+string(c)] = strconv.Itoa(s.Cost[i])
	}
	return all
}

func TestCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var (
		name    string
		entries []journal.Entry
		by      insight.Filter
		told    int
	)
	for i, line := range strings.Split(string(text), "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "case":
			name, entries, by = strings.Join(words[1:], " "), nil, insight.Filter{}
		case "filter":
			by = filter(t, words[1:])
		case "out":
			told++
			want := strings.Join(words[2:], " ")
			if got, ok := figures(fold(by, entries).Sum())[words[1]]; got != want || !ok {
				t.Errorf("line %d, %s: %s is %q, want %q", i+1, name, words[1], got, want)
			}
		default:
			times := 1
			if n, err := strconv.Atoi(words[0]); err == nil {
				times, words = n, words[1:]
			}
			for range times {
				entries = append(entries, entry(t, strings.Join(words, " ")))
			}
		}
	}
	if told < 50 {
		t.Errorf("%d figures only", told)
	}
}
