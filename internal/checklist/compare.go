package checklist

// Enough is how many others it takes before their mean is more than the start of a conversation.
const Enough = 5

// Pair is one item as the worker sees it and as others do, side by side and never merged (F40).
type Pair struct {
	Item   string
	Self   int  // 0: no rating
	Others Mean // of those who could see it
}

// Both tells whether there is something to compare.
func (p Pair) Both() bool { return p.Self > 0 && p.Others.N > 0 }

// Gap is how much higher others rate the item: under 0 when they rate it lower.
func (p Pair) Gap() float64 {
	if !p.Both() {
		return 0
	}
	return p.Others.Value - float64(p.Self)
}

// Apart is the difference from which two views are not the same.
const Apart = 0.5

// View tells how others see an item.
type View int

// The views.
const (
	Same View = iota
	Higher
	Lower
)

// View compares the two.
func (p Pair) View() View {
	switch gap := p.Gap(); {
	case gap >= Apart:
		return Higher
	case gap <= -Apart:
		return Lower
	}
	return Same
}

// Compare puts each item's two views side by side: the widest apart first, those with one view only last.
func Compare(items []string, self map[string]string, others []map[string]string) []Pair {
	var out []Pair
	for _, i := range items {
		p := Pair{Item: i}
		if r, ok := Rating(self[i]); ok {
			p.Self = r
		}
		for _, o := range others {
			p.Others = p.Others.Add(o[i])
		}
		if p.Self > 0 || p.Others.N > 0 {
			out = append(out, p)
		}
	}
	sortBy(out, func(a, b Pair) bool {
		if a.Both() != b.Both() {
			return a.Both()
		}
		return size(a.Gap()) > size(b.Gap())
	})
	return out
}

func size(f float64) float64 { return max(f, -f) }
