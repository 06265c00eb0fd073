package contacts

import (
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"

	"trousse/internal/search"
)

// Existing is a client who is here already, as the index knows them. All may be folded.
type Existing struct {
	ID, Name       string
	Phones, Emails []string
}

// Match is somebody who may be the same person: a client who is here, or an earlier row of the same file.
type Match struct {
	ID  string // of the client; empty for a row
	Row int    // of the file, when ID is empty

	SameID, SamePhone, SameEmail bool
	SameName                     bool // every letter, accents and case apart
	LikeName                     bool // nearly: see search.Similar
	Against                      bool // another number or another address: two people may bear one name
}

// Sure tells that the two are one person as far as can be told: the same number or address under a similar name, or the
// same name of two words or more and nothing against it. All else is a question to the worker.
func (m Match) Sure() bool {
	return m.SameID || (m.SamePhone || m.SameEmail) && (m.SameName || m.LikeName) || m.SameName && !m.Against
}

// weight orders matches.
func (m Match) weight() int {
	w := 0
	for i, yes := range [...]bool{m.LikeName, m.SameEmail, m.SamePhone, m.SameName, m.Sure(), m.SameID} {
		if yes {
			w |= 1 << i
		}
	}
	return w
}

// Matcher finds who is known already.
type Matcher struct {
	seed   maphash.Seed // a file cannot tell which values meet
	people []person
	here   int     // how many of them are clients; the others are rows
	keys   []key   // what people are found by; those of one person stand side by side
	slots  []int32 // where the first key of each value is: a place and one, or 0; at most half full
	filled int     // slots
	seen   []int32 // whom a search has met
}

// key is a value by which somebody is found, its kind in the two last bits; next is the place, and one, of the next key that
// is the same.
type key struct {
	hash         uint64
	person, next int32
}

// person is what is compared of somebody: of the name, enough to tell at a glance that two are not similar.
type person struct {
	id       string
	folded   string // name
	row      int32
	from, to int32     // keys
	letters  uint32    // which letters the name has
	each     [16]uint8 // how many of each, letters of one remainder together
	count    int32     // how many characters
	words    int32
}

// maxSame is how many of those who share a number are looked at: a switchboard is nobody's in particular.
const maxSame = 20

// NewMatcher makes a matcher of the clients who are here; [Matcher.Know] adds to them.
func NewMatcher(here []Existing) *Matcher {
	m := &Matcher{seed: maphash.MakeSeed(), slots: make([]int32, 64)}
	for _, e := range here {
		m.Know(e)
	}
	return m
}

// Know adds a client who is here. All must be known before the first contact is matched.
func (m *Matcher) Know(e Existing) {
	m.add(m.person(e.ID, -1, e.Name, e.Phones, e.Emails))
	m.here = len(m.people)
}

// Expect makes room for so many people once: a list that grows is there twice meanwhile.
func (m *Matcher) Expect(people int) {
	keys := 4 * people // a name, an id, a number or two
	m.people = slices.Grow(m.people, people)
	m.keys = slices.Grow(m.keys, keys)
	for len(m.slots) < 2*keys {
		m.grow()
	}
}

// The kinds of keys.
const (
	idKey = iota
	nameKey
	phoneKey
	emailKey
)

// person makes somebody, whose keys come last in the list of them until they are added.
func (m *Matcher) person(id string, row int, name string, phones, emails []string) person {
	p := person{id: id, row: int32(row), folded: search.Fold(name), from: int32(len(m.keys))}
	for _, r := range p.folded {
		if r != ' ' {
			p.count++
			p.letters |= 1 << (uint(r) % 32)
			p.each[uint(r)%16]++
		}
	}
	p.words = int32(strings.Count(p.folded, " ") + 1)
	m.key(idKey, id)
	m.key(nameKey, joined(p.folded))
	for _, n := range phones {
		m.key(phoneKey, digitsOf(n))
	}
	for _, e := range emails {
		m.key(emailKey, search.Fold(e))
	}
	p.to = int32(len(m.keys))
	return p
}

// key notes what somebody is found by, when there is a value.
func (m *Matcher) key(kind uint64, value string) {
	if value != "" {
		m.keys = append(m.keys, key{hash: maphash.String(m.seed, value)&^3 | kind})
	}
}

// shares tells whether two people have something of a kind in common, and whether both have any at all.
func (m *Matcher) shares(one, other *person, kind uint64) (same, both bool) {
	for _, a := range m.keys[one.from:one.to] {
		for _, b := range m.keys[other.from:other.to] {
			if a.hash&3 == kind && b.hash&3 == kind {
				same, both = same || a.hash == b.hash, true
			}
		}
	}
	return same, both
}

// named is the key of a name; there is none when it folds to nothing.
func (m *Matcher) named(p *person) (hash uint64) {
	for _, k := range m.keys[p.from:p.to] {
		if k.hash&3 == nameKey {
			hash = k.hash
		}
	}
	return hash
}

func digitsOf(phone string) string { return national(search.FoldPhone(phone)) }

func joined(folded string) string { return strings.ReplaceAll(folded, " ", "") }

// add adds somebody whose keys are the last ones. Who shares a value with so many that nobody looks at more is not found by it.
func (m *Matcher) add(p person) {
	for i := p.from; i < p.to; i++ {
		k := &m.keys[i]
		k.person = int32(len(m.people))
		at, same := &m.slots[m.slot(k.hash)], 0
		if *at == 0 {
			m.filled++
		}
		for ; *at != 0; at = &m.keys[*at-1].next {
			same++
		}
		if same < maxSame {
			*at = i + 1
		}
		if 2*m.filled > len(m.slots) {
			m.grow()
		}
	}
	m.people = append(m.people, p)
}

// grow makes twice as many slots.
func (m *Matcher) grow() {
	before := m.slots
	m.slots = make([]int32, 2*len(before))
	for _, first := range before {
		if first != 0 {
			m.slots[m.slot(m.keys[first-1].hash)] = first
		}
	}
}

// slot is where the first key of a value is kept, or would be.
func (m *Matcher) slot(hash uint64) int {
	last := len(m.slots) - 1
	s := int(hash>>2) & last
	for m.slots[s] != 0 && m.keys[m.slots[s]-1].hash != hash {
		s = (s + 1) & last
	}
	return s
}

// Match finds who the contact may be, the likeliest first, at most five; then it notes the contact, so that the rows to come
// are compared with it. Rows of one file are the same person only by a number, an address or the very same name.
func (m *Matcher) Match(c Contact) []Match {
	if c.Empty() {
		return nil
	}
	me := m.person(c.UID, c.Row, c.Client.Name, c.Client.Phones(), c.Client.Emails())
	var matches []Match
	m.seen = m.seen[:0]
	look := func(i int32, like bool) {
		if !slices.Contains(m.seen, i) {
			m.seen = append(m.seen, i)
			matches = insert(matches, m.compare(&me, &m.people[i], like))
		}
	}
	for _, k := range m.keys[me.from:me.to] {
		for at := m.slots[m.slot(k.hash)]; at != 0; at = m.keys[at-1].next {
			i := m.keys[at-1].person
			look(i, search.Similar(me.folded, m.people[i].folded))
		}
	}
	for i := range m.people[:m.here] {
		if may(&me, &m.people[i]) && search.Similar(me.folded, m.people[i].folded) {
			look(int32(i), true)
		}
	}
	me.id = ""
	m.add(me)
	return matches
}

// may tells, by a few numbers only, that two names can be similar: one holds the letters of the other, or a slip or two
// part them, each of which changes two letters at most.
func may(a, b *person) bool {
	onlyA, onlyB := bits.OnesCount32(a.letters&^b.letters), bits.OnesCount32(b.letters&^a.letters)
	if a.words != b.words {
		if onlyA > 0 && onlyB > 0 {
			return false
		}
		more, less := 0, 0
		for i := range a.each {
			d := int(a.each[i]) - int(b.each[i])
			more, less = more+max(d, 0), less+max(-d, 0)
		}
		return more == 0 || less == 0
	}
	if n := a.count - b.count; onlyA > 2 || onlyB > 2 || n < -2 || n > 2 {
		return false
	}
	apart := 0
	for i := range a.each {
		d := int(a.each[i]) - int(b.each[i])
		apart += max(d, -d)
	}
	return apart <= 4
}

func (m *Matcher) compare(me, p *person, like bool) Match {
	match := Match{ID: p.id, Row: int(p.row), LikeName: like, SameID: p.id != "" && p.id == me.id}
	phones, emails := false, false
	match.SamePhone, phones = m.shares(me, p, phoneKey)
	match.SameEmail, emails = m.shares(me, p, emailKey)
	match.SameName = me.folded != "" && m.named(me) == m.named(p)
	// One word is a name that many bear: any number or address speaks against it.
	alone := me.words < 2 && (m.reachable(me) || m.reachable(p))
	match.Against = alone || phones && !match.SamePhone || emails && !match.SameEmail
	return match
}

// reachable tells whether there is a number or an address.
func (m *Matcher) reachable(p *person) bool {
	for _, k := range m.keys[p.from:p.to] {
		if k.hash&3 >= phoneKey {
			return true
		}
	}
	return false
}

// insert puts a match in its place, among five at most.
func insert(all []Match, m Match) []Match {
	i := len(all)
	for i > 0 && all[i-1].weight() < m.weight() {
		i--
	}
	all = append(all, Match{})
	copy(all[i+1:], all[i:])
	all[i] = m
	return all[:min(len(all), 5)]
}
