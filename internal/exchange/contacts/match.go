package contacts

import (
	"math/bits"
	"strings"

	"trousse/internal/search"
)

// Existing is a client who is here already, as the index knows them. The fields may be folded.
type Existing struct{ ID, Name, Phone, Email string }

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
	people  []person
	here    int // how many of them are clients; the others are rows
	byPhone map[string][]int
	byEmail map[string][]int
	byName  map[string][]int
	byID    map[string]int
}

// person is what is compared of a name: enough to tell at a glance that two are not similar.
type person struct {
	id            string
	row           int
	folded        string
	phones, email string    // as they are compared, a line end after each
	letters       uint32    // which letters it has
	each          [16]uint8 // how many of each, letters of one remainder together
	count         int       // how many characters
	words         int
}

// maxSame is how many of those who share a number are looked at: a switchboard is nobody's in particular.
const maxSame = 20

// NewMatcher makes a matcher of the clients who are here.
func NewMatcher(here []Existing) *Matcher {
	m := &Matcher{byPhone: make(map[string][]int), byEmail: make(map[string][]int), byName: make(map[string][]int), byID: make(map[string]int)}
	for _, e := range here {
		m.byID[e.ID] = len(m.people)
		m.add(personOf(e.ID, -1, e.Name), []string{e.Phone}, []string{e.Email})
	}
	m.here = len(m.people)
	return m
}

func personOf(id string, row int, name string) person {
	p := person{id: id, row: row, folded: search.Fold(name)}
	for _, r := range p.folded {
		if r != ' ' {
			p.count++
			p.letters |= 1 << (uint(r) % 32)
			p.each[uint(r)%16]++
		}
	}
	p.words = strings.Count(p.folded, " ") + 1
	return p
}

func digitsOf(phone string) string { return national(search.FoldPhone(phone)) }

func (m *Matcher) add(p person, phones, emails []string) {
	i := len(m.people)
	for _, n := range phones {
		if n = digitsOf(n); n != "" {
			m.byPhone[n] = append(m.byPhone[n], i)
			p.phones += n + "\n"
		}
	}
	for _, e := range emails {
		if e = search.Fold(e); e != "" {
			m.byEmail[e] = append(m.byEmail[e], i)
			p.email += e + "\n"
		}
	}
	if key := joined(p.folded); key != "" {
		m.byName[key] = append(m.byName[key], i)
	}
	m.people = append(m.people, p)
}

func joined(folded string) string { return strings.ReplaceAll(folded, " ", "") }

// Match finds who the contact may be, the likeliest first, at most five; then it notes the contact, so that the rows to come
// are compared with it. Rows of one file are the same person only by a number, an address or the very same name.
func (m *Matcher) Match(c Contact) []Match {
	if c.Empty() {
		return nil
	}
	me := personOf("", c.Row, c.Client.Name)
	var found []int
	look := func(all []int) {
		for _, i := range all[:min(len(all), maxSame)] {
			found = append(found, i)
		}
	}
	for _, n := range c.Phones {
		look(m.byPhone[digitsOf(n)])
	}
	for _, e := range c.Emails {
		look(m.byEmail[search.Fold(e)])
	}
	look(m.byName[joined(me.folded)])
	if i, ok := m.byID[c.UID]; ok && c.UID != "" {
		found = append(found, i)
	}
	for i := range m.people[:m.here] {
		if may(&me, &m.people[i]) && search.Similar(me.folded, m.people[i].folded) {
			found = append(found, i)
		}
	}
	var matches []Match
	seen := make(map[int]bool, len(found))
	for _, i := range found {
		if !seen[i] {
			seen[i] = true
			matches = insert(matches, m.compare(c, &me, &m.people[i]))
		}
	}
	m.add(me, c.Phones, c.Emails)
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

func (m *Matcher) compare(c Contact, me, p *person) Match {
	match := Match{ID: p.id, Row: p.row, SameID: p.id != "" && p.id == c.UID}
	for _, n := range c.Phones {
		match.SamePhone = match.SamePhone || has(p.phones, digitsOf(n))
	}
	for _, e := range c.Emails {
		match.SameEmail = match.SameEmail || has(p.email, search.Fold(e))
	}
	match.SameName = me.folded != "" && joined(me.folded) == joined(p.folded)
	match.LikeName = search.Similar(me.folded, p.folded)
	alone := me.words < 2 && len(c.Phones)+len(c.Emails)+len(p.phones)+len(p.email) > 0
	match.Against = alone || len(c.Phones) > 0 && p.phones != "" && !match.SamePhone || len(c.Emails) > 0 && p.email != "" && !match.SameEmail
	return match
}

// has tells whether a list of lines has the line.
func has(lines, line string) bool {
	i := strings.Index(lines, line+"\n")
	return line != "" && (i == 0 || i > 0 && strings.Contains(lines, "\n"+line+"\n"))
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
