package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
)

func bookCatchUp(t *testing.T, s Suite) {
	window := s.New(t)
	one := s.Book(t, window())
	c := Client("Ana")
	Save(t, one, c)
	two := s.Book(t, window())
	must(t, two.LoadText(t.Context()))
	check := func(when string, want bool) {
		t.Helper()
		changed, err := two.CatchUp(t.Context())
		if err != nil || changed != want {
			t.Errorf("%s: changed %v, %v", when, changed, err)
		}
		must(t, one.LoadText(t.Context()))
		_, err = one.CatchUp(t.Context())
		must(t, err)
		if !reflect.DeepEqual(one.Today(), two.Today()) {
			t.Errorf("%s: today\n%+v\nand\n%+v", when, one.Today(), two.Today())
		}
		if a, b := one.Of(c.ID), two.Of(c.ID); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: index\n%v\nand\n%v", when, a, b)
		}
	}
	check("nothing new", false)
	Save(t, one, Talk(c, "un", 1))
	Save(t, two, Talk(c, "deux", 2)) // before it knows of the other
	check("each wrote", true)
	Save(t, two, Talk(c, "trois", 3))
	check("only this one wrote", false)
	Save(t, one, Talk(c, "quatre", 4))
	must(t, one.HousekeepNow(t.Context()))
	Save(t, one, Talk(c, "cinq", 5))
	check("the other folded past", true)
	Save(t, two, Talk(c, "six", 6))
	must(t, two.HousekeepNow(t.Context()))
	Save(t, one, Talk(c, "sept", 7))
	must(t, one.HousekeepNow(t.Context()))
	check("both folded", true)
	if got := titles(two.Of(c.ID)); !slices.Equal(got, []string{"sept", "six", "cinq", "quatre", "trois", "deux", "un"}) {
		t.Errorf("of the client: %q", got)
	}
}

// many writes so many clients, each with a conversation, over more than one page.
func many(t *testing.T, b *store.Book, n int) (clients []journal.Client) {
	t.Helper()
	for i := range n {
		c := Client(fmt.Sprintf("Client %04d", i))
		clients = append(clients, c)
		Save(t, b, c, Talk(c, fmt.Sprintf("sujet %d", i), i))
	}
	return clients
}

// state is all that a book shows from its index.
func state(t *testing.T, b *store.Book) []any {
	t.Helper()
	must(t, b.LoadText(t.Context()))
	day := b.Today()
	day.Through = 0
	all := []any{day, b.Counts(), b.Search("client 00", 20), b.Search("sujet 17", 3)}
	for _, k := range journal.Kinds {
		all = append(all, b.List(k, 0))
	}
	return all
}

func same(t *testing.T, when string, got, want []any) {
	t.Helper()
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%s: item %d:\n%.2000s\nwant\n%.2000s", when, i, fmt.Sprint(got[i]), fmt.Sprint(want[i]))
		}
	}
}

func bookFold(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	clients := many(t, b, 300)
	Save(t, b, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	want := state(t, b)
	must(t, b.Housekeep(t.Context()))
	same(t, "after folding", state(t, b), want)
	o, err := open(t, window()).Opening(t.Context())
	if err != nil || len(o.Changes) != 0 || o.Through != b.Today().Through {
		t.Errorf("folded through %d with %d changes left, %v", o.Through, len(o.Changes), err)
	}
	same(t, "opened again", state(t, s.Book(t, window())), want)

	clients[7].Name = "Client 0007 bis"
	_, err = b.Save(t.Context(), "", store.Write{Record: clients[7], Base: 1})
	must(t, err)
	Save(t, b, Client("Zoé"))
	must(t, b.Housekeep(t.Context())) // too little to fold
	if o, err := open(t, window()).Opening(t.Context()); err != nil || len(o.Changes) != 2 {
		t.Errorf("%d changes wait, %v", len(o.Changes), err)
	}
	want = state(t, b)
	same(t, "with changes waiting", state(t, s.Book(t, window())), want)
	must(t, b.HousekeepNow(t.Context()))
	same(t, "folded again", state(t, s.Book(t, window())), want)
}

func bookRebuild(t *testing.T, s Suite) {
	window := s.New(t)
	b := s.Book(t, window())
	many(t, b, 300)
	Save(t, b, journal.Settings{ID: journal.NewID(), UserName: "Ali"})
	must(t, b.HousekeepNow(t.Context()))
	want := state(t, b)
	tables := open(t, window())
	for _, c := range []struct {
		name  string
		spoil func(*store.Fold)
	}{
		{"a page", func(f *store.Fold) { f.Pages = []store.SealedPage{{Number: 1, Sealed: []byte("?")}} }},
		{"the page list", func(f *store.Fold) { f.PageList = nil }},
		{"Today", func(f *store.Fold) { f.Today = []byte("?") }},
	} {
		o, err := tables.Opening(t.Context())
		must(t, err)
		f := store.Fold{From: o.Through, Through: o.Through, PageList: o.Pages, Today: o.Today}
		c.spoil(&f)
		must(t, tables.Fold(t.Context(), f))
		hurt := s.Book(t, window())
		same(t, c.name+" spoilt", state(t, hurt), want)
		must(t, hurt.Housekeep(t.Context()))
		same(t, c.name+" mended", state(t, s.Book(t, window())), want)
		if bad := hurt.Unreadable(); len(bad) != 0 {
			t.Errorf("%s: unreadable %v", c.name, bad)
		}
		_, err = b.CatchUp(t.Context())
		must(t, err)
		Save(t, b, Client("Zoé"))
		must(t, b.HousekeepNow(t.Context())) // this window knew the former pages
		want = state(t, b)
		same(t, c.name+" folded over", state(t, s.Book(t, window())), want)
	}
	must(t, b.Rebuild(t.Context()))
	same(t, "rebuilt", state(t, b), want)
}
