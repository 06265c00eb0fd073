package journal

import "sort"

// sortBy sorts with the one sort that all types share: each type's own instance of slices.SortFunc adds some 25 kB to
// the program in the browser. Equals keep their order.
func sortBy[T any](list []T, before func(a, b T) bool) {
	sort.SliceStable(list, func(i, j int) bool { return before(list[i], list[j]) })
}
