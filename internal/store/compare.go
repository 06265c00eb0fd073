package store

import (
	"context"

	"trousse/internal/journal"
)

// Comparison counts records by what [Book.Restore] would make of them, settings apart.
type Comparison struct {
	New    int // in the backup, and not known here
	Known  int // in the backup, and here, or taken away here
	Erased int // in the backup, and erased here, or about a client who was: they stay away
	Alone  int // here, and not in the backup
	Away   int // here, and erased where the backup was made: they go, whichever way
}

// Comparer returns what takes in a backup to compare it with what is kept here, and writes nothing. Done is to be called once
// it is all in. The index must be loaded.
func (b *Book) Comparer(ctx context.Context) (in journal.Intake, done func() Comparison, err error) {
	erased, err := b.Erased(ctx)
	if err != nil {
		return in, nil, err
	}
	gone := make(map[string]bool, len(erased))
	for _, e := range erased {
		gone[e.ID] = true
	}
	var c Comparison
	for kind, n := range b.Counts() {
		if kind != journal.KindSettings {
			c.Alone += n
		}
	}
	var last journal.Revision
	client := ""
	count := func() {
		known, away := b.knownHere(last.ID)
		switch {
		case last.ID == "" || last.Kind == journal.KindSettings:
		case gone[last.ID] || gone[client]:
			gone[last.ID] = true
			c.Erased++
		case last.Gone():
		case known:
			if c.Known++; !away {
				c.Alone--
			}
		default:
			c.New++
		}
	}
	in.Erased = func(e journal.Erased) error {
		if known, away := b.knownHere(e.ID); known && !away && !gone[e.ID] {
			c.Away++
			c.Alone--
		}
		gone[e.ID] = true
		return nil
	}
	in.Revision = func(r journal.Revision) error {
		if r.ID != last.ID {
			count()
			client = ""
		}
		last = r
		if len(gone) == 0 {
			return nil
		}
		rec, err := r.Record()
		if err == nil && rec != nil {
			client = about(r, rec)
		}
		return err
	}
	return in, func() Comparison {
		count()
		return c
	}, nil
}

// knownHere tells whether there is a record of that id, and whether it was taken away.
func (b *Book) knownHere(id string) (known, away bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.index == nil {
		return false, false
	}
	i, ok := b.index.find(id)
	return ok, ok && b.index.row(i).gone
}
