package content

// TipFor returns the tip of a day, where day counts the days since the kit was
// first opened on the device and seed is any number kept with that first day.
// Every tip comes once before any comes again: each round of days is its own
// shuffle of all the tips, and no round begins with the tip that ended the one
// before. It is false only when there are no tips. A version with more tips
// begins new rounds. A day before the first (a clock set back) is the first.
func (b *Bundle) TipFor(seed uint64, day int) (Tip, bool) {
	n := len(b.Tips)
	if n == 0 {
		return Tip{}, false
	}
	day = max(day, 0)
	round := uint64(day / n)
	order := shuffle(n, seed+round)
	// With two tips the second would be the one just moved away: leave them.
	if round > 0 && n > 2 && order[0] == shuffle(n, seed+round-1)[n-1] {
		order[0], order[1] = order[1], order[0]
	}
	return b.Tips[order[day%n]], true
}

// shuffle returns a permutation of 0 … n-1 that depends on seed alone.
func shuffle(n int, seed uint64) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		var r uint64
		seed, r = next(seed)
		j := int(r % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// next is one step of SplitMix64.
func next(state uint64) (uint64, uint64) {
	state += 0x9e3779b97f4a7c15
	z := state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return state, z ^ z>>31
}
