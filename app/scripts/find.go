package scripts

import (
	"strings"

	"trousse/internal/content"
	"trousse/internal/content/find"
	"trousse/internal/i18n"
	"trousse/internal/search"
)

// shelf is everything that can be said or sent, in one language, ready to be shown and searched. It is made once for a
// bundle and the own scripts beside it, so that a key in the search box costs one pass over one buffer.
type shelf struct {
	lang   i18n.Lang
	rows   []row
	places map[string]int // of rows, by address
	groups []group
	names  []string // of rows: title, situation and channels, folded
	index  *find.Index
	vocab  []string // the telling words, each once: titles and situations
}

// row is one script in the list.
type row struct {
	text
	foreign i18n.Lang // the worker's version has only this other language; empty otherwise
}

// group is the scripts of one situation.
type group struct {
	id    string
	title string // of the playbook; empty where a message has it
	short string
	rows  []int
}

// The groups that no playbook names.
const (
	groupOwn   = "own"
	groupOther = "other"
)

// newShelf puts the kit's scripts and the worker's own on one shelf.
func newShelf(b *content.Bundle, mine []own) *shelf {
	s := &shelf{lang: b.Lang, places: map[string]int{}}
	of := playbooksOf(b)
	at := map[string]int{}
	put := func(id string, p content.Playbook, r row) {
		if _, seen := s.places[r.ID]; seen {
			return
		}
		g, made := at[id]
		if !made {
			g = len(s.groups)
			at[id] = g
			s.groups = append(s.groups, group{id: id, title: p.Title, short: p.Short})
		}
		s.places[r.ID] = len(s.rows)
		s.groups[g].rows = append(s.groups[g].rows, len(s.rows))
		s.rows = append(s.rows, r)
	}
	for _, o := range mine {
		if _, kits := b.Script(address(o.OwnScript)); !kits {
			r := row{text: text{Script: adapted(content.Script{}, o.OwnScript), lang: i18n.Lang(o.Language), own: &o}}
			if r.lang != b.Lang {
				r.foreign = r.lang
			}
			put(groupOwn, content.Playbook{}, r)
		}
	}
	for _, sc := range b.Scripts {
		t, _ := stands(sc.ID, b.Lang, b, mine)
		r := row{text: t}
		for _, o := range mine {
			if t.own == nil && o.From == sc.ID {
				r.foreign = i18n.Lang(o.Language)
			}
		}
		id, p := sc.Theme, of[sc.Theme]
		if p.Slug == "" && !themes[sc.Theme] {
			id = groupOther
		}
		put(id, p, r)
	}
	s.fill(b)
	return s
}

// themes are the sets of scripts that belong to no playbook and have a title of their own among the messages.
var themes = map[string]bool{"everyday": true, "promise": true}

// playbooksOf gives the sets of scripts their playbooks: the one that names most of the set, when the set is also the one
// that it names most.
func playbooksOf(b *content.Bundle) map[string]content.Playbook {
	theme := map[string]string{}
	for _, sc := range b.Scripts {
		theme[sc.ID] = sc.Theme
	}
	best, most := map[string]content.Playbook{}, map[string]int{}
	for _, p := range b.Playbooks {
		named, top := map[string]int{}, ""
		for _, id := range p.Scripts {
			named[theme[id]]++
			if named[theme[id]] > named[top] {
				top = theme[id]
			}
		}
		if top != "" && named[top] > most[top] {
			best[top], most[top] = p, named[top]
		}
	}
	return best
}

// fill indexes the shelf: what a script is called, when it is used, how it goes and what its playbooks say one would type
// count for more than its words.
func (s *shelf) fill(b *content.Bundle) {
	known := map[string]bool{}
	read := &content.Bundle{Lang: b.Lang}
	s.names = make([]string, len(s.rows))
	for _, g := range s.groups {
		for _, i := range g.rows {
			r := s.rows[i]
			name := []string{r.Title, r.When}
			for _, c := range r.Channels {
				name = append(name, i18n.For(b.Lang).T("channel.by_"+c))
			}
			s.names[i] = " " + search.Fold(strings.Join(name, " "))
			when := append(name, g.title, strings.ReplaceAll(r.Theme, "-", " "))
			for _, slug := range r.Playbooks {
				if p, ok := b.Playbook(slug); ok {
					when = append(append(when, p.Title), p.Situations...)
				}
			}
			sc := content.Script{ID: r.ID, Title: r.Title, When: strings.Join(when, " "), Text: append(r.Text[:len(r.Text):len(r.Text)], r.TextTu...)}
			read.Scripts = append(read.Scripts, sc)
			for _, w := range strings.Fields(search.Fold(sc.When)) {
				if len(w) > 3 && !known[w] {
					known[w] = true
					s.vocab = append(s.vocab, w)
				}
			}
		}
	}
	s.index = find.New(read)
}

func (s *shelf) has(slug string) bool {
	_, ok := s.places[slug]
	return ok
}

// search finds scripts, best first: before all, those called by everything that was typed. Where no script holds anything
// of it, a slip of the finger is allowed.
func (s *shelf) search(q string, most int) []row {
	words := strings.Fields(search.Fold(q))
	hits := s.index.Find(q, len(s.rows))
	if len(hits) == 0 {
		for i, w := range words {
			words[i] = s.meant(w)
		}
		hits = s.index.Find(strings.Join(words, " "), len(s.rows))
	}
	var called, rest []row
	for _, h := range hits {
		if i := s.places[h.Link.Slug]; all(s.names[i], words) {
			called = append(called, s.rows[i])
		} else {
			rest = append(rest, s.rows[i])
		}
	}
	called = append(called, rest...)
	return called[:min(len(called), most)]
}

// all tells whether a name holds the beginning of a word for each word.
func all(name string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(name, " "+w) {
			return false
		}
	}
	return true
}

// meant is the telling word nearest to one that no script holds, or nothing.
func (s *shelf) meant(w string) string {
	for _, v := range s.vocab {
		if v[0] == w[0] && len(v)-len(w) <= 2 && len(w)-len(v) <= 2 && search.Similar(v, w) {
			return v
		}
	}
	return ""
}

// favourites are the rows of the favourites, in the order in which the worker put them.
func (s *shelf) favourites(routes []string) []row {
	var out []row
	for _, route := range routes {
		if slug, ok := strings.CutPrefix(route, "/scripts/"); ok && s.has(slug) {
			out = append(out, s.rows[s.places[slug]])
		}
	}
	return out
}

// moved puts a favourite before (-1) or behind (+1) its nearest neighbour on the shelf; what is not shown here keeps its
// place.
func (s *shelf) moved(routes []string, route string, by int) []string {
	out := append([]string(nil), routes...)
	for i, r := range out {
		if r != route {
			continue
		}
		for j := i + by; j >= 0 && j < len(out); j += by {
			if slug, ok := strings.CutPrefix(out[j], "/scripts/"); ok && s.has(slug) {
				out[i], out[j] = out[j], out[i]
				break
			}
		}
		break
	}
	return out
}
