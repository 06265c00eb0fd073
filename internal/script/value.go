package script

import (
	"strconv"
	"strings"
	"time"

	"trousse/internal/i18n"
)

// How a date is said aloud when it is true.
const (
	todayFR, tomorrowFR = "aujourd’hui", "demain"
	todayEN, tomorrowEN = "today", "tomorrow"
)

// maxMinutes is the longest wait that a script may announce: one day.
const maxMinutes = 24 * 60

// render words the answer to a blank. It returns false when the answer is
// empty or not in canonical form.
func render(b Blank, value string, c Context) (string, bool) {
	if value == "" {
		return "", false
	}
	p := i18n.For(c.Lang)
	switch b.Kind {
	case KindDate:
		d, ok := parseDate(value)
		return dateWords(d, c), ok
	case KindTime:
		h, m, ok := parseClock(value)
		return p.Clock(h, m), ok
	case KindMinutes:
		n, err := strconv.Atoi(value)
		return minutesWords(n, c.Lang), err == nil && n >= 0 && n <= maxMinutes
	case KindMoney:
		v, err := strconv.ParseFloat(value, 64)
		return p.Money(v), err == nil && v >= 0 && v < 1e12
	case KindChoice:
		for _, choice := range b.Choices {
			if value == choice {
				return choice, true
			}
		}
		return "", false
	}
	return strings.ReplaceAll(value, "\r\n", "\n"), true
}

// known words what the record holds: telephone numbers are stored for
// machines and written for people, the rest stands as it is.
func known(name, value string, lang i18n.Lang) string {
	if name == "client.phone" || name == "user.phone" {
		return i18n.For(lang).Phone(value)
	}
	return value
}

// dateWords says a date with its French article, and the year only when it is
// not the current one.
func dateWords(d time.Time, c Context) string {
	y, m, day := c.Today.Date()
	now := time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
	if c.Spoken && (d.Equal(now) || d.Equal(now.AddDate(0, 0, 1))) {
		words := [2]string{todayFR, tomorrowFR}
		if c.Lang == i18n.EN {
			words = [2]string{todayEN, tomorrowEN}
		}
		if d.Equal(now) {
			return words[0]
		}
		return words[1]
	}
	style := i18n.DateDay
	if d.Year() != y {
		style = i18n.DateFull
	}
	date := i18n.For(c.Lang).Date(d.Year(), d.Month(), d.Day(), style)
	if c.Lang == i18n.EN {
		return date
	}
	return "le " + date
}

// minutesWords is the number and its unit: French counts 0 and 1 as singular,
// English 1 alone.
func minutesWords(n int, lang i18n.Lang) string {
	unit, gap := " minutes", nbsp
	if n == 1 || n == 0 && lang != i18n.EN {
		unit = " minute"
	}
	if lang == i18n.EN {
		gap = " "
	}
	return strconv.Itoa(n) + gap + unit[1:]
}

func parseDate(s string) (time.Time, bool) {
	d, err := time.Parse(time.DateOnly, s)
	return d, err == nil && d.Year() > 0
}

// parseClock reads "14:05".
func parseClock(s string) (h, m int, ok bool) {
	t, err := time.Parse("15:04", s)
	return t.Hour(), t.Minute(), err == nil && len(s) == len("15:04")
}
