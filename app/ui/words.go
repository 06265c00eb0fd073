package ui

import (
	"errors"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

func asFieldError(err error, fe **journal.FieldError) bool { return errors.As(err, fe) }

// Problem says what to do about a refused field.
func Problem(say *i18n.Printer, fe *journal.FieldError) string {
	key := "problem." + string(fe.Problem)
	if specific := key + "." + fe.Field; say.Has(specific) {
		key = specific
	}
	return say.T(key, "limit", say.Number(float64(fe.Limit), 0))
}

// Trouble says what to do when a save failed.
func Trouble(say *i18n.Printer, err error) string {
	var refused *journal.FieldError
	if asFieldError(err, &refused) {
		return Problem(say, refused)
	}
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			return say.T("trouble." + t.key)
		}
	}
	return say.T("trouble.unsaved")
}

// UndoTrouble says why nothing was taken back.
func UndoTrouble(say *i18n.Printer, err error) string {
	if errors.Is(err, store.ErrConflict) {
		return say.T("undo.refused")
	}
	return Trouble(say, err)
}

var troubles = []struct {
	err error
	key string
}{
	{store.ErrFull, "full"},
	{store.ErrConflict, "conflict"},
	{store.ErrErased, "erased"},
	{store.ErrClosed, "closed"},
	{store.ErrNewer, "newer"},
}

// DayWords says a day as people do: today, tomorrow, a weekday this week, otherwise the date.
func DayWords(say *i18n.Printer, d, today journal.Day) string {
	switch n := d.Since(today); {
	case n >= -1 && n <= 1:
		return say.DaysFromNow(n)
	case n > 1 && n < 7:
		return Date(say, d, i18n.DateDay)
	case d.Time().Year() == today.Time().Year():
		return Date(say, d, i18n.DateDay)
	}
	return Date(say, d, i18n.DateLong)
}

// Date says a day in the given style.
func Date(say *i18n.Printer, d journal.Day, style i18n.DateStyle) string {
	t := d.Time()
	return say.Date(t.Year(), t.Month(), t.Day(), style)
}

// MomentWords says when something happened: the hour for today, the day otherwise.
func MomentWords(say *i18n.Printer, t time.Time, today journal.Day) string {
	if d := journal.DayOf(t); d != today {
		return DayWords(say, d, today)
	}
	return say.Clock(t.Hour(), t.Minute())
}

// Unix is a moment from the index, in the user's own zone.
func Unix(seconds int64, zone *time.Location) time.Time { return time.Unix(seconds, 0).In(zone) }

// Sentence starts a label with a capital.
func Sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Refusal says why an act was refused, when there is no field to say it beside.
func Refusal(say *i18n.Printer, err error) string {
	var fe *journal.FieldError
	if asFieldError(err, &fe) {
		return Problem(say, fe)
	}
	return Trouble(say, err)
}

// Count is a whole number as outputs hold it.
func Count(n int) string { return strconv.Itoa(n) }
