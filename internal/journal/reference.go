package journal

import "strconv"

// What the end of a reference is made of: neither vowels, which make words, nor what is taken for another when it is read
// aloud or written by hand.
const (
	referenceLetters = "BCDFGHJKMNPQRSTVWXZ"
	referenceDigits  = "23456789"
)

// Reference is the reference of a complaint, short enough to be said: A-261121-K7 is one of 2026-11-21. It comes from the
// complaint's id, and no two of one device are the same as long as taken tells which are there; nil: none is. Those of two
// devices may meet, once in 152 for two complaints of one day: a name stands beside it.
func Reference(id string, day Day, taken func(reference string) bool) string {
	date := day.Time().Format("060102")
	n := 0
	for i := range len(id) {
		n = (n*31 + int(id[i])) % (1 << 30)
	}
	all := len(referenceLetters) * len(referenceDigits)
	for i := range all {
		at := (n + i) % all
		ref := "A-" + date + "-" + referenceLetters[at%len(referenceLetters):][:1] + referenceDigits[at/len(referenceLetters):][:1]
		if taken == nil || !taken(ref) {
			return ref
		}
	}
	return "A-" + date + "-" + strconv.Itoa(100+n%900) // more in a day than anyone can answer
}
