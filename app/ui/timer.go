package ui

import (
	"strconv"
	"sync"
	"time"

	"trousse/internal/i18n"
)

// Timer runs from a moment that is kept; it does not count. It goes on through a locked screen, a kill and a change of
// screen (F07, F22).
type Timer struct {
	ID     string        `json:"id"`
	Start  time.Time     `json:"start"`
	Limit  time.Duration `json:"limit"` // until a wait is long, or the length announced for a conversation
	Client string        `json:"client,omitempty"`
	Step   string        `json:"step,omitempty"` // what is being done while the client waits
	// Longest and Times are of earlier waits in the same conversation.
	Longest time.Duration `json:"longest,omitempty"`
	Times   int           `json:"times,omitempty"`

	// Warned counts the warnings given in this window; -1 until it is known how many were due before.
	Warned int           `json:"-"`
	seen   time.Duration // the longest time shown
}

// Elapsed is how long the timer has run. Where the clock was set back it goes on from the time last shown, and moved
// reports that the start is another one now, to be kept again. It is never negative.
func (t *Timer) Elapsed(now time.Time) (elapsed time.Duration, moved bool) {
	now = now.Round(0) // the wall clock: the other one stands still while a device sleeps
	elapsed = now.Sub(t.Start)
	if elapsed < t.seen {
		t.Start = now.Add(-t.seen)
		return t.seen, true
	}
	t.seen = elapsed
	return elapsed, false
}

// Timers are those that run now, by their tool. Package timers minds them; only the UI goroutine touches them.
type Timers struct {
	Runs    map[string]*Timer
	Read    bool // those that ran when the kit was last closed are being looked for
	Known   bool // they were found, or there are none
	Ticking bool // they are looked at every second
	Changed bool // something in them is not kept yet
	Turn    int  // counts what was handed over to be kept
	// Typed is what was typed on the screen of a tool before its timer started, where nothing can be put away: in a locked kit.
	Typed map[string]map[string]string

	IO    sync.Mutex        // held while they are read or written; never taken on the UI goroutine
	Kept  int               // the newest turn that was written; guarded by IO, like Later
	Later map[string][]byte // what timers left behind while the kit was locked, by the key of its draft
}

// Duration says a length of time in words, to the second.
func Duration(say *i18n.Printer, d time.Duration) string {
	h, m, s := parts(d)
	hours, minutes, seconds := strconv.Itoa(h), strconv.Itoa(m), strconv.Itoa(s)
	switch {
	case h > 0:
		return say.T("duration.hours", "h", hours, "m", minutes)
	case m > 0 && s > 0:
		return say.T("duration.both", "m", minutes, "s", seconds)
	case m > 0:
		return say.T("duration.minutes", "m", minutes)
	}
	return say.T("duration.seconds", "s", seconds)
}

// Clock writes a length of time as a stopwatch shows it: 2:05, 1:02:05.
func Clock(d time.Duration) string {
	h, m, s := parts(d)
	out := strconv.Itoa(m)
	if h > 0 {
		out = strconv.Itoa(h) + ":" + twoDigits(m)
	}
	return out + ":" + twoDigits(s)
}

func parts(d time.Duration) (h, m, s int) {
	n := int(max(d, 0) / time.Second)
	return n / 3600, n / 60 % 60, n % 60
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
