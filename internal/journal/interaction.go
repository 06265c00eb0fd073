package journal

import "time"

// Interaction is one conversation with a client (F01, F04): the screens call it a conversation.
type Interaction struct {
	ID            string    `json:"id"`
	Client        string    `json:"client"`
	At            time.Time `json:"at"`
	Channel       Channel   `json:"channel,omitempty"`
	About         string    `json:"about,omitempty"`   // the product or service concerned, in a word or two
	Request       string    `json:"request,omitempty"` // what the person asks for
	FeelingBefore Feeling   `json:"feeling_before,omitempty"`
	FeelingAfter  Feeling   `json:"feeling_after,omitempty"`
	Recommend     *int      `json:"recommend,omitempty"` // 0–10; nil: not asked
	Notes         string    `json:"notes,omitempty"`
	Wait          int       `json:"wait,omitempty"`   // seconds that the client waited (F07)
	Length        int       `json:"length,omitempty"` // seconds that the conversation took, when it was timed (F22)
}

// Channel is how the conversation was held.
type Channel string

// The channels.
const (
	InPerson Channel = "in_person"
	Phone    Channel = "phone"
	Email    Channel = "email"
	Text     Channel = "text"
	Other    Channel = "other"
)

// Channels lists the channels in the order in which they are offered.
var Channels = []Channel{InPerson, Phone, Text, Email, Other}

// Feeling is how the client felt, 1 (anger) to 5 (joy); 0 when it was not noted.
type Feeling int

// MaxSeconds is the longest wait, or conversation, that is believed: a day.
const MaxSeconds = 24 * 60 * 60

// Kind implements [Record].
func (Interaction) Kind() Kind { return KindInteraction }

// Key implements [Record].
func (i Interaction) Key() string { return i.ID }

// Tidy returns the interaction with its fields cleaned of what nobody typed on purpose.
func (i Interaction) Tidy() Interaction {
	i.About, i.Request, i.Notes = line(i.About), line(i.Request), prose(i.Notes)
	return i
}

// Check implements [Record].
func (i Interaction) Check() error {
	if i.Client == "" {
		return refuse("client", Missing)
	}
	return first(
		checkMoment("at", i.At),
		oneOf("channel", i.Channel, append(Channels, "")...),
		tooLong("about", i.About, MaxName),
		tooLong("request", i.Request, MaxLine),
		within("feeling_before", int(i.FeelingBefore), 0, 5),
		within("feeling_after", int(i.FeelingAfter), 0, 5),
		i.checkRecommend(),
		tooLong("notes", i.Notes, MaxNotes),
		within("wait", i.Wait, 0, MaxSeconds),
		within("length", i.Length, 0, MaxSeconds),
	)
}

func (i Interaction) checkRecommend() error {
	if i.Recommend == nil {
		return nil
	}
	return within("recommend", *i.Recommend, 0, 10)
}

func within(field string, v, low, high int) error {
	if v < low || v > high {
		return refuse(field, NotListed)
	}
	return nil
}
