package calc

import "math"

// Max is the largest magnitude an input may have. It is far above any real
// business and low enough that no product of inputs overflows.
const Max = 1e12

// Numbers are the inputs of a calculator, or its results, by name. What is not
// there was left empty, or cannot be worked out from what was given.
type Numbers map[string]float64

// Kind says what is wrong with a field. The screens word it.
type Kind string

const (
	KindNumber   Kind = "number"    // not a number (NaN or infinite; screens also use it for text that is not a number)
	KindNegative Kind = "negative"  // an amount or a count below zero
	KindPercent  Kind = "percent"   // a share outside what it may be, mostly 0 to 1
	KindMissing  Kind = "missing"   // a needed field left empty
	KindTooLarge Kind = "too_large" // above Max, or leading beyond what is worked out
	KindPositive Kind = "positive"  // zero where something is needed
	KindDay      Kind = "day"       // more hours than a day has, or more days than a week
	KindOrder    Kind = "order"     // a target on the wrong side of its own walk-away (F66)
)

// FieldError names one field that cannot be used, and why.
type FieldError struct {
	Field string
	Kind  Kind
}

// Error is for logs; people read the message that Kind selects.
func (e FieldError) Error() string { return e.Field + ": " + string(e.Kind) }

// FieldErrors lists every field that cannot be used, in the order of the form.
// errors.As finds its first [FieldError].
type FieldErrors []FieldError

// Error joins the errors for logs.
func (e FieldErrors) Error() string {
	s := ""
	for i, f := range e {
		if i > 0 {
			s += "; "
		}
		s += f.Error()
	}
	return s
}

// Unwrap lets errors.As and errors.Is see each field's error.
func (e FieldErrors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, f := range e {
		errs[i] = f
	}
	return errs
}

// Or is the errors as one, nil when there is none.
func (e FieldErrors) Or() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// form reads the inputs of one calculator and gathers what is wrong with them.
// A field that is refused, or empty, reads as NaN, which every formula hands
// on: a result stands exactly when all that it is worked out from does.
type form struct {
	in   Numbers
	errs FieldErrors
}

var nan = math.NaN()

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func (f *form) refuse(field string, k Kind) float64 {
	f.errs = append(f.errs, FieldError{field, k})
	return nan
}

// given tells whether any of the fields was filled in.
func (f *form) given(fields ...string) bool {
	for _, field := range fields {
		if _, ok := f.in[field]; ok {
			return true
		}
	}
	return false
}

// between reads a needed number from low to high; outside is what to say of
// the others that are not negative.
func (f *form) between(field string, low, high float64, outside Kind) float64 {
	v, ok := f.in[field]
	switch {
	case !ok:
		return f.refuse(field, KindMissing)
	case !finite(v):
		return f.refuse(field, KindNumber)
	case v < low || v > high:
		if v < 0 && outside != KindPercent {
			outside = KindNegative
		}
		return f.refuse(field, outside)
	}
	return v
}

// amount reads a needed amount of money or a count: 0 to Max.
func (f *form) amount(field string) float64 { return f.between(field, 0, Max, KindTooLarge) }

// share reads a needed share: 0 to 1.
func (f *form) share(field string) float64 { return f.between(field, 0, 1, KindPercent) }

// amountOr reads an amount that may be left out, and is then def.
func (f *form) amountOr(field string, def float64) float64 {
	if !f.given(field) {
		return def
	}
	return f.amount(field)
}

// shareOr reads a share that may be left out, and is then def.
func (f *form) shareOr(field string, def float64) float64 {
	if !f.given(field) {
		return def
	}
	return f.share(field)
}

// positive reads a needed number above zero, up to high.
func (f *form) positive(field string, high float64, above Kind) float64 {
	v := f.between(field, 0, high, above)
	if v == 0 {
		return f.refuse(field, KindPositive)
	}
	return v
}

// done leaves out what could not be worked out. The error, when there is one,
// is a [FieldErrors].
func (f *form) done(out Numbers) (Numbers, error) {
	for name, v := range out {
		if !finite(v) {
			delete(out, name)
		}
	}
	return out, f.errs.Or()
}
