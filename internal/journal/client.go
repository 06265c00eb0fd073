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
	Attentions    string        `json:"attentions,omitempty"`
	Avoid         string        `json:"avoid,omitempty"`
}

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
	for _, f := range []*string{&c.Name, &c.PreferredName, &c.SpokenName, &c.Phone, &c.Email} {
		*f = line(*f)
	}
	c.Attentions, c.Avoid = prose(c.Attentions), prose(c.Avoid)
	if c.ClientKind == "" {
		c.ClientKind = External
	}
	return c
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
		tooLong("attentions", c.Attentions, MaxNotes),
		tooLong("avoid", c.Avoid, MaxNotes),
	)
}

// FirstName is the preferred name, or else the first word of the name.
func (c Client) FirstName() string {
	if c.PreferredName != "" {
		return c.PreferredName
	}
	name, _, _ := strings.Cut(c.Name, " ")
	return name
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
