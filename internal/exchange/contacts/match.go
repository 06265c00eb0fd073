package contacts

import (
	"math/bits"
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
	people []person
	here   int              // how many of them are clients; the others are rows
	by     map[string][]int // people by what they are found by: see keysOf
}

// person is what is compared of somebody: of the name, enough to tell at a glance that two are not similar.
type person struct {
	id      string
	row     int
	folded  string    // name
	keys    []string  // see keysOf
	letters uint32    // which letters the name has
	each    [16]uint8 // how many of each, letters of one remainder together
	count   int       // how many characters
	words   int
}

// maxSame is how many of those who share a number are looked at: a switchboard is nobody's in particular.
const maxSame = 20

// NewMatcher makes a matcher of the clients who are here.
func NewMatcher(here []Existing) *Matcher {
	m := &Matcher{by: make(map[string][]int)}
	for _, e := range here {
		m.add(personOf(e.ID, -1, e.Name, e.Phones, e.Emails))
	}
	m.here = len(m.people)
	return m
}

func personOf(id string, row int, name string, phones, emails []string) person {
	p := person{id: id, row: row, folded: search.Fold(name)}
	for _, r := range p.folded {
		if r != ' ' {
			p.count++
			p.letters |= 1 << (uint(r) % 32)
			p.each[uint(r)%16]++
		}
	}
	p.words = strings.Count(p.folded, " ") + 1
	p.key("id ", id)
	p.key("name ", joined(p.folded))
	for _, n := range phones {
		p.key(phoneKey, digitsOf(n))
	}
	for _, e := range emails {
		p.key(emailKey, search.Fold(e))
	}
	return p
}

const phoneKey, emailKey = "phone ", "email "

// key notes what somebody is found by: kind and value, when there is one.
func (p *person) key(kind, value string) {
	if value != "" {
		p.keys = append(p.keys, kind+value)
	}
}

// shares tells whether two people have something of a kind in common, and whether both have any at all.
func (p *person) shares(other *person, kind string) (same, both bool) {
	for _, a := range p.keys {
		for _, b := range other.keys {
			if strings.HasPrefix(a, kind) && strings.HasPrefix(b, kind) {
				same, both = same || a == b, true
			}
		}
	}
	return same, both
}

func digitsOf(phone string) string { return national(search.FoldPhone(phone)) }

func joined(folded string) string { return strings.ReplaceAll(folded, " ", "") }

func (m *Matcher) add(p person) {
	for _, k := range p.keys {
		m.by[k] = append(m.by[k], len(m.people))
	}
	m.people = append(m.people, p)
}

// Match finds who the contact may be, the likeliest first, at most five; then it notes the contact, so that the rows to come
// are compared with it. Rows of one file are the same person only by a number, an address or the very same name.
func (m *Matcher) Match(c Contact) []Match {
	if c.Empty() {
		return nil
	}
	me := personOf(c.UID, c.Row, c.Client.Name, c.Client.Phones(), c.Client.Emails())
	var matches []Match
	seen := make(map[int]bool)
	look := func(i int, like bool) {
		if !seen[i] {
			seen[i] = true
			matches = insert(matches, compare(&me, &m.people[i], like))
		}
	}
	for _, k := range me.keys {
		same := m.by[k]
		for _, i := range same[:min(len(same), maxSame)] {
			look(i, search.Similar(me.folded, m.people[i].folded))
		}
	}
	for i := range m.people[:m.here] {
		if may(&me, &m.people[i]) && search.Similar(me.folded, m.people[i].folded) {
			look(i, true)
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

func compare(me, p *person, like bool) Match {
	match := Match{ID: p.id, Row: p.row, LikeName: like, SameID: p.id != "" && p.id == me.id}
	phones, emails := false, false
	match.SamePhone, phones = me.shares(p, phoneKey)
	match.SameEmail, emails = me.shares(p, emailKey)
	match.SameName = me.folded != "" && joined(me.folded) == joined(p.folded)
	// One word is a name that many bear: any number or address speaks against it.
	alone := me.words < 2 && (me.reachable() || p.reachable())
	match.Against = alone || phones && !match.SamePhone || emails && !match.SameEmail
	return match
}

// reachable tells whether there is a number or an address.
func (p *person) reachable() bool {
	for _, k := range p.keys {
		if strings.HasPrefix(k, phoneKey) || strings.HasPrefix(k, emailKey) {
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
