package search

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// plainly is what a query finds when every text is weighed in full.
func plainly(x *Index, q string, limit int) []Hit {
	best := ranking{}
	for i, e := range x.entries {
		text := x.at(i)
		if s := score(text[:len(text)-len(fieldEnd)], words(Fold(q)), 0); e.live && s > 0 {
			best.add(Hit{Key: e.key, Score: s})
		}
	}
	hits := best.sorted()
	return hits[:min(len(hits), limit)]
}

// In steps, a query finds what it finds at once: the best of all, whatever is written or asked in between.
func TestSeek(t *testing.T) {
	rnd := rand.New(rand.NewSource(5))
	x := crowd(20_000)
	for _, q := range []string{"tr", "tre", "tremblay", "er", "erie", "tremblay 0199", "55", "418", "m", "é", "zzz", "", "rie ro", "o"} {
		for _, changes := range []int{0, 2} {
			s := x.Seek(q, 30, nil)
			steps := 1
			for ; !s.Step(); steps++ {
				if steps%2 == 0 && changes > 0 {
					changes--
					k := uint32(rnd.Intn(20_000))
					x.Put(k, strings.Replace(x.Text(k), "e", "er", 1))
				}
				x.Query("gagn", 9, nil)
			}
			got, want := s.Hits(), plainly(x, q, 30)
			if len(q) == 1 {
				continue // some are enough: see TestFirstLetter
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q in %d steps: %v, want %v", q, steps, got, want)
			}
			if again := x.Query(q, 30, nil); !slices.Equal(again, want) {
				t.Errorf("%q once more: %v, want %v", q, again, want)
			}
		}
	}
	if s := x.Seek("er", 30, nil); s.Step() {
		t.Error("all of it is one step")
	}
}
