package store

import (
	"context"
	"slices"
	"strings"

	"trousse/internal/journal"
)

// Merge makes the writes that turn two records of one person into one: the record that is kept, every record that named
// the other, and the other taken away. They are to be saved in one change, so that one undo parts them again; until then
// nothing has changed. A [journal.FieldError] tells that the two are more than one record holds.
func (b *Book) Merge(ctx context.Context, keep, away string) ([]Write, error) {
	if err := b.LoadIndex(ctx); err != nil {
		return nil, err
	}
	if _, err := b.CatchUp(ctx); err != nil {
		return nil, err
	}
	mine, kept, err := b.getClient(ctx, keep)
	if err != nil {
		return nil, err
	}
	theirs, lost, err := b.getClient(ctx, away)
	if err != nil {
		return nil, err
	}
	merged, err := journal.Merge(kept, lost)
	if err != nil {
		return nil, err
	}
	writes := []Write{{Record: merged, Base: mine.N}}
	for _, id := range b.naming(away) {
		if id == keep {
			continue // as it is merged, it names the other no more
		}
		v, err := b.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		if rec, changed := journal.Moved(v.Record, away, keep); changed {
			writes = append(writes, Write{Record: rec, Base: v.N})
		}
	}
	return append(writes, Write{Record: lost, Base: theirs.N, Gone: true}), nil
}

// getClient reads a client who is there.
func (b *Book) getClient(ctx context.Context, id string) (Version, journal.Client, error) {
	v, err := b.Get(ctx, id)
	if err != nil {
		return v, journal.Client{}, err
	}
	c, ok := v.Record.(journal.Client)
	if !ok {
		return v, c, ErrNone
	}
	return v, c, nil
}

// naming lists the records that name a client: those about them, and the improvements and what else they asked for.
func (b *Book) naming(client string) []string {
	var ids []string
	for _, e := range b.Of(client) {
		ids = append(ids, e.ID)
	}
	for _, e := range append(b.List(journal.KindImprovement, 0), b.List(journal.KindPrivacy, 0)...) {
		if slices.Contains(strings.Split(e.Tags, "\n"), client) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}
