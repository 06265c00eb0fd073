package search

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// word is a word of a question.
type word struct {
	letters []byte
	rarest  int // the place of the letter that texts have least of
}

// common are the letters that texts have most of, in either language, the most common first.
const common = " eaisntrulodcmp"

// words splits a folded question into its words, each once, the longest first.
func words(asked string) []word {
	fields := strings.Fields(asked)
	sortBy(fields, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	fields = slices.Compact(fields)
	words := make([]word, len(fields))
	for i, f := range fields {
		w := word{letters: []byte(f)}
		most := -1
		for at, c := range w.letters {
			rank := strings.IndexByte(common, c)
			if rank < 0 {
				rank = len(common)
			}
			if rank > most {
				most, w.rarest = rank, at
			}
		}
		words[i] = w
	}
	return words
}

// in is the place of the word in a text, or −1. Its rarest letter is looked for, which a browser does several bytes at a
// time; bytes.Index there looks at each.
func (w word) in(text []byte) int {
	for from := w.rarest; from < len(text); {
		at := bytes.IndexByte(text[from:], w.letters[w.rarest])
		if at < 0 {
			break
		}
		if start := from + at - w.rarest; bytes.HasPrefix(text[start:], w.letters) {
			return start
		}
		from += at + 1
	}
	return -1
}
