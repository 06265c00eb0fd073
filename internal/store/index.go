package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// PageSize is the most entries on a page of the index.
const PageSize = 512

// index is the whole index in memory. An entry keeps its place: it is the search key, and says on which page it lies.
// Entries stay packed, as they lie on their pages: at a start only what begins them is read.
type index struct {
	leaves  []leaf   // nothing as large as all rows is ever copied to grow
	count   int      // of all rows
	slots   []uint32 // where each id is: a place and one, or 0; at most half full
	sorted  map[journal.Kind][]uint32
	dirty   map[int]bool // pages changed since they were kept
	rebuilt bool         // made from the revisions: the kept pages are of no use
	text    search.Index
	kept    int             // how many came from pages
	ahead   map[uint32]bool // put before the text of the pages is here; nil once it is
}

// leaf is a page of the index in memory: entries, packed, without their texts, save those of clients.
type leaf struct {
	rows  []row
	text  string   // of the page as it was kept
	since []string // what was written since
}

// row is where an entry lies, and what is asked of many at once. No pointer is in it: whoever collects garbage would follow
// each of a hundred thousand.
type row struct {
	at    int64
	span         // in the text of its leaf; to 0, the from-th of what was written since
	names uint32 // hash of the client that it names, 0 for nobody
	kind  kindNo
	gone  bool
}

// kindNo is a kind by its place in [journal.Kinds], and one; 0 is what only a later version knows.
type kindNo uint8

func numberOf(kind journal.Kind) kindNo { return kindNo(slices.Index(journal.Kinds, kind) + 1) }

// kindSet is some kinds, by their numbers.
type kindSet uint32

func setOf(kinds []journal.Kind) (s kindSet) {
	for _, k := range kinds {
		s |= 1 << numberOf(k)
	}
	return s
}

func (s kindSet) has(kind kindNo) bool { return s&(1<<kind) != 0 }

func newIndex(size int) *index {
	return &index{
		slots:  make([]uint32, slotsFor(size)),
		sorted: make(map[journal.Kind][]uint32),
		dirty:  make(map[int]bool),
	}
}

// put brings an entry in, unless it or a later one is there.
func (x *index) put(e Entry) {
	text := e.Text
	if e.Kind != journal.KindClient {
		e.Text = ""
	}
	i, known := x.find(e.ID)
	if known {
		if was := x.entry(i); e.N < was.N || e == was {
			return
		}
	} else {
		i = x.room()
	}
	x.lay(i, known, pack(&e))
	if !known {
		x.enter(i)
	}
	if text != "" {
		x.text.Put(i, text)
	} else {
		x.text.Delete(i)
	}
	if x.ahead != nil {
		x.ahead[i] = true
	}
	x.dirty[int(i)/PageSize] = true
	delete(x.sorted, e.Kind)
}

// rowOf looks at the beginning of a packed entry.
func rowOf(packed string) row {
	var e Entry
	d := decoder{s: packed}
	d.head(&e)
	r := row{kind: numberOf(e.Kind), gone: e.State == Gone, at: e.At}
	if e.Client != "" {
		r.names = hash(e.Client)
	}
	return r
}

// room is the place after all others.
func (x *index) room() uint32 {
	if x.count%PageSize == 0 {
		x.leaves = append(x.leaves, leaf{rows: make([]row, PageSize)})
	}
	x.count++
	return uint32(x.count - 1)
}

// lay puts an entry at a place, where there is none yet or was one already.
func (x *index) lay(i uint32, again bool, packed string) {
	leaf, r := &x.leaves[i/PageSize], rowOf(packed)
	if was := leaf.rows[i%PageSize]; again && was.to == 0 {
		r.from = was.from
	} else {
		r.from = uint32(len(leaf.since))
		leaf.since = append(leaf.since, "")
	}
	leaf.since[r.from] = packed
	leaf.rows[i%PageSize] = r
}

// enter makes the record at a place be found, and tells whether it was not there yet.
func (x *index) enter(i uint32) bool {
	id := x.id(i)
	s := x.slot(hash(id), id)
	if x.slots[s] != 0 {
		return false
	}
	x.slots[s] = i + 1
	if 2*x.count > len(x.slots) {
		x.slots = make([]uint32, slotsFor(x.count))
		for i := range uint32(x.count) {
			id := x.id(i)
			x.slots[x.slot(hash(id), id)] = i + 1
		}
	}
	return true
}

// slotsFor is how many slots so many ids, and as many again, have room in.
func slotsFor(ids int) int {
	n := 64
	for n < 4*ids {
		n *= 2
	}
	return n
}

// slot is where an id of a hash is kept, or would be.
func (x *index) slot(hash uint32, id string) int {
	last := len(x.slots) - 1
	s := int(hash) & last
	for x.slots[s] != 0 && x.id(x.slots[s]-1) != id {
		s = (s + 1) & last
	}
	return s
}

// hash is FNV-1a over the end of an id, where ids differ, and never 0.
func hash(id string) uint32 {
	h := uint32(2166136261)
	for i := max(0, len(id)-8); i < len(id); i++ {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return max(h, 1)
}

// load appends the entries of a kept page, whose text comes later, save that of clients. It returns errCodec when a
// record is there already.
func (x *index) load(p page) error {
	client := numberOf(journal.KindClient)
	for _, at := range p.spans {
		i, r := x.room(), rowOf(p.text[at.from:at.to])
		r.span = at
		x.leaves[i/PageSize].text = p.text
		if *x.row(i) = r; !x.enter(i) {
			return errCodec
		}
		if r.kind == client && !r.gone {
			x.text.Put(i, x.entry(i).Text)
		}
	}
	return nil
}

// hear brings in the texts of a kept page, except of what was put since.
func (x *index) hear(number int, p page) {
	for i, at := range p.spans {
		key, text := uint32(number*PageSize+i), p.text[at.from:at.to]
		if text != "" && !x.ahead[key] {
			x.text.Put(key, text)
		}
	}
}

// row is what lies at a place.
func (x *index) row(i uint32) *row { return &x.leaves[i/PageSize].rows[i%PageSize] }

// packed is the entry at a place, packed.
func (x *index) packed(i uint32) string {
	leaf := &x.leaves[i/PageSize]
	r := &leaf.rows[i%PageSize]
	if r.to == 0 {
		return leaf.since[r.from]
	}
	return leaf.text[r.from:r.to]
}

// id is the id of the record at a place.
func (x *index) id(i uint32) string {
	d := decoder{s: x.packed(i)}
	return d.str()
}

// client is the id of the client whom the entry at a place names.
func (x *index) client(i uint32) string {
	d := decoder{s: x.packed(i)}
	d.str()
	return d.str()
}

func (x *index) entry(i uint32) Entry { return unpack(x.packed(i)) }

// find tells the place of a record.
func (x *index) find(id string) (i uint32, ok bool) {
	at := x.slots[x.slot(hash(id), id)]
	return at - 1, at != 0
}

// get finds an entry.
func (x *index) get(id string) (Entry, bool) {
	i, ok := x.find(id)
	if !ok {
		return Entry{}, false
	}
	return x.entry(i), true
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

// of lists the places of what names a client.
func (x *index) of(client string) (places []uint32) {
	names := hash(client)
	for i := range uint32(x.count) {
		if x.row(i).names == names && x.client(i) == client {
			places = append(places, i)
		}
	}
	return places
}

// served is the last moment at which something was written about a client.
func (x *index) served(client Entry) int64 {
	at := client.At
	for _, i := range x.of(client.ID) {
		at = max(at, x.row(i).at)
	}
	return at
}

// page is the entries of one page, packed, and their texts; that of a client is in the entry.
func (x *index) page(p int) (lines, texts []string) {
	client := numberOf(journal.KindClient)
	for i := p * PageSize; i < min((p+1)*PageSize, x.count); i++ {
		text := ""
		if x.row(uint32(i)).kind != client {
			text = x.text.Text(uint32(i))
		}
		lines, texts = append(lines, x.packed(uint32(i))), append(texts, text)
	}
	return lines, texts
}

// order lists the places of one kind: clients by folded name, others newest first, as rank has it.
func (x *index) order(kind journal.Kind, now time.Time) []uint32 {
	if places, ok := x.sorted[kind]; ok {
		return places
	}
	places, number := []uint32{}, numberOf(kind)
	for i := range uint32(x.count) {
		if r := x.row(i); r.kind == number && !r.gone {
			places = append(places, i)
		}
	}
	x.sort(places, now, kind == journal.KindClient)
	x.sorted[kind] = places
	return places
}

// sort puts places in order: newest first, or by their text.
func (x *index) sort(places []uint32, now time.Time, byText bool) {
	type line struct {
		place uint32
		rank  int64
		text  string
	}
	lines := make([]line, len(places))
	for i, place := range places {
		if lines[i].place = place; byText {
			lines[i].text = x.entry(place).Text
		} else {
			lines[i].rank = rank(x.row(place).at, now)
		}
	}
	sortBy(lines, func(a, b line) int {
		if c := cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.text, b.text)); c != 0 {
			return c
		}
		return strings.Compare(x.id(a.place), x.id(b.place))
	})
	for i, l := range lines {
		places[i] = l.place
	}
}
