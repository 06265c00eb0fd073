package journal

import "time"

// Day is a calendar day without a time zone, written 2026-11-27. Empty means none. Days compare as strings do.
type Day string

const dayLayout = "2006-01-02"

// DayOf is the day of a moment, in that moment's own zone.
func DayOf(t time.Time) Day { return Day(t.Format(dayLayout)) }

// The years of the days that are taken: nobody means others.
const (
	FirstYear = 1900
	LastYear  = 2200
)

// ParseDay reads 2026-11-27. It refuses days that do not exist and other years.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(dayLayout, s)
	if err != nil || !plausible(t) {
		return "", refuse("date", BadDate)
	}
	return DayOf(t), nil
}

// plausible refuses moments that nobody means.
func plausible(t time.Time) bool { return t.Year() >= FirstYear && t.Year() <= LastYear }

// checkDay refuses what ParseDay does not read; no day passes.
func checkDay(field string, d Day) error {
	if d == "" {
		return nil
	}
	if _, err := ParseDay(string(d)); err != nil {
		return refuse(field, BadDate)
	}
	return nil
}

// checkMoment refuses the zero time and moments that nobody means.
func checkMoment(field string, t time.Time) error {
	if !plausible(t) {
		return refuse(field, BadDate)
	}
	return nil
}

// Time is noon of the day in UTC, for calendar arithmetic only. The zero time for no day.
func (d Day) Time() time.Time {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour)
}

// Add is the day n days later, or earlier when n is negative.
func (d Day) Add(n int) Day {
	if d == "" {
		return ""
	}
	return DayOf(d.Time().AddDate(0, 0, n))
}

// Since counts the days from other to d: negative when d comes first.
func (d Day) Since(other Day) int { return int(d.Time().Sub(other.Time()).Hours() / 24) }

// Next is the first given weekday strictly after d.
func (d Day) Next(w time.Weekday) Day {
	n := (int(w) - int(d.Time().Weekday()) + 7) % 7
	if n == 0 {
		n = 7
	}
	return d.Add(n)
}
