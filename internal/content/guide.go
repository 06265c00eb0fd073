package content

// Guide is one of the longer methods, told in a few minutes and linked to the
// tools that put it to work (F71).
type Guide struct {
	Slug     string    `json:"slug"`
	Rows     []string  `json:"rows"`
	Title    string    `json:"title"`
	Summary  string    `json:"summary"`
	Minutes  int       `json:"minutes"` // to read it, at [wordsAMinute], at least one
	Sections []Section `json:"sections"`
	Related  []Link    `json:"related,omitempty"`
	Routes   []string  `json:"routes,omitempty"` // screens that are no unit: /help-now
}

// Section is a titled part of a guide: paragraphs, points, or both. A section
// that names a figure carries its grade: measured, quoted or illustration.
type Section struct {
	ID      string   `json:"id"`
	Heading string   `json:"heading"`
	Body    []string `json:"body,omitempty"`
	List    []string `json:"list,omitempty"`
	Grade   string   `json:"grade,omitempty"`
}

// Directory is the starting points that come with the kit, by category (F49).
// What a worker adds to it, or corrects in it, is a record of the journal.
type Directory struct {
	Categories []Choice   `json:"categories"`
	Resources  []Resource `json:"resources"`
}

// Resource is one place to turn to.
type Resource struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Name     string `json:"name"`
	Text     string `json:"text"`
	URL      string `json:"url"`
	Phone    string `json:"phone,omitempty"` // E.164, or three digits
}

// wordsAMinute is how fast someone reads between two clients.
const wordsAMinute = 200

// minutes is how long a guide takes to read.
func (g Guide) minutes() int {
	n := countWords(g.Summary)
	for _, s := range g.Sections {
		n += countWords(s.Heading)
		for _, text := range append(append([]string(nil), s.Body...), s.List...) {
			n += countWords(text)
		}
	}
	return max(1, (n+wordsAMinute/2)/wordsAMinute)
}
