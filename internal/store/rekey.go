package store

import (
	"context"
	"errors"
	"fmt"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// UnreadableError is [journal.ErrUnreadable] for revisions that a work would leave behind.
type UnreadableError struct{ Refs []journal.Ref }

func (e *UnreadableError) Error() string {
	return fmt.Sprintf("%v: %d revisions", journal.ErrUnreadable, len(e.Refs))
}

// Unwrap makes an UnreadableError a [journal.ErrUnreadable].
func (e *UnreadableError) Unwrap() error { return journal.ErrUnreadable }

// Vault is the record of the vault: what opens it. Before the first write it is a new one each time.
func (b *Book) Vault() vault.Vault {
	if g := b.at(); g.tables != nil {
		return g.vault
	}
	return vault.New()
}

// SetVault keeps another record of the same vault under the same data key: with another passphrase, or a recovery code.
// It is [ErrConflict] when another window has changed the record since: [Book.Vault] then gives that one. It is [ErrNone]
// before anything was kept: [Book.Rekey] begins with a record.
func (b *Book) SetVault(ctx context.Context, v vault.Vault) error {
	b.gate.Lock()
	defer b.gate.Unlock()
	g := b.at()
	if g.tables == nil {
		return ErrNone
	}
	if v.ID != g.vault.ID || v.KeyID != g.vault.KeyID {
		return fmt.Errorf("%w: a record of another key", ErrConflict)
	}
	now, err := recorded(ctx, g)
	if err != nil {
		return err
	}
	if string(now.Record()) != string(g.vault.Record()) {
		err, v = ErrConflict, now
	} else {
		err = g.tables.PutVault(ctx, v.Record())
	}
	if err == nil || errors.Is(err, ErrConflict) {
		b.mu.Lock()
		b.ground.vault = v
		b.mu.Unlock()
	}
	return err
}

// Rekey moves everything, photos and drafts included, under another data key: a new generation with the given record of the
// vault, under the key that its slots give, which may be nil when one is open and is wiped in any case. It is how a first
// passphrase protects what lay in the open, and how protection is removed. Other windows and kills are as in
// [Book.Restore]. Revisions that do not open cannot be moved: unless they may be left behind, nothing changes and they are an
// [UnreadableError].
func (b *Book) Rekey(ctx context.Context, v vault.Vault, key []byte, leave bool) error {
	defer clear(key)
	return b.replace(ctx, plan{
		work: Rekeying,
		ground: func(ctx context.Context, t Tables, old ground) (ground, error) {
			if old.tables != nil && (v.ID != old.vault.ID || v.KeyID == old.vault.KeyID) {
				return ground{}, fmt.Errorf("%w: not this vault under another key", ErrConflict)
			}
			if key == nil {
				return b.hold(ctx, t, v)
			}
			return b.under(ctx, t, v, key)
		},
		feed: func(ctx context.Context, f *filling, old ground) error {
			if old.tables == nil {
				return nil
			}
			var bad []journal.Ref
			err := numbered(ctx, old, func(r journal.Revision) error {
				if bad != nil && !leave {
					return nil // only counted from here on
				}
				return f.take(ctx, r)
			}, func(ref journal.Ref, err error) {
				bad = append(bad, ref)
				b.quarantine(ref, err)
			})
			if err == nil && bad != nil && !leave {
				err = &UnreadableError{Refs: bad}
			}
			if err == nil {
				err = f.flush(ctx)
			}
			if err == nil {
				err = f.photosOf(ctx, old)
			}
			return err
		},
	})
}
