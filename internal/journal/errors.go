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
)

// FieldError refuses the value of one form field, named as in the form.
type FieldError struct {
	Field   string
	Problem Problem
	Limit   int // characters, for TooLong
}

func (e *FieldError) Error() string { return e.Field + ": " + string(e.Problem) }

func refuse(field string, p Problem) error { return &FieldError{Field: field, Problem: p} }
