package search

import (
	"bytes"
	"cmp"
	"sort"
)

// fieldEnd stands between the fields of a text, and after each text of the index.
// No folded word holds it.
const fieldEnd = "\n"

// Index holds the folded texts of records in a few buffers, each of which one pass searches.
// The zero value is an empty index. It is not safe for concurrent use. Keys are small numbers: it has room for all up to
// the greatest.
type Index struct {
	parts   []part
	entries []entry  // in the order of the parts
	slots   []uint32 // key → place in entries and one, or 0
	size    int      // bytes of all parts
	dead    int      // bytes of them that were removed
	live    int      // records
	trail   []look   // the last queries, each of which goes on from the one before; none once a record changed
	turn    int      // grows when a record changes
}

// part is some of the texts, each followed by fieldEnd; those that were removed are blank. Nothing as large as all of the texts
// is ever copied to grow.
type part struct {
	buf   []byte
	first int // entry
}

// partSize is how much a part holds, in bytes, unless one text is longer.
const partSize = 64 << 10

// look is a query, folded, and all that it found, by place in entries.
type look struct {
	asked string
	found []uint32
}

// entry is one text: it begins at start in its part and ends where the next one begins.
type entry struct {
	start uint32
	key   uint32
	part  uint16
	live  bool
}

// Hit is a record that a query finds. A higher score is a better hit; scores
// compare within one query only.
type Hit struct {
	Key   uint32
	Score int
}

// Put indexes the text of a record, in place of its former one. The text is made of
// fields separated by "\n", the most telling first (the name) and the telephone
// number last, each folded already by [Fold] or [FoldPhone]. An empty field keeps
// its place, so that fields of the same rank compare.
func (x *Index) Put(key uint32, text string) {
	x.Delete(key)
	x.trail = nil
	x.turn++
	for int(key) >= len(x.slots) {
		x.slots = append(x.slots, 0)
	}
	x.slots[key] = uint32(len(x.entries)) + 1
	x.live++
	last := len(x.parts) - 1
	if last < 0 || len(x.parts[last].buf)+len(text)+len(fieldEnd) > partSize {
		x.parts = append(x.parts, part{first: len(x.entries)})
		last++
	}
	buf := &x.parts[last].buf
	x.entries = append(x.entries, entry{start: uint32(len(*buf)), key: key, part: uint16(last), live: true})
	*buf = append(append(*buf, text...), fieldEnd...)
	x.size += len(text) + len(fieldEnd)
}

// Delete removes a record. A key that is not there changes nothing.
func (x *Index) Delete(key uint32) {
	i := x.slot(key)
	if i < 0 {
		return
	}
	x.slots[key] = 0
	x.live--
	x.trail = nil
	x.turn++
	x.entries[i].live = false
	text := x.at(i)
	clear(text) // no word holds a zero: the scan passes over it
	x.dead += len(text)
	if x.dead > x.size/2 {
		x.compact()
	}
}

// slot is the place of a record in entries, or −1.
func (x *Index) slot(key uint32) int {
	if int(key) >= len(x.slots) {
		return -1
	}
	return int(x.slots[key]) - 1
}

// Text is the text of a record; empty when there is none.
func (x *Index) Text(key uint32) string {
	i := x.slot(key)
	if i < 0 {
		return ""
	}
	text := x.at(i)
	return string(text[:len(text)-len(fieldEnd)])
}

// Len is the number of records.
func (x *Index) Len() int { return x.live }

// at is the text of an entry, with its end.
func (x *Index) at(i int) []byte {
	return x.parts[x.entries[i].part].buf[x.entries[i].start:x.end(i)]
}

// end is where an entry ends in its part.
func (x *Index) end(i int) int {
	if i+1 < len(x.entries) && x.entries[i+1].part == x.entries[i].part {
		return int(x.entries[i+1].start)
	}
	return len(x.parts[x.entries[i].part].buf)
}

// compact rebuilds the index without what was removed.
func (x *Index) compact() {
	anew := Index{slots: make([]uint32, len(x.slots)), turn: x.turn}
	for i, e := range x.entries {
		if e.live {
			text := x.at(i)
			anew.Put(e.key, string(text[:len(text)-len(fieldEnd)]))
		}
	}
	*x = anew
}

// Query finds the records that hold every word of q, in any order and anywhere in
// a word. The best come first: words found at the start of a word, then in an
// earlier field, then whole; records that are equal come by key. A telephone number
// may be typed in one piece or split: its digits are words like others.
//
// At most limit hits are returned, or all when limit is 0 or less. keep, when not
// nil, says which records may be returned. A query without any word finds nothing.
// One letter alone is in nearly everything: as many as limit, found at the start of
// a word in the first field, are enough.
func (x *Index) Query(q string, limit int, keep func(key uint32) bool) []Hit {
	s := x.Seek(q, limit, keep)
	for !s.Step() {
	}
	return s.Hits()
}

// Among is Query in the records of the given keys alone: quicker where they are few.
func (x *Index) Among(q string, limit int, keys []uint32) []Hit {
	words := words(Fold(q))
	if len(words) == 0 {
		return nil
	}
	best := ranking{limit: limit}
	for _, key := range keys {
		if i := x.slot(key); i >= 0 {
			text := x.at(i)
			if score := score(text[:len(text)-len(fieldEnd)], words, best.least()); score > 0 {
				best.add(Hit{Key: key, Score: score})
			}
		}
	}
	return best.sorted()
}

// entryAt finds the entry that holds a position of a part, from its entry i on.
// Neighbours are tried first: short words are found in almost every entry.
func (x *Index) entryAt(i, p, pos int) int {
	for range 4 {
		if pos < x.end(i) {
			return i
		}
		i++
	}
	last := len(x.entries)
	if p+1 < len(x.parts) {
		last = x.parts[p+1].first
	}
	return i + sort.Search(last-i-1, func(n int) bool { return pos < x.end(i+n) })
}

// What a word is worth where it is found.
const (
	pointsFound = 1   // anywhere
	pointsWhole = 5   // the whole word
	pointsField = 10  // for each field before the last that counts
	pointsStart = 100 // at the start of a word
	fieldsRank  = 8   // fields that differ in rank; the others are as the last
	pointsMost  = pointsFound + pointsWhole + pointsField*(fieldsRank-1) + pointsStart
)

// score adds up what the words are worth in a text, 0 if one is missing. Of a single word, less than least need not be told
// exactly.
func score(text []byte, words []word, least int) int {
	if len(words) > 1 {
		least = 0
	}
	sum := 0
	for _, w := range words {
		s := wordScore(text, w, least)
		if s == 0 {
			return 0
		}
		sum += s
	}
	return sum
}

// wordScore is what the best place of w in text is worth, 0 if there is none; under least, what any place is.
func wordScore(text []byte, w word, least int) int {
	best, field, most := 0, 0, pointsMost
	for from := 0; best < most && (best == 0 || most >= least); most = pointsMost - pointsField*field { // what is further on is worth less
		at := w.in(text[from:])
		if at < 0 {
			break
		}
		start := from + at
		end := start + len(w.letters)
		field = min(field+bytes.Count(text[from:start], []byte(fieldEnd)), fieldsRank-1)
		s := pointsFound + pointsField*(fieldsRank-1-field)
		if start == 0 || isBreak(text[start-1]) {
			s += pointsStart
			if end == len(text) || isBreak(text[end]) {
				s += pointsWhole
			}
		}
		best = max(best, s)
		from = start + 1
	}
	return best
}

func isBreak(c byte) bool { return c == ' ' || c == fieldEnd[0] }

// ranking keeps the best hits, as a heap with the worst on top once it is full.
type ranking struct {
	limit int
	hits  []Hit
}

// least is the score under which nothing is kept any more.
func (r *ranking) least() int {
	if r.limit <= 0 || len(r.hits) < r.limit {
		return 0
	}
	return r.hits[0].Score
}

// order sorts the best first.
func order(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Key, b.Key))
}

func (r *ranking) add(h Hit) {
	switch {
	case r.limit <= 0 || len(r.hits) < r.limit:
		r.hits = append(r.hits, h)
		if len(r.hits) == r.limit {
			sortBy(r.hits, func(a, b Hit) int { return order(b, a) })
		}
	case order(h, r.hits[0]) < 0:
		r.hits[0] = h
		r.sink()
	}
}

// sink restores the heap after its top was replaced.
func (r *ranking) sink() {
	for i := 0; ; {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(r.hits); child++ {
			if order(r.hits[child], r.hits[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		r.hits[i], r.hits[worst] = r.hits[worst], r.hits[i]
		i = worst
	}
}

func (r *ranking) sorted() []Hit {
	sortBy(r.hits, order)
	return r.hits
}
