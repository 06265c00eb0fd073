package journal

import "time"

// Interaction is one conversation with a client (F01, F04): the screens call it a conversation.
type Interaction struct {
	ID            string    `json:"id"`
	Client        string    `json:"client"`
	At            time.Time `json:"at"`
	Author        string    `json:"author,omitempty"` // who logged it, by their id
	Channel       Channel   `json:"channel,omitempty"`
	About         string    `json:"about,omitempty"`   // the product or service concerned, in a word or two
	Request       string    `json:"request,omitempty"` // what the person asks for
	FeelingBefore Feeling   `json:"feeling_before,omitempty"`
	FeelingAfter  Feeling   `json:"feeling_after,omitempty"`
	Recommend     *int      `json:"recommend,omitempty"` // 0–10; nil: not asked
	Notes         string    `json:"notes,omitempty"`
	Wait          int       `json:"wait,omitempty"`   // seconds that the client waited (F07)
	Length        int       `json:"length,omitempty"` // seconds that the conversation took, when it was timed (F22)

	Outcome   Reach  `json:"outcome,omitempty"`   // what came of the contact, when the worker began it
	Complaint string `json:"complaint,omitempty"` // the complaint that it was about

	// What was asked at the end (F29).
	Satisfaction    int           `json:"satisfaction,omitempty"` // 1–5; 0: not asked
	Ease            int           `json:"ease,omitempty"`         // 1–7; 0: not asked
	RecommendFrom   RecommendFrom `json:"recommend_from,omitempty"`
	SolvedFirstTime *bool         `json:"solved_first_time,omitempty"` // nil: not asked

	Avoidable *AvoidableError `json:"avoidable,omitempty"`
	Photos    []Photo         `json:"photos,omitempty"`
}

// Reach tells what came of a call, or of a message, that the worker began from the kit.
type Reach string

// What may come of a contact; empty: the conversation took place.
const (
	Reached   Reach = "reached"
	Voicemail Reach = "voicemail"
	NoAnswer  Reach = "no_answer"
	Sent      Reach = "sent"
)

// Reaches lists what may come of a contact, in the order in which it is offered.
var Reaches = []Reach{Reached, Voicemail, NoAnswer, Sent}

// RecommendFrom tells where a recommendation from 0 to 10 comes from: measures count those that were asked (F04).
type RecommendFrom string

// Where a recommendation comes from; empty: it was noted before the kit told them apart, and counts as an estimate.
const (
	RecommendAsked     RecommendFrom = "asked"
	RecommendEstimated RecommendFrom = "estimate"
)

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
	if i.Recommend == nil {
		i.RecommendFrom = ""
	}
	if i.Avoidable != nil {
		a := *i.Avoidable
		a.Note = line(a.Note)
		i.Avoidable = &a
	}
	return i
}

// Check implements [Record].
func (i Interaction) Check() error {
	if i.Client == "" {
		return refuse("client", Missing)
	}
	return first(
		checkMoment("at", i.At),
		tooLong("author", i.Author, MaxName),
		oneOf("channel", i.Channel, append(Channels, "")...),
		tooLong("about", i.About, MaxName),
		tooLong("request", i.Request, MaxLine),
		within("feeling_before", int(i.FeelingBefore), 0, 5),
		within("feeling_after", int(i.FeelingAfter), 0, 5),
		checkRecommend(i.Recommend, i.RecommendFrom),
		tooLong("notes", i.Notes, MaxNotes),
		within("wait", i.Wait, 0, MaxSeconds),
		within("length", i.Length, 0, MaxSeconds),
		oneOf("outcome", i.Outcome, append(Reaches, "")...),
		within("satisfaction", i.Satisfaction, 0, 5),
		within("ease", i.Ease, 0, 7),
		i.checkAvoidable(),
		checkPhotos(i.Photos),
	)
}

func (i Interaction) checkAvoidable() error {
	if i.Avoidable == nil {
		return nil
	}
	return i.Avoidable.check()
}

// Hard tells whether the conversation was hard on whoever held it: the person was angry at first, or unhappy at the end.
// The kit then asks the worker how they are (F14).
func (i Interaction) Hard() bool {
	return i.FeelingBefore == 1 || i.FeelingAfter == 1 || i.FeelingAfter == 2
}

func checkRecommend(n *int, from RecommendFrom) error {
	if n == nil {
		return nil
	}
	return first(within("recommend", *n, 0, 10), oneOf("recommend_from", from, "", RecommendAsked, RecommendEstimated))
}

func within(field string, v, low, high int) error {
	if v < low || v > high {
		return refuse(field, NotListed)
	}
	return nil
}
