package search

import "strings"

// Seeking is an [Index.Query] that goes on in steps: between them the index may change, and the seeking begins again.
type Seeking struct {
	x     *Index
	asked string // folded
	words []word
	keep  func(key uint32) bool
	best  ranking
	found []uint32 // all that was found, by place in entries

	on   bool     // it goes on from what an earlier query found
	from []uint32 // that
	at   int      // how far: a place in it, or a part of the index
	turn int      // of the index, when this began
}

// stride is how many of those found before a step looks at: that takes about as long as a part.
const stride = 500

// Seek begins a query.
func (x *Index) Seek(q string, limit int, keep func(key uint32) bool) *Seeking {
	s := &Seeking{x: x, asked: Fold(q), keep: keep, best: ranking{limit: limit}}
	s.words = words(s.asked)
	s.begin()
	return s
}

func (s *Seeking) begin() {
	s.best.hits, s.found, s.from, s.at, s.turn = nil, nil, nil, 0, s.x.turn
	last := s.back()
	if s.on = last != nil; s.on {
		s.from = last.found
	}
}

// back forgets the queries from which this one does not go on, and returns the last of the others: one more key, and each
// word is there or goes on.
func (s *Seeking) back() *look {
	x := s.x
	last := len(x.trail) - 1
	for last >= 0 && !strings.HasPrefix(s.asked, x.trail[last].asked) {
		last--
	}
	if x.trail = x.trail[:last+1]; last < 0 {
		return nil
	}
	return &x.trail[last]
}

// Step goes on for a moment, and tells whether all was looked at.
func (s *Seeking) Step() (done bool) {
	if len(s.words) == 0 {
		return true
	}
	if s.turn != s.x.turn {
		s.begin()
	}
	switch {
	case s.on:
		to := min(s.at+stride, len(s.from))
		for _, i := range s.from[s.at:to] {
			s.meet(int(i))
		}
		s.at, done = to, to == len(s.from)
	case s.at < len(s.x.parts) && s.part():
		return true // from so few, nothing can go on
	default:
		s.at++
		done = s.at >= len(s.x.parts)
	}
	if done {
		if last := s.back(); last == nil || last.asked != s.asked {
			s.x.trail = append(s.x.trail, look{s.asked, s.found})
		}
	}
	return done
}

// part looks through one part, and tells whether enough was found.
func (s *Seeking) part() (enough bool) {
	x, part := s.x, s.x.parts[s.at]
	first := s.best.limit > 0 && len(s.asked) == 1
	for i, pos := part.first, 0; pos < len(part.buf); pos = x.end(i) {
		// The longest word is the rarest: it alone is sought in all of the text.
		at := s.words[0].in(part.buf[pos:])
		if at < 0 {
			break
		}
		i = x.entryAt(i, s.at, pos+at)
		s.meet(i)
		if first && s.best.least() >= pointsMost-pointsWhole {
			return true
		}
	}
	return false
}

// meet weighs an entry.
func (s *Seeking) meet(i int) {
	key, text := s.x.entries[i].key, s.x.at(i)
	if score := score(text[:len(text)-len(fieldEnd)], s.words, s.best.least()); score > 0 {
		s.found = append(s.found, uint32(i))
		if s.keep == nil || s.keep(key) {
			s.best.add(Hit{Key: key, Score: score})
		}
	}
}

// Hits are the best, once all was looked at.
func (s *Seeking) Hits() []Hit { return s.best.sorted() }
