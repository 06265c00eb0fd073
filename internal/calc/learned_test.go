package calc

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestLearnedMargin(t *testing.T) {
	text, err := os.ReadFile("testdata/learned.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		in, want, ok := strings.Cut(line, " | ")
		if !ok || line[0] == '#' {
			continue
		}
		var ratios []float64
		for _, word := range strings.Fields(in) {
			r, err := strconv.ParseFloat(word, 64)
			if err != nil {
				t.Fatal(err)
			}
			ratios = append(ratios, r)
		}
		l := LearnedMargin(ratios)
		enough := map[bool]string{true: "yes", false: "no"}[l.Enough]
		if got := fmt.Sprintf("%s %s %d %s", Raw(l.Ratio), Raw(l.Margin), l.Cases, enough); got != want {
			t.Errorf("line %d: %s, want %s", i+1, got, want)
		}
	}
}

// Whatever the ratios and their order: four in five of those counted are at or under the one proposed, and no smaller one
// would do.
func TestLearnedKeepsFourInFive(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		ratios := make([]float64, 1+r.IntN(40))
		for i := range ratios {
			ratios[i] = .1 * float64(1+r.IntN(30))
		}
		before := slices.Clone(ratios)
		l := LearnedMargin(ratios)
		if !slices.Equal(ratios, before) {
			t.Fatal("the ratios were changed")
		}
		last := ratios[max(0, len(ratios)-LearnedFrom):]
		within := func(limit float64, strictly bool) (n int) {
			for _, v := range last {
				if v < limit || v == limit && !strictly {
					n++
				}
			}
			return n
		}
		if 5*within(l.Ratio, false) < 4*len(last) || 5*within(l.Ratio, true) >= 4*len(last) {
			t.Fatalf("%v: %+v", last, l)
		}
	}
}
