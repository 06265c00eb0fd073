package store

import (
	"strings"
	"time"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// Entry finds a record in the index or, before that is loaded, on the pages of Today.
func (b *Book) Entry(id string) (Entry, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index != nil {
		e, ok := b.index.get(id)
		return e, ok && e.State != Gone
	}
	return b.shown.Person(id)
}

// Search finds records of the given kinds, or of any, best first: nothing before the index is loaded, and all only once it
// is [Book.Searchable].
func (b *Book) Search(q string, limit int, kinds ...journal.Kind) []Entry {
	found, _ := b.Seek(q, limit, kinds...).For(forever)
	return found
}

// Seeking is a [Book.Search] that goes on in steps: of very many records, one takes longer than the screen can wait.
type Seeking struct {
	b     *Book
	q     string
	limit int
	kinds []journal.Kind
	x     *index
	text  *search.Seeking
}

const forever = time.Hour

// Seek begins a search.
func (b *Book) Seek(q string, limit int, kinds ...journal.Kind) *Seeking {
	return &Seeking{b: b, q: q, limit: limit, kinds: kinds}
}

// For goes on for about so long. Once it is done, found is what Search finds; what was written meanwhile may make it begin again.
func (s *Seeking) For(long time.Duration) (found []Entry, done bool) {
	s.b.mu.Lock()
	defer s.b.mu.Unlock()
	x := s.b.index
	if x == nil {
		return nil, true
	}
	if s.x != x {
		if places, ok := x.few(s.kinds); ok {
			return x.found(x.text.Among(s.q, s.limit, places)), true
		}
		of := setOf(s.kinds)
		s.x, s.text = x, x.text.Seek(s.q, s.limit, func(key uint32) bool { return of == 0 || of.has(x.row(key).kind) })
	}
	for until := time.Now().Add(long); !s.text.Step(); {
		if time.Now().After(until) {
			return nil, false
		}
	}
	return x.found(s.text.Hits()), true
}

func (x *index) found(hits []search.Hit) []Entry {
	all := make([]Entry, len(hits))
	for i, h := range hits {
		all[i] = x.entry(h.Key)
	}
	return all
}

// List lists the records of a kind, at most limit of them when it is over 0: clients by folded name, others newest
// first, but what is dated ahead of the clock last. It is empty before the index is loaded.
func (b *Book) List(kind journal.Kind, limit int) []Entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return nil
	}
	places := b.index.order(kind, b.opt.Now())
	if limit > 0 && limit < len(places) {
		places = places[:limit]
	}
	return b.index.pick(places, nil)
}

// Visit shows the records of a kind in the order in which List has them: of many, it takes no room. What is shown must not
// be kept nor changed, but as a copy, and visit must not call the book.
func (b *Book) Visit(kind journal.Kind, visit func(*Entry)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return
	}
	var e Entry
	for _, i := range b.index.order(kind, b.opt.Now()) {
		e = b.index.entry(i)
		visit(&e)
	}
}

// Walk shows up to n entries of any kind, from a place on, in the order in which they came in, and returns the place to go
// on from: −1 after the last one, and before the index is loaded. An entry keeps its place, so that a walk can pause; what
// is shown must not be kept nor changed, and visit must not call the book.
func (b *Book) Walk(from, n int, visit func(*Entry)) (next int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return -1
	}
	x := b.index
	to := min(from+n, x.count)
	var e Entry
	for i := from; i < to; i++ {
		if !x.row(uint32(i)).gone {
			e = x.entry(uint32(i))
			visit(&e)
		}
	}
	if to >= x.count {
		return -1
	}
	return to
}

// Of lists what names a client, in the same order. It is empty before the index is loaded.
func (b *Book) Of(client string) []Entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return nil
	}
	places := b.index.of(client)
	b.index.sort(places, b.opt.Now(), false)
	return b.index.pick(places, nil)
}

// Like lists the clients whose name is nearly the same, or who have the same phone.
func (b *Book) Like(name, phone string) []Entry {
	name, phone = search.Fold(name), national(search.FoldPhone(phone))
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return nil
	}
	return b.index.pick(b.index.order(journal.KindClient, b.opt.Now()), func(e *Entry) bool {
		return phone != "" && reachedBy(e, phone) || search.Similar(name, nameOf(e))
	})
}

// reachedBy tells whether one of a client's phones is the given one.
func reachedBy(e *Entry, phone string) bool {
	for _, p := range phonesOf(e) {
		if national(p) == phone {
			return true
		}
	}
	return false
}

// national drops the country code of North America, which not everybody types.
func national(digits string) string {
	if len(digits) == 11 {
		return strings.TrimPrefix(digits, "1")
	}
	return digits
}

// Counts counts the records of each kind. It is empty before the index is loaded.
func (b *Book) Counts() map[journal.Kind]int {
	counts := make(map[journal.Kind]int)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return counts
	}
	of := make([]int, len(journal.Kinds)+1) // by number
	for i := range uint32(b.index.count) {
		if r := b.index.row(i); !r.gone {
			of[r.kind]++
		}
	}
	for i, kind := range journal.Kinds {
		if of[i+1] > 0 {
			counts[kind] = of[i+1]
		}
	}
	return counts
}

// pick copies the entries at the given places that are wanted; nil wants all.
func (x *index) pick(places []uint32, want func(*Entry) bool) []Entry {
	var e Entry
	var all []Entry
	if want == nil {
		all = make([]Entry, 0, len(places))
	}
	for _, i := range places {
		if e = x.entry(i); want == nil || want(&e) {
			all = append(all, e)
		}
	}
	return all
}

// few lists the places of the records of some kinds, if they are so few that each is sooner looked at than all text.
func (x *index) few(kinds []journal.Kind) (places []uint32, ok bool) {
	of := setOf(kinds)
	for i := range uint32(x.count) {
		if r := x.row(i); !r.gone && of.has(r.kind) {
			if places = append(places, i); len(places) > x.count/4 {
				return nil, false
			}
		}
	}
	return places, len(kinds) > 0
}
