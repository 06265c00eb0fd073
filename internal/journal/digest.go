package journal

// Digest is a part of what is handed over to those who can act (F50): what one person, or one level, can do.
type Digest struct {
	Level        Level // empty: nobody knows yet who can act
	Who          string
	Improvements []Improvement // by state, then by the day they were seen
}

// Count tells how many of them have come so far.
func (d Digest) Count(s ImprovementState) int {
	n := 0
	for _, i := range d.Improvements {
		if i.State == s {
			n++
		}
	}
	return n
}

// Digests groups the improvements of a period, both days included, by who can act, from the clients down; those of nobody
// come last. An improvement is of the period when it was seen in it or came further in it, and as long as it is not told
// when it was seen before its end.
func Digests(all []Improvement, from, to Day) []Digest {
	var groups []Digest
	for _, i := range all {
		if !i.within(from, to) {
			continue
		}
		at := 0
		for at < len(groups) && (groups[at].Level != i.Level || groups[at].Who != i.Who) {
			at++
		}
		if at == len(groups) {
			groups = append(groups, Digest{Level: i.Level, Who: i.Who})
		}
		groups[at].Improvements = append(groups[at].Improvements, i)
	}
	for _, g := range groups {
		sortBy(g.Improvements, func(a, b Improvement) bool {
			if a.State != b.State {
				return place(ImprovementStates, a.State) < place(ImprovementStates, b.State)
			}
			return a.Seen < b.Seen
		})
	}
	sortBy(groups, func(a, b Digest) bool {
		if a.Level != b.Level {
			return place(Levels, a.Level) < place(Levels, b.Level)
		}
		return a.Who < b.Who
	})
	return groups
}

func (i Improvement) within(from, to Day) bool {
	if i.Seen <= to && i.State != ToldBack {
		return true
	}
	for _, d := range []Day{i.Seen, i.Passed, i.Acted, i.Told} {
		if d != "" && from <= d && d <= to {
			return true
		}
	}
	return false
}

// place is where a value stands in a list; what is not in it comes last.
func place[T ~string](list []T, v T) int {
	for i, w := range list {
		if w == v {
			return i
		}
	}
	return len(list)
}
