package store

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"time"

	"trousse/internal/journal"
)

// The most that Today holds.
const (
	MaxPromises = 200
	MaxRecent   = 30
	MaxAsked    = 30
	MaxPeople   = 60 // beyond those whom all that is shown names
)

// Today is enough for the first screen without the index. Its slices are shared: they must not be changed.
type Today struct {
	Through  uint64  // the last change known
	Promises []Entry // open ones, soonest first
	More     int     // open promises left out; exact once the index is loaded
	Recent   []Entry // conversations, newest first
	Asked    []Entry // improvements asked for that are under way, soonest first
	Handover []Entry // the last one, or none
	People   []Entry // clients of the above and others, most recently served first
	Settings journal.Settings
}

// Person finds a client among the people of the day.
func (t Today) Person(id string) (Entry, bool) {
	for _, p := range t.People {
		if p.ID == id {
			return p, true
		}
	}
	return Entry{}, false
}

// person is a client with the last moment at which something was written about them.
type person struct {
	Entry
	served int64
}

// today is what [Today] is shown from, as changes come.
type today struct {
	promises   []Entry // sorted by soonest
	more       int
	recent     []Entry // sorted by lately
	asked      []Entry // sorted by soonest
	moreAsked  int
	handover   []Entry  // the last one
	people     []person // sorted by lastServed
	settings   journal.Settings
	wrote      journal.Ref // the revision of the settings
	settingsAt int64
	now        time.Time // as far as the device can tell
}

// tell says what time it is: of what was written while the clock was wrong, what is dated ahead may change.
func (t *today) tell(now time.Time) {
	t.now = now
	sortBy(t.recent, lately(now))
}

func soonest(a, b Entry) int {
	return cmp.Or(strings.Compare(string(a.Due), string(b.Due)), cmp.Compare(a.At, b.At), strings.Compare(a.ID, b.ID))
}

func newest(a, b Entry) int {
	return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(a.ID, b.ID))
}

// rank sorts a moment, in seconds: the newest first, but after all others what is dated ahead of the clock, since nothing new
// would be seen before it otherwise.
func rank(at int64, now time.Time) int64 {
	if at > now.Add(journal.MaxAhead).Unix() {
		return math.MaxInt64 - at
	}
	return -at
}

func lately(now time.Time) func(a, b Entry) int {
	return func(a, b Entry) int {
		return cmp.Or(cmp.Compare(rank(a.At, now), rank(b.At, now)), strings.Compare(a.ID, b.ID))
	}
}

func lastServed(a, b person) int {
	return cmp.Or(cmp.Compare(b.served, a.served), strings.Compare(a.ID, b.ID))
}

// apply brings one change in, and tells whether a list lost a line that only the whole index can replace. Call trim
// after the last one.
func (t *today) apply(d delta) (short bool) {
	for _, e := range d.entries {
		if e.Kind == journal.KindClient {
			t.client(e)
		}
	}
	for _, e := range d.entries {
		if t.put(e) {
			short = true
		}
		if e.Client != "" {
			t.served(e.Client, e.At)
		}
		if e.Kind == journal.KindSettings {
			t.setSettings(e, d.settings)
		}
	}
	return short
}

// take is apply with the index at hand, which has taken the change before: it tells what each record has come to, however
// late the change comes.
func (t *today) take(x *index, d delta, clients map[string]bool) (short bool) {
	for id := range clients {
		if e, ok := x.get(id); ok && e.Kind == journal.KindClient {
			short = t.meet(person{e, x.served(e)}) || short
		}
	}
	for _, e := range d.entries {
		now, _ := x.get(e.ID)
		short = t.put(now) || short
		if e.Kind == journal.KindSettings {
			t.setSettings(e, d.settings)
		}
	}
	return short
}

// meet puts a client as they are now, and tells whether somebody else may come before them for it.
func (t *today) meet(p person) (short bool) {
	was, known := t.leave(p.ID)
	if p.State == Gone {
		return known
	}
	t.enter(p)
	return known && p.served < was.served
}

// leave takes a client out of the people, enter puts them in at their place.
func (t *today) leave(id string) (was person, known bool) {
	for i := range t.people {
		if t.people[i].ID == id {
			was = t.people[i]
			t.people = slices.Delete(t.people, i, i+1)
			return was, true
		}
	}
	return person{}, false
}

func (t *today) enter(p person) { t.people, _ = insert(t.people, p, lastServed, -1) }

// trim lets go of people whom nothing names any more, all but the last served.
func (t *today) trim() {
	if len(t.people) <= MaxPeople {
		return
	}
	named, others := t.named(), 0
	for i := 0; i < len(t.people); i++ {
		if named[t.people[i].ID] {
			continue
		}
		if others++; others > MaxPeople {
			t.people = slices.Delete(t.people, i, i+1)
			i--
		}
	}
}

func (t *today) client(e Entry) {
	was, known := t.leave(e.ID)
	switch {
	case known && e.N < was.N:
		t.enter(was)
	case e.State != Gone:
		t.enter(person{e, max(was.served, e.At)})
	}
}

func (t *today) served(client string, at int64) {
	for i := range t.people {
		if t.people[i].ID == client && t.people[i].served < at {
			t.meet(person{t.people[i].Entry, at})
			return
		}
	}
}

// put brings in one of what is shown, and tells whether only the whole index can say what now comes last.
func (t *today) put(e Entry) (short bool) {
	switch e.Kind {
	case journal.KindPromise:
		t.promises, _ = remove(t.promises, e.ID)
		t.add(e)
		return t.more > 0
	case journal.KindInteraction:
		full := len(t.recent) == MaxRecent
		var had bool
		t.recent, had = remove(t.recent, e.ID)
		t.add(e)
		return had && full
	case journal.KindComplaint:
		t.asked, _ = remove(t.asked, e.ID)
		t.add(e)
		return t.moreAsked > 0
	case journal.KindHandover:
		var had bool
		t.handover, had = remove(t.handover, e.ID)
		t.add(e)
		return had
	}
	return false
}

// add brings in what is not there yet. Their text stays in the index.
func (t *today) add(e Entry) {
	e.Text = ""
	switch {
	case e.Kind == journal.KindInteraction && e.State != Gone:
		t.recent, _ = insert(t.recent, e, lately(t.now), MaxRecent)
	case e.Kind == journal.KindPromise && e.State == string(journal.Open):
		var out bool
		if t.promises, out = insert(t.promises, e, soonest, MaxPromises); out {
			t.more++
		}
	case e.Kind == journal.KindComplaint && e.State != Gone && e.State != string(journal.Closed):
		var out bool
		if t.asked, out = insert(t.asked, e, soonest, MaxAsked); out {
			t.moreAsked++
		}
	case e.Kind == journal.KindHandover && e.State != Gone:
		t.handover, _ = insert(t.handover, e, lately(t.now), 1)
	}
}

// setSettings keeps the later of two settings.
func (t *today) setSettings(e Entry, body []byte) {
	if e.ID == t.wrote.ID && e.N < t.wrote.N || e.ID != t.wrote.ID && e.At < t.settingsAt {
		return
	}
	var s journal.Settings
	if e.State != Gone && json.Unmarshal(body, &s) != nil {
		return
	}
	t.settings, t.wrote, t.settingsAt = s, journal.Ref{ID: e.ID, N: e.N}, e.At
	t.settings.ID = e.ID
}

// named is whom all that is shown names.
func (t *today) named() map[string]bool {
	named := make(map[string]bool, len(t.promises)+len(t.recent)+len(t.asked))
	for _, list := range [][]Entry{t.promises, t.recent, t.asked} {
		for i := range list {
			named[list[i].Client] = true
		}
	}
	return named
}

// from makes the lists again from every entry; the settings stay as they are. The last to come are looked at first: most
// others are then too old at a glance. Nothing may change the index during a pause: where that is not sure, turn is nil.
func (t *today) from(x *index, turn *Pause) {
	t.promises, t.more, t.recent, t.asked, t.moreAsked, t.handover = nil, 0, nil, nil, 0, nil
	served := make([]int64, x.count) // by the place of a client
	client, talk := numberOf(journal.KindClient), numberOf(journal.KindInteraction)
	due := setOf([]journal.Kind{journal.KindPromise, journal.KindComplaint, journal.KindHandover})
	for i := x.count - 1; i >= 0; i-- {
		turn.Take()
		r := x.row(uint32(i))
		if r.names != 0 {
			if c := x.slots[x.slot(r.names, x.client(uint32(i)))]; c != 0 {
				served[c-1] = max(served[c-1], r.at)
			}
		}
		switch {
		case r.kind == client:
			served[i] = max(served[i], r.at)
		case due.has(r.kind):
			t.add(x.entry(uint32(i)))
		case r.kind == talk:
			if n := len(t.recent); n < MaxRecent || rank(r.at, t.now) <= rank(t.recent[n-1].At, t.now) {
				t.add(x.entry(uint32(i)))
			}
		}
	}
	var people, others []person
	named := t.named()
	for i := range x.count {
		turn.Take()
		if r := x.row(uint32(i)); r.kind != client || r.gone {
			continue
		}
		if p := (person{x.entry(uint32(i)), served[i]}); named[p.ID] {
			people = append(people, p)
		} else {
			others, _ = insert(others, p, lastServed, MaxPeople)
		}
	}
	t.people = append(people, others...)
	sortBy(t.people, lastServed)
}

// show makes a Today that later changes do not touch.
func (t *today) show(through uint64) Today {
	people := make([]Entry, len(t.people))
	for i := range t.people {
		people[i] = t.people[i].Entry
	}
	return Today{
		Through: through, Promises: slices.Clone(t.promises), More: t.more,
		Recent: slices.Clone(t.recent), Asked: slices.Clone(t.asked), Handover: slices.Clone(t.handover), People: people, Settings: t.settings,
	}
}

func remove(list []Entry, id string) ([]Entry, bool) {
	i := slices.IndexFunc(list, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return list, false
	}
	return slices.Delete(list, i, i+1), true
}

// insert puts v at its place in a sorted list of at most n, or of any length when n is negative, and tells whether one fell out at the end.
func insert[T any](list []T, v T, order func(a, b T) int, n int) ([]T, bool) {
	full := len(list) == n
	if full && order(v, list[n-1]) >= 0 {
		return list, true
	}
	at, _ := slices.BinarySearchFunc(list, v, order)
	if full {
		list = list[:n-1]
	}
	return slices.Insert(list, at, v), full
}
