package store

import (
	"cmp"
	"strings"
)

// latest gathers the entries of the latest revisions, whatever the order in which records are met. They are packed: unpacked,
// those of years would take twice the room.
type latest struct {
	entries []gathered
	at      map[string]int // by id
}

// gathered is an entry, packed with all of its text, and what is asked of it meanwhile.
type gathered struct {
	packed string
	at     int64
	n      int
}

func (l *latest) put(e Entry) {
	m := gathered{packed: pack(&e), at: e.At, n: e.N}
	if i, known := l.at[e.ID]; known {
		l.entries[i] = m
		return
	}
	if l.at == nil {
		l.at = make(map[string]int)
	}
	l.at[e.ID] = len(l.entries)
	l.entries = append(l.entries, m)
}

// n is the number of the latest revision of a record; 0 before its first.
func (l *latest) n(id string) int {
	if i, known := l.at[id]; known {
		return l.entries[i].n
	}
	return 0
}

// index makes the index of them, and lets go of them: the oldest first, as if they had come so.
func (l *latest) index() *index {
	var turn Pause
	l.at = nil
	places := make([]uint32, len(l.entries))
	for i := range places {
		places[i] = uint32(i)
	}
	id := func(m gathered) string { d := decoder{s: m.packed}; return d.str() }
	places = sortPaused(places, func(a, b uint32) int {
		one, other := l.entries[a], l.entries[b]
		if c := cmp.Compare(one.at, other.at); c != 0 {
			return c
		}
		return strings.Compare(id(other), id(one))
	}, &turn)
	x := newIndex(len(l.entries))
	for _, i := range places {
		x.put(unpack(l.entries[i].packed))
		l.entries[i].packed = ""
		turn.Take()
	}
	l.entries = nil
	return x
}
