package vault

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The kinds of slots that hold the data key sealed under what a secret gives.
const (
	PassphraseSlot SlotKind = "passphrase"
	RecoverySlot   SlotKind = "recovery"
	PasskeySlot    SlotKind = "passkey"
)

// Errors of secrets.
var (
	ErrWrong  = errors.New("not the right passphrase or recovery code")
	ErrNoSlot = errors.New("nothing of this kind opens the vault")
	ErrShort  = errors.New("the passphrase is too short")
	ErrLong   = errors.New("the passphrase is too long")
)

// What a passphrase may measure, in characters that count: see [Fold].
const (
	MinPassphrase = 8
	maxPassphrase = 1000
)

const saltSize = 16

// Cipher makes the AEAD that works under a key of [KeySize] bytes.
type Cipher func(ctx context.Context, key []byte) (AEAD, error)

// Secret is what opens a vault: a [Passphrase], a [Recovery] or a [Passkey].
type Secret interface {
	kind() SlotKind
	// key is the key that the slot's data key is sealed under.
	key(s Slot) ([]byte, error)
}

// Passphrase is a passphrase as it was typed. Making a key of it takes long and memory, on purpose: see [Cost].
type Passphrase string

func (Passphrase) kind() SlotKind { return PassphraseSlot }

func (p Passphrase) key(s Slot) ([]byte, error) {
	switch {
	case s.Fold > folding:
		return nil, ErrNewer
	case s.Fold != folding || s.Cost == nil || len(s.Salt) < saltSize:
		return nil, ErrDamaged
	}
	if err := s.Cost.check(); err != nil {
		return nil, err
	}
	return argon2.IDKey([]byte(Fold(string(p))), s.Salt, s.Cost.Time, s.Cost.Memory, s.Cost.Threads, KeySize), nil
}

// Check refuses a passphrase that cannot be set: [ErrShort] or [ErrLong].
func (p Passphrase) Check() error {
	switch n := utf8.RuneCountInString(Fold(string(p))); {
	case n < MinPassphrase:
		return ErrShort
	case n > maxPassphrase:
		return ErrLong
	}
	return nil
}

func (Recovery) kind() SlotKind { return RecoverySlot }

func (r Recovery) key(s Slot) ([]byte, error) {
	if len(s.Salt) < saltSize {
		return nil, ErrDamaged
	}
	return derive(r[:], "trousse/slot/recovery/v1", s.Salt), nil
}

// Passkey is what a passkey of the device answers to the salt of its slot, by the extension of WebAuthn named prf.
type Passkey struct {
	Credential []byte // the passkey's own id
	Salt       []byte // of at least 16 bytes, what it was asked with
	Answer     []byte // 32 bytes that nobody else can give
}

func (Passkey) kind() SlotKind { return PasskeySlot }

func (p Passkey) key(s Slot) ([]byte, error) {
	switch {
	case len(s.Salt) < saltSize:
		return nil, ErrDamaged
	case len(p.Answer) < KeySize || !bytes.Equal(p.Credential, s.Credential) || !bytes.Equal(p.Salt, s.Salt):
		return nil, ErrWrong
	}
	return derive(p.Answer, "trousse/slot/passkey/v1", s.Salt), nil
}

// derive makes one key of a secret for each use. The secret is random through and through, so one keyed hash does.
func derive(secret []byte, use string, salt []byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(use))
	h.Write([]byte{0})
	h.Write(salt)
	return h.Sum(nil)
}

// passphraseSlot is a slot to be wrapped for a passphrase.
func passphraseSlot(p Passphrase, cost Cost) (Slot, error) {
	if err := p.Check(); err != nil {
		return Slot{}, err
	}
	if err := cost.check(); err != nil {
		return Slot{}, err
	}
	return Slot{Kind: PassphraseSlot, Salt: salt(), Cost: &cost, Fold: folding}, nil
}

func salt() []byte {
	s := make([]byte, saltSize)
	rand.Read(s)
	return s
}

// wrap fills a slot with the data key, sealed under what the secret gives.
func (v Vault) wrap(ctx context.Context, cipher Cipher, secret Secret, s Slot, dataKey []byte) (Slot, error) {
	aead, err := s.aead(ctx, cipher, secret)
	if err != nil {
		return Slot{}, err
	}
	nonce := make([]byte, NonceSize)
	rand.Read(nonce)
	sealed, err := aead.Seal(ctx, [3][]byte{nonce, dataKey, v.slotAD(s)})
	if err != nil {
		return Slot{}, fmt.Errorf("seal: %w", err)
	}
	s.Key = append(nonce, sealed[0]...)
	return s, nil
}

// unwrap opens a slot. It returns [ErrWrong] when the secret is not the slot's, or the slot is not this vault's.
func (v Vault) unwrap(ctx context.Context, cipher Cipher, secret Secret, s Slot) ([]byte, error) {
	if len(s.Key) != NonceSize+KeySize+tagSize {
		return nil, ErrDamaged
	}
	aead, err := s.aead(ctx, cipher, secret)
	if err != nil {
		return nil, err
	}
	key, err := aead.Open(ctx, s.Key[:NonceSize], s.Key[NonceSize:], v.slotAD(s))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, ErrWrong
	}
	return key, nil
}

func (s Slot) aead(ctx context.Context, cipher Cipher, secret Secret) (AEAD, error) {
	key, err := secret.key(s)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return cipher(ctx, key)
}

// slotAD binds a wrapped key to its vault, to the key that it is, and to the slot's kind and parameters: a slot can
// neither be moved nor made cheaper.
func (v Vault) slotAD(s Slot) []byte {
	var c Cost
	if s.Cost != nil {
		c = *s.Cost
	}
	ad := fmt.Appendf(nil, "slot|%s|%s|%s|%d|%d|%d|%d|%s",
		v.ID, v.KeyID, s.Kind, s.Fold, c.Memory, c.Time, c.Threads, hex.EncodeToString(s.Salt))
	if s.Credential != nil {
		ad = append(append(ad, '|'), s.Credential...)
	}
	return ad
}
