package store

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSortPaused(t *testing.T) {
	for _, n := range []int{0, 1, 499, 500, 501, 1000, 1001, 2600, 7777} {
		list := make([]uint32, n)
		for i := range list {
			list[i] = rand.Uint32N(1000)
		}
		want := slices.Sorted(slices.Values(list))
		if got := sortPaused(list, func(a, b uint32) int { return cmp.Compare(a, b) }, &Pause{}); !slices.Equal(got, want) {
			t.Errorf("%d are not sorted", n)
		}
	}
}
