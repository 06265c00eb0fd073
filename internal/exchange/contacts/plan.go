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
	add := func(c Contact) {
		id := newID()
		c.Client.ID = id
		places[id] = len(writes)
		rows[c.Row] = id
		writes = append(writes, Write{Client: c.Client})
	}
	for i, c := range list {
		d := decisions[i]
		if c.Empty() || d.Choice == Skip {
			continue
		}
		if d.Choice == Add {
			add(c)
			continue
		}
		id := d.ID
		if id == "" {
			id = rows[d.Row]
		}
		place, written := places[id]
		now, here := current[id]
		if written {
			now = Current{Client: writes[place].Client}
		} else if !here {
			add(c)
			continue
		}
		merged, fits := Merge(now.Client, c, p)
		switch {
		case !fits:
			add(c)
			continue
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
	var lines []string
	tell := func(key, value string) {
		lines = append(lines, p.T("contacts.line", "label", p.T(key), "value", value))
	}
	for _, f := range [...]struct {
		to   *string
		from string
		key  string
	}{
		{&client.PreferredName, from.PreferredName, "contacts.other_name"},
		{&client.SpokenName, from.SpokenName, "client.spoken_name"},
		{&client.Email, from.Email, "client.email"},
		{&client.Language, from.Language, ""},
		{&client.Avoid, from.Avoid, "client.avoid"},
	} {
		switch {
		case f.from == "" || strings.EqualFold(*f.to, f.from):
		case *f.to == "":
			*f.to = f.from
		case f.key != "" && !strings.Contains(*f.to, f.from) && !strings.Contains(client.Attentions, f.from):
			tell(f.key, one(f.from, ", "))
		}
	}
	if client.Phone == "" {
		client.Phone = from.Phone
	} else if from.Phone != "" && digitsOf(from.Phone) != digitsOf(client.Phone) && !dials(client.Attentions, from.Phone) {
		tell("contacts.phone", p.Phone(from.Phone))
	}
	if !says(join(" ", client.Name, client.PreferredName), from.Name) {
		tell("contacts.other_name", from.Name)
	}
	if client.FormOfAddress == "" || client.FormOfAddress == journal.AddressUnknown {
		if from.FormOfAddress != "" {
			client.FormOfAddress = from.FormOfAddress
		}
	}
	if client.BestChannel == "" {
		client.BestChannel = from.BestChannel
	}
	known := client.Attentions
	for _, l := range append(strings.Split(from.Attentions, "\n"), lines...) {
		if l = strings.TrimSpace(l); l != "" && !tells(known, l) {
			known = join("\n", known, l)
		}
	}
	client.Attentions = known
	client = client.Tidy()
	return client, utf8.RuneCountInString(known) <= journal.MaxNotes && client.Check() == nil
}

// tells tells whether the attentions have a line already, accents and case apart.
func tells(attentions, line string) bool {
	folded := search.Fold(line)
	if folded == "" {
		return strings.Contains(attentions, line)
	}
	for l := range strings.SplitSeq(attentions, "\n") {
		if search.Fold(l) == folded {
			return true
		}
	}
	return false
}

// dials tells whether some line of the attentions has the number.
func dials(attentions, phone string) bool {
	for l := range strings.SplitSeq(attentions, "\n") {
		if strings.Contains(search.FoldPhone(l), digitsOf(phone)) {
			return true
		}
	}
	return false
}
