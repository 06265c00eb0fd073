package journal

import "errors"

// ErrUnreadable is returned for a body that cannot be understood: damaged, or written by a newer kit.
var ErrUnreadable = errors.New("unreadable record")

// Problem says what is wrong with a field. The screens hold one sentence for each.
type Problem string

// The problems a field can have.
const (
	Missing   Problem = "missing"
	TooLong   Problem = "long"
	BadPhone  Problem = "phone"
	BadEmail  Problem = "email"
	BadDate   Problem = "date"
	PastDate  Problem = "past"
	NoDate    Problem = "no_date"
	NoPromise Problem = "no_promise"
	NotListed Problem = "choice"
	BadURL    Problem = "url"

	// What an act on a record meets when it is not the time for it.
	Settled    Problem = "settled"   // nothing more can change: it is over
	OutOfOrder Problem = "order"     // another step comes first
	Untold     Problem = "untold"    // the client has to be told first
	SameDay    Problem = "same_day"  // it is the day that there was
	AfterDue   Problem = "after_due" // later than the day that was promised
	NotLater   Problem = "not_later" // no later than the day that there was
	BadNumber  Problem = "number"    // not a number from 0 to the limit
	TooMany    Problem = "many"      // more of them than the limit
)

// FieldError refuses the value of one form field, named as in the form.
type FieldError struct {
	Field   string
	Problem Problem
	Limit   int // characters, for TooLong; the highest number, for BadNumber; how many, for TooMany
}

func (e *FieldError) Error() string { return e.Field + ": " + string(e.Problem) }

func refuse(field string, p Problem) error { return &FieldError{Field: field, Problem: p} }
