package store_test

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
)

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

// soonest comes first.
func soonest(a, b store.Entry) int {
	return cmp.Or(strings.Compare(string(a.Due), string(b.Due)), cmp.Compare(a.At, b.At), strings.Compare(a.ID, b.ID))
}

// today is what Today shows, made from the latest revisions.
func (m *model) today() (day store.Today) {
	day.Recent = m.entries(journal.KindInteraction, newest)
	day.Promises = m.entries(journal.KindPromise, soonest)
	day.Promises = slices.DeleteFunc(day.Promises, func(e store.Entry) bool { return e.State != string(journal.Open) })
	day.Asked = m.entries(journal.KindComplaint, soonest)
	day.Asked = slices.DeleteFunc(day.Asked, func(e store.Entry) bool { return e.State == string(journal.Closed) })
	day.Asked = day.Asked[:min(len(day.Asked), store.MaxAsked)]
	day.Handover = m.entries(journal.KindHandover, newest)
	day.Handover = day.Handover[:min(len(day.Handover), 1)]
	served := make(map[string]int64)
	for _, e := range slices.Concat(day.Recent, m.entries(journal.KindPromise, newest), m.entries(journal.KindComplaint, newest)) {
		served[e.Client] = max(served[e.Client], e.At)
	}
	day.More = max(0, len(day.Promises)-store.MaxPromises)
	day.Promises = day.Promises[:len(day.Promises)-day.More]
	day.Recent = day.Recent[:min(len(day.Recent), store.MaxRecent)]
	named := make(map[string]bool)
	for _, e := range slices.Concat(day.Recent, day.Promises, day.Asked) {
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
	m.same("asked", got.Asked, want.Asked)
	m.same("handover", got.Handover, want.Handover)
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
		of := slices.Concat(m.entries(journal.KindInteraction, newest), m.entries(journal.KindPromise, newest), m.entries(journal.KindComplaint, newest))
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
	for _, e := range slices.Concat(day.Promises, day.Recent, day.Asked) {
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
	if ever[journal.KindComplaint] <= store.MaxAsked {
		m.same("asked", got.Asked, want.Asked)
	}
	if ever[journal.KindHandover] <= 1 {
		m.same("handover", got.Handover, want.Handover)
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
