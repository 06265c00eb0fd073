package calc

import "math"

// Max is the largest magnitude an input may have. It is far above any real
// business and low enough that no product of inputs overflows.
const Max = 1e12

// Optional is a number that may have been left out.
type Optional struct {
	Value float64
	Set   bool
}

// Some is a number that was given, zero included.
func Some(v float64) Optional { return Optional{Value: v, Set: true} }

// Or returns the number, or def when it was left out.
func (o Optional) Or(def float64) float64 {
	if o.Set {
		return o.Value
	}
	return def
}

// Kind says what is wrong with a field. The screens word it.
type Kind string

const (
	KindNumber   Kind = "number"    // not a number (NaN or infinite; screens also use it for text that is not a number)
	KindNegative Kind = "negative"  // an amount or a count below zero
	KindPercent  Kind = "percent"   // a share outside 0 to 1
	KindMissing  Kind = "missing"   // a needed field left empty
	KindTooLarge Kind = "too_large" // above Max
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

// checker gathers the errors of one form.
type checker struct{ errs FieldErrors }

func (c *checker) add(field string, k Kind) {
	c.errs = append(c.errs, FieldError{Field: field, Kind: k})
}

// amount checks a needed amount of money or a count: 0 to Max.
func (c *checker) amount(field string, o Optional) float64 {
	switch v := o.Value; {
	case !o.Set:
		c.add(field, KindMissing)
	case math.IsNaN(v) || math.IsInf(v, 0):
		c.add(field, KindNumber)
	case v < 0:
		c.add(field, KindNegative)
	case v > Max:
		c.add(field, KindTooLarge)
	}
	return o.Value
}

// share checks a needed share: 0 to 1.
func (c *checker) share(field string, o Optional) float64 {
	if !o.Set {
		c.add(field, KindMissing)
	}
	return c.optionalShare(field, o, 0)
}

// optionalShare checks a share that may be left out, and is then def.
func (c *checker) optionalShare(field string, o Optional, def float64) float64 {
	switch v := o.Or(def); {
	case math.IsNaN(v) || math.IsInf(v, 0):
		c.add(field, KindNumber)
	case v < 0 || v > 1:
		c.add(field, KindPercent)
	}
	return o.Or(def)
}

// err is nil when no field was refused.
func (c *checker) err() error {
	if len(c.errs) == 0 {
		return nil
	}
	return c.errs
}
