package store

import (
	"context"
	"encoding/json"
	"errors"

	"trousse/internal/journal"
)

// MaxBatch is how many clients of an import are best saved in one change, with the [journal.Import] as the first record of
// it: what comes in then weighs little at a time, and a kill loses one batch.
const MaxBatch = 250

// UndoImport takes back all that came in with an import, one batch after the other, the last one first: killed anywhere, it
// goes on where it was when it is called again. A client who was written to since, or whom other records name, stays; left
// counts them. Tell is called after each batch with how many clients were seen to.
func (b *Book) UndoImport(ctx context.Context, id string, tell func(done int)) (left int, err error) {
	done := 0
	for {
		seen, stay, more, err := b.undoBatch(ctx, id)
		for tries := 0; errors.Is(err, ErrConflict) && tries < 3; tries++ { // another window writes: look again
			seen, stay, more, err = b.undoBatch(ctx, id)
		}
		if err != nil {
			return left, err
		}
		left, done = left+stay, done+seen
		tell(done)
		if !more {
			return left, nil
		}
	}
}

// undoBatch takes back the last batch of an import that is still there. It tells how many clients there were in it, how many
// stay, and whether there are batches left.
func (b *Book) undoBatch(ctx context.Context, id string) (seen, stay int, more bool, err error) {
	b.gate.RLock()
	defer b.gate.RUnlock()
	g := b.at()
	if g.tables == nil {
		return 0, 0, false, ErrNone
	}
	versions, err := b.history(ctx, g, id)
	if err != nil {
		return 0, 0, false, err
	}
	var batches []Version
	for _, v := range versions {
		if i, ok := v.Record.(journal.Import); ok && i.Undone == 0 {
			batches = append(batches, v)
		}
	}
	last := versions[len(versions)-1]
	now, ok := last.Record.(journal.Import)
	if !ok {
		return 0, 0, false, nil // it is gone already, as after another window's undo
	}
	next := journal.Revision{Ref: journal.Ref{ID: id, N: last.N + 1}, Kind: journal.KindImport, Schema: journal.Schema}
	at := len(batches) - 1 - now.Undone
	if at > 0 {
		now.Stage, now.Undone, more = journal.ImportUndoing, now.Undone+1, true
		if next.Body, err = json.Marshal(now); err != nil {
			return 0, 0, false, err
		}
	}
	var with []journal.Ref
	if at >= 0 {
		with = batches[at].With
	}
	back, stay, err := b.untouched(ctx, g, with)
	if err == nil {
		_, err = b.write(ctx, Batch{}, append([]journal.Revision{next}, back...))
	}
	return len(with), stay, more, err
}

// untouched makes what takes the revisions back, of those after which nothing came. It counts those who stay: written to
// since, or named by another record. Who is gone is neither.
func (b *Book) untouched(ctx context.Context, g ground, refs []journal.Ref) (back []journal.Revision, stay int, err error) {
	if err := b.LoadIndex(ctx); err != nil {
		return nil, 0, err
	}
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
