// Package checklist works out what the answers of a list amount to (F40 to F48): what was done, a score, the weakest
// first, what oneself and others see side by side, where a plan stands, and the steps of a learning path.
//
// It takes ids and answers and gives numbers and orders. The words are in package content, the records in package
// journal; it knows neither.
package checklist

import "strconv"

// The answers that are worked with, as package content names them.
const (
	Yes           = "yes"
	No            = "no"
	NotApplicable = "not_applicable"
	NotStarted    = "not_started"
	UnderWay      = "under_way"
	Finished      = "done"
)

// The ends of a scale.
const (
	Lowest  = 1
	Highest = 5
)

// Rating reads the answer of a scale. What could not be seen, and what was left open, is no rating.
func Rating(answer string) (int, bool) {
	n, err := strconv.Atoi(answer)
	return n, err == nil && n >= Lowest && n <= Highest
}

// Open counts the items left without an answer.
func Open(items []string, answers map[string]string) int {
	n := 0
	for _, i := range items {
		if answers[i] == "" {
			n++
		}
	}
	return n
}

// Done counts what was answered with good, among all that was asked and applies. A line that was asked and left open
// counts as not done: answers hold it, empty.
func Done(answers map[string]string, good string) (n, total int) {
	for _, a := range answers {
		switch a {
		case NotApplicable:
			continue
		case good:
			n++
		}
		total++
	}
	return n, total
}

// Share is n of total, from 0 to 1; 0 when there is nothing to share.
func Share(n, total int) float64 {
	if total == 0 {
		return 0
	}
	return float64(n) / float64(total)
}

// sortBy puts a short list in order and keeps the order of equals.
func sortBy[T any](list []T, before func(a, b T) bool) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && before(list[j], list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}
