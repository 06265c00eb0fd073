package insight

import "trousse/internal/journal"

// Part is one bar: the records that have one thing in common.
type Part uint8

// The parts, in the order in which their bars stand.
const (
	KeptEarly Part = iota // promises made to clients (F05)
	Kept
	KeptLate
	Broken
	Overdue // open still, its day past

	Better // the feeling, from the beginning of a conversation to its end (F04)
	Same
	Worse

	Before1 // the feeling at the beginning, from anger to joy
	Before2
	Before3
	Before4
	Before5
	After1 // and at the end
	After2
	After3
	After4
	After5

	Promoter // recommendations that were asked: 9 and 10, 7 and 8, 0 to 6 (F04, F29)
	Passive
	Detractor
	GuessedPromoter // and those that the worker estimated
	GuessedPassive
	GuessedDetractor

	Content // satisfaction asked: 4 and 5, 1 to 3 (F29)
	LessContent
	EaseAnswered // ease asked, from 1 to 7
	First        // solved the first time, when that was asked
	NotFirst

	Answered // complaints whose client was told something (F06)
	Unanswered

	Waited // conversations with a wait (F07)

	ErrorForgotten // errors that could have been avoided, in the order of [journal.Causes] (F11)
	ErrorLate
	ErrorMisheard
	ErrorMisinformed
	ErrorWork
	ErrorBill
	ErrorManner
	ErrorOutside
	ErrorOther

	DoorMoved // clients who left, in the order of [journal.Doors] (F09)
	DoorDied
	DoorFriends
	DoorCompetitor
	DoorProduct
	DoorIndifference
	DoorOther

	ToldBack // improvements made, and told to those who asked (F50)
	ActedOn  // made, not told yet

	Thanked // clients whom another client sent, who was thanked for it (F10)
	Unthanked

	Stress1 // check-ins, from calm to spent (F14)
	Stress2
	Stress3
	Stress4
	Stress5

	parts // how many there are
)

// names are the parts as addresses and outputs call them.
var names = [parts]string{
	"kept_early", "kept", "late", "broken", "overdue",
	"better", "same", "worse",
	"before_1", "before_2", "before_3", "before_4", "before_5",
	"after_1", "after_2", "after_3", "after_4", "after_5",
	"promoters", "passives", "detractors",
	"guessed_promoters", "guessed_passives", "guessed_detractors",
	"content", "less_content", "ease", "first", "not_first",
	"answered", "unanswered",
	"waits",
	"error_forgotten", "error_late", "error_misheard", "error_misinformed", "error_work", "error_bill", "error_manner", "error_outside", "error_other",
	"door_moved", "door_died", "door_friends", "door_competitor", "door_product", "door_indifference", "door_other",
	"told", "acted_on",
	"thanked", "unthanked",
	"stress_1", "stress_2", "stress_3", "stress_4", "stress_5",
}

// String is the name of the part.
func (p Part) String() string { return names[p] }

// Measure is what some parts, next to each other, say together.
type Measure struct {
	Name      string
	First     Part
	Last      Part
	ByChannel bool // whether its records have a channel
	ByKind    bool // whether they are about one client
}

// Measures are all of them.
var Measures = []Measure{
	{"promises", KeptEarly, Overdue, false, true},
	{"feelings", Better, Worse, true, true},
	{"recommend", Promoter, Detractor, true, true},
	{"guessed", GuessedPromoter, GuessedDetractor, true, true},
	{"asked", Content, NotFirst, true, true},
	{"complaints", Answered, Unanswered, true, true},
	{"waits", Waited, Waited, true, true},
	{"errors", ErrorForgotten, ErrorOther, true, true},
	{"doors", DoorMoved, DoorOther, false, true},
	{"improvements", ToldBack, ActedOn, false, false},
	{"ambassadors", Thanked, Unthanked, false, true},
	{"stress", Stress1, Stress5, false, false},
	{"satisfied", After4, After5, true, true},
	{"dissatisfied", After1, After2, true, true},
}

// Behind is the parts behind a name: those of a measure, or the one part of that name.
func Behind(name string) (first, last Part, ok bool) {
	for _, m := range Measures {
		if m.Name == name {
			return m.First, m.Last, true
		}
	}
	for p, n := range names {
		if n == name {
			return Part(p), Part(p), true
		}
	}
	return 0, 0, false
}

// errorOf is the part of a cause.
func errorOf(c journal.Cause) Part {
	for i, known := range journal.Causes {
		if known == c {
			return ErrorForgotten + Part(i)
		}
	}
	return ErrorOther
}

// doorOf is the part of a door.
func doorOf(state string) Part {
	for i, known := range journal.Doors {
		if string(known) == state {
			return DoorMoved + Part(i)
		}
	}
	return DoorOther
}
