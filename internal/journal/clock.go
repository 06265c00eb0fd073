package journal

import "time"

// The rules of this file hold when the device's clock was set back or forward: nothing is late by twenty years, and
// nothing has lasted less than no time. They flag what cannot be, and the screens then say to look at the clock.

// MaxLate is the most days that anything is said to be late by.
const MaxLate = 365

// Lateness tells by how much something is late.
type Lateness struct {
	Days  int  // 0 when it is not late
	More  bool // it is more than [MaxLate], which Days says
	Doubt bool // today is before the day it was made: one of the two is wrong
}

// LateBy compares the day that something is due with today, knowing when it was made.
func LateBy(due, today, made Day) Lateness {
	switch days := today.Since(due); {
	case due.Time().IsZero() || today.Time().IsZero():
		return Lateness{}
	case today < made:
		return Lateness{Doubt: true}
	case days > MaxLate:
		return Lateness{Days: MaxLate, More: true}
	default:
		return Lateness{Days: max(0, days)}
	}
}

// MaxAhead is how far past now something may be dated: beyond it, the clock was wrong when it was, or is now.
const MaxAhead = 24 * time.Hour

// MaxElapsed is the longest time that anything is said to have lasted: two years.
const MaxElapsed = 2 * 365 * 24 * time.Hour

// Elapsed is the time from one moment to another, on the clock of the world. doubt tells that it is less than nothing, or
// more than [MaxElapsed]: the time is then 0, or that.
func Elapsed(from, now time.Time) (d time.Duration, doubt bool) {
	switch d = now.Sub(from); {
	case d < 0:
		return 0, true
	case d > MaxElapsed:
		return MaxElapsed, true
	}
	return d, false
}
