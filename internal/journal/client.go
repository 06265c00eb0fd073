package journal

import "strings"

// Client is a person served (F02, F03), paying or not: a customer, a user, a colleague, another department.
type Client struct {
	ID            string        `json:"id"`
	Name          string        `json:"name"`
	PreferredName string        `json:"preferred_name,omitempty"`
	SpokenName    string        `json:"spoken_name,omitempty"` // how it is pronounced
	FormOfAddress FormOfAddress `json:"form_of_address,omitempty"`
	ClientKind    ClientKind    `json:"kind"`
	Phone         string        `json:"phone,omitempty"` // E.164, as +14185550199;ext=24; short numbers as they are
	Email         string        `json:"email,omitempty"`
	Language      string        `json:"language,omitempty"` // fr, en, or empty: the screen's
	BestChannel   Channel       `json:"best_channel,omitempty"`
	BestHours     string        `json:"best_hours,omitempty"` // when to reach them, in words
	Attentions    string        `json:"attentions,omitempty"`
	Avoid         string        `json:"avoid,omitempty"`
	Also          []Detail      `json:"also,omitempty"` // other phones, e-mails, names
	Tags          []string      `json:"tags,omitempty"`
	ReferredBy    string        `json:"referred_by,omitempty"` // the client who sent this one (F10)
	Thanked       Day           `json:"thanked,omitempty"`     // when that client was thanked for it
	ConsentOn     Day           `json:"consent_on,omitempty"`  // when they agreed to what is kept about them (Law 25)
	ConsentHow    string        `json:"consent_how,omitempty"` // and how, in words
}

// Detail is one more way to reach a client, or one more thing that they are known by.
type Detail struct {
	Kind  DetailKind `json:"kind"`
	Label string     `json:"label,omitempty"` // home, work, as the person or their phone calls it
	Value string     `json:"value"`           // a phone in its stored form
}

// DetailKind tells what a detail is.
type DetailKind string

// The kinds of details.
const (
	DetailPhone   DetailKind = "phone"
	DetailEmail   DetailKind = "email"
	DetailName    DetailKind = "name"
	DetailHouse   DetailKind = "organization"
	DetailAddress DetailKind = "address"
)

// DetailKinds lists the kinds in the order in which they are offered.
var DetailKinds = []DetailKind{DetailPhone, DetailEmail, DetailName, DetailHouse, DetailAddress}

// The most of each that a client holds.
const (
	MaxDetails = 30
	MaxTags    = 20
	MaxTag     = 40 // characters
)

// ClientKind tells whether the person pays or benefits (external), or works in the same house (internal).
type ClientKind string

// The kinds of clients (F02).
const (
	External ClientKind = "external"
	Internal ClientKind = "internal"
)

// FormOfAddress is how the person asked to be called. Nobody guesses it from a first name or a voice.
type FormOfAddress string

// The forms of address; empty counts as unknown.
const (
	AddressUnknown   FormOfAddress = "unknown"
	AddressMadame    FormOfAddress = "madame"
	AddressMonsieur  FormOfAddress = "monsieur"
	AddressNeutral   FormOfAddress = "neutral"
	AddressFirst     FormOfAddress = "first_name"
	AddressFirstWith FormOfAddress = "first_name_tu"
)

// FormsOfAddress lists the forms in the order in which they are offered.
var FormsOfAddress = []FormOfAddress{AddressUnknown, AddressMadame, AddressMonsieur, AddressNeutral, AddressFirst, AddressFirstWith}

// Kind implements [Record].
func (Client) Kind() Kind { return KindClient }

// Key implements [Record].
func (c Client) Key() string { return c.ID }

// Tidy returns the client with its fields cleaned of what nobody typed on purpose.
func (c Client) Tidy() Client {
	c.Email = bareEmail(c.Email)
	for _, f := range []*string{&c.Name, &c.PreferredName, &c.SpokenName, &c.Phone, &c.Email, &c.BestHours, &c.ConsentHow} {
		*f = line(*f)
	}
	c.Attentions, c.Avoid = prose(c.Attentions), prose(c.Avoid)
	if c.ClientKind == "" {
		c.ClientKind = External
	}
	c.Also, c.Tags = tidyDetails(c.Also), TidyTags(c.Tags)
	if c.ReferredBy == "" {
		c.Thanked = ""
	}
	return c
}

func tidyDetails(all []Detail) []Detail {
	var kept []Detail
	for _, d := range all {
		d.Label, d.Value = line(d.Label), line(d.Value)
		if d.Value != "" && !holds(kept, d) {
			kept = append(kept, d)
		}
	}
	return kept
}

// holds tells whether the same is known already, under whatever label.
func holds(all []Detail, d Detail) bool {
	for _, k := range all {
		if k.Kind == d.Kind && strings.EqualFold(k.Value, d.Value) {
			return true
		}
	}
	return false
}

// TidyTags cleans tags as the other words, and drops those that are there in other capitals.
func TidyTags(all []string) []string {
	var kept []string
next:
	for _, tag := range all {
		if tag = line(tag); tag == "" {
			continue
		}
		for _, k := range kept {
			if strings.EqualFold(k, tag) {
				continue next
			}
		}
		kept = append(kept, tag)
	}
	return kept
}

// Check implements [Record]. The phone is expected in its stored form: whoever reads it from a form normalises it.
func (c Client) Check() error {
	if c.Name == "" {
		return refuse("name", Missing)
	}
	return first(
		tooLong("name", c.Name, MaxName),
		tooLong("preferred_name", c.PreferredName, MaxName),
		tooLong("spoken_name", c.SpokenName, MaxName),
		oneOf("form_of_address", c.FormOfAddress, append(FormsOfAddress, "")...),
		oneOf("kind", c.ClientKind, External, Internal),
		tooLong("phone", c.Phone, 40),
		checkEmail(c.Email),
		oneOf("language", c.Language, "", "fr", "en"),
		oneOf("best_channel", c.BestChannel, append(Channels, "")...),
		tooLong("best_hours", c.BestHours, MaxName),
		checkDay("consent_on", c.ConsentOn),
		tooLong("consent_how", c.ConsentHow, MaxLine),
		tooLong("attentions", c.Attentions, MaxNotes),
		tooLong("avoid", c.Avoid, MaxNotes),
		c.checkAlso(),
		c.checkTags(),
		c.checkReferral(),
	)
}

func (c Client) checkAlso() error {
	if err := tooMany("also", len(c.Also), MaxDetails); err != nil {
		return err
	}
	for _, d := range c.Also {
		if err := first(oneOf("also", d.Kind, DetailKinds...), tooLong("also", d.Label, MaxName), tooLong("also", d.Value, MaxLine)); err != nil {
			return err
		}
	}
	return nil
}

func (c Client) checkTags() error {
	if err := tooMany("tags", len(c.Tags), MaxTags); err != nil {
		return err
	}
	for _, tag := range c.Tags {
		if err := tooLong("tags", tag, MaxTag); err != nil {
			return err
		}
	}
	return nil
}

func (c Client) checkReferral() error {
	if c.ReferredBy != "" && c.ReferredBy == c.ID {
		return refuse("referred_by", NotListed)
	}
	return first(tooLong("referred_by", c.ReferredBy, MaxName), checkDay("thanked", c.Thanked))
}

// Phones are all the numbers of the client, the first one first.
func (c Client) Phones() []string { return c.all(DetailPhone, c.Phone) }

// Emails are all the addresses of the client, the first one first.
func (c Client) Emails() []string { return c.all(DetailEmail, c.Email) }

func (c Client) all(k DetailKind, main string) []string {
	var all []string
	if main != "" {
		all = append(all, main)
	}
	for _, d := range c.Also {
		if d.Kind == k {
			all = append(all, d.Value)
		}
	}
	return all
}

// FirstName is the preferred name, or else the first word of the name.
func (c Client) FirstName() string {
	if c.PreferredName != "" {
		return c.PreferredName
	}
	name, _, _ := strings.Cut(c.Name, " ")
	return name
}

// bareEmail is the address in what was pasted: a link, or a name with the address in angles.
func bareEmail(s string) string {
	if from := strings.LastIndexByte(s, '<'); from >= 0 {
		s, _, _ = strings.Cut(s[from+1:], ">")
	}
	return strings.TrimPrefix(strings.TrimSpace(s), "mailto:")
}

// checkEmail asks only for what no address can do without; the post office is the judge of the rest.
func checkEmail(s string) error {
	if s == "" {
		return nil
	}
	at := strings.LastIndexByte(s, '@')
	if at < 1 || !strings.Contains(s[at:], ".") || strings.ContainsAny(s, " ,;<>\"") || strings.HasSuffix(s, ".") || s[at+1] == '.' {
		return refuse("email", BadEmail)
	}
	return tooLong("email", s, 254)
}
