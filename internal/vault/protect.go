package vault

import (
	"context"
	"errors"
	"slices"
)

// Protected tells whether it takes a secret to open the vault.
func (v Vault) Protected() bool { return !v.Has(OpenSlot) }

// Has tells whether the vault has a slot of a kind.
func (v Vault) Has(kind SlotKind) bool {
	return slices.ContainsFunc(v.Slots, func(s Slot) bool { return s.Kind == kind })
}

// Protect is the vault under a new data key that the passphrase opens and, unless it is zero, the recovery code, for which
// backups are sealed then. The key is new because the former one lay in the open, or was known to somebody: everything kept is
// to be moved under it, and until that is done this vault is nobody's. The key is returned so that this can be done at once.
func (v Vault) Protect(ctx context.Context, cipher Cipher, p Passphrase, cost Cost, code Recovery) (Vault, []byte, error) {
	w := v.Rekey()
	key := w.Slots[0].Key
	w.Slots, w.WipeAfter, w.Recipient = nil, v.WipeAfter, v.Recipient
	s, err := passphraseSlot(p, cost)
	if err == nil {
		w, err = w.put(ctx, cipher, p, s, key)
	}
	if err == nil && !code.IsZero() {
		w, err = w.putRecovery(ctx, cipher, code, key)
	}
	if err != nil {
		return Vault{}, nil, err
	}
	return w, key, nil
}

// Unlock gives the data key to who holds the secret. It returns [ErrWrong] to others, [ErrNoSlot] when nothing of the
// kind opens this vault, and [ErrDamaged], [ErrNewer] or [ErrCost] when what does cannot be used.
func (v Vault) Unlock(ctx context.Context, cipher Cipher, secret Secret) ([]byte, error) {
	why := ErrNoSlot
	for _, s := range v.Slots {
		if s.Kind != secret.kind() {
			continue
		}
		key, err := v.unwrap(ctx, cipher, secret, s)
		if err == nil || ctx.Err() != nil {
			return key, err
		}
		if !errors.Is(why, ErrWrong) { // a damaged slot does not hide that another refused
			why = err
		}
	}
	return nil, why
}

// ChangePassphrase is the vault with another passphrase, opened by a secret that opens it now. The data key stays, and
// so does all that is sealed. Who had kept a copy of the former record and knows the former passphrase still has the
// key: to shut them out, Protect anew.
func (v Vault) ChangePassphrase(ctx context.Context, cipher Cipher, with Secret, p Passphrase, cost Cost) (Vault, error) {
	s, err := passphraseSlot(p, cost)
	if err != nil {
		return Vault{}, err
	}
	key, err := v.Unlock(ctx, cipher, with)
	if err != nil {
		return Vault{}, err
	}
	defer clear(key)
	return v.put(ctx, cipher, p, s, key)
}

// AddRecovery is the vault with a recovery code, in the place of the one before, opened by a secret that opens it now.
// Backups are sealed for it from now on; those made before stay with the former code.
func (v Vault) AddRecovery(ctx context.Context, cipher Cipher, with Secret, code Recovery) (Vault, error) {
	key, err := v.Unlock(ctx, cipher, with)
	if err != nil {
		return Vault{}, err
	}
	defer clear(key)
	return v.putRecovery(ctx, cipher, code, key)
}

func (v Vault) putRecovery(ctx context.Context, cipher Cipher, code Recovery, key []byte) (Vault, error) {
	v, err := v.put(ctx, cipher, code, Slot{Kind: RecoverySlot, Salt: salt()}, key)
	v.Recipient = code.Identity().Recipient().String()
	return v, err
}

// AddPasskey is the vault with a passkey, in the place of the one before, opened by a secret that opens it now.
func (v Vault) AddPasskey(ctx context.Context, cipher Cipher, with Secret, p Passkey) (Vault, error) {
	key, err := v.Unlock(ctx, cipher, with)
	if err != nil {
		return Vault{}, err
	}
	defer clear(key)
	return v.put(ctx, cipher, p, Slot{Kind: PasskeySlot, Salt: p.Salt, Credential: p.Credential}, key)
}

// WithoutPasskey is the vault that no passkey opens any more.
func (v Vault) WithoutPasskey() Vault {
	v.Slots = v.without(PasskeySlot)
	return v
}

// Passkey gives what a passkey is to be asked by and with, when there is one.
func (v Vault) Passkey() (credential, salt []byte, ok bool) {
	for _, s := range v.Slots {
		if s.Kind == PasskeySlot {
			return s.Credential, s.Salt, true
		}
	}
	return nil, nil, false
}

// without lists the slots of other kinds.
func (v Vault) without(kind SlotKind) []Slot {
	return slices.DeleteFunc(slices.Clone(v.Slots), func(s Slot) bool { return s.Kind == kind })
}

// put wraps the key for the secret, in the place of the slots of its kind.
func (v Vault) put(ctx context.Context, cipher Cipher, secret Secret, s Slot, key []byte) (Vault, error) {
	s, err := v.wrap(ctx, cipher, secret, s, key)
	if err != nil {
		return Vault{}, err
	}
	v.Slots = append(v.without(s.Kind), s)
	return v, nil
}
