package insight_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"trousse/internal/insight"
	"trousse/internal/journal"
)

// random is a made-up journal.
func random(r *rand.Rand, n int) []journal.Entry {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	day := func() journal.Day { return journal.DayOf(now.AddDate(0, 0, r.IntN(800)-400)) }
	kinds := []journal.Kind{
		journal.KindInteraction, journal.KindInteraction, journal.KindPromise, journal.KindComplaint, journal.KindDeparture,
		journal.KindImprovement, journal.KindClient, journal.KindCheckIn, journal.KindStory, journal.KindSettings,
	}
	all := make([]journal.Entry, n)
	for i := range all {
		e := &all[i]
		e.ID, e.Kind, e.Client = fmt.Sprint(i), kinds[r.IntN(len(kinds))], pick("", "ana", "bo", "in-li")
		e.At = day().Time().Unix() + r.Int64N(86400)
		e.Channel = journal.Channel(pick("", "in_person", "phone", "email", "text", "other"))
		e.Due, e.Done = day(), day()
		e.Facts = journal.Facts{
			Marks: journal.Marks(r.IntN(8)), Wait: r.IntN(3) * r.IntN(5000), Satisfaction: r.IntN(6), Ease: r.IntN(8),
			Recommended: r.IntN(12), Cost: r.IntN(9999), Cause: journal.Cause(pick("", "", "late", "bill", "manner")),
		}
		e.Before, e.After = journal.Feeling(r.IntN(6)), journal.Feeling(r.IntN(6))
		switch e.Kind {
		case journal.KindInteraction:
			e.State = pick("", "", "", "reached", "no_answer", "gone")
		case journal.KindPromise:
			e.State = pick("open", "kept", "kept_early", "late", "broken")
		case journal.KindComplaint:
			e.State = pick("received", "acknowledged", "closed")
		case journal.KindDeparture:
			e.State = string(journal.Doors[r.IntN(len(journal.Doors))])
		case journal.KindImprovement:
			e.State = pick("heard", "passed_on", "acted_on", "told")
		case journal.KindClient:
			e.State = pick("external", "internal")
		}
	}
	return all
}

// TestLaws holds what is true of any journal: the order of the entries does not matter, no count is above what it is
// counted of, what the filters part adds up to the whole, and behind each bar lie as many records as it is long.
func TestLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 11))
	for turn := range 60 {
		entries := random(r, turn*7)
		by := insight.Filter{Period: insight.Named(insight.Periods[turn%len(insight.Periods)], journal.DayOf(now))}
		whole := fold(by, entries).Sum()
		shuffled := slices.Clone(entries)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := fold(by, shuffled).Sum(); !maps.Equal(figures(got), figures(whole)) || !slices.Equal(got.Stress, whole.Stress) {
			t.Fatalf("another order, other figures:\n%v\n%v", figures(got), figures(whole))
		}
		for name, rate := range map[string]insight.Rate{
			"kept": whole.Kept(), "better": whole.FeltBetter(), "content": whole.Content(), "first": whole.FirstTime(),
			"answered": whole.Answered(), "avoidable": whole.Avoidable(), "told": whole.ToldBack(), "thanked": whole.Thanked(),
		} {
			if rate.N < 0 || rate.N > rate.Of || rate.Share() < 0 || rate.Share() > 1 {
				t.Errorf("%s: %+v", name, rate)
			}
		}
		if p, _ := whole.Promoters(true); p < -100 || p > 100 {
			t.Errorf("%f points", p)
		}
		parted(t, by, entries, whole)
		behind(t, by, entries, whole)
	}
}

func parted(t *testing.T, by insight.Filter, entries []journal.Entry, whole insight.Insight) {
	t.Helper()
	var kinds, channels []insight.Insight
	for _, k := range []journal.ClientKind{journal.External, journal.Internal} {
		f := by
		f.Kind = k
		kinds = append(kinds, fold(f, entries).Sum())
	}
	for _, c := range journal.Channels {
		f := by
		f.Channel = c
		channels = append(channels, fold(f, entries).Sum())
	}
	for _, m := range insight.Measures {
		for p := m.First; p <= m.Last; p++ {
			of := func(all []insight.Insight) (n int) {
				for i := range all {
					n += all[i].N[p]
				}
				return n
			}
			want := map[bool]int{true: whole.N[p]} // what a filter does not part is left out under it
			if n := of(kinds); n != want[m.ByKind] {
				t.Errorf("%s: %d by kind, want %d", p, n, want[m.ByKind])
			}
			// Answers given at the closing of a complaint have its channel.
			if n := of(channels); n != want[m.ByChannel] {
				t.Errorf("%s: %d by channel, want %d", p, n, want[m.ByChannel])
			}
		}
	}
}

func behind(t *testing.T, by insight.Filter, entries []journal.Entry, whole insight.Insight) {
	t.Helper()
	f := fold(by, nil)
	for p := range whole.N {
		first, last, ok := insight.Behind(insight.Part(p).String())
		n := 0
		for i := range entries {
			if f.Falls(&entries[i], first, last) {
				n++
			}
		}
		if !ok || n != whole.N[p] {
			t.Errorf("%s: a bar of %d, %d records", insight.Part(p), whole.N[p], n)
		}
	}
	if _, _, ok := insight.Behind("nothing"); ok {
		t.Error("something behind nothing")
	}
}

func TestNamesAreOfOne(t *testing.T) {
	seen := map[string]bool{}
	for p := range (insight.Insight{}).N {
		name := insight.Part(p).String()
		if name == "" || seen[name] {
			t.Errorf("part %d is called %q", p, name)
		}
		seen[name] = true
	}
	for _, m := range insight.Measures {
		if seen[m.Name] && m.First != m.Last {
			t.Errorf("the measure %s is called as a part", m.Name)
		}
	}
}

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		name     string
		today    journal.Day
		from, to journal.Day
	}{
		{insight.Month, "2026-11-22", "2026-11-01", "2026-11-30"},
		{insight.Month, "2028-02-29", "2028-02-01", "2028-02-29"},
		{insight.LastMonth, "2026-03-31", "2026-02-01", "2026-02-28"},
		{insight.LastMonth, "2026-01-01", "2025-12-01", "2025-12-31"},
		{insight.Quarter, "2026-01-15", "2025-11-01", "2026-01-31"},
		{insight.Year, "2026-11-22", "2026-01-01", "2026-12-31"},
		{insight.All, "2026-11-22", "", ""},
	} {
		if got := insight.Named(c.name, c.today); got != (insight.Period{From: c.from, To: c.to}) {
			t.Errorf("%s of %s: %v", c.name, c.today, got)
		}
	}
}

// TestSummerTime has days of 23 and 25 hours: the ends of a period follow the user's clock.
func TestSummerTime(t *testing.T) {
	montreal, err := time.LoadLocation("America/Montreal")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []journal.Day{"2026-03-08", "2026-11-01"} {
		f := insight.NewFold(insight.Filter{Period: insight.Period{From: d, To: d}}, time.Date(2026, 12, 1, 0, 0, 0, 0, montreal))
		day := d.Time()
		for hour := -3; hour < 28; hour++ {
			at := time.Date(day.Year(), day.Month(), day.Day(), hour, 30, 0, 0, montreal)
			e := journal.Entry{Kind: journal.KindInteraction, At: at.Unix(), Facts: journal.Facts{Wait: 1}}
			if got, want := f.Falls(&e, insight.Waited, insight.Waited), journal.DayOf(at) == d; got != want {
				t.Errorf("%s: %v is of it: %v", d, at, got)
			}
		}
	}
}
