package calc

import (
	"math"
	"time"
)

// horizon is how far a date is looked for, in days from the start.
const horizon = 5 * 366

// Due is a date to aim at and a date to promise, and how they came about (F64).
type Due struct {
	Aim, Promise time.Time // never a day off; the zero time when it cannot be worked out
	Off          []DayOff  // holidays and own days off between the start and the promise; weekends go without saying
}

// DayOff is a day that is not worked, and why.
type DayOff struct {
	Day time.Time
	Why Why
}

// PromiseDate finds a date that can be kept (F64). The first working day on or
// after start is day 1.
//
//	days          = hours_needed ÷ hours_per_day, rounded up; at least 1       days
//	padded_hours  = hours_needed × (1 + margin_share)                          hours
//	promise_days  = padded_hours ÷ hours_per_day, rounded up; at least 1       days
//	aim           = the working day number days
//	promise       = the working day number promise_days
//
// The margin may be above 1, up to 10: work that takes eleven times as long as
// was thought.
func PromiseDate(start time.Time, cal Calendar, in Numbers) (Due, Numbers, error) {
	f := form{in: in}
	hours := f.amount("hours_needed")
	perDay := f.positive("hours_per_day", 24, KindDay)
	padded := hours * (1 + f.between("margin_share", 0, 10, KindPercent))
	days, promiseDays := wholeDays(hours/perDay), wholeDays(padded/perDay)
	if start.IsZero() {
		f.refuse("start", KindMissing)
		days, promiseDays = nan, nan
	}
	if cal.Works == [7]bool{} {
		f.refuse("works", KindMissing)
		days, promiseDays = nan, nan
	}
	due := Due{}
	if days == days || promiseDays == promiseDays { // either is a number
		due = cal.count(start, days, promiseDays)
	}
	if days == days && due.Aim.IsZero() || promiseDays == promiseDays && due.Promise.IsZero() {
		f.refuse("hours_needed", KindTooLarge)
	}
	out, err := f.done(Numbers{"days": days, "padded_hours": padded, "promise_days": promiseDays})
	return due, out, err
}

// wholeDays rounds up, forgiving what binary arithmetic adds: 10 × 1.1 hours at
// 11 a day are one day.
func wholeDays(v float64) float64 {
	if math.IsNaN(v) {
		return v
	}
	return max(1, math.Ceil(v-1e-9*max(1, v)))
}

// count walks from start and notes the working days of the given numbers.
func (c Calendar) count(start time.Time, aim, promise float64) Due {
	var due Due
	n := 0.0
	for i := range horizon {
		day := noon(start).AddDate(0, 0, i)
		why, off := c.DayOff(day)
		if off {
			if why != Weekend {
				due.Off = append(due.Off, DayOff{day, why})
			}
			continue
		}
		n++
		if n == aim {
			due.Aim = day
		}
		if n == promise {
			due.Promise = day
		}
		if !(n < aim) && !(n < promise) { // also when one of them is not a number
			return due
		}
	}
	return due
}
