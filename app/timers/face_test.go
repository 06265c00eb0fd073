package timers

import (
	"testing"
	"time"
)

func TestWarningsDue(t *testing.T) {
	seconds := func(n int) time.Duration { return time.Duration(n) * time.Second }
	for _, c := range []struct {
		name           string
		due            func(elapsed, limit time.Duration) (int, time.Duration)
		elapsed, limit int
		count, next    int
	}{
		{"a wait begins", holdDue, 0, 120, 0, 120},
		{"a second before the limit", holdDue, 119, 120, 0, 1},
		{"at the limit", holdDue, 120, 120, 1, 120},
		{"past it", holdDue, 130, 120, 1, 110},
		{"at each further limit", holdDue, 360, 120, 3, 120},
		{"twenty-four minutes of music", holdDue, 24 * 60, 120, 12, 120},
		{"no limit", holdDue, 500, 0, 0, 0},

		{"a conversation begins", talkDue, 0, 600, 0, 480},
		{"eight minutes in", talkDue, 480, 600, 1, 120},
		{"a second before the end", talkDue, 599, 600, 1, 1},
		{"at the end", talkDue, 600, 600, 2, 0},
		{"long past it", talkDue, 6000, 600, 2, 0},
		{"two minutes in all: only the end", talkDue, 0, 120, 0, 120},
		{"one minute in all", talkDue, 60, 60, 1, 0},
	} {
		count, next := c.due(seconds(c.elapsed), seconds(c.limit))
		if count != c.count || next != seconds(c.next) {
			t.Errorf("%s: %d, %v; want %d, %v", c.name, count, next, c.count, seconds(c.next))
		}
	}
}
