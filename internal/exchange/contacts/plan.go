package contacts

import (
	"encoding/json"
	"strings"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
)

// Choice is what is done with a contact.
type Choice int

// The choices.
const (
	Add    Choice = iota // a new client
	Update               // what is missing in a client is filled in; nothing is replaced
	Skip                 // nothing
)

// Decision is what is done with one contact. An update names the client, or the earlier row that the contact completes.
type Decision struct {
	Choice Choice
	ID     string
	Row    int // when ID is empty
}

// Current is a client as kept, and the number of the revision.
type Current struct {
	Client journal.Client
	N      int
}

// Write is one client to save. Base is the number of the revision that it follows, 0 for a new client.
type Write struct {
	Client journal.Client
	Base   int
}

// Plan makes what is to be saved, one batch of rows after the other, and again when a batch was not saved.
type Plan struct {
	rows map[int]string // the client that a row has become, of those that later ones complete
}

// NewPlan is a plan before its first batch. It is told all that was decided.
func NewPlan(decisions []Decision) *Plan {
	pl := &Plan{rows: make(map[int]string)}
	for _, d := range decisions {
		if d.Choice == Update && d.ID == "" {
			pl.rows[d.Row] = ""
		}
	}
	return pl
}

// Completes lists the clients whom the next batch completes, as far as they are written already.
func (pl *Plan) Completes(decisions []Decision) []string {
	var ids []string
	for _, d := range decisions {
		if id := pl.client(d); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// client is whom a decision completes, or nobody.
func (pl *Plan) client(d Decision) string {
	switch {
	case d.Choice != Update:
		return ""
	case d.ID != "":
		return d.ID
	}
	return pl.rows[d.Row]
}

// Writes makes what is to be saved of the next batch. There is one decision for each contact, in the order of their rows;
// current holds the clients whom [Plan.Completes] lists. A client who does not change is not written; one who is not there
// any more is added. newID makes ids.
func (pl *Plan) Writes(list []Contact, decisions []Decision, current map[string]Current, p *i18n.Printer, newID func() string) []Write {
	var writes []Write
	places := make(map[string]int) // of clients in writes
	for i, c := range list {
		d := decisions[i]
		if c.Empty() || d.Choice == Skip {
			continue
		}
		id := pl.client(d)
		now, known := current[id]
		place, written := places[id]
		if written {
			now.Client, known = writes[place].Client, true
		}
		merged := c.Client
		if known {
			merged, known = Merge(now.Client, c, p)
		}
		switch {
		case !known: // or there is no room
			id = newID()
			merged = c.Client
			merged.ID = id
			places[id] = len(writes)
			writes = append(writes, Write{Client: merged})
		case written:
			writes[place].Client = merged
		case !same(merged, now.Client):
			places[id] = len(writes)
			writes = append(writes, Write{Client: merged, Base: now.N})
		}
		if _, asked := pl.rows[c.Row]; asked {
			pl.rows[c.Row] = id
		}
	}
	return writes
}

// Merge fills in what a client lacks from a contact, as two records of one person become one: nothing that is there is
// replaced, what differs stands beside it, and what is known already is not said twice. fits is false when a record does not
// hold all of it.
func Merge(client journal.Client, c Contact, p *i18n.Printer) (merged journal.Client, fits bool) {
	from := c.Client
	from.ID = ""
	known := join("\n", client.Name, client.PreferredName)
	for _, d := range client.Also {
		known = join("\n", known, d.Value)
	}
	if said(known, from.Name) {
		from.Name = ""
	}
	if said(known, from.PreferredName) {
		from.PreferredName = ""
	}
	noted := func(mine string, theirs *string, label string) {
		if mine != "" && !strings.EqualFold(mine, *theirs) && *theirs != "" {
			from.Attentions = join("\n", from.Attentions, p.T("contacts.line", "label", p.T(label), "value", *theirs))
			*theirs = ""
		}
	}
	noted(client.SpokenName, &from.SpokenName, "client.spoken_name")
	noted(client.BestHours, &from.BestHours, "client.best_hours_short")
	from.Attentions = news(client.Attentions, from.Attentions)
	from.Avoid = news(client.Avoid, from.Avoid)
	merged, err := journal.Merge(client, from)
	return merged, err == nil
}

// said tells whether some line says a name.
func said(lines, name string) bool {
	for _, l := range strings.Split(lines, "\n") {
		if says(l, name) {
			return true
		}
	}
	return false
}

// news are the lines of a text that another does not have, accents and case apart.
func news(there, text string) string {
	has := make(map[string]bool)
	for _, l := range strings.Split(there, "\n") {
		has[search.Fold(l)] = true
	}
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		if f := search.Fold(l); f == "" && !strings.Contains(there, l) || f != "" && !has[f] {
			lines = append(lines, l)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// same tells whether two records hold the same.
func same(a, b journal.Client) bool {
	ja, _ := json.Marshal(a)
	jb, _ := json.Marshal(b)
	return string(ja) == string(jb)
}
