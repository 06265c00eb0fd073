package journal

// Story is a conversation worth telling, without the client's identity (F12). It names no client, so that it can be
// shared, and stays when a client's record is erased.
type Story struct {
	ID          string    `json:"id"`
	On          Day       `json:"on"`
	StoryKind   StoryKind `json:"kind"`
	Title       string    `json:"title,omitempty"`
	Text        string    `json:"text"`
	Interaction string    `json:"interaction,omitempty"` // the conversation that it tells; it is not shared
}

// StoryKind tells why a story is worth telling.
type StoryKind string

// The kinds of stories.
const (
	GoodStory  StoryKind = "good"
	OddStory   StoryKind = "odd"
	FunnyStory StoryKind = "funny"
)

// StoryKinds lists the kinds in the order in which they are offered.
var StoryKinds = []StoryKind{GoodStory, OddStory, FunnyStory}

// Kind implements [Record].
func (Story) Kind() Kind { return KindStory }

// Key implements [Record].
func (s Story) Key() string { return s.ID }

// Tidy returns the story with its words cleaned of what nobody typed on purpose.
func (s Story) Tidy() Story {
	s.Title, s.Text = line(s.Title), prose(s.Text)
	return s
}

// Check implements [Record].
func (s Story) Check() error {
	switch {
	case s.Text == "":
		return refuse("text", Missing)
	case s.StoryKind == "":
		return refuse("kind", Missing)
	case s.On == "":
		return refuse("on", NoDate)
	}
	return first(
		oneOf("kind", s.StoryKind, StoryKinds...),
		checkDay("on", s.On),
		tooLong("title", s.Title, MaxName),
		tooLong("text", s.Text, MaxNotes),
	)
}
