package insight

import (
	"sort"

	"trousse/internal/calc"
)

// Enough is how many cases a rate is told from, at least.
const Enough = 5

// Rate is n of N.
type Rate struct{ N, Of int }

// Told tells whether there are cases enough to tell the rate.
func (r Rate) Told() bool { return r.Of >= Enough }

// Share is n ÷ N, from 0 to 1; 0 of none.
func (r Rate) Share() float64 {
	if r.Of == 0 {
		return 0
	}
	return float64(r.N) / float64(r.Of)
}

// Level is how the worker was at a moment, from 1 (calm) to 5.
type Level struct {
	At    int64 // unix seconds
	Level int
}

// Insight is what a fold gathered.
type Insight struct {
	N      [parts]int                           // records in each part
	Talks  int                                  // conversations
	Cost   [ErrorOther - ErrorForgotten + 1]int // cents, of the errors of each cause, in the order of [journal.Causes]
	Stress []Level                              // oldest first

	waits, answers []int // seconds, shortest first
	ease, change   int   // the answers, and the changes of feeling, added up
}

// Sum is what was gathered so far.
func (f *Fold) Sum() Insight {
	s := f.sum
	s.waits, s.answers = sorted(s.waits), sorted(s.answers)
	s.Stress = append([]Level(nil), s.Stress...)
	sort.SliceStable(s.Stress, func(i, j int) bool {
		a, b := s.Stress[i], s.Stress[j]
		return a.At < b.At || a.At == b.At && a.Level < b.Level
	})
	return s
}

func sorted(seconds []int) []int {
	s := append([]int(nil), seconds...)
	sort.Sort(sort.IntSlice(s))
	return s
}

// Total is how many records fall in the parts from first to last, each counted once in each.
func (s *Insight) Total(first, last Part) int {
	n := 0
	for p := first; p <= last; p++ {
		n += s.N[p]
	}
	return n
}

func (s *Insight) rate(first, last, of Part) Rate {
	return Rate{s.Total(first, last), s.Total(first, of)}
}

// Kept is how many promises were kept by their day, of those settled (F05); the overdue ones are not settled.
//
//	(early + kept) ÷ (early + kept + late + broken)
func (s *Insight) Kept() Rate { return s.rate(KeptEarly, Kept, Broken) }

// FeltBetter is how many people left feeling better than they came, of those whose feeling was noted at both ends (F04).
func (s *Insight) FeltBetter() Rate { return s.rate(Better, Better, Worse) }

// Change is by how much the feeling changed in the mean, on the scale of 1 to 5, over the conversations of [Insight.FeltBetter].
//
//	Σ (after − before) ÷ N
func (s *Insight) Change() (mean float64, of int) {
	if of = s.FeltBetter().Of; of == 0 {
		return 0, 0
	}
	return float64(s.change) / float64(of), of
}

// Satisfied and Dissatisfied count the conversations that ended with a feeling of 4 or 5, and of 1 or 2.
func (s *Insight) Satisfied() int    { return s.Total(After4, After5) }
func (s *Insight) Dissatisfied() int { return s.Total(After1, After2) }

// Promoters is the recommendations: points from −100 to 100, of so many answers; asked, or else the worker's own estimates,
// which are never mixed (F04).
//
//	100 × (share of 9 and 10 − share of 0 to 6)
func (s *Insight) Promoters(asked bool) (points float64, of int) {
	first := Promoter
	if !asked {
		first = GuessedPromoter
	}
	if of = s.Total(first, first+2); of == 0 {
		return 0, 0
	}
	return 100 * float64(s.N[first]-s.N[first+2]) / float64(of), of
}

// Content is how many answered 4 or 5 of 5 when their satisfaction was asked (F29).
func (s *Insight) Content() Rate { return s.rate(Content, Content, LessContent) }

// Ease is the mean of the answers from 1 to 7 on ease (F29).
func (s *Insight) Ease() (mean float64, of int) {
	if of = s.N[EaseAnswered]; of == 0 {
		return 0, 0
	}
	return float64(s.ease) / float64(of), of
}

// FirstTime is how many were helped the first time, of those who were asked (F29).
func (s *Insight) FirstTime() Rate { return s.rate(First, First, NotFirst) }

// Answered is how many complaints had a first answer, of those received (F06).
func (s *Insight) Answered() Rate { return s.rate(Answered, Answered, Unanswered) }

// FirstAnswer is the time until the client was first told something, in seconds: the median and the longest (F06).
func (s *Insight) FirstAnswer() (median, longest, of int) { return middle(s.answers) }

// Waits is the waits that were logged, in seconds: the median and the longest (F07).
func (s *Insight) Waits() (median, longest, of int) { return middle(s.waits) }

// middle is the median of sorted durations, and the last of them.
func middle(s []int) (median, longest, of int) {
	n := len(s)
	if n == 0 {
		return 0, 0, 0
	}
	return (s[(n-1)/2] + s[n/2]) / 2, s[n-1], n
}

// Errors is how many conversations had an error behind them that could have been avoided, and their cost in cents (F11).
func (s *Insight) Errors() (n, cents int) {
	for _, c := range s.Cost {
		cents += c
	}
	return s.Total(ErrorForgotten, ErrorOther), cents
}

// Avoidable is how many clients left by a door that the house could have held, of all who left (F09).
func (s *Insight) Avoidable() Rate {
	return Rate{s.Total(DoorProduct, DoorIndifference), s.Total(DoorMoved, DoorOther)}
}

// ToldBack is how many improvements were told to those who asked, of those made (F50).
func (s *Insight) ToldBack() Rate { return s.rate(ToldBack, ToldBack, ActedOn) }

// Thanked is for how many clients whoever sent them was thanked, of those who were sent (F10).
func (s *Insight) Thanked() Rate { return s.rate(Thanked, Thanked, Unthanked) }

// TellsGood is how many people one satisfied client tells (F67).
const TellsGood = 5

// Words is how many people heard something good, and something bad between the two ends of the published range: see
// [calc.WordOfMouth] (F67).
func (s *Insight) Words() (good, low, high int) {
	return s.Satisfied() * TellsGood, s.Dissatisfied() * calc.ToldLow, s.Dissatisfied() * calc.ToldHigh
}

// MeanStress is the mean of the check-ins, from 1 to 5 (F14).
func (s *Insight) MeanStress() (mean float64, of int) {
	sum := 0
	for _, l := range s.Stress {
		sum += l.Level
	}
	if of = len(s.Stress); of == 0 {
		return 0, 0
	}
	return float64(sum) / float64(of), of
}
