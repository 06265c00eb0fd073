package store

// latest gathers the entries of the latest revisions, whatever the order in which records are met.
type latest struct {
	entries []Entry
	at      map[string]int // by id
}

func (l *latest) put(e Entry) {
	if i, known := l.at[e.ID]; known {
		l.entries[i] = e
		return
	}
	if l.at == nil {
		l.at = make(map[string]int)
	}
	l.at[e.ID] = len(l.entries)
	l.entries = append(l.entries, e)
}

// n is the number of the latest revision of a record; 0 before its first.
func (l *latest) n(id string) int {
	if i, known := l.at[id]; known {
		return l.entries[i].N
	}
	return 0
}

// index makes the index of them: the oldest first, as if they had come so.
func (l *latest) index() *index {
	var turn Pause
	places := make([]uint32, len(l.entries))
	for i := range places {
		places[i] = uint32(i)
	}
	places = sortPaused(places, func(a, b uint32) int { return newest(l.entries[b], l.entries[a]) }, &turn)
	x := newIndex(len(l.entries))
	for _, i := range places {
		x.put(l.entries[i])
		turn.Take()
	}
	return x
}
