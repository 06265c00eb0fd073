package promises

import "sort"

// sortBy sorts a list; what compares equal keeps its order. Entries are large: their places are sorted, then each is moved
// once.
func sortBy[T any](list []T, less func(a, b *T) bool) {
	was := append([]T(nil), list...)
	places := make([]int, len(list))
	for i := range places {
		places[i] = i
	}
	sort.Slice(places, func(i, j int) bool {
		a, b := places[i], places[j]
		return less(&was[a], &was[b]) || a < b && !less(&was[b], &was[a])
	})
	for i, place := range places {
		list[i] = was[place]
	}
}
