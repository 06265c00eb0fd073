package journal

import (
	"strings"
	"time"
)

// KeepYears is how long the record of a client is kept after the last contact when nothing else was chosen (Law 25), and
// MaxKeepYears the longest that can be.
const (
	KeepYears    = 2
	MaxKeepYears = 30
)

// trusted is how many days back something must have been noted, before today, for a date to be believed: erasing by the
// hundred on the word of a clock that has jumped would be past mending.
const trusted = 60

// Retention finds the clients whom nobody has seen for long, out of all entries of the index, in any order.
type Retention struct {
	now   time.Time
	last  map[string]int64 // when there was last something with a client
	own   map[string]int64 // when their record was last written
	open  map[string]bool  // something waits for them
	known bool             // something was noted lately, before today
	ahead bool             // something was noted that is still to come
}

// Unseen is a client, and when there was last something with them, in unix seconds.
type Unseen struct {
	ID   string
	Last int64
}

// NewRetention looks as of now.
func NewRetention(now time.Time) *Retention {
	return &Retention{now: now, last: map[string]int64{}, own: map[string]int64{}, open: map[string]bool{}}
}

// Add takes an entry in.
func (r *Retention) Add(e *Entry) {
	day, today := e.Day(r.now.Location()), DayOf(r.now)
	r.known = r.known || day < today && day >= today.Add(-trusted)
	r.ahead = r.ahead || e.Kind == KindInteraction && day > today.Add(1)
	switch e.Kind {
	case KindClient:
		r.own[e.ID] = e.At
		return
	case KindImprovement, KindPrivacy:
		for _, id := range strings.Split(e.Tags, "\n") {
			r.open[id] = r.open[id] || e.Done == ""
			r.last[id] = max(r.last[id], e.At)
		}
		return
	case KindPromise:
		r.open[e.Client] = r.open[e.Client] || e.State == string(Open)
	case KindComplaint:
		r.open[e.Client] = r.open[e.Client] || e.State != string(Closed)
	}
	r.last[e.Client] = max(r.last[e.Client], e.At)
}

// Doubt tells that the clock may have jumped: nothing was noted in the last weeks before today, or something was for a day
// that is still to come. Nobody is to be erased then.
func (r *Retention) Doubt() bool { return !r.known || r.ahead }

// Unseen lists the clients with whom there was nothing for so many years, longest first, and for whom nothing waits.
func (r *Retention) Unseen(years int) []Unseen {
	if years == 0 {
		years = KeepYears
	}
	before := r.now.AddDate(-years, 0, 0).Unix()
	var all []Unseen
	for id, at := range r.own {
		if last, ok := r.last[id]; ok {
			at = last
		}
		if at < before && !r.open[id] {
			all = append(all, Unseen{id, at})
		}
	}
	sortBy(all, func(a, b Unseen) bool { return a.Last < b.Last || a.Last == b.Last && a.ID < b.ID })
	return all
}
