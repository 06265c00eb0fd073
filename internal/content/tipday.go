package content

import (
	"strconv"
	"strings"
)

// TipOn returns the tip of a day (F70), given what was kept of the days before, and what to keep from now on. A day has
// one tip; another day, earlier or later, has one that was not shown yet, whatever the language, however many days
// passed between and however the clock was set. Once all were shown a new round begins, not with the tip that ended the
// one before. A version with more tips shows the new ones in the round that is under way. What is kept is a line of
// text: the day, then the numbers of the tips shown in this round. A line that cannot be read is an empty one. Ok is
// false only when there are no tips.
func (b *Bundle) TipOn(day, kept string) (tip Tip, keep string, ok bool) {
	if len(b.Tips) == 0 {
		return Tip{}, kept, false
	}
	fields := strings.Fields(kept)
	var before string
	if len(fields) > 0 {
		before, fields = fields[0], fields[1:]
	}
	shown := map[int]bool{}
	last := 0
	for _, f := range fields {
		last, _ = strconv.Atoi(f)
		shown[last] = true
	}
	var left []Tip
	for _, t := range b.Tips {
		if t.N == last && before == day {
			return t, kept, true
		}
		if !shown[t.N] {
			left = append(left, t)
		}
	}
	if len(left) == 0 {
		fields = nil
		for _, t := range b.Tips {
			if t.N != last || len(b.Tips) == 1 {
				left = append(left, t)
			}
		}
	}
	tip = left[chance(day)%uint64(len(left))]
	return tip, strings.Join(append([]string{day}, append(fields, strconv.Itoa(tip.N))...), " "), true
}

// chance is a number that depends on a day alone: two windows that open it together show the same tip. (FNV-1a, then
// one step of SplitMix64: neighbouring days are far apart.)
func chance(day string) uint64 {
	z := uint64(0xcbf29ce484222325)
	for i := range len(day) {
		z = (z ^ uint64(day[i])) * 0x100000001b3
	}
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
