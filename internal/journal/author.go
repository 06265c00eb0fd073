package journal

import "strings"

// Author is someone who stands at the counter. It is no account: whoever holds the tablet says who they are, and each
// revision carries it.
type Author struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// MaxAuthors is how many people share a kit at most.
const MaxAuthors = 50

func tidyAuthors(all []Author) []Author {
	var kept []Author
	for _, a := range all {
		if a.Name = line(a.Name); a.Name != "" {
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
		if err := first(tooLong("authors", a.ID, MaxName), tooLong("authors", a.Name, MaxName)); err != nil {
			return err
		}
	}
	return nil
}

// AuthorName is the name of an author; empty for one who is not listed any more, and for nobody.
func (s Settings) AuthorName(id string) string {
	for _, a := range s.Authors {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

// Mine tells whether what one author keeps private is shown to another, both by their ids; empty: nobody has said who
// they are. What was written before there were authors belongs to the first of them. It is hidden, and not locked away.
func (s Settings) Mine(author, now string) bool {
	if author == "" && len(s.Authors) > 0 {
		author = s.Authors[0].ID
	}
	return author == now || len(s.Authors) == 0
}
