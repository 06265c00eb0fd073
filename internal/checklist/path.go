package checklist

// Stop is one stop of a learning path: where to go, and for which item.
type Stop struct{ Route, Item string }

// Skills are how many items a path takes on at a time.
const Skills = 3

// Path goes through what helps with the weakest items, the weakest first, each place once (F47). Links give the routes of
// an item.
func Path(weakest []Rated, links func(item string) []string) []Stop {
	var out []Stop
	seen := map[string]bool{}
	taken := 0
	for _, r := range weakest {
		if taken == Skills || r.Rating == Highest {
			break
		}
		more := false
		for _, route := range links(r.Item) {
			if !seen[route] {
				seen[route], more = true, true
				out = append(out, Stop{route, r.Item})
			}
		}
		if more {
			taken++
		}
	}
	return out
}

// Learned counts the stops that were made.
func Learned(path []Stop, learned []string) int {
	been := map[string]bool{}
	for _, route := range learned {
		been[route] = true
	}
	n := 0
	for _, s := range path {
		if been[s.Route] {
			n++
		}
	}
	return n
}
