package journal

// OwnScript is a text to say or to send that the worker wrote, or adapted from one of the kit: then it stands in its
// place, in its language. Its blanks are those of package script.
type OwnScript struct {
	ID       string   `json:"id"`
	From     string   `json:"from,omitempty"` // the id of the script that it replaces
	Language string   `json:"language"`       // fr or en: whoever adapts a text adapts it in one language
	Title    string   `json:"title"`
	When     string   `json:"when,omitempty"` // the situation, in a sentence
	Written  bool     `json:"written,omitempty"`
	Channels []string `json:"channels,omitempty"` // as in package content
	Subject  string   `json:"subject,omitempty"`  // of an e-mail
	Text     string   `json:"text"`
	TextTu   string   `json:"text_tu,omitempty"` // for someone called tu
}

// MaxScript is the most characters of an own script: far more than anyone can say, and nothing typed is lost below it.
const MaxScript = 100_000

// Kind implements [Record].
func (OwnScript) Kind() Kind { return KindOwnScript }

// Key implements [Record].
func (s OwnScript) Key() string { return s.ID }

// Tidy returns the script with its words cleaned of what nobody typed on purpose.
func (s OwnScript) Tidy() OwnScript {
	s.Title, s.When, s.Subject = line(s.Title), line(s.When), line(s.Subject)
	s.Text, s.TextTu = prose(s.Text), prose(s.TextTu)
	return s
}

// Check implements [Record]. What stands in the blanks is for package script to judge.
func (s OwnScript) Check() error {
	switch {
	case s.Title == "":
		return refuse("title", Missing)
	case s.Text == "":
		return refuse("text", Missing)
	case len(s.Channels) > len(Channels):
		return refuse("channels", NotListed)
	}
	for _, c := range s.Channels {
		if err := oneOf("channels", Channel(c), Channels...); err != nil {
			return err
		}
	}
	return first(
		tooLong("title", s.Title, MaxName),
		tooLong("from", s.From, MaxName),
		tooLong("when", s.When, MaxLine),
		tooLong("subject", s.Subject, MaxLine),
		tooLong("text", s.Text, MaxScript),
		tooLong("text_tu", s.TextTu, MaxScript),
		oneOf("language", s.Language, "fr", "en"),
	)
}

// Resource is a place to turn to that the worker added, or corrected: then it stands in the place of the kit's (F49).
type Resource struct {
	ID       string `json:"id"`
	From     string `json:"from,omitempty"` // the id of the resource that it replaces
	Category string `json:"category"`       // as in package content
	Name     string `json:"name"`
	Notes    string `json:"notes,omitempty"`
	Phone    string `json:"phone,omitempty"` // E.164; short numbers as they are
	URL      string `json:"url,omitempty"`   // http or https
	Hidden   bool   `json:"hidden,omitempty"`
}

// Kind implements [Record].
func (Resource) Kind() Kind { return KindResource }

// Key implements [Record].
func (r Resource) Key() string { return r.ID }

// Tidy returns the resource with its words cleaned of what nobody typed on purpose.
func (r Resource) Tidy() Resource {
	r.Name, r.Notes, r.Phone, r.URL = line(r.Name), prose(r.Notes), line(r.Phone), line(r.URL)
	return r
}

// Check implements [Record]. An address that is not one of the web is refused: a link must not run anything.
func (r Resource) Check() error {
	switch {
	case r.Name == "":
		return refuse("name", Missing)
	case r.URL != "" && !isWeb(r.URL):
		return refuse("url", BadURL)
	}
	return first(
		tooLong("from", r.From, MaxName),
		tooLong("category", r.Category, MaxName),
		tooLong("name", r.Name, MaxName),
		tooLong("notes", r.Notes, MaxNotes),
		tooLong("phone", r.Phone, 40),
		tooLong("url", r.URL, MaxLine),
	)
}
