package store

import (
	"context"
	"encoding/json"
	"errors"

	"trousse/internal/journal"
)

// MaxBatch is how many clients of an import are best saved in one change, with the [journal.Import] as the first record of
// it: what comes in then weighs little at a time, and a kill loses one batch.
const MaxBatch = 50

// UndoImport takes back all that came in with an import, one batch after the other, the last one first: killed anywhere, it
// goes on where it was when it is called again. A client who was written to since, or whom other records name, stays; left
// counts them. Tell is called after each batch with how many clients were seen to.
func (b *Book) UndoImport(ctx context.Context, id string, tell func(done int)) (left int, err error) {
	if err := b.LoadIndex(ctx); err != nil {
		return 0, err
	}
	done := 0
	for tries := 0; tries < 3; tries++ { // another window may write meanwhile: look again
		err = b.undoBatches(ctx, id, func(seen, stay int) {
			tries, done, left = 0, done+seen, left+stay
			tell(done)
		})
		if !errors.Is(err, ErrConflict) {
			break
		}
	}
	return left, err
}

// undoBatches takes back the batches of an import that are still there. Tell is called after each with how many clients
// there were in it, and how many of them stay.
func (b *Book) undoBatches(ctx context.Context, id string, tell func(seen, stay int)) error {
	versions, err := b.History(ctx, id)
	if err != nil {
		return err
	}
	var batches []Version
	for _, v := range versions {
		if i, ok := v.Record.(journal.Import); ok && i.Undone == 0 {
			batches = append(batches, v)
		}
	}
	last := versions[len(versions)-1]
	now, there := last.Record.(journal.Import)
	for n := last.N + 1; there; n++ {
		next := journal.Revision{Ref: journal.Ref{ID: id, N: n}, Kind: journal.KindImport, Schema: journal.Schema}
		at := len(batches) - 1 - now.Undone
		if there = at > 0; there {
			now.Stage, now.Undone = journal.ImportUndoing, now.Undone+1
			if next.Body, err = json.Marshal(now); err != nil {
				return err
			}
		}
		var with []journal.Ref
		if at >= 0 {
			with = batches[at].With
		}
		stay, err := b.undoBatch(ctx, next, with)
		if err != nil {
			return err
		}
		tell(len(with), stay)
	}
	return nil
}

// undoBatch takes back one batch, with the revision of the import that says so. It tells how many of the clients stay.
func (b *Book) undoBatch(ctx context.Context, next journal.Revision, with []journal.Ref) (stay int, err error) {
	b.gate.RLock()
	defer b.gate.RUnlock()
	back, stay, err := b.untouched(ctx, b.at(), with)
	if err == nil {
		_, err = b.write(ctx, Batch{}, append([]journal.Revision{next}, back...))
	}
	return stay, err
}

// untouched makes what takes the revisions back, of those after which nothing came. It counts those who stay: written to
// since, or named by another record. Who is gone is neither.
func (b *Book) untouched(ctx context.Context, g ground, refs []journal.Ref) (back []journal.Revision, stay int, err error) {
	if _, err := b.CatchUp(ctx); err != nil {
		return nil, 0, err
	}
	type pair struct{ last, before journal.Revision }
	pairs := make([]pair, len(refs))
	err = parallel(len(refs), func(i int) (err error) {
		pairs[i].last, pairs[i].before, err = b.lastTwo(ctx, g, refs[i].ID)
		if errors.Is(err, ErrNone) || errors.Is(err, journal.ErrUnreadable) {
			pairs[i].last, err = journal.Revision{}, nil // erased, or nobody can say what it was: it stays as it is
		}
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	for i, p := range pairs {
		next := undone(p.last, p.before)
		switch {
		case p.last.Gone():
		case p.last.Ref != refs[i], next.Gone() && len(b.Of(p.last.ID)) > 0:
			stay++
		default:
			back = append(back, next)
		}
	}
	return back, stay, nil
}
