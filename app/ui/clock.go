package ui

import (
	"time"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// ClockWords say that dates do not agree, and what the device believes today is.
func (e *Env) ClockWords() string {
	return e.Say.T("clock.doubt", "day", Date(e.Say, e.Today(), i18n.DateLong))
}

// ClockDoubted tells whether the device's clock seems to have been set back or forward: half of the latest conversations
// are still to come, or a year has gone by since the last one. A few that were noted while it was wrong do not count.
func (e *Env) ClockDoubted() bool {
	recent := e.Book.Today().Recent
	if len(recent) == 0 {
		return false
	}
	now := e.Now()
	return Unix(recent[len(recent)/2].At, now.Location()).Sub(now) > journal.MaxAhead || now.Sub(Unix(recent[0].At, now.Location())) > 366*24*time.Hour
}
