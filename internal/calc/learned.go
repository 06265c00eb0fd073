package calc

import (
	"math"
	"sort"
)

// What a margin is learned from (F64).
const (
	LearnedFrom   = 20 // the last cases: older ones say little of how one works now
	LearnedEnough = 10 // fewer cases are too few to go by
)

// Learned is the margin that own experience proposes for the next estimate.
type Learned struct {
	Ratio  float64 // the 80th percentile of actual ÷ estimated; 0 without a case
	Margin float64 // what it adds to an estimate, a share: Ratio − 1, never below 0
	Cases  int     // how many cases it comes from, at most LearnedFrom
	Enough bool    // there are at least LearnedEnough of them
}

// LearnedMargin takes the 80th percentile, by nearest rank, of the last twenty ratios of actual to estimated time, given
// oldest first (F64). Of n ratios in their order it is the one at place ⌈0.8 n⌉: four promises in five would have been kept
// with it. What is not a number above zero is passed over.
func LearnedMargin(ratios []float64) Learned {
	var last []float64
	for i := len(ratios) - 1; i >= 0 && len(last) < LearnedFrom; i-- {
		if r := ratios[i]; r > 0 && !math.IsInf(r, 1) {
			last = append(last, r)
		}
	}
	n := len(last)
	if n == 0 {
		return Learned{}
	}
	sort.Float64s(last)
	ratio := last[(4*n+4)/5-1] // ⌈0.8 n⌉ without binary drift
	return Learned{Ratio: ratio, Margin: max(0, ratio-1), Cases: n, Enough: n >= LearnedEnough}
}
