package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxNameWords = 8 // of a name; a longer text is not a name
	maxMissing   = 2 // words that one of two names may lack
	shortWord    = 5 // letters up to which another letter makes another name
	shortName    = 7 // letters up to which one slip is allowed, two beyond
)

// Similar tells that two names may be one person's, so that an existing record is
// offered before a second one is made. It is a question to the worker, never a
// decision. The names need not be folded.
//
// Case, accents, hyphens and word order do not count, nor does writing a name in
// one word or two (D’Amours, Damours). Then either
//
//   - one name lacks up to two words of the other, and has at least two, all the
//     same: Élise Tremblay and Élise Tremblay-Côté; or
//   - both have as many words, with one slip in all (a letter too many, too few or
//     changed, or two neighbours swapped), two when the words that differ have more
//     than seven letters in both names: Jon Smith and John Smith.
//
// In words of up to five letters a changed letter is no slip but another name:
// Marie Roy is not Mario Roy, nor Roy Ray. A first name alone is similar to nothing
// longer.
func Similar(a, b string) bool {
	a, b = Fold(a), Fold(b)
	if a == "" || b == "" {
		return false
	}
	wa, wb := strings.Fields(a), strings.Fields(b)
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	if len(wb) > maxNameWords {
		return a == b
	}
	if strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "") {
		return true
	}
	// What both have does not count.
	var onlyA []string
	for _, w := range wa {
		if i := slices.Index(wb, w); i >= 0 {
			wb = slices.Delete(wb, i, i+1)
		} else {
			onlyA = append(onlyA, w)
		}
	}
	switch {
	case len(onlyA) == 0:
		return len(wb) == 0 || len(wa) > 1 && len(wb) <= maxMissing
	case len(onlyA) != len(wb):
		return false
	}
	slips := 1
	if letters(onlyA) > shortName && letters(wb) > shortName {
		slips = 2
	}
	return pair(onlyA, wb, slips)
}

func letters(words []string) int {
	n := 0
	for _, w := range words {
		n += utf8.RuneCountInString(w)
	}
	return n
}

// pair tells whether the words of a can be paired with those of b, as many, within
// so many slips in all.
func pair(a, b []string, slips int) bool {
	if len(a) > slips {
		return false // each pair left has one slip or more
	}
	if len(a) == 0 {
		return true
	}
	for i, w := range b {
		d := distance(a[0], w)
		if d <= slips && pair(a[1:], slices.Delete(slices.Clone(b), i, i+1), slips-d) {
			return true
		}
	}
	return false
}

// distance counts the slips between two words: letters added, dropped or changed,
// neighbours swapped. In a short word a changed letter counts as two.
func distance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	change := 1
	if max(len(ra), len(rb)) <= shortWord {
		change = 2
	}
	// Three rows of the table of distances between the beginnings of a and b.
	before, last, row := make([]int, len(rb)+1), make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := range row {
		row[j] = j
	}
	for i, ca := range ra {
		before, last, row = last, row, before
		row[0] = i + 1
		for j, cb := range rb {
			cost := change
			if ca == cb {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && ca == rb[j-1] && cb == ra[i-1] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(rb)]
}
