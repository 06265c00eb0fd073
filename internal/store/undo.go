package store

import (
	"context"
	"fmt"
	"slices"

	"trousse/internal/journal"
)

// Undo takes back the whole change that made a revision, by a new change: each record gets the body that it had before,
// or is taken away when it had none. A [ConflictError] names what has moved on since, or what has come to name a client
// who would be taken away. Undoing the undo is an Undo like any other.
func (b *Book) Undo(ctx context.Context, ref journal.Ref) (Saved, error) {
	b.gate.RLock()
	defer b.gate.RUnlock()
	g := b.at()
	if g.tables == nil {
		return Saved{}, ErrNone
	}
	last, _, err := b.lastTwo(ctx, g, ref.ID)
	if err != nil {
		return Saved{}, err
	}
	if last.N < ref.N {
		return Saved{}, ErrNone
	}
	all, err := b.changeOf(ctx, g, ref, last)
	if err != nil {
		return Saved{}, err
	}
	conflict := &ConflictError{}
	var back []journal.Revision
	for _, r := range all {
		now, before, err := b.lastTwo(ctx, g, r.ID)
		if err != nil {
			return Saved{}, err
		}
		if now.N != r.N || now.Change != last.Change {
			conflict.Refs = append(conflict.Refs, now.Ref)
			continue
		}
		back = append(back, undone(now, before))
	}
	if len(conflict.Refs) == 0 {
		if conflict.Refs, err = b.orphans(ctx, back); err != nil {
			return Saved{}, err
		}
	}
	if len(conflict.Refs) > 0 {
		return Saved{}, conflict
	}
	return b.write(ctx, Batch{}, back)
}

// undone is the revision that gives a record back what it was before its last one.
func undone(last, before journal.Revision) journal.Revision {
	next := journal.Revision{
		Ref:  journal.Ref{ID: last.ID, N: last.N + 1},
		Kind: last.Kind, Schema: journal.Schema, Body: before.Body,
	}
	if !next.Gone() {
		next.Schema = before.Schema
	}
	return next
}

// changeOf lists the revisions of the change that made a record's last one, the one that was asked for first.
func (b *Book) changeOf(ctx context.Context, g ground, ref journal.Ref, last journal.Revision) ([]journal.Ref, error) {
	all := append([]journal.Ref{ref}, last.With...)
	if last.Lead == nil {
		return all, nil
	}
	sealed, err := g.tables.Revisions(ctx, last.Lead.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(sealed, func(s SealedRevision) bool { return s.N == last.Lead.N })
	if i < 0 {
		return nil, fmt.Errorf("%w: %s/%d is missing", journal.ErrUnreadable, last.Lead.ID, last.Lead.N)
	}
	lead, err := b.revision(ctx, g, sealed[i])
	if err != nil {
		return nil, err
	}
	for _, r := range append(lead.With, lead.Ref) {
		if r.ID != ref.ID {
			all = append(all, r)
		}
	}
	return all, nil
}

// lastTwo reads the last revision of a record and the one before it, if there is one.
func (b *Book) lastTwo(ctx context.Context, g ground, id string) (last, before journal.Revision, err error) {
	sealed, err := g.tables.Revisions(ctx, id)
	if err != nil {
		return last, before, err
	}
	n := len(sealed)
	if n == 0 {
		return last, before, ErrNone
	}
	if last, err = b.revision(ctx, g, sealed[n-1]); err != nil || n == 1 {
		return last, before, err
	}
	before, err = b.revision(ctx, g, sealed[n-2])
	if err == nil && before.N != last.N-1 {
		err = fmt.Errorf("%w: %s/%d is missing", journal.ErrUnreadable, id, last.N-1)
	}
	return last, before, err
}

func (b *Book) revision(ctx context.Context, g ground, s SealedRevision) (journal.Revision, error) {
	r, err := openRevision(ctx, g, s)
	if err != nil {
		b.quarantine(s.Ref, err)
	}
	return r, err
}

// orphans lists what names a client whom the revisions take away, and is not taken away with them.
func (b *Book) orphans(ctx context.Context, back []journal.Revision) ([]journal.Ref, error) {
	var left []journal.Ref
	for _, r := range back {
		if r.Kind != journal.KindClient || !r.Gone() {
			continue
		}
		if err := b.LoadIndex(ctx); err != nil {
			return nil, err
		}
		if _, err := b.CatchUp(ctx); err != nil {
			return nil, err
		}
		for _, e := range b.Of(r.ID) {
			if !slices.ContainsFunc(back, func(r journal.Revision) bool { return r.ID == e.ID }) {
				left = append(left, journal.Ref{ID: e.ID, N: e.N})
			}
		}
	}
	return left, nil
}
