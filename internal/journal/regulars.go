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

// EasyClients are the regulars who never cause trouble and have had no attention for a while, the longest first: never
// angry nor unhappy, no complaint, no error, no promise broken or late. now tells today; a conversation that the clock puts
// in the future is one of today. The entries are those of clients, conversations, promises, complaints and departures, in
// any order.
func EasyClients(now time.Time, entries ...[]Entry) []Regular {
	return regulars(now, entries, func(c coming, quiet func(days int) bool) bool {
		return c.Talks >= EasyTalks && !c.trouble && quiet(EasyDays) && !quiet(DormantDays)
	})
}

// DormantClients are those of whom nothing has been heard for [DormantDays], the longest first. One who left is not
// dormant, nor is one with whom no conversation was ever noted. The entries are those of [EasyClients].
func DormantClients(now time.Time, entries ...[]Entry) []Regular {
	return regulars(now, entries, func(c coming, quiet func(days int) bool) bool { return quiet(DormantDays) })
}

func regulars(now time.Time, entries [][]Entry, want func(c coming, quiet func(days int) bool) bool) []Regular {
	known, all := met(entries, DayOf(now))
	var found []Regular
	for _, id := range known {
		c := all[id]
		quiet := func(days int) bool { return c.Last < now.AddDate(0, 0, -days).Unix() }
		if c.Talks > 0 && !c.left && want(*c, quiet) {
			found = append(found, c.Regular)
		}
	}
	sortBy(found, func(a, b Regular) bool { return a.Last < b.Last })
	return found
}

// met gathers what the entries say of each client, and lists the clients who are there.
func met(entries [][]Entry, today Day) (known []string, all map[string]*coming) {
	all = make(map[string]*coming)
	of := func(id string) *coming {
		c, ok := all[id]
		if !ok {
			c = &coming{Regular: Regular{Client: id}}
			all[id] = c
		}
		return c
	}
	for _, list := range entries {
		for i := range list {
			e := &list[i]
			if e.State == Gone {
				continue
			}
			switch c := e.Client; e.Kind {
			case KindClient:
				known = append(known, e.ID)
				of(e.ID)
			case KindInteraction:
				of(c).talk(e)
			case KindPromise:
				late := e.State == string(Open) && e.Due < today
				of(c).trouble = of(c).trouble || late || e.State == string(Broken) || e.State == string(KeptLate)
			case KindComplaint:
				of(c).trouble = true
			case KindDeparture:
				of(c).left = true
			}
		}
	}
	return known, all
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
