package store

import (
	"runtime/debug"
	"sync/atomic"
	"time"
)

// garbage is how much of it may lie about during long work, in percent of what is in use: the memory of a program in a browser
// never shrinks again.
const garbage = 20

// sparing counts the works under way.
var sparing atomic.Int32

// Sparing has little garbage lie about until what it returns is called.
func Sparing() (end func()) {
	if sparing.Add(1) == 1 {
		debug.SetGCPercent(garbage)
	}
	return func() {
		if sparing.Add(-1) == 0 {
			debug.SetGCPercent(100)
		}
	}
}

// Pause gives the one thread of a browser to others now and then, during long work. A nil one never does.
type Pause struct{ since time.Time }

// breath is how long work goes on in one go.
const breath = 15 * time.Millisecond

// Rest gives the thread away for a moment. A browser sets its own: after a sleep as short as this, Go may well go on
// without having let go of the thread, when it had garbage to look for meanwhile.
var Rest = func() { time.Sleep(time.Millisecond) }

// Take waits a moment when it is time for that, and tells whether it was.
func (p *Pause) Take() bool {
	if p == nil || time.Since(p.since) < breath {
		return false
	}
	Rest()
	p.since = time.Now()
	return true
}

// sortPaused sorts a long list as sortBy does, in parts that are merged with pauses.
func sortPaused(list []uint32, order func(a, b uint32) int, p *Pause) []uint32 {
	const part = 500
	for from := 0; from < len(list); from += part {
		sortBy(list[from:min(from+part, len(list))], order)
		p.Take()
	}
	for size := part; size < len(list); size *= 2 {
		merged := make([]uint32, 0, len(list))
		for from := 0; from < len(list); from += 2 * size {
			a, b := list[from:min(from+size, len(list))], list[min(from+size, len(list)):min(from+2*size, len(list))]
			for len(a)+len(b) > 0 {
				if len(merged)%part == 0 {
					p.Take()
				}
				if len(b) == 0 || len(a) > 0 && order(a[0], b[0]) <= 0 {
					merged, a = append(merged, a[0]), a[1:]
				} else {
					merged, b = append(merged, b[0]), b[1:]
				}
			}
		}
		list = merged
	}
	return list
}
