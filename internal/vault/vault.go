// Package vault holds the key under which everything is kept, and the format in which bytes are sealed with it.
//
// A [Vault] is the small record that lies in the clear beside the sealed ones: two random ids and the slots, each a way
// to the data key. It begins with an open slot, which holds the key itself and protects nothing from whoever can read
// the device's files: all bytes are sealed from the first day, and a passphrase comes later without a second format.
// Then it has a slot for the passphrase, one for the printed recovery code and perhaps one for a passkey, each with the key
// sealed under what that secret gives.
//
//	open ── Protect: new data key ──▶ protected ── ChangePassphrase, AddRecovery, AddPasskey: same key ──▶ protected
//	  ▲                                   │
//	  └────── Rekey: new data key ────────┘
//
// With a new data key everything kept is moved: package store does that. The record is all that can be read while the kit is
// locked. When the kit locks by itself is for [Watch] to say, and how long who guesses waits for [Tries].
//
// The package does not choose the cipher's implementation: a program hands it an [AEAD], from package goaead natively
// and from the browser's own WebCrypto in the browser. It keeps nothing.
package vault

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// The errors that the screens put in words.
var (
	ErrDamaged = errors.New("the vault's record is damaged")
	ErrNewer   = errors.New("the vault was made by a newer kit")
	ErrLocked  = errors.New("the vault is locked")
	ErrSealed  = errors.New("the bytes do not open with this key") // damaged, moved elsewhere, or sealed by another key
)

// Format is the version of the vault's record written by this program.
const Format = 1

// KeySize is the length of a data key, in bytes.
const KeySize = 32

// Vault is the record kept in the clear.
type Vault struct {
	Format int    `json:"format"`
	ID     string `json:"id"`     // of what is kept here, for as long as it lives
	KeyID  string `json:"key_id"` // of the data key; changes with it
	Slots  []Slot `json:"slots"`
	// Recipient is whom backups are sealed for: the public half of a recovery code's key, so that they are made without
	// asking for the code.
	Recipient string `json:"recipient,omitempty"`
	// WipeAfter is how many wrong secrets in a row have everything taken away: 0 for never. See [Vault.Spent].
	WipeAfter int `json:"wipe_after,omitempty"`
}

// SlotKind tells how a slot gives the data key.
type SlotKind string

// OpenSlot holds the data key as it is: it protects nothing.
const OpenSlot SlotKind = "open"

// Slot is one way to the data key. Slots of kinds that this program does not know are kept and passed over.
type Slot struct {
	Kind SlotKind `json:"kind"`
	// Key is the data key: as it is in an open slot, elsewhere a nonce and the key sealed, with its tag.
	Key  []byte `json:"key,omitempty"`
	Salt []byte `json:"salt,omitempty"`
	Cost *Cost  `json:"cost,omitempty"` // of a passphrase
	Fold int    `json:"fold,omitempty"` // how the passphrase was folded
	// Credential is what a passkey is asked by.
	Credential []byte `json:"credential,omitempty"`
}

// maxSlots is the most that a record may hold: each may have to be tried, and trying takes long.
const maxSlots = 8

// New makes a vault with a random data key in an open slot.
func New() Vault { return Vault{ID: uuid.NewString()}.Rekey() }

// Rekey is the same vault with another random data key in an open slot, and no other slot: what it becomes when its
// protection is removed. Backups are sealed for nobody then: a code that opens nothing here any more may be thrown away.
func (v Vault) Rekey() Vault {
	key := make([]byte, KeySize)
	rand.Read(key) // never fails: without randomness the program ends
	return Vault{Format: Format, ID: v.ID, KeyID: uuid.NewString(), Slots: []Slot{{Kind: OpenSlot, Key: key}}}
}

// Parse reads a vault's record. It returns [ErrDamaged] or [ErrNewer] when it cannot be used.
func Parse(record []byte) (Vault, error) {
	var v Vault
	if err := json.Unmarshal(record, &v); err != nil {
		return Vault{}, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	switch {
	case v.Format > Format:
		return Vault{}, ErrNewer
	case v.Format < 1 || uuid.Validate(v.ID) != nil || uuid.Validate(v.KeyID) != nil || len(v.Slots) > maxSlots:
		return Vault{}, ErrDamaged
	}
	return v, nil
}

// Record is the vault as it is kept.
func (v Vault) Record() []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and bytes always marshal
	}
	return b
}

// Key gives the data key from the open slot, or [ErrLocked] when there is none.
func (v Vault) Key() ([]byte, error) {
	for _, s := range v.Slots {
		if s.Kind != OpenSlot {
			continue
		}
		if len(s.Key) != KeySize {
			return nil, ErrDamaged
		}
		return s.Key, nil
	}
	return nil, ErrLocked
}
