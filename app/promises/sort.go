package promises

import "sort"

// sortBy sorts a list; what compares equal keeps its order.
func sortBy[T any](list []T, less func(a, b T) bool) {
	sort.SliceStable(list, func(i, j int) bool { return less(list[i], list[j]) })
}
