package insight

import (
	"time"

	"trousse/internal/journal"
)

// Period is a stretch of days, both ends included. An empty end is open.
type Period struct{ From, To journal.Day }

// The periods that have a name, as of today.
const (
	Month     = "month"      // this calendar month
	LastMonth = "last_month" // the one before
	Quarter   = "quarter"    // this calendar month and the two before
	Year      = "year"       // this calendar year
	All       = "all"
)

// Periods lists the named periods in the order in which they are offered.
var Periods = []string{Month, LastMonth, Quarter, Year, All}

// Named is a named period as of today; everything for a name that is unknown.
func Named(name string, today journal.Day) Period {
	switch name {
	case Month:
		return Months(today, 0, 1)
	case LastMonth:
		return Months(today, -1, 1)
	case Quarter:
		return Months(today, -2, 3)
	case Year:
		t := today.Time()
		return Months(today, 1-int(t.Month()), 12)
	}
	return Period{}
}

// Months is n whole calendar months, the first of which lies so many after today's, or before when it is negative.
func Months(today journal.Day, first, n int) Period {
	t := today.Time()
	at := func(month time.Month, day int) journal.Day {
		return journal.DayOf(time.Date(t.Year(), month, day, 12, 0, 0, 0, time.UTC))
	}
	m := t.Month() + time.Month(first)
	return Period{at(m, 1), at(m+time.Month(n), 0)}
}

// Holds tells whether a day is of the period; no day is of none.
func (p Period) Holds(d journal.Day) bool {
	return d != "" && p.From <= d && (p.To == "" || d <= p.To)
}

// seconds is the period as moments of a zone: from the first, and before the last.
func (p Period) seconds(zone *time.Location) (from, before int64) {
	start := func(d journal.Day) int64 {
		t := d.Time()
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone).Unix()
	}
	from, before = -1<<62, 1<<62
	if p.From != "" {
		from = start(p.From)
	}
	if p.To != "" {
		before = start(p.To.Add(1))
	}
	return from, before
}
