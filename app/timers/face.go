package timers

import (
	"time"

	"trousse/internal/content"
	"trousse/internal/journal"
)

// face is what one kind of timer shows of itself: the two are one machine.
type face struct {
	tool  string // content's name
	key   string // of its messages, and of what it leaves behind until it is logged
	route string
	field string // the control that holds the minutes
	value string // what the log form calls its seconds
	icon  string
	usual func(journal.Settings) int // minutes, when none are typed

	// due counts the warnings due after a time, and tells how long until the next; 0 when there is none to come.
	due func(elapsed, limit time.Duration) (count int, next time.Duration)
}

// faces are the timers that there are: of someone who waits (F07), and of a conversation whose length was announced (F22).
var faces = []*face{&hold, &talk}

var hold = face{
	tool: content.HoldTimer, key: "hold", route: "/hold", field: "limit", value: "wait", icon: "wait",
	usual: func(s journal.Settings) int { return or(s.HoldMinutes, 2) },
	due:   holdDue,
}

var talk = face{
	tool: content.TalkTimer, key: "talk", route: "/talk", field: "minutes", value: "length", icon: "talk",
	usual: func(s journal.Settings) int { return or(s.TalkMinutes, 10) },
	due:   talkDue,
}

func or(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

// faceOf is the timer of a tool, or nil.
func faceOf(tool string) *face {
	for _, f := range faces {
		if f.tool == tool {
			return f
		}
	}
	return nil
}

// holdDue warns at the limit, and again each time as long has passed.
func holdDue(elapsed, limit time.Duration) (count int, next time.Duration) {
	if limit <= 0 {
		return 0, 0
	}
	return int(elapsed / limit), limit - elapsed%limit
}

// ahead is how long before the end a conversation's end is announced.
const ahead = 2 * time.Minute

// talkDue warns two minutes before the end, where there are more than that, and at the end.
func talkDue(elapsed, limit time.Duration) (count int, next time.Duration) {
	var at []time.Duration
	if limit > ahead {
		at = append(at, limit-ahead)
	}
	for _, moment := range append(at, limit) {
		if elapsed < moment {
			return count, moment - elapsed
		}
		count++
	}
	return count, 0
}
