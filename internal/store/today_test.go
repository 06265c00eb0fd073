package store

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
)

func clientEntry(id string, n int, at int64) Entry {
	return Entry{ID: id, Kind: journal.KindClient, N: n, State: "external", At: at, Title: "Client " + id, Text: "client " + id}
}

func talkEntry(id, client string, n int, at int64) Entry {
	return Entry{ID: id, Client: client, Kind: journal.KindInteraction, N: n, At: at, Title: "Talk " + id}
}

func promiseEntry(id, client string, n int, due journal.Day, state journal.PromiseState, at int64) Entry {
	return Entry{ID: id, Client: client, Kind: journal.KindPromise, N: n, Due: due, State: string(state), At: at}
}

func change(entries ...Entry) delta { return delta{entries: entries} }

func ids(entries []Entry) (all []string) {
	for _, e := range entries {
		all = append(all, e.ID)
	}
	return all
}

func TestTodayOrder(t *testing.T) {
	var d today
	d.apply(change(clientEntry("a", 1, 1), clientEntry("b", 1, 2), clientEntry("c", 1, 3)))
	d.apply(change(promiseEntry("late", "a", 1, "2026-12-01", journal.Open, 10), promiseEntry("soon", "b", 1, "2026-11-22", journal.Open, 11)))
	d.apply(change(talkEntry("old", "a", 1, 5), talkEntry("new", "c", 1, 50), talkEntry("mid", "a", 1, 20)))
	d.trim()
	s := d.show(3)
	if got := ids(s.Promises); !slices.Equal(got, []string{"soon", "late"}) {
		t.Errorf("promises %v", got)
	}
	if got := ids(s.Recent); !slices.Equal(got, []string{"new", "mid", "old"}) {
		t.Errorf("recent %v", got)
	}
	if got := ids(s.People); !slices.Equal(got, []string{"c", "a", "b"}) {
		t.Errorf("people %v", got)
	}
	d.apply(change(promiseEntry("soon", "b", 2, "2026-11-22", journal.Kept, 60), Entry{ID: "new", Kind: journal.KindInteraction, N: 2, State: Gone, At: 60}))
	d.apply(change(clientEntry("a", 1, 1), Entry{ID: "c", Kind: journal.KindClient, N: 2, State: Gone}))
	d.trim()
	if d := d.show(4); len(d.Promises) != 1 || len(d.Recent) != 2 || !slices.Equal(ids(d.People), []string{"b", "a"}) {
		t.Errorf("after: %+v", d)
	}
	if got := ids(s.Recent); !slices.Equal(got, []string{"new", "mid", "old"}) {
		t.Errorf("what was shown has changed: %v", got)
	}
	if _, ok := s.Person("nobody"); ok {
		t.Error("found nobody")
	}
}

func TestTodaySettings(t *testing.T) {
	put := func(d *today, id string, n int, at int64, name string) {
		body := fmt.Sprintf(`{"id":%q,"user_name":%q}`, id, name)
		d.apply(delta{entries: []Entry{{ID: id, Kind: journal.KindSettings, N: n, At: at}}, settings: []byte(body)})
	}
	var d today
	put(&d, "s", 1, 10, "Ali")
	put(&d, "s", 2, 20, "Béa")
	put(&d, "s", 1, 10, "Ali") // again: too late
	if d.settings.UserName != "Béa" {
		t.Errorf("settings %+v", d.settings)
	}
	put(&d, "other", 1, 15, "Old")
	if d.settings.UserName != "Béa" {
		t.Errorf("an older record won: %+v", d.settings)
	}
	put(&d, "other", 2, 30, "New")
	if d.settings.UserName != "New" {
		t.Errorf("a newer record lost: %+v", d.settings)
	}
	d.apply(change(Entry{ID: "other", Kind: journal.KindSettings, N: 3, State: Gone, At: 40}))
	if !reflect.DeepEqual(d.settings, journal.Settings{ID: "other"}) {
		t.Errorf("taken away: %+v", d.settings)
	}
}

// However changes come, what is kept by and by is what the whole index would give, once it is asked when told to be.
func TestTodayAsFromIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var d today
	x := newIndex(0)
	numbers := make(map[string]int)
	next := func(id string) int { numbers[id]++; return numbers[id] }
	for i := range 3000 {
		client := fmt.Sprintf("c%03d", r.IntN(300))
		at := int64(i)
		if numbers[client] == 0 {
			e := clientEntry(client, next(client), at)
			x.put(e)
			d.apply(change(e))
		}
		named, _ := x.get(client)
		var e Entry
		switch id := fmt.Sprint(r.IntN(600)); r.IntN(6) {
		case 0, 1:
			e = talkEntry("t"+id, client, next("t"+id), at)
		case 2:
			e = Entry{ID: "t" + id, Kind: journal.KindInteraction, N: next("t" + id), State: Gone, At: at}
		case 3, 4:
			e = promiseEntry("p"+id, client, next("p"+id), journal.Day("2026-01-01").Add(r.IntN(900)), journal.Open, at)
		case 5:
			e = promiseEntry("p"+id, client, next("p"+id), "2026-02-02", journal.Kept, at)
		}
		x.put(e)
		short := d.apply(change(e, named))
		d.trim()
		if short {
			d.from(x, nil)
		}
		if !slices.IsSortedFunc(d.people, lastServed) {
			t.Fatalf("step %d: people out of order", i)
		}
		if i%11 > 0 {
			continue
		}
		var whole today
		whole.from(x, nil)
		if got, want := d.show(0), whole.show(0); !reflect.DeepEqual(got.Promises, want.Promises) || got.More != want.More || !reflect.DeepEqual(got.Recent, want.Recent) {
			t.Fatalf("step %d, %+v:\n%v +%d, %v\nwant\n%v +%d, %v", i, e, ids(got.Promises), got.More, ids(got.Recent), ids(want.Promises), want.More, ids(want.Recent))
		}
		s := d.show(0)
		if len(s.Promises) > MaxPromises || len(s.Recent) > MaxRecent || len(s.People) > MaxPromises+MaxRecent+MaxPeople {
			t.Fatalf("step %d: %d, %d, %d", i, len(s.Promises), len(s.Recent), len(s.People))
		}
		for _, e := range slices.Concat(s.Promises, s.Recent) {
			if _, ok := s.Person(e.Client); !ok {
				t.Fatalf("step %d: nobody says who %s is", i, e.Client)
			}
		}
	}
	if d.more == 0 {
		t.Error("the test never had promises left out")
	}
}

func TestIndexNewestWins(t *testing.T) {
	x := newIndex(0)
	x.put(clientEntry("a", 2, 20))
	x.put(clientEntry("a", 1, 10))
	if e, _ := x.get("a"); e.N != 2 {
		t.Errorf("an old entry won: %+v", e)
	}
	x.dirty = map[int]bool{}
	x.put(clientEntry("a", 2, 20))
	if len(x.dirty) != 0 {
		t.Error("the same entry spoilt a page")
	}
	x.put(talkEntry("t", "a", 1, 5))
	x.put(talkEntry("t", "b", 2, 5))
	if a, b := x.of("a"), x.of("b"); len(a) != 0 || len(b) != 1 {
		t.Errorf("of %v, %v", a, b)
	}
}
