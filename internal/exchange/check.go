package exchange

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"trousse/internal/journal"
)

// checker checks revisions one after the other, as they stand in a backup.
type checker struct {
	last      map[string]last // by record
	revisions int
	named     []string // photos, each once
	photos    map[string]bool
}

// last is the last revision met of a record.
type last struct {
	n    int
	kind journal.Kind
	gone bool
}

func newChecker() *checker {
	return &checker{last: make(map[string]last), photos: make(map[string]bool)}
}

// take checks one revision. It returns [ErrNewer] for what a later kit knows and this one does not, and [ErrDamaged] for
// what no kit writes.
func (c *checker) take(r journal.Revision) error {
	before, known := c.last[r.ID]
	switch {
	case !isID(r.ID) || !isID(r.Change) || r.Device == "" && r.At.IsZero():
		return damaged(r, "not a revision")
	case r.N != before.n+1:
		return damaged(r, "a revision is missing or doubled")
	case known && r.Kind != before.kind:
		return damaged(r, "a record of two kinds")
	case r.Schema > journal.Schema || !slices.Contains(journal.Kinds, r.Kind):
		return fmt.Errorf("%w: %q, schema %d", ErrNewer, r.Kind, r.Schema)
	case r.Schema < 1:
		return damaged(r, "no schema")
	}
	with := r.With
	if r.Lead != nil {
		with = []journal.Ref{*r.Lead}
	}
	for _, with := range with {
		if !isID(with.ID) || with.N < 1 {
			return damaged(r, "not a change")
		}
	}
	rec, err := r.Record()
	if err != nil {
		return damaged(r, err.Error())
	}
	if err := checkRecord(rec); err != nil {
		return damaged(r, err.Error())
	}
	for _, p := range journal.Photos(rec) {
		if !c.photos[p.ID] {
			c.photos[p.ID], c.named = true, append(c.named, p.ID)
		}
	}
	c.last[r.ID] = last{n: r.N, kind: r.Kind, gone: r.Gone()}
	c.revisions++
	return nil
}

func damaged(r journal.Revision, why string) error {
	return fmt.Errorf("%w: revision %q/%d: %s", ErrDamaged, r.ID, r.N, why)
}

// checkRecord checks a body as if it came from a form, and that what it names can be a record. nil is a tombstone.
func checkRecord(rec journal.Record) error {
	if rec == nil {
		return nil
	}
	for _, id := range journal.Names(rec) {
		if !isID(id) {
			return fmt.Errorf("names %q", id)
		}
	}
	for _, p := range journal.Photos(rec) {
		if !isID(p.ID) {
			return fmt.Errorf("names the photo %q", p.ID)
		}
	}
	return rec.Check()
}

// counts counts the records that are not gone.
func (c *checker) counts() map[journal.Kind]int {
	counts := make(map[journal.Kind]int)
	for _, l := range c.last {
		if !l.gone {
			counts[l.kind]++
		}
	}
	return counts
}

// isID tells whether s has the one shape that ids are written in.
func isID(s string) bool { return len(s) == 36 && uuid.Validate(s) == nil }
