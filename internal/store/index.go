package store

import (
	"strings"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// PageSize is the most entries on a page of the index.
const PageSize = 512

// index is the whole index in memory. An entry keeps its place: it is the search key, and says on which page it lies.
type index struct {
	entries []Entry
	at      map[string]uint32   // id → place
	of      map[string][]uint32 // client → places of what names them, or once did
	sorted  map[journal.Kind][]uint32
	dirty   map[int]bool // pages changed since they were kept
	rebuilt bool         // made from the revisions: the kept pages are of no use
	text    search.Index
}

func newIndex(size int) *index {
	return &index{
		entries: make([]Entry, 0, size),
		at:      make(map[string]uint32, size),
		of:      make(map[string][]uint32),
		sorted:  make(map[journal.Kind][]uint32),
		dirty:   make(map[int]bool),
	}
}

// put brings an entry in, unless it or a later one is there.
func (x *index) put(e Entry) {
	if i, changed := x.hold(e); changed {
		x.search(i)
	}
}

// take brings the entries of a change in. It returns the clients whom the change touches: those in it, those named by its
// entries, and those whom the entries named before.
func (x *index) take(d delta) (clients map[string]bool) {
	clients = make(map[string]bool)
	for _, e := range d.entries {
		before, _ := x.get(e.ID)
		x.put(e)
		if e.Kind == journal.KindClient {
			clients[e.ID] = true
		}
		for _, named := range []string{before.Client, e.Client} {
			if named != "" {
				clients[named] = true
			}
		}
	}
	return clients
}

// served is the last moment at which something was written about a client.
func (x *index) served(client Entry) int64 {
	at := client.At
	for _, i := range x.of[client.ID] {
		if e := &x.entries[i]; e.Client == client.ID {
			at = max(at, e.At)
		}
	}
	return at
}

// hold is put without the text to search: [index.aged] brings that in.
func (x *index) hold(e Entry) (i uint32, changed bool) {
	i, known := x.at[e.ID]
	if known && (e.N < x.entries[i].N || e == x.entries[i]) {
		return i, false
	}
	if known {
		if e.Client != "" && e.Client != x.entries[i].Client {
			x.of[e.Client] = append(x.of[e.Client], i)
		}
		x.entries[i] = e
	} else {
		i = x.add(e)
	}
	x.dirty[int(i)/PageSize] = true
	delete(x.sorted, e.Kind)
	return i, true
}

// add appends an entry.
func (x *index) add(e Entry) uint32 {
	i := uint32(len(x.entries))
	x.entries = append(x.entries, e)
	x.at[e.ID] = i
	if e.Client != "" {
		x.of[e.Client] = append(x.of[e.Client], i)
	}
	return i
}

// search brings the text of an entry up to date.
func (x *index) search(i uint32) {
	if e := &x.entries[i]; e.Text != "" {
		x.text.Put(i, e.Text)
	} else {
		x.text.Delete(i)
	}
}

// load appends the entries of a kept page.
func (x *index) load(entries []Entry) {
	for _, e := range entries {
		if i := x.add(e); e.Text != "" {
			x.text.Put(i, e.Text)
		}
	}
}

// aged makes the index of what was only held, with its text: the oldest first, as if it had come so.
func (x *index) aged() *index {
	sortBy(x.entries, func(a, b Entry) int { return newest(b, a) })
	y := newIndex(len(x.entries))
	for _, e := range x.entries {
		y.put(e)
	}
	return y
}

// get finds an entry.
func (x *index) get(id string) (Entry, bool) {
	i, ok := x.at[id]
	if !ok {
		return Entry{}, false
	}
	return x.entries[i], true
}

// page is the entries of one page.
func (x *index) page(p int) []Entry {
	return x.entries[p*PageSize : min((p+1)*PageSize, len(x.entries))]
}

// order lists the places of one kind: clients by folded name, others newest first.
func (x *index) order(kind journal.Kind) []uint32 {
	if places, ok := x.sorted[kind]; ok {
		return places
	}
	places := []uint32{}
	for i := range x.entries {
		if e := &x.entries[i]; e.Kind == kind && e.State != Gone {
			places = append(places, uint32(i))
		}
	}
	sortBy(places, func(a, b uint32) int {
		if kind == journal.KindClient {
			return byName(x.entries[a], x.entries[b])
		}
		return newest(x.entries[a], x.entries[b])
	})
	x.sorted[kind] = places
	return places
}

func byName(a, b Entry) int {
	if c := strings.Compare(a.Text, b.Text); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}
