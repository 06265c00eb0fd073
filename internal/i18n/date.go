package i18n

import (
	"strconv"
	"time"
)

// DateStyle is how much of a date is written.
type DateStyle int

const (
	DateFull  DateStyle = iota // vendredi 27 novembre 2026 · Friday, November 27, 2026
	DateLong                   // 27 novembre 2026 · November 27, 2026
	DateDay                    // vendredi 27 novembre · Friday, November 27
	DateShort                  // 27 nov. · Nov. 27
	DateISO                    // 2026-11-27 in both languages
)

// Date writes a day. French begins a month with « 1er » and has no capital. A day
// that does not exist counts on from the month before, as in [time.Date].
func (p *Printer) Date(y int, m time.Month, d int, style DateStyle) string {
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	var pattern string
	switch style {
	case DateFull:
		pattern = p.T("date.full")
	case DateDay:
		pattern = p.T("date.day")
	case DateShort:
		pattern = p.T("date.short")
	case DateISO:
		return t.Format(time.DateOnly)
	default:
		pattern = p.T("date.long")
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = p.T("date.first")
	}
	month := strconv.Itoa(int(t.Month()))
	return fill(pattern, []string{
		"weekday", p.T("weekday." + strconv.Itoa(int(t.Weekday()))),
		"day", day,
		"month", p.T("month." + month),
		"month_short", p.T("month_short." + month),
		"year", strconv.Itoa(t.Year()),
	})
}

// Clock writes an hour of the day: « 14 h 05 », « 9 h » · “2:05 p.m.”, “9 a.m.”,
// “noon”, “midnight”. Hours and minutes out of range go round the clock.
func (p *Printer) Clock(hour, min int) string {
	const day = 24 * 60
	total := ((hour*60+min)%day + day) % day
	hour, min = total/60, total%60
	minutes := strconv.Itoa(min)
	if min < 10 {
		minutes = "0" + minutes
	}
	if p.lang != EN {
		s := strconv.Itoa(hour) + nbsp + "h"
		if min > 0 {
			s += nbsp + minutes
		}
		return s
	}
	switch total {
	case 0:
		return "midnight"
	case day / 2:
		return "noon"
	}
	half := " a.m."
	if hour >= 12 {
		half = " p.m."
	}
	s := strconv.Itoa((hour+11)%12 + 1)
	if min > 0 {
		s += ":" + minutes
	}
	return s + half
}

// DateTime writes a moment as the clock of its own location shows it:
// « 21 novembre 2026 à 14 h 05 » · “November 21, 2026 at 2:05 p.m.”
func (p *Printer) DateTime(t time.Time) string {
	y, m, d := t.Date()
	return p.T("date.at_time",
		"date", p.Date(y, m, d, DateLong),
		"time", p.Clock(t.Hour(), t.Minute()))
}

// DaysFromNow says how far a day is: aujourd’hui, demain, hier, dans 3 jours, il y
// a 3 jours · today, tomorrow, yesterday, in 3 days, 3 days ago.
func (p *Printer) DaysFromNow(days int) string {
	switch {
	case days == 0:
		return p.T("days.today")
	case days == 1:
		return p.T("days.tomorrow")
	case days == -1:
		return p.T("days.yesterday")
	case days > 0:
		return p.N("days.in", float64(days))
	default:
		return p.N("days.ago", -float64(days))
	}
}
