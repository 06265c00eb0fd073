package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/store/storetest"
)

// Whatever windows do, in whatever order, and wherever they are killed: Today and the index are what the revisions say.
func TestModel(t *testing.T) {
	did := make(map[string]int)
	for _, c := range []struct {
		name           string
		seed           uint64
		steps, clients int
		talks          int // written by one change
	}{
		{"few", 1, 300, 12, 1},
		{"few again", 2, 300, 12, 1},
		{"some", 3, 250, 50, 2},
		{"more than Today holds", 4, 100, 150, 20},
		{"changes of many", 5, 40, 40, 80},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &model{T: t, rand: rand.New(rand.NewPCG(c.seed, 0)), place: &mem.Place{}, clients: c.clients, talks: c.talks}
			m.now = begun
			m.truth = make(map[string]store.Version)
			m.made = make(map[journal.Ref]store.Entry)
			m.did = did
			for range 3 {
				m.windows = append(m.windows, m.open())
				m.save(m.windows[0])
			}
			for m.step = range c.steps {
				m.act()
			}
			m.recount()
		})
	}
	for _, what := range []string{"save", "conflict", "undo", "undo refused", "fold", "fold cut", "crash", "spoil", "rebuild", "restore", "rekey", "cold"} {
		if did[what] == 0 {
			t.Errorf("never came to %s: %v", what, did)
		}
	}
}

// model is some windows over one place, and what they should show.
type model struct {
	*testing.T
	rand           *rand.Rand
	place          *mem.Place
	windows        []*store.Book
	now            time.Time
	step           int
	clients, talks int
	truth          map[string]store.Version // the latest of each record
	order          []string                 // its ids, the first written first
	made           map[journal.Ref]store.Entry
	saved          []journal.Ref
	did            map[string]int
	cut            bool // folding fails
	poor           bool // Today may have gone bad and not been mended
}

func (m *model) open() *store.Book {
	m.Helper()
	opt := suite.Options(faulty{m.place, func(op string) error {
		if op == "fold" && m.cut {
			return errors.New("killed")
		}
		return nil
	}})
	opt.Now = func() time.Time {
		m.now = m.now.Add(time.Second)
		return m.now
	}
	b, err := store.Open(m.Context(), opt)
	must(m, err)
	m.Cleanup(b.Close)
	return b
}

// act does one thing in one window, has it catch up, and compares.
func (m *model) act() {
	w := m.rand.IntN(len(m.windows))
	b := m.windows[w]
	switch n := m.rand.IntN(100); {
	case n < 60:
		m.save(b)
	case n < 72:
		m.undo(b)
	case n < 80:
		must(m, b.HousekeepNow(m.Context()))
		m.did["fold"]++
	case n < 83:
		m.cut = true
		if b.HousekeepNow(m.Context()) != nil {
			m.did["fold cut"]++
		}
		m.cut = false
		fallthrough
	case n < 92:
		m.did["crash"]++
		b = m.open()
		m.windows[w] = b
	case n < 94:
		m.spoil()
		b = m.open()
		m.windows[w] = b
		if m.rand.IntN(2) == 0 {
			must(m, b.LoadText(m.Context()))
			m.compare(b)
			must(m, b.HousekeepNow(m.Context()))
			m.poor = false
		}
	case n < 96:
		must(m, b.Rebuild(m.Context()))
		m.did["rebuild"]++
	case n < 97:
		m.restore(w)
	}
	_, err := b.CatchUp(m.Context())
	must(m, err)
	if !b.Loaded() && !m.poor && m.rand.IntN(2) == 0 {
		m.did["cold"]++
		m.compareCold(b)
		return
	}
	must(m, b.LoadText(m.Context()))
	m.compare(b)
}

// restore moves everything under a new key; the other windows are left behind and open again.
func (m *model) restore(w int) {
	b := m.windows[w]
	if m.rand.IntN(2) == 0 {
		must(m, b.Rekey(m.Context(), b.Vault().Rekey(), nil, false))
		m.did["rekey"]++
	} else {
		must(m, storetest.Restore(m.T, b, b))
		m.did["restore"]++
	}
	m.poor = false
	for i := range m.windows {
		if i != w {
			if _, err := m.windows[i].Save(m.Context(), "", store.Write{Record: storetest.Client("Non")}); !errors.Is(err, store.ErrClosed) {
				m.Fatalf("step %d: a window that was left behind wrote: %v", m.step, err)
			}
			m.windows[i] = m.open()
		}
	}
}

// spoil has the pages or Today go bad.
func (m *model) spoil() {
	tables, err := m.place.Open(m.Context())
	must(m, err)
	o, err := tables.Opening(m.Context())
	must(m, err)
	f := store.Fold{From: o.Through, Through: o.Through, PageList: o.Pages, Today: o.Today}
	if m.rand.IntN(2) == 0 {
		f.Today = []byte("?")
	} else {
		f.Pages = []store.SealedPage{{Sealed: []byte("?")}}
	}
	must(m, tables.Fold(m.Context(), f))
	m.poor = true
	m.did["spoil"]++
}

func (m *model) save(b *store.Book) {
	var writes []store.Write
	for range 1 + m.rand.IntN(m.talks) {
		writes = append(writes, m.write(b))
	}
	ids := make(map[string]bool)
	writes = slices.DeleteFunc(writes, func(w store.Write) bool {
		id := w.Record.Key()
		if w.Record.Kind() == journal.KindSettings {
			id = "settings"
		}
		again := ids[id]
		ids[id] = true
		return again
	})
	stale := slices.ContainsFunc(writes, func(w store.Write) bool { return w.Base != m.truth[w.Record.Key()].N })
	saved, err := b.Save(m.Context(), "", writes...)
	if stale {
		if !errors.Is(err, store.ErrConflict) {
			m.Fatalf("step %d: %+v was stale: %v", m.step, writes, err)
		}
		m.did["conflict"]++
		return
	}
	must(m, err)
	m.learn(b, saved)
	m.did["save"]++
}

// write is something new, or an edit of what is there, now and then from a revision that is not the latest.
func (m *model) write(b *store.Book) store.Write {
	clients := m.records(journal.KindClient)
	if len(clients) == 0 || len(clients) < m.clients && m.rand.IntN(3) == 0 {
		return store.Write{Record: storetest.Client(fmt.Sprintf("Client %d", m.rand.IntN(1000)))}
	}
	client := clients[m.rand.IntN(len(clients))].Record.(journal.Client)
	at := m.rand.IntN(100_000)
	due := journal.Day("2026-11-21").Add(m.rand.IntN(300))
	if all := m.records(); m.rand.IntN(3) == 0 {
		v := all[m.rand.IntN(len(all))]
		base := v.N
		if m.rand.IntN(15) == 0 {
			base += 1 - m.rand.IntN(3)
		}
		rec := v.Record
		switch r := rec.(type) {
		case journal.Client:
			r.Name = fmt.Sprintf("Client %d", at)
			rec = r
		case journal.Interaction:
			r.Client, r.At = client.ID, dated(r.At.Add(time.Duration(at-50_000)*time.Second))
			rec = r
		case journal.Promise:
			r.Due, r.State = due, []journal.PromiseState{journal.Open, journal.Kept}[m.rand.IntN(2)]
			rec = r
		case journal.Settings:
			r.UserName = fmt.Sprint(at)
			rec = r
		}
		return store.Write{Record: rec, Base: base}
	}
	switch n := m.rand.IntN(20); {
	case n == 0:
		if len(m.records(journal.KindSettings)) == 0 {
			return store.Write{Record: journal.Settings{ID: journal.NewID(), UserName: "Ali"}}
		}
		fallthrough
	case n == 1:
		return store.Write{Record: journal.ChecklistRun{ID: journal.NewID(), List: "pulse", At: m.now, Answers: map[string]string{"a": "yes"}}}
	case n < 11:
		return store.Write{Record: storetest.Promise(client, fmt.Sprint("promesse ", at), due)}
	}
	talk := storetest.Talk(client, fmt.Sprint("sujet ", at), at)
	talk.At = dated(talk.At)
	return store.Write{Record: talk}
}

// begun is when a run begins: it lasts less than a day.
var begun = time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC)

// dated keeps a conversation off the moment from which the clock is doubted, which passes while the model runs.
func dated(at time.Time) time.Time {
	if d := at.Sub(begun); d > 24*time.Hour && d < 48*time.Hour {
		return at.Add(-48 * time.Hour)
	}
	return at
}

func (m *model) undo(b *store.Book) {
	if len(m.saved) == 0 {
		return
	}
	late := m.saved[max(0, len(m.saved)-1-m.rand.IntN(12))]
	saved, err := b.Undo(m.Context(), late)
	if errors.Is(err, store.ErrConflict) {
		m.did["undo refused"]++
		return
	}
	must(m, err)
	m.learn(b, saved)
	m.did["undo"]++
}

// learn reads what was written.
func (m *model) learn(b *store.Book, saved store.Saved) {
	for _, ref := range saved.Refs {
		v, err := b.Get(m.Context(), ref.ID)
		if err != nil || v.Ref != ref {
			m.Fatalf("step %d: saved %v, got %v, %v", m.step, ref, v.Ref, err)
		}
		if _, known := m.truth[ref.ID]; !known {
			m.order = append(m.order, ref.ID)
		}
		m.truth[ref.ID] = v
	}
	m.saved = append(m.saved, saved.Refs[m.rand.IntN(len(saved.Refs))])
}

// recount compares what was learnt with every revision in the place.
func (m *model) recount() {
	all := make(map[string]store.Version)
	must(m, m.open().Revisions(m.Context(), func(r journal.Revision) error {
		rec, err := r.Record()
		if r.N != all[r.ID].N+1 {
			m.Errorf("revision %v comes after %d", r.Ref, all[r.ID].N)
		}
		all[r.ID] = store.Version{Revision: r, Record: rec}
		return err
	}))
	if !reflect.DeepEqual(all, m.truth) {
		m.Errorf("%d records in the place, %d were saved, or they differ", len(all), len(m.truth))
	}
}

// records lists the records of the given kinds, or of all, that are there, the first written first.
func (m *model) records(kinds ...journal.Kind) (all []store.Version) {
	for _, id := range m.order {
		if v := m.truth[id]; !v.Gone() && (len(kinds) == 0 || slices.Contains(kinds, v.Kind)) {
			all = append(all, v)
		}
	}
	return all
}

// entry is the entry of a version.
func (m *model) entry(v store.Version) store.Entry {
	e := m.whole(v)
	if e.Kind != journal.KindClient {
		e.Text = ""
	}
	return e
}

// whole is the entry of a version with the text by which it is found.
func (m *model) whole(v store.Version) store.Entry {
	e, ok := m.made[v.Ref]
	if !ok {
		e = store.EntryOf(v.Revision, v.Record)
		m.made[v.Ref] = e
	}
	return e
}

// entries lists the entries of a kind in an order.
func (m *model) entries(kind journal.Kind, order func(a, b store.Entry) int) []store.Entry {
	all := []store.Entry{}
	for _, v := range m.records(kind) {
		all = append(all, m.entry(v))
	}
	slices.SortFunc(all, order)
	return all
}

// newest comes first, but what is dated ahead of the clock last.
func newest(a, b store.Entry) int {
	until := begun.Add(36 * time.Hour).Unix()
	switch early, late := a.At > until, b.At > until; {
	case early && !late:
		return 1
	case late && !early:
		return -1
	}
	return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(a.ID, b.ID))
}

// today is what Today shows, made from the latest revisions.
func (m *model) today() (day store.Today) {
	day.Recent = m.entries(journal.KindInteraction, newest)
	day.Promises = m.entries(journal.KindPromise, func(a, b store.Entry) int {
		return cmp.Or(strings.Compare(string(a.Due), string(b.Due)), cmp.Compare(a.At, b.At), strings.Compare(a.ID, b.ID))
	})
	day.Promises = slices.DeleteFunc(day.Promises, func(e store.Entry) bool { return e.State != string(journal.Open) })
	served := make(map[string]int64)
	for _, e := range slices.Concat(day.Recent, m.entries(journal.KindPromise, newest)) {
		served[e.Client] = max(served[e.Client], e.At)
	}
	day.More = max(0, len(day.Promises)-store.MaxPromises)
	day.Promises = day.Promises[:len(day.Promises)-day.More]
	day.Recent = day.Recent[:min(len(day.Recent), store.MaxRecent)]
	named := make(map[string]bool)
	for _, e := range slices.Concat(day.Recent, day.Promises) {
		named[e.Client] = true
	}
	last := func(e store.Entry) int64 { return max(e.At, served[e.ID]) }
	people := m.entries(journal.KindClient, func(a, b store.Entry) int {
		return cmp.Or(cmp.Compare(last(b), last(a)), strings.Compare(a.ID, b.ID))
	})
	others := 0
	for _, p := range people {
		if !named[p.ID] {
			others++
		}
		if named[p.ID] || others <= store.MaxPeople {
			day.People = append(day.People, p)
		}
	}
	var wrote time.Time
	for _, v := range m.truth {
		if v.Kind != journal.KindSettings || v.At.Before(wrote) {
			continue
		}
		wrote = v.At
		day.Settings = journal.Settings{ID: v.ID}
		if !v.Gone() {
			day.Settings = v.Record.(journal.Settings)
		}
	}
	return day
}

// compare compares a window that knows everything.
func (m *model) compare(b *store.Book) {
	m.Helper()
	got := b.Today()
	want := m.today()
	m.same("promises", got.Promises, want.Promises)
	m.same("recent", got.Recent, want.Recent)
	if got.More != want.More || !reflect.DeepEqual(got.Settings, want.Settings) {
		m.Fatalf("step %d: %d more, %+v, want %d more, %+v", m.step, got.More, got.Settings, want.More, want.Settings)
	}
	if len(m.records(journal.KindClient)) <= store.MaxPeople {
		m.same("people", got.People, want.People)
	} else {
		m.people(b, got)
	}
	for _, kind := range journal.Kinds {
		order := newest
		if kind == journal.KindClient {
			order = func(a, b store.Entry) int {
				return cmp.Or(strings.Compare(a.Text, b.Text), strings.Compare(a.ID, b.ID))
			}
		}
		m.same(string(kind), b.List(kind, 0), m.entries(kind, order))
	}
	for _, v := range m.records(journal.KindClient)[:min(3, len(m.records(journal.KindClient)))] {
		of := slices.Concat(m.entries(journal.KindInteraction, newest), m.entries(journal.KindPromise, newest))
		of = slices.DeleteFunc(of, func(e store.Entry) bool { return e.Client != v.ID })
		slices.SortFunc(of, newest)
		m.same("of a client", b.Of(v.ID), of)
	}
	q := fmt.Sprint(m.step % 10)
	found := b.Search(q, 0)
	holding := 0
	for _, v := range m.truth {
		if strings.Contains(m.whole(v).Text, q) {
			holding++
		}
	}
	if len(found) != holding {
		m.Fatalf("step %d: search found %d of %d", m.step, len(found), holding)
	}
	for _, e := range found {
		if v, ok := m.truth[e.ID]; !ok || v.Gone() || e != m.entry(v) {
			m.Fatalf("step %d: search found %+v", m.step, e)
		}
	}
}

// people checks those whom Today shows when it does not show all.
func (m *model) people(b *store.Book, day store.Today) {
	m.Helper()
	named := make(map[string]bool)
	for _, e := range slices.Concat(day.Promises, day.Recent) {
		named[e.Client] = true
		if _, ok := day.Person(e.Client); !ok && !m.truth[e.Client].Gone() {
			m.Fatalf("step %d: nobody says who %s is", m.step, e.Client)
		}
	}
	others := 0
	for _, e := range day.People {
		v := m.truth[e.ID]
		if v.Gone() || e != m.entry(v) {
			m.Fatalf("step %d: person %+v, want %+v", m.step, e, v)
		}
		if !named[e.ID] {
			others++
		}
	}
	if others > store.MaxPeople {
		m.Fatalf("step %d: %d others", m.step, others)
	}
}

// compareCold compares a window without the index, as long as Today can tell without it.
func (m *model) compareCold(b *store.Book) {
	m.Helper()
	got := b.Today()
	want := m.today()
	ever := make(map[journal.Kind]int)
	for _, v := range m.truth {
		ever[v.Kind]++
	}
	if ever[journal.KindPromise] <= store.MaxPromises {
		m.same("promises", got.Promises, want.Promises)
	}
	if ever[journal.KindInteraction] <= store.MaxRecent {
		m.same("recent", got.Recent, want.Recent)
	}
	if !reflect.DeepEqual(got.Settings, want.Settings) {
		m.Fatalf("step %d: settings %+v, want %+v", m.step, got.Settings, want.Settings)
	}
}

func (m *model) same(what string, got, want []store.Entry) {
	m.Helper()
	if slices.Equal(got, want) {
		return
	}
	for i := range max(len(got), len(want)) {
		var g, w store.Entry
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			m.Fatalf("step %d: %s: %d, want %d, first at %d:\n%+v\nwant\n%+v", m.step, what, len(got), len(want), i, g, w)
		}
	}
}
