package store_test

import (
	"slices"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

// TestClockThatMoves writes under a clock that goes forward and back by years: what was written last stands, whatever the
// time it bears, and every change can be taken back, also after the kit was opened again.
func TestClockThatMoves(t *testing.T) {
	place := &mem.Place{}
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	options := suite.Options(place)
	options.Now = func() time.Time { return now }
	b, err := store.Open(t.Context(), options)
	must(t, err)
	c := storetest.Client("v1")
	storetest.Save(t, b, c)
	var last journal.Ref
	for n, y := range []int{20, -1, -30, 0} {
		now = time.Date(2026+y, 11, 21, 9, n, 0, 0, time.UTC)
		c.Name = "v" + string(rune('2'+n))
		saved, err := b.Save(t.Context(), "", store.Write{Record: c, Base: n + 1})
		must(t, err)
		last = saved.Refs[0]
	}
	for range 2 {
		must(t, b.LoadText(t.Context()))
		if got := names(b); !slices.Equal(got, []string{"v5"}) {
			t.Errorf("it is called %q", got)
		}
		versions, err := b.History(t.Context(), c.ID)
		must(t, err)
		for i, v := range versions {
			if v.N != i+1 || v.Record.(journal.Client).Name != "v"+string(rune('1'+i)) {
				t.Errorf("version %d is %d, %+v", i+1, v.N, v.Record)
			}
		}
		b.Close()
		b, err = store.Open(t.Context(), options)
		must(t, err)
	}
	t.Cleanup(b.Close)
	now = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err = b.Undo(t.Context(), last)
	must(t, err)
	if v, err := b.Get(t.Context(), c.ID); err != nil || v.Record.(journal.Client).Name != "v4" {
		t.Errorf("undone, it is %+v, %v", v, err)
	}
	set := journal.Settings{ID: journal.NewID(), UserName: "Ana"}
	storetest.Save(t, b, set)
	now = now.AddDate(-10, 0, 0)
	set.UserName = "Ana Roy"
	_, err = b.Save(t.Context(), "", store.Write{Record: set, Base: 1})
	must(t, err)
	if got := b.Today().Settings.UserName; got != "Ana Roy" {
		t.Errorf("the settings of %q stand", got)
	}
}

// TestWhatIsDatedAhead notes a day's conversations while the clock is a year ahead: once it is right, what is new comes before
// them wherever conversations are listed, also after the kit was opened again and its index rebuilt.
func TestWhatIsDatedAhead(t *testing.T) {
	place := &mem.Place{}
	now := time.Date(2027, 11, 21, 9, 0, 0, 0, time.UTC)
	options := suite.Options(place)
	options.Now = func() time.Time { return now }
	b, err := store.Open(t.Context(), options)
	must(t, err)
	t.Cleanup(func() { b.Close() })
	c := storetest.Client("Marie")
	storetest.Save(t, b, c)
	talk := func(about string) {
		t.Helper()
		i := storetest.Talk(c, about, 0)
		i.At = now
		storetest.Save(t, b, i)
		now = now.Add(time.Minute)
	}
	for range store.MaxRecent + 5 {
		talk("ahead")
	}
	now = now.AddDate(-1, 0, 0)
	for _, about := range []string{"one", "two", "three"} {
		talk(about)
	}
	first := func(when string, list []store.Entry) {
		t.Helper()
		var got []string
		for _, e := range list {
			if e.Kind == journal.KindInteraction && len(got) < 4 {
				got = append(got, e.Title)
			}
		}
		if want := []string{"three", "two", "one", "ahead"}; !slices.Equal(got, want) {
			t.Errorf("%s: %q come first, want %q", when, got, want)
		}
	}
	for _, when := range []string{"at once", "opened again", "made again"} {
		first(when+", on Today", b.Today().Recent)
		must(t, b.LoadIndex(t.Context()))
		first(when+", of all", b.List(journal.KindInteraction, 0))
		first(when+", of a client", b.Of(c.ID))
		if when == "at once" {
			b.Close()
			b, err = store.Open(t.Context(), options)
			must(t, err)
			continue
		}
		must(t, b.Rebuild(t.Context()))
	}
}
