package calc

import "time"

// Holiday names a statutory holiday.
type Holiday string

// The statutory holidays of Québec: those of the Act respecting labour
// standards (art. 60) and the National Holiday. The employer gives Good Friday
// or Easter Monday, as it chooses.
const (
	NewYear      Holiday = "new_year"      // January 1
	GoodFriday   Holiday = "good_friday"   // two days before Easter
	EasterMonday Holiday = "easter_monday" // the day after Easter
	Patriots     Holiday = "patriots"      // the Monday before May 25
	National     Holiday = "national"      // June 24; the 25th when that is a Sunday
	CanadaDay    Holiday = "canada_day"    // July 1; the 2nd when that is a Sunday
	Labour       Holiday = "labour"        // the first Monday of September
	Thanksgiving Holiday = "thanksgiving"  // the second Monday of October
	Christmas    Holiday = "christmas"     // December 25
)

// Calendar is which days are worked.
type Calendar struct {
	Works  [7]bool // by [time.Weekday]
	Easter Holiday // GoodFriday or EasterMonday: which of the two is given
	Off    []Span  // own days off
}

// Span is the days from From to To, both included.
type Span struct{ From, To time.Time }

// date is the noon of a day in UTC, for arithmetic.
func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 12, 0, 0, 0, time.UTC) }

func noon(t time.Time) time.Time {
	y, m, d := t.Date()
	return date(y, m, d)
}

// Easter is Easter Sunday of a year of the Gregorian calendar, by the method of
// Meeus, Jones and Butcher.
func Easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(year, time.Month(n/31), n%31+1)
}

// HolidayOf tells which statutory holiday a day is, if it is one.
func (c Calendar) HolidayOf(day time.Time) (Holiday, bool) {
	_, m, d := day.Date()
	monday := day.Weekday() == time.Monday
	switch {
	case m == time.January && d == 1:
		return NewYear, true
	case m == time.May && monday && d >= 18 && d <= 24:
		return Patriots, true
	case m == time.June && moved(day, 24):
		return National, true
	case m == time.July && moved(day, 1):
		return CanadaDay, true
	case m == time.September && monday && d <= 7:
		return Labour, true
	case m == time.October && monday && d >= 8 && d <= 14:
		return Thanksgiving, true
	case m == time.December && d == 25:
		return Christmas, true
	case m == time.March || m == time.April: // Good Friday from March 20, Easter Monday to April 26
		easter := Easter(day.Year())
		if c.Easter == EasterMonday {
			return EasterMonday, noon(day).Equal(easter.AddDate(0, 0, 1))
		}
		return GoodFriday, noon(day).Equal(easter.AddDate(0, 0, -2))
	}
	return "", false
}

// moved tells whether day is the date of a holiday, which gives way to the next
// day when it is a Sunday.
func moved(day time.Time, date int) bool {
	return day.Day() == date && day.Weekday() != time.Sunday || day.Day() == date+1 && day.Weekday() == time.Monday
}

// Why says why a day is not worked.
type Why string

// The reasons that are not a [Holiday], whose name is its own reason.
const (
	Weekend Why = "weekend"
	OwnOff  Why = "own"
)

// DayOff tells why a day is not worked, in the order in which people think of
// it: the days of the week first, then holidays, then their own. It is false
// for a day that is worked.
func (c Calendar) DayOff(day time.Time) (Why, bool) {
	if !c.Works[day.Weekday()] {
		return Weekend, true
	}
	if h, ok := c.HolidayOf(day); ok {
		return Why(h), true
	}
	for _, s := range c.Off {
		if d := noon(day); !d.Before(noon(s.From)) && !d.After(noon(s.To)) {
			return OwnOff, true
		}
	}
	return "", false
}
