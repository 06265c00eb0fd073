package journal

import "time"

// How clients are found who get less than they deserve (F08), and those of whom nothing is heard any more.
const (
	EasyTalks    = 3   // conversations that make a regular
	EasyDays     = 45  // days without any, after which a thought is due
	DormantDays  = 180 // days after which a client is dormant
	troubleBelow = 3   // a feeling under it is trouble
)

// Regular is a client with what is known of their coming.
type Regular struct {
	Client string
	Last   int64 // unix seconds: the last conversation
	Talks  int
}

// coming is what the entries say of one client.
type coming struct {
	Regular
	trouble, left bool
}

// Comings is what the entries say of the coming of every client, gathered entry by entry: those of clients, conversations,
// promises, complaints and departures. The others say nothing of it.
type Comings struct {
	now   time.Time
	today Day
	known []string // the clients who are there
	all   map[string]*coming
}

// NewComings has gathered nothing yet. now tells today; a conversation that the clock puts in the future is one of today.
func NewComings(now time.Time) *Comings {
	return &Comings{now: now, today: DayOf(now), all: make(map[string]*coming)}
}

// Add takes one more entry in. Their order does not matter.
func (c *Comings) Add(e *Entry) {
	if e.State == Gone {
		return
	}
	switch e.Kind {
	case KindClient:
		c.known = append(c.known, e.ID)
	case KindInteraction:
		c.of(e.Client).talk(e)
	case KindPromise:
		late := e.State == string(Open) && e.Due < c.today
		of := c.of(e.Client)
		of.trouble = of.trouble || late || e.State == string(Broken) || e.State == string(KeptLate)
	case KindComplaint:
		c.of(e.Client).trouble = true
	case KindDeparture:
		c.of(e.Client).left = true
	}
}

func (c *Comings) of(id string) *coming {
	of, ok := c.all[id]
	if !ok {
		of = &coming{Regular: Regular{Client: id}}
		c.all[id] = of
	}
	return of
}

// Easy are the regulars who never cause trouble and have had no attention for a while, the longest first: never angry nor
// unhappy, no complaint, no error, no promise broken or late (F08).
func (c *Comings) Easy() []Regular {
	return c.regulars(func(of *coming) bool { return of.Talks >= EasyTalks && !of.trouble }, EasyDays, DormantDays, 0)
}

// Dormant are those of whom nothing has been heard for [DormantDays], the longest first, at most so many. One who left is
// not dormant, nor is one with whom no conversation was ever noted.
func (c *Comings) Dormant(most int) []Regular {
	return c.regulars(func(_ *coming) bool { return true }, DormantDays, 0, most)
}

// regulars are the clients still there who were met, and last so many days ago or more, the longest first; until, when it
// is not 0, is how many days are too many, and most how many clients are enough.
func (c *Comings) regulars(want func(of *coming) bool, since, until, most int) []Regular {
	before := func(days int) int64 { return c.now.AddDate(0, 0, -days).Unix() }
	from, to := before(until), before(since)
	var found []Regular
	first := func() {
		if sortBy(found, func(a, b Regular) bool { return a.Last < b.Last }); most > 0 {
			found = found[:min(most, len(found))]
		}
	}
	for _, id := range c.known {
		if of, ok := c.all[id]; ok && of.Talks > 0 && !of.left && want(of) && of.Last < to && (until == 0 || of.Last >= from) {
			if found = append(found, of.Regular); most > 0 && len(found) > 20*most {
				first() // many are not sorted at once to keep a few
			}
		}
	}
	first()
	return found
}

// talk counts a conversation. A message that was sent is attention, but no conversation; a call that nobody took is
// neither.
func (c *coming) talk(e *Entry) {
	switch Reach(e.State) {
	case Voicemail, NoAnswer:
		return
	case Sent:
	default:
		c.Talks++
	}
	c.Last = max(c.Last, e.At)
	c.trouble = c.trouble || e.Facts.Cause != "" || low(e.Before) || low(e.After)
}

func low(f Feeling) bool { return f > 0 && f < troubleBelow }

// Ambassador is a client who sent others (F10).
type Ambassador struct {
	Client    string
	Sent      []string // the clients who came
	Unthanked []string // those of them for whom the ambassador was not thanked yet
}

// Ambassadors are the clients who sent others, the most first, from the entries of the clients.
func Ambassadors(clients []Entry) []Ambassador {
	var all []Ambassador
	at := make(map[string]int)
	for i := range clients {
		e := &clients[i]
		if e.Kind != KindClient || e.Client == "" || e.State == Gone {
			continue
		}
		n, ok := at[e.Client]
		if !ok {
			n = len(all)
			at[e.Client] = n
			all = append(all, Ambassador{Client: e.Client})
		}
		all[n].Sent = append(all[n].Sent, e.ID)
		if e.Done == "" {
			all[n].Unthanked = append(all[n].Unthanked, e.ID)
		}
	}
	sortBy(all, func(a, b Ambassador) bool { return len(a.Sent) > len(b.Sent) })
	return all
}
