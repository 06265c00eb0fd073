package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// Version is a revision with its record; Record is nil when the revision is a tombstone.
type Version struct {
	journal.Revision
	Record journal.Record
}

// Get reads the latest version of a record. It returns [ErrNone] when there never was one, and an error wrapping
// [journal.ErrUnreadable], with the Ref alone, when it does not open.
func (b *Book) Get(ctx context.Context, id string) (Version, error) { return b.latest(ctx, b.at(), id) }

func (b *Book) latest(ctx context.Context, g ground, id string) (Version, error) {
	if g.tables == nil {
		return Version{}, ErrNone
	}
	r, err := g.tables.Latest(ctx, id)
	if err != nil {
		return Version{}, err
	}
	return b.version(ctx, g, r)
}

// History reads every version of a record that opens, oldest first; the others are in [Book.Unreadable].
func (b *Book) History(ctx context.Context, id string) ([]Version, error) {
	g := b.at()
	if g.tables == nil {
		return nil, ErrNone
	}
	return b.history(ctx, g, id)
}

func (b *Book) history(ctx context.Context, g ground, id string) ([]Version, error) {
	sealed, err := g.tables.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(sealed) == 0 {
		return nil, ErrNone
	}
	versions := make([]Version, 0, len(sealed))
	for _, s := range sealed {
		v, err := b.version(ctx, g, s)
		if errors.Is(err, journal.ErrUnreadable) {
			continue
		}
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	return versions, nil
}

// version opens a revision and decodes its record.
func (b *Book) version(ctx context.Context, g ground, s SealedRevision) (Version, error) {
	r, err := openRevision(ctx, g, s)
	var rec journal.Record
	if err == nil {
		rec, err = r.Record()
	}
	if err != nil {
		b.quarantine(s.Ref, err)
		return Version{Revision: journal.Revision{Ref: s.Ref}}, err
	}
	return Version{r, rec}, nil
}

// openRevision opens a revision. What does not open is [journal.ErrUnreadable].
func openRevision(ctx context.Context, g ground, s SealedRevision) (journal.Revision, error) {
	plain, err := g.box.Open(ctx, revisionContext(s.Ref), s.Sealed)
	if errors.Is(err, vault.ErrSealed) || errors.Is(err, vault.ErrNewer) {
		return journal.Revision{}, fmt.Errorf("%w: %v", journal.ErrUnreadable, err)
	}
	if err != nil {
		return journal.Revision{}, err
	}
	var r journal.Revision
	if err := json.Unmarshal(plain, &r); err != nil || r.Ref != s.Ref {
		return journal.Revision{}, fmt.Errorf("%w: not the revision %s/%d", journal.ErrUnreadable, s.ID, s.N)
	}
	return r, nil
}

func (b *Book) quarantine(ref journal.Ref, err error) {
	if !errors.Is(err, journal.ErrUnreadable) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unreadable[ref] = true
}

// batchSize is how many revisions are read or written at a time: few enough that a slow telephone does it between two frames.
const batchSize = 250

// scan reads every revision in the order of refs and hands each batch over, opened side by side: errs[i] is the fault of
// the i-th, always a [journal.ErrUnreadable].
func scan(ctx context.Context, g ground, each func(sealed []SealedRevision, opened []journal.Revision, errs []error) error) error {
	var after journal.Ref
	for {
		sealed, err := g.tables.Scan(ctx, after, batchSize)
		if err != nil {
			return err
		}
		if len(sealed) == 0 {
			return nil
		}
		opened, errs := make([]journal.Revision, len(sealed)), make([]error, len(sealed))
		err = parallel(len(sealed), func(i int) error {
			opened[i], errs[i] = openRevision(ctx, g, sealed[i])
			if errs[i] != nil && !errors.Is(errs[i], journal.ErrUnreadable) {
				return errs[i]
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := each(sealed, opened, errs); err != nil {
			return err
		}
		after = sealed[len(sealed)-1].Ref
	}
}

// Revisions hands over every revision, each record's oldest first, for a backup, numbered 1, 2, 3 …: one that does not
// open is left out, and those after it close the gap; [Book.Unreadable] lists it.
func (b *Book) Revisions(ctx context.Context, each func(journal.Revision) error) error {
	g := b.at()
	if g.tables == nil {
		return nil
	}
	return numbered(ctx, g, each, b.quarantine)
}

// numbered hands over every revision that opens, numbered 1, 2, 3 … in each record, and tells bad of the others.
func numbered(ctx context.Context, g ground, each func(journal.Revision) error, bad func(journal.Ref, error)) error {
	var last journal.Ref
	return scan(ctx, g, func(sealed []SealedRevision, opened []journal.Revision, errs []error) error {
		for i, r := range opened {
			if errs[i] != nil {
				bad(sealed[i].Ref, errs[i])
				continue
			}
			if r.ID != last.ID {
				last = journal.Ref{ID: r.ID}
			}
			last.N++
			r.N = last.N
			if err := each(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Erased lists the records that were erased for good.
func (b *Book) Erased(ctx context.Context) ([]Erased, error) {
	if g := b.at(); g.tables != nil {
		return g.tables.Erased(ctx)
	}
	return nil, nil
}

// Draft reads the draft of a form, or nil when there is none.
func (b *Book) Draft(ctx context.Context, key string) ([]byte, error) {
	g := b.at()
	if g.tables == nil {
		return nil, nil
	}
	sealed, err := g.tables.Draft(ctx, key)
	if err != nil || sealed == nil {
		return nil, err
	}
	return g.box.Open(ctx, "draft|"+key, sealed)
}

// PutDraft keeps the draft of a form in the place of the one before.
func (b *Book) PutDraft(ctx context.Context, key string, plain []byte) error {
	b.gate.RLock()
	defer b.gate.RUnlock()
	if err := b.ensure(ctx); err != nil {
		return err
	}
	g := b.at()
	sealed, err := g.box.Seal(ctx, "draft|"+key, plain)
	if err != nil {
		return err
	}
	return g.tables.PutDraft(ctx, key, sealed)
}

// DropDraft forgets the draft of a form.
func (b *Book) DropDraft(ctx context.Context, key string) error {
	b.gate.RLock()
	defer b.gate.RUnlock()
	if g := b.at(); g.tables != nil {
		return g.tables.DropDraft(ctx, key)
	}
	return nil
}

// DraftKeys lists the forms that have a draft.
func (b *Book) DraftKeys(ctx context.Context) ([]string, error) {
	if g := b.at(); g.tables != nil {
		return g.tables.DraftKeys(ctx)
	}
	return nil, nil
}

// VaultID names the vault that the journal is kept in; empty before the first write.
func (b *Book) VaultID() string { return b.at().vault.ID }
