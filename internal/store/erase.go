package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// Erasure tells what an erasure took away.
type Erasure struct {
	Records, Revisions, Photos, Drafts int
}

// erasures is how often an erasure is begun again because another window wrote meanwhile.
const erasures = 5

// Erase takes records away for good, with their whole history and their photos: those named and, for a client, whatever
// is about them, taken away or not, the records merged into theirs, and the drafts that name any of these. Those who were
// sent by a client, or asked for the same improvement, stay, and name them no more. All goes in one stroke; then the index is
// made again, which a kill only puts off. The ids are noted with the day: a restore leaves them out. Texts about others
// may still hold a name: search finds them. It is [ErrNone] when nothing is kept under the ids.
func (b *Book) Erase(ctx context.Context, day journal.Day, ids ...string) (Erasure, error) {
	b.gate.Lock()
	defer b.gate.Unlock()
	if b.at().tables == nil {
		return Erasure{}, ErrNone
	}
	if err := b.LoadIndex(ctx); err != nil {
		return Erasure{}, err
	}
	if err := b.unname(ctx, ids); err != nil {
		return Erasure{}, err
	}
	b.loads.Lock()
	defer b.loads.Unlock()
	done, seq, err := b.erase(ctx, day, ids)
	for again := 1; errors.Is(err, ErrMoved) && again < erasures; again++ {
		done, seq, err = b.erase(ctx, day, ids)
	}
	if err != nil {
		return Erasure{}, err
	}
	if b.reload(context.WithoutCancel(ctx), b.anew) != nil { // it is gone all the same: the next look reads what is left
		b.mu.Lock()
		b.index, b.mend = nil, true
		b.mu.Unlock()
	}
	b.mu.Lock()
	b.note(seq)
	listeners := b.onSaved
	b.mu.Unlock()
	changed := done.Records
	if journal.IsSample(ids[0]) { // no backup has to follow
		changed = 0
	}
	for _, tell := range listeners {
		tell(seq, changed)
	}
	return done, nil
}

// erase looks for what goes and erases it, unless another window writes meanwhile, which is [ErrMoved].
func (b *Book) erase(ctx context.Context, day journal.Day, ids []string) (done Erasure, seq uint64, err error) {
	g := b.at()
	now, err := g.tables.Since(ctx, 0)
	if err != nil {
		return done, 0, err
	}
	e := eraser{all: make(map[string]*met), gone: make(map[string]bool)}
	if err := e.look(ctx, g, ids); err != nil {
		return done, 0, err
	}
	if len(e.gone) == 0 {
		return done, 0, ErrNone
	}
	what := Erasing{Last: now.last()}
	for id := range e.gone {
		what.Records = append(what.Records, Erased{ID: id, Day: day})
		done.Revisions += e.all[id].revisions
		for photo := range e.all[id].photos {
			what.Photos = append(what.Photos, photo)
		}
	}
	if what.Drafts, err = b.draftsOf(ctx, &e); err != nil {
		return done, 0, err
	}
	done.Records, done.Photos, done.Drafts = len(what.Records), len(what.Photos), len(what.Drafts)
	seq, err = g.tables.Erase(ctx, what)
	return done, seq, err
}

// anew makes the index again from the revisions.
func (b *Book) anew(ctx context.Context, g ground, _ reading) (*index, error) {
	return b.rebuild(ctx, g)
}

// unname writes, in one change, the records that name the clients without being about them.
func (b *Book) unname(ctx context.Context, ids []string) error {
	var writes []journal.Revision
	for _, client := range ids {
		for _, id := range b.naming(client) {
			v, err := b.Get(ctx, id)
			if errors.Is(err, journal.ErrUnreadable) {
				continue
			}
			if err != nil {
				return err
			}
			rec, changed := journal.Without(v.Record, client)
			if !changed {
				continue
			}
			body, err := json.Marshal(rec)
			if err != nil {
				return err
			}
			writes = append(writes, journal.Revision{
				Ref: journal.Ref{ID: id, N: v.N + 1}, Kind: v.Kind, Schema: journal.Schema, Body: body,
			})
		}
	}
	if len(writes) == 0 {
		return nil
	}
	_, err := b.write(ctx, Batch{}, writes)
	return err
}

// draftsOf lists the drafts that name what goes, and the photos of no record yet that they name.
func (b *Book) draftsOf(ctx context.Context, e *eraser) ([]string, error) {
	keys, err := b.DraftKeys(ctx)
	if err != nil {
		return nil, err
	}
	photos, forms := loosePhotos(keys)
	var all []string
	for _, key := range forms {
		plain, err := b.Draft(ctx, key)
		if errors.Is(err, vault.ErrSealed) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !e.names(key, plain) {
			continue
		}
		all = append(all, key)
		for _, id := range photos {
			if strings.Contains(string(plain), id) {
				all = append(all, photoDrafts+id)
			}
		}
	}
	return all, nil
}
