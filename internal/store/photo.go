package store

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// A photo that no record names yet is kept among the drafts, with the moment when it was taken in before it. The write that
// names it makes it good.
const (
	photoDrafts = "photo/"
	stamp       = 8              // bytes
	photoWait   = 24 * time.Hour // a form may be open that long before its own draft tells of the photo
)

// Photos counts the photos of records, of those that an undo could bring back too.
func (b *Book) Photos(ctx context.Context) (int, error) {
	g := b.at()
	if g.tables == nil {
		return 0, nil
	}
	return g.tables.Photos(ctx)
}

// photoContext binds sealed bytes to the photo that they are.
func photoContext(id string) string { return "photo|" + id }

// PutPhoto keeps a photo until a record that names it is saved. One that no record and no draft names goes by itself,
// after a day.
func (b *Book) PutPhoto(ctx context.Context, id string, picture []byte) error {
	plain := binary.BigEndian.AppendUint64(nil, uint64(b.opt.Now().Unix()))
	return b.PutDraft(ctx, photoDrafts+id, append(plain, picture...))
}

// DropPhoto forgets a photo that no record was saved with.
func (b *Book) DropPhoto(ctx context.Context, id string) error {
	return b.DropDraft(ctx, photoDrafts+id)
}

// Photo reads a photo, of a record or of a form. It returns [ErrNone] when it is not here.
func (b *Book) Photo(ctx context.Context, id string) ([]byte, error) {
	g := b.at()
	if g.tables == nil {
		return nil, ErrNone
	}
	sealed, err := g.tables.Photo(ctx, id)
	if err != nil {
		return nil, err
	}
	if sealed != nil {
		picture, err := g.box.Open(ctx, photoContext(id), sealed)
		if errors.Is(err, vault.ErrSealed) {
			err = ErrNone // it is spoiled, and nothing else with it
		}
		return picture, err
	}
	plain, err := b.Draft(ctx, photoDrafts+id)
	if err == nil && len(plain) < stamp {
		err = ErrNone
	}
	if err != nil {
		return nil, err
	}
	return plain[stamp:], nil
}

// newPhotos seals, for a write, the photos that its records name and no write has made good yet.
func (b *Book) newPhotos(ctx context.Context, g ground, writes []Write) (photos []SealedPhoto, used []string, err error) {
	for _, w := range writes {
		if w.Gone {
			continue
		}
		for _, p := range journal.Photos(w.Record) {
			key := photoDrafts + p.ID
			plain, err := b.Draft(ctx, key)
			if err != nil {
				return nil, nil, err
			}
			if len(plain) < stamp {
				continue
			}
			sealed, err := g.box.Seal(ctx, photoContext(p.ID), plain[stamp:])
			if err != nil {
				return nil, nil, err
			}
			photos, used = append(photos, SealedPhoto{ID: p.ID, Sealed: sealed}), append(used, key)
		}
	}
	return photos, used, nil
}

// sweepPhotos forgets the photos of forms that were left without a draft.
func (b *Book) sweepPhotos(ctx context.Context) error {
	keys, err := b.DraftKeys(ctx)
	if err != nil {
		return err
	}
	loose, rest := loosePhotos(keys)
	if len(loose) == 0 {
		return nil
	}
	var kept strings.Builder
	for _, key := range rest {
		plain, err := b.Draft(ctx, key)
		if err != nil {
			return err // it may name any of them
		}
		kept.Write(plain)
	}
	for _, id := range loose {
		if strings.Contains(kept.String(), id) {
			continue
		}
		plain, err := b.Draft(ctx, photoDrafts+id)
		if err != nil {
			return err
		}
		if len(plain) >= stamp && b.opt.Now().Sub(time.Unix(int64(binary.BigEndian.Uint64(plain)), 0)) < photoWait {
			continue
		}
		if err := b.at().tables.DropDraft(ctx, photoDrafts+id); err != nil {
			return err
		}
	}
	return nil
}

// loosePhotos parts the photos that no record was saved with from the other drafts.
func loosePhotos(keys []string) (ids, rest []string) {
	for _, key := range keys {
		if id, ok := strings.CutPrefix(key, photoDrafts); ok {
			ids = append(ids, id)
		} else {
			rest = append(rest, key)
		}
	}
	return ids, rest
}
