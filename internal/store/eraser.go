package store

import (
	"context"
	"strings"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// eraser finds what goes with some records.
type eraser struct {
	all   map[string]*met
	gone  map[string]bool // records that go
	named []string        // folded names of the clients among them
}

// met is what the eraser remembers of a record.
type met struct {
	revisions int
	client    bool
	about     string
	into      []journal.Ref   // of a client who was taken away: the rest of that change, as of a merge
	names     map[string]bool // of a client, folded
	gone      map[int]bool    // of a client: the revisions that take them away
	photos    map[string]bool
}

// look reads every revision once, and finds what goes.
func (e *eraser) look(ctx context.Context, g ground, ids []string) error {
	err := scan(ctx, g, func(sealed []SealedRevision, opened []journal.Revision, errs []error) error {
		for i, r := range opened {
			m := e.all[sealed[i].ID]
			if m == nil {
				m = &met{}
				e.all[sealed[i].ID] = m
			}
			if m.revisions++; errs[i] == nil {
				m.read(r)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if e.all[id] != nil {
			e.gone[id] = true
		}
	}
	for e.merged() {
	}
	for id, m := range e.all {
		if e.gone[m.about] {
			e.gone[id] = true
		}
	}
	for id := range e.gone {
		for name := range e.all[id].names {
			e.named = append(e.named, name)
		}
	}
	return nil
}

// merged finds the clients who were merged into one that goes, and tells whether there were any not known yet.
func (e *eraser) merged() (found bool) {
	for id, m := range e.all {
		for _, ref := range m.into {
			kept := e.all[ref.ID]
			if !e.gone[id] && e.gone[ref.ID] && kept.client && !kept.gone[ref.N] {
				e.gone[id], found = true, true
			}
		}
	}
	return found
}

// minName is how long a name must be to be looked for in drafts, folded.
const minName = 3

// read takes a revision in; they come in their order.
func (m *met) read(r journal.Revision) {
	m.into = nil
	rec, err := r.Record()
	if err != nil {
		return
	}
	m.client = r.Kind == journal.KindClient
	if rec == nil {
		if m.client {
			m.into = r.With
			put(&m.gone, r.N)
		}
		return
	}
	m.about = about(r, rec)
	for _, p := range journal.Photos(rec) {
		put(&m.photos, p.ID)
	}
	if !m.client {
		return
	}
	if name := search.Fold(entryOf(r, rec).Title); len(name) >= minName {
		put(&m.names, name)
	}
}

func put[K comparable](set *map[K]bool, key K) {
	if *set == nil {
		*set = make(map[K]bool)
	}
	(*set)[key] = true
}

// about is the client whom a record other than a client is about, or empty.
func about(r journal.Revision, rec journal.Record) string {
	if r.Kind == journal.KindClient {
		return ""
	}
	return entryOf(r, rec).Client
}

// names tells whether a draft names what goes: by an id, or by a client's name.
func (e *eraser) names(key string, plain []byte) bool {
	text := key + "\n" + string(plain)
	for id := range e.gone {
		if strings.Contains(text, id) {
			return true
		}
	}
	text = " " + search.Fold(text) + " "
	for _, name := range e.named {
		if strings.Contains(text, " "+name+" ") {
			return true
		}
	}
	return false
}
