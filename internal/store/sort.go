package store

import "sort"

// sortBy sorts with the one sort that all types share: each type's own instance of slices.SortFunc adds some 25 kB to
// the program in the browser.
func sortBy[T any](list []T, order func(a, b T) int) {
	sort.Slice(list, func(i, j int) bool { return order(list[i], list[j]) < 0 })
}
