package vault

import (
	"strconv"
	"strings"
	"time"
)

// Tries counts the wrong secrets since the last right one. Its text outlives the window.
type Tries struct {
	Failed int
	At     time.Time // of the last
}

// maxDelay is the longest that anybody waits before trying again.
const maxDelay = 300 * time.Second

// Delay is how long to wait after so many wrong passphrases in a row: 1, 2, 4 … 300 s.
func Delay(failed int) time.Duration {
	if failed <= 0 {
		return 0
	}
	if failed > 9 {
		return maxDelay
	}
	return min(time.Second<<(failed-1), maxDelay)
}

// Fail counts one more.
func (t Tries) Fail(now time.Time) Tries { return Tries{Failed: t.Failed + 1, At: now} }

// Wait is how long to wait from now, by the clock on the wall. One that was set back makes nobody wait longer than the whole
// delay, nor less; one that was set forward ends the wait, unless a [Hold] counts as well.
func (t Tries) Wait(now time.Time) time.Duration {
	delay := Delay(t.Failed)
	since := now.Sub(t.At)
	if since < 0 {
		return delay
	}
	return max(0, delay-since)
}

// String is what is kept of it: "3 1795327200000", with the moment in milliseconds. Nothing is kept of none.
func (t Tries) String() string {
	if t.Failed == 0 {
		return ""
	}
	return strconv.Itoa(t.Failed) + " " + strconv.FormatInt(t.At.UnixMilli(), 10)
}

// ParseTries reads what was kept. What cannot be read counts as one wrong secret just now; a moment that is still to come,
// because the clock was set back, as now: the wait has an end.
func ParseTries(kept string, now time.Time) Tries {
	if kept == "" {
		return Tries{}
	}
	failed, at, _ := strings.Cut(kept, " ")
	n, err := strconv.Atoi(failed)
	ms, wrong := strconv.ParseInt(at, 10, 64)
	if err != nil || wrong != nil || n < 1 {
		return Tries{Failed: 1, At: now}
	}
	t := Tries{Failed: n, At: time.UnixMilli(ms)}
	if t.At.After(now) {
		t.At = now
	}
	return t
}

// Hold is the wait as a running program counts it, by the clock that nobody can set (of [time.Now]).
type Hold struct {
	looked bool
	failed int
	from   time.Time
	most   time.Duration
}

// maxAnew is the longest wait from a start of the program, whatever the clock on the wall says. A jump of it must not end the
// wait, and who comes back the next day should not pay for last night's guesses.
const maxAnew = 30 * time.Second

// Wait is how long to wait from now, by both clocks.
func (h *Hold) Wait(t Tries, now time.Time) time.Duration {
	if t.Failed != h.failed {
		most := Delay(t.Failed)
		switch {
		case t.Failed < h.failed: // a right one, or none was tried
			most = 0
		case !h.looked:
			most = min(most, maxAnew)
		}
		h.failed, h.from, h.most = t.Failed, now, most
	}
	h.looked = true
	since := now.Sub(h.from)
	if since < 0 {
		h.from, since = now, 0
	}
	return max(t.Wait(now), h.most-since)
}

// MinWipe is the least that [Vault.WipeAfter] may be, if it is anything.
const MinWipe = 5

// Spent tells whether so many were wrong that everything is to be taken away.
func (v Vault) Spent(t Tries) bool { return v.WipeAfter >= MinWipe && t.Failed >= v.WipeAfter }
