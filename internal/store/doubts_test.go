package store_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

// hooked is a place whose tables call before, once, ahead of the named operation.
type hooked struct {
	store.Place
	op     string
	before func()
}

type hookedTables struct {
	store.Tables
	place *hooked
}

func (p *hooked) Open(ctx context.Context) (store.Tables, error) {
	t, err := p.Place.Open(ctx)
	if t == nil || err != nil {
		return nil, err
	}
	return &hookedTables{t, p}, nil
}

func (p *hooked) at(op string) {
	if f := p.before; f != nil && p.op == op {
		p.before = nil
		f()
	}
}

func (t *hookedTables) Opening(ctx context.Context) (store.Opening, error) {
	t.place.at("opening")
	return t.Tables.Opening(ctx)
}

func (t *hookedTables) Pages(ctx context.Context, numbers []int) ([]store.SealedPage, error) {
	if numbers[0] < 0 {
		t.place.at("texts")
	} else {
		t.place.at("pages")
	}
	return t.Tables.Pages(ctx, numbers)
}

// A form that was filled before a restore may know revisions that never were. Kept as it is, it would leave a gap that no
// backup could be restored from.
func TestSaveOverAnotherPast(t *testing.T) {
	from := suite.Book(t, &mem.Place{})
	c, gone := storetest.Client("Ana"), storetest.Client("Bo")
	storetest.Save(t, from, c)
	for _, loaded := range []bool{false, true} {
		b := suite.Book(t, &mem.Place{})
		storetest.Save(t, b, c, gone)
		for n := 1; n < 4; n++ {
			_, err := b.Save(t.Context(), "", store.Write{Record: c, Base: n}, store.Write{Record: gone, Base: n})
			must(t, err)
		}
		must(t, b.PutDraft(t.Context(), "client", []byte("typed")))
		must(t, storetest.Restore(t, b, from))
		if loaded {
			must(t, b.LoadText(t.Context()))
		}
		_, err := b.Save(t.Context(), "client", store.Write{Record: c, Base: 4}, store.Write{Record: gone, Base: 4})
		var conflict *store.ConflictError
		if !errors.As(err, &conflict) || !slices.Equal(conflict.Refs, []journal.Ref{{ID: c.ID, N: 1}, {ID: gone.ID}}) {
			t.Fatalf("kept: %v, %+v", err, conflict)
		}
		if d, err := b.Draft(t.Context(), "client"); err != nil || string(d) != "typed" {
			t.Errorf("draft %q, %v", d, err)
		}
		_, err = b.Save(t.Context(), "client", store.Write{Record: c, Base: 1}, store.Write{Record: gone})
		must(t, err)
		must(t, storetest.Restore(t, b, b))
	}
}

func TestSaveNothing(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	saved, err := b.Save(t.Context(), "log")
	if err != nil || saved.Seq != 0 || len(saved.Refs) != 0 {
		t.Errorf("saved %+v, %v", saved, err)
	}
	if tables, err := place.Open(t.Context()); tables != nil || err != nil {
		t.Errorf("something was kept: %v, %v", tables, err)
	}
}

// Settings whose last revision does not open are those of the one before, once Today must be made again.
func TestSettingsQuarantined(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	s := journal.Settings{ID: journal.NewID(), UserName: "Ali"}
	storetest.Save(t, b, s)
	must(t, b.HousekeepNow(t.Context()))
	tables, err := place.Open(t.Context())
	must(t, err)
	bad := store.SealedRevision{Ref: journal.Ref{ID: s.ID, N: 2}, Sealed: []byte("not sealed")}
	_, err = tables.Commit(t.Context(), store.Batch{Revisions: []store.SealedRevision{bad}, Delta: []byte("nor this")})
	must(t, err)
	o, err := tables.Opening(t.Context())
	must(t, err)
	must(t, tables.Fold(t.Context(), store.Fold{From: o.Through, Through: o.Through, PageList: o.Pages, Today: []byte("?")}))
	b = suite.Book(t, place)
	must(t, b.LoadText(t.Context()))
	if got := b.Today().Settings; !reflect.DeepEqual(got, s) {
		t.Errorf("settings %+v", got)
	}
	must(t, b.HousekeepNow(t.Context()))
	if got := suite.Book(t, place).Today().Settings; !reflect.DeepEqual(got, s) {
		t.Errorf("settings folded: %+v", got)
	}
}

// Pages are read a few at a time. When another window makes the index again in between, half of each is no index.
func TestPagesOfTwoFoldings(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	var want []string
	for range 2 * store.PageSize / 20 {
		var all []journal.Record
		for range 20 {
			c := storetest.Client(journal.NewID())
			all = append(all, c)
			want = append(want, c.Name)
		}
		storetest.Save(t, b, all...)
	}
	slices.Sort(want)
	must(t, b.HousekeepNow(t.Context()))
	first := storetest.Client("zz")
	want = append(want, first.Name)
	storetest.Save(t, suite.Book(t, place), first) // by a clock that is late: the index made again begins with it
	_, err := b.CatchUp(t.Context())
	must(t, err)

	for _, op := range []string{"pages", "texts", "opening"} {
		window := &hooked{Place: place, op: op}
		other := suite.Book(t, window)
		window.before = func() {
			must(t, b.Rebuild(t.Context())) // every place is another, up to the same change
			must(t, b.HousekeepNow(t.Context()))
		}
		must(t, other.LoadText(t.Context()))
		if got := names(other); !slices.Equal(got, want) {
			t.Errorf("%s: %d clients, want %d", op, len(got), len(want))
		}
		if window.before != nil {
			t.Errorf("%s never came", op)
		}
	}
}

// Lists are whole, and clients found, before the text to search is there; what is written meanwhile is found as it is now.
func TestTextComesBehind(t *testing.T) {
	place := &mem.Place{}
	first := suite.Book(t, place)
	c := storetest.Client("Ana")
	kept, changed, gone := storetest.Talk(c, "chaudière", 1), storetest.Talk(c, "livraison", 2), storetest.Talk(c, "facture", 3)
	storetest.Save(t, first, c, kept, changed, gone)
	must(t, first.HousekeepNow(t.Context()))

	reached, goOn := make(chan bool), make(chan bool)
	b := suite.Book(t, &hooked{Place: place, op: "texts", before: func() {
		close(reached)
		<-goOn
	}})
	must(t, b.LoadIndex(t.Context()))
	<-reached
	if n := len(b.List(journal.KindInteraction, 0)); n != 3 || len(b.Of(c.ID)) != 3 || !b.Loaded() || b.Searchable() {
		t.Errorf("%d conversations, %d of the client, loaded %v, searchable %v", n, len(b.Of(c.ID)), b.Loaded(), b.Searchable())
	}
	if found := b.Search("ana", 0); len(found) != 1 || found[0].ID != c.ID {
		t.Errorf("found %v", found)
	}
	changed.About = "garantie"
	for _, w := range []store.Write{{Record: changed, Base: 1}, {Record: gone, Base: 1, Gone: true}, {Record: storetest.Talk(c, "permis", 4)}} {
		_, err := b.Save(t.Context(), "", w)
		must(t, err)
	}
	close(goOn)
	must(t, b.LoadText(t.Context()))
	for q, want := range map[string]int{"chaudiere": 1, "livraison": 0, "garantie": 1, "facture": 0, "permis": 1, "ana": 1} {
		if found := b.Search(q, 0); len(found) != want {
			t.Errorf("%s: found %v", q, found)
		}
	}
	must(t, b.HousekeepNow(t.Context()))
	again := suite.Book(t, place)
	must(t, again.LoadText(t.Context()))
	if found := again.Search("garantie", 0); len(found) != 1 {
		t.Errorf("after the folding: found %v", found)
	}
}

// What was written here while Today was read again, and changed elsewhere since, does not take Today back.
func TestLateWriteOvertaken(t *testing.T) {
	place := &mem.Place{}
	window := &hooked{Place: place, op: "opening"}
	other := suite.Book(t, place)
	c := storetest.Client("Ana")
	p := storetest.Promise(c, "un", "2026-12-01")
	storetest.Save(t, other, c, p)
	b := suite.Book(t, window)
	storetest.Save(t, other, storetest.Client("Bo"))
	must(t, other.HousekeepNow(t.Context())) // so that the window must read Today again
	window.before = func() {
		for n, writer := range []*store.Book{b, other} {
			p.What = []string{"deux", "trois"}[n]
			_, err := writer.Save(t.Context(), "", store.Write{Record: p, Base: n + 1})
			must(t, err)
		}
	}
	_, err := b.CatchUp(t.Context())
	must(t, err)
	if got := b.Today().Promises; window.before != nil || len(got) != 1 || got[0].Title != "trois" {
		t.Errorf("promises %+v", got)
	}
}

// A window that meets the beginning of another by a write of its own has the index that it asked for.
func TestIndexAfterFoundBeginning(t *testing.T) {
	place := &mem.Place{}
	b, other := suite.Book(t, place), suite.Book(t, place)
	must(t, b.LoadText(t.Context()))
	storetest.Save(t, other, storetest.Client("Ana"))
	storetest.Save(t, b, storetest.Client("Bo"))
	changed, err := b.CatchUp(t.Context()) // as the other window rings
	if got := names(b); !changed || err != nil || !slices.Equal(got, []string{"Ana", "Bo"}) {
		t.Errorf("clients %q, %v, %v", got, changed, err)
	}
}

// A conversation saved by a window that does not know yet that the client was taken away does not bring them back.
func TestGoneStaysGone(t *testing.T) {
	place := &mem.Place{}
	one, two := suite.Book(t, place), suite.Book(t, place)
	c := storetest.Client("Ana")
	made := storetest.Save(t, one, c)
	for _, b := range []*store.Book{one, two} {
		_, err := b.CatchUp(t.Context())
		must(t, err)
		must(t, b.LoadText(t.Context()))
	}
	_, err := one.Undo(t.Context(), made.Refs[0])
	must(t, err)
	storetest.Save(t, two, storetest.Talk(c, "un", 1))
	for i, b := range []*store.Book{one, two, suite.Book(t, place)} {
		_, err := b.CatchUp(t.Context())
		must(t, err)
		must(t, b.LoadText(t.Context()))
		if day := b.Today(); len(day.People) != 0 || len(day.Recent) != 1 || len(names(b)) != 0 {
			t.Errorf("window %d: %+v", i, day)
		}
	}
}

// A closed book neither finds nor makes anything.
func TestClosedStaysClosed(t *testing.T) {
	place := &mem.Place{}
	b := suite.Book(t, place)
	b.Close()
	storetest.Save(t, suite.Book(t, place), storetest.Client("Ana"))
	if changed, err := b.CatchUp(t.Context()); changed || !errors.Is(err, store.ErrClosed) {
		t.Errorf("caught up: %v, %v", changed, err)
	}
	if b.VaultID() != "" {
		t.Error("it stands on something")
	}
}
