package journal

import "strings"

// Author is someone who stands at the counter. It is no account: whoever holds the tablet says who they are, and each
// revision carries it.
type Author struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Phone string `json:"phone,omitempty"` // E.164; empty: that of the device
	Left  bool   `json:"left,omitempty"`  // does not stand there any more; what they wrote keeps their name
}

// MaxAuthors is how many people share a kit at most.
const MaxAuthors = 50

func tidyAuthors(all []Author) []Author {
	var kept []Author
	for _, a := range all {
		if a.Name, a.Phone = line(a.Name), line(a.Phone); a.Name != "" {
			kept = append(kept, a)
		}
	}
	return kept
}

func checkAuthors(all []Author) error {
	if err := tooMany("authors", len(all), MaxAuthors); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, a := range all {
		name := strings.ToLower(a.Name)
		if a.ID == "" || seen[a.ID] || seen[name] {
			return refuse("authors", NotListed)
		}
		seen[a.ID], seen[name] = true, true
		if err := first(tooLong("authors", a.ID, MaxName), tooLong("authors", a.Name, MaxName), tooLong("authors", a.Phone, 40)); err != nil {
			return err
		}
	}
	return nil
}

// Present lists the authors who still stand at the counter.
func (s Settings) Present() []Author {
	var present []Author
	for _, a := range s.Authors {
		if !a.Left {
			present = append(present, a)
		}
	}
	return present
}

// AtCounter is who is at the counter by what was chosen last: the only one there can be, and nobody where the one who was
// chosen has left.
func (s Settings) AtCounter(chosen string) string {
	present := s.Present()
	if len(present) == 1 {
		return present[0].ID
	}
	for _, a := range present {
		if a.ID == chosen {
			return chosen
		}
	}
	if len(s.Authors) == 0 {
		return chosen
	}
	return ""
}

// AuthorName is the name of an author, present or not; empty for nobody.
func (s Settings) AuthorName(id string) string {
	for _, a := range s.Authors {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

// By is the settings as whoever is at the counter signs: where several share it, their own name, in full where it is the
// one under which this device writes, and no name while nobody has said who they are; with it their own number, if any.
func (s Settings) By(author string) Settings {
	if len(s.Present()) < 2 {
		return s
	}
	if name := s.AuthorName(author); name == "" || s.UserName != name && !strings.HasPrefix(s.UserName, name+" ") {
		s.UserName = name
	}
	for _, a := range s.Authors {
		if a.ID == author && a.Phone != "" {
			s.UserPhone = a.Phone
		}
	}
	return s
}

// Mine tells whether what one author keeps private is shown to another, both by their ids; empty: nobody has said who
// they are. What was written before there were authors belongs to the first of them. It is hidden, and not locked away.
func (s Settings) Mine(author, now string) bool {
	if author == "" && len(s.Authors) > 0 {
		author = s.Authors[0].ID
	}
	return author == now || len(s.Authors) == 0
}

// Hidden tells whether an entry is kept from whoever is at the counter: how someone else is (F14, F46).
func (s Settings) Hidden(e Entry, now string) bool {
	switch {
	case e.Kind == KindCheckIn:
		return !s.Mine(e.State, now)
	case e.Kind == KindChecklistRun && PrivateList(e.State):
		return !s.Mine(e.Tags, now)
	}
	return false
}

// Withheld tells the same of a record, which then stays out of what leaves the kit.
func (s Settings) Withheld(rec Record, now string) bool {
	switch v := rec.(type) {
	case CheckIn:
		return !s.Mine(v.Author, now)
	case ChecklistRun:
		return PrivateList(v.List) && !s.Mine(v.Author, now)
	}
	return false
}
