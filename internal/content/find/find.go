// Package find finds what the kit knows from the words that come to mind while something happens: « il crie », “he
// won’t stop talking”. One index serves one bundle, in its language.
//
// It ranks rather than filters. The little words that every sentence holds are left aside, what is left counts for more
// where fewer units hold it, and a unit that holds them all comes before one that holds some. A playbook whose title or
// situation is what was typed comes first: it is what helps while it happens.
package find

import (
	"sort"
	"strings"

	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/search"
)

// Result is one unit that was found.
type Result struct {
	Link  content.Link
	Title string
	Line  string // what it is for
}

// Index holds the folded words of a bundle.
type Index struct {
	lang   i18n.Lang
	little map[string]bool
	units  []unit
}

// unit is one thing to find. Its head is its names and situations, its body all the rest that is read; both begin
// with a space and end with one.
type unit struct {
	Result
	head, body string
}

// What a word is worth in a unit, by where it stands and how much of it.
const (
	inBody    = 1 // its stem; the word as typed is worth one more
	inHead    = 4 // its stem; one more for the word as typed, and one more when it is whole
	ofUrgency = 2 // more in the head of a playbook
)

// Find returns what answers q best, at most limit results, of the kinds named or of all.
func (x *Index) Find(q string, limit int, kinds ...string) []Result {
	folded := search.Fold(q)
	words := x.words(folded)
	if len(words) == 0 {
		return nil
	}
	type hit struct{ unit, score int }
	scores := make([]int, len(x.units))
	worth := make([]int, len(x.units))
	for _, w := range words {
		holding := 0
		for i := range x.units {
			if worth[i] = x.units[i].worth(w); worth[i] > 0 {
				holding++
			}
		}
		rare := rarity(len(x.units), holding)
		for i, n := range worth {
			scores[i] += n * rare
		}
	}
	var hits []hit
	best := 0
	for i, n := range scores {
		if n == 0 || !among(kinds, x.units[i].Link.Kind) {
			continue
		}
		if strings.Contains(x.units[i].head, " "+folded+" ") {
			n += n / 2
		}
		hits = append(hits, hit{i, n})
		best = max(best, n)
	}
	sort.Slice(hits, func(a, b int) bool {
		if hits[a].score != hits[b].score {
			return hits[a].score > hits[b].score
		}
		return hits[a].unit < hits[b].unit
	})
	var found []Result
	for _, h := range hits {
		if len(found) == limit || h.score*5 < best*2 { // what holds the lesser part of it is noise
			break
		}
		found = append(found, x.units[h.unit].Result)
	}
	return found
}

func among(kinds []string, kind string) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return len(kinds) == 0
}

// rarity is what a word counts for when so many of all units hold it.
func rarity(all, holding int) int {
	n := 1
	for holding > 0 && holding*2 <= all {
		all /= 2
		n++
	}
	return n
}

// worth is what a word is worth in a unit.
func (u *unit) worth(w word) int {
	n := w.in(u.head)
	if n > 0 {
		n += inHead - 1
		if u.Link.Kind == content.Playbooks {
			n += ofUrgency
		}
		return n
	}
	return min(w.in(u.body), inBody+1)
}
