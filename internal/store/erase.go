package store

import (
	"context"
	"strings"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// Erased is a record that was erased for good.
type Erased = journal.Erased

// Erasure tells what an erasure took away.
type Erasure struct {
	Records, Revisions, Drafts int
	// Unreadable revisions stay, unless others of the same record say whose they are.
	Unreadable []journal.Ref
}

// Erase takes records away for good, with their whole history: those named and, for a client, whatever is about them,
// taken away or not, the records merged into theirs, and the drafts that name any of these. What remains moves to a new
// generation under the same key, so that nothing of them is left in revisions, changes or index, and no other window
// can write any of it again; other windows and kills are as in [Book.Restore]. The ids are noted with the day: a
// restore leaves them out. Texts about others may still hold a name: search finds them. It is [ErrNone] when nothing is
// kept under the ids.
func (b *Book) Erase(ctx context.Context, day journal.Day, ids ...string) (Erasure, error) {
	var done Erasure
	var e eraser
	err := b.replace(ctx, plan{
		work: Erasing,
		ground: func(ctx context.Context, t Tables, old ground) (ground, error) {
			return ground{tables: t, vault: old.vault, box: old.box}, nil
		},
		feed: func(ctx context.Context, f *filling, old ground) error {
			if old.tables == nil {
				return ErrNone
			}
			if err := e.look(ctx, old, ids); err != nil {
				return err
			}
			if len(e.gone) == 0 {
				return ErrNone
			}
			var list []Erased
			for id := range e.gone {
				list = append(list, Erased{ID: id, Day: day})
			}
			if err := f.tables.PutErased(ctx, list); err != nil {
				return err
			}
			done.Records = len(list)
			return scan(ctx, old, func(sealed []SealedRevision, opened []journal.Revision, errs []error) error {
				for i, s := range sealed {
					if e.gone[s.ID] {
						done.Revisions++
						continue
					}
					if errs[i] != nil {
						done.Unreadable = append(done.Unreadable, s.Ref)
					}
					if err := f.carry(ctx, s, opened[i], errs[i]); err != nil {
						return err
					}
				}
				return nil
			})
		},
		keep: func(key string, plain []byte) bool {
			if e.names(key, plain) {
				done.Drafts++
				return false
			}
			return true
		},
	})
	if err != nil {
		return Erasure{}, err
	}
	return done, nil
}

// eraser finds what goes with some records.
type eraser struct {
	gone  map[string]bool // records that go
	named []string        // folded names of the clients among them
}

// seen is what the eraser remembers of a record.
type seen struct {
	client bool
	about  string
	into   []journal.Ref   // of a client who was taken away: the rest of that change, as of a merge
	names  map[string]bool // of a client, folded
	gone   map[int]bool    // of a client: the revisions that take them away
}

// look reads every revision once, and finds what goes.
func (e *eraser) look(ctx context.Context, g ground, ids []string) error {
	all := make(map[string]*seen)
	err := scan(ctx, g, func(sealed []SealedRevision, opened []journal.Revision, errs []error) error {
		for i, r := range opened {
			s := all[sealed[i].ID]
			if s == nil {
				s = &seen{}
				all[sealed[i].ID] = s
			}
			if errs[i] == nil {
				s.read(r)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	e.gone = make(map[string]bool)
	for _, id := range ids {
		if all[id] != nil {
			e.gone[id] = true
		}
	}
	for found := true; found; { // a record merged into one that was merged
		found = false
		for id, s := range all {
			for _, ref := range s.into {
				kept := all[ref.ID]
				if !e.gone[id] && e.gone[ref.ID] && kept.client && !kept.gone[ref.N] {
					e.gone[id], found = true, true
				}
			}
		}
	}
	for id, s := range all {
		if e.gone[s.about] {
			e.gone[id] = true
		}
	}
	for id := range e.gone {
		for name := range all[id].names {
			e.named = append(e.named, name)
		}
	}
	return nil
}

// minName is how long a name must be to be looked for in drafts, folded.
const minName = 3

// read takes a revision in; they come in their order.
func (s *seen) read(r journal.Revision) {
	s.into = nil
	rec, err := r.Record()
	if err != nil {
		return
	}
	s.client = r.Kind == journal.KindClient
	if rec == nil {
		if s.client {
			s.into = r.With
			put(&s.gone, r.N)
		}
		return
	}
	s.about = about(r, rec)
	if !s.client {
		return
	}
	if name := search.Fold(entryOf(r, rec).Title); len(name) >= minName {
		put(&s.names, name)
	}
}

func put[K comparable](set *map[K]bool, key K) {
	if *set == nil {
		*set = make(map[K]bool)
	}
	(*set)[key] = true
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
