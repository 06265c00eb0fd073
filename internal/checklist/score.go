package checklist

// Way is how the answers of a scale make one score.
type Way int

// The ways. The words of each list say how its own score is worked out.
const (
	Average  Way = iota // the mean of the answers, from 1 to 5
	Quotient            // the same as a share: 1 is nothing, 5 is all of it (F42)
	Chain               // the lowest answer: a chain holds as its weakest link does (F48)
)

// WayOf is the way that package content names for a list; a list that names none takes the mean.
func WayOf(score string) Way {
	switch score {
	case "share":
		return Quotient
	case "lowest":
		return Chain
	}
	return Average
}

// Mean is the mean of N ratings; 0 without any.
type Mean struct {
	Value float64
	N     int
}

// Add is the mean with one more answer, if it is a rating.
func (m Mean) Add(answer string) Mean {
	r, ok := Rating(answer)
	if !ok {
		return m
	}
	return Mean{(m.Value*float64(m.N) + float64(r)) / float64(m.N+1), m.N + 1}
}

// Score is the score of some answers, from 1 to 5, and of how many.
func (w Way) Score(answers map[string]string) Mean {
	sum, low, n := 0, Highest, 0
	for _, a := range answers {
		if r, ok := Rating(a); ok {
			sum, low, n = sum+r, min(low, r), n+1
		}
	}
	switch {
	case n == 0:
		return Mean{}
	case w == Chain:
		return Mean{float64(low), n}
	}
	return Mean{float64(sum) / float64(n), n}
}

// ShareOf is how far a rating stands from the lowest to the highest: 1 is 0, 3 is a half, 5 is 1.
func ShareOf(rating float64) float64 { return (rating - Lowest) / (Highest - Lowest) }

// Level is what to make of a score.
type Level int

// The levels. A score of 4 says that the answers are good, one under 3 that they are on the weak side.
const (
	Low Level = iota
	Middle
	High
)

// LevelOf is the level of a score from 1 to 5.
func LevelOf(score float64) Level {
	switch {
	case score >= 4:
		return High
	case score >= 3:
		return Middle
	}
	return Low
}

// Item is what scoring knows of an item.
type Item struct{ ID, Area string }

// Area is the mean of an area; its place in the list is that of its name.
type Area struct {
	ID string
	Mean
}

// ByArea is the mean of each area that has a rating, in the order of the areas.
func ByArea(areas []string, items []Item, answers map[string]string) []Area {
	var out []Area
	for _, id := range areas {
		a := Area{ID: id}
		for _, i := range items {
			if i.Area == id {
				a.Mean = a.Add(answers[i.ID])
			}
		}
		if a.N > 0 {
			out = append(out, a)
		}
	}
	return out
}

// Rated is an item with its rating.
type Rated struct {
	Item   string
	Rating int
}

// Weakest puts the items that have a rating in order, the weakest first, equals as in the list.
func Weakest(items []string, answers map[string]string) []Rated {
	var out []Rated
	for _, i := range items {
		if r, ok := Rating(answers[i]); ok {
			out = append(out, Rated{i, r})
		}
	}
	sortBy(out, func(a, b Rated) bool { return a.Rating < b.Rating })
	return out
}

// Weak tells whether a rating asks for something: 1 or 2.
func Weak(rating int) bool { return rating <= 2 }

// few is how many items to start with where none is weak.
const few = 3

// Start is the beginning of what [Weakest] gives that is worth starting with: all that is weak, or else the few that are
// lowest, if they are lower than others. Same tells that all stand at the same height.
func Start(weakest []Rated) (start []Rated, same bool) {
	n := len(weakest)
	if n == 0 {
		return nil, false
	}
	top := weakest[n-1].Rating
	for _, r := range weakest {
		if Weak(r.Rating) || len(start) < few && r.Rating < top {
			start = append(start, r)
		}
	}
	return start, n > 1 && weakest[0].Rating == top
}
