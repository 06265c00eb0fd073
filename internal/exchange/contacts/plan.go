package contacts

import (
	"strings"
	"unicode/utf8"

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

// Suggest decides as far as can be told: somebody known for sure is updated, a list of people is left out, anybody else is
// added, for two records can be joined later and one cannot be taken apart.
func Suggest(c Contact, matches []Match) Decision {
	switch {
	case c.Empty() || c.Has(Group):
		return Decision{Choice: Skip}
	case len(matches) > 0 && matches[0].Sure():
		return Decision{Choice: Update, ID: matches[0].ID, Row: matches[0].Row}
	}
	return Decision{}
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

// Writes makes what is to be saved, in one change, so that it is undone as a whole. There is one decision for each contact,
// in the order of their rows; current holds the clients that the decisions name. A client who does not change is not
// written; one who is not there any more is added. newID makes ids.
func Writes(list []Contact, decisions []Decision, current map[string]Current, p *i18n.Printer, newID func() string) []Write {
	var writes []Write
	places := make(map[string]int) // of clients in writes
	rows := make(map[int]string)   // the client that a row has become
	for i, c := range list {
		d := decisions[i]
		if c.Empty() || d.Choice == Skip {
			continue
		}
		id := d.ID
		if id == "" {
			id = rows[d.Row]
		}
		now, known := current[id]
		place, written := places[id]
		if written {
			now.Client, known = writes[place].Client, true
		}
		merged := c.Client
		if known = known && d.Choice == Update; known {
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
		case merged != now.Client:
			places[id] = len(writes)
			writes = append(writes, Write{Client: merged, Base: now.N})
		}
		rows[c.Row] = id
	}
	return writes
}

// Merge fills in what a client lacks from a contact. Nothing that is there is replaced: what differs goes into the attentions,
// once. fits is false when they have no room for it.
func Merge(client journal.Client, c Contact, p *i18n.Printer) (merged journal.Client, fits bool) {
	from := c.Client
	known := client.Attentions
	there := make(map[string]bool) // lines, accents and case apart
	line := func(l string) bool {
		l = strings.TrimSpace(l)
		folded := search.Fold(l)
		if folded == "" {
			folded = l
		}
		if there[folded] {
			return false
		}
		there[folded] = true
		return l != ""
	}
	for _, l := range strings.Split(known, "\n") {
		line(l)
	}
	tell := func(key, value string) {
		if l := p.T("contacts.line", "label", p.T(key), "value", one(value, ", ")); line(l) {
			known = join("\n", known, l)
		}
	}
	fill := func(to *string, value, key string) {
		switch {
		case *to == "":
			*to = value
		case value != "" && key != "" && !strings.Contains(strings.ToLower(*to+"\n"+known), strings.ToLower(value)):
			tell(key, value)
		}
	}
	for _, l := range strings.Split(from.Attentions, "\n") {
		if line(l) {
			known = join("\n", known, l)
		}
	}
	fill(&client.PreferredName, from.PreferredName, "contacts.other_name")
	fill(&client.SpokenName, from.SpokenName, "client.spoken_name")
	fill(&client.Email, from.Email, "client.email")
	fill(&client.Language, from.Language, "")
	fill(&client.Avoid, from.Avoid, "client.avoid")
	if from.Phone != "" && client.Phone != "" && digitsOf(from.Phone) != digitsOf(client.Phone) && !dials(known, from.Phone) {
		tell("contacts.phone", p.Phone(from.Phone))
	}
	fill(&client.Phone, from.Phone, "")
	if !says(join(" ", client.Name, client.PreferredName), from.Name) {
		tell("contacts.other_name", from.Name)
	}
	if client.FormOfAddress == "" || client.FormOfAddress == journal.AddressUnknown && from.FormOfAddress != "" {
		client.FormOfAddress = from.FormOfAddress
	}
	if client.BestChannel == "" {
		client.BestChannel = from.BestChannel
	}
	client.Attentions = known
	client = client.Tidy()
	return client, utf8.RuneCountInString(known) <= journal.MaxNotes && client.Check() == nil
}

// dials tells whether some line of the attentions has the number.
func dials(attentions, phone string) bool {
	for _, l := range strings.Split(attentions, "\n") {
		if strings.Contains(search.FoldPhone(l), digitsOf(phone)) {
			return true
		}
	}
	return false
}
