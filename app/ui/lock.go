package ui

import (
	"context"
	"time"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// Lock is what the screens know of the lock, beside the vault of the book. The program sets its functions; those that take a
// context wait for the device, and for the one thread.
type Lock struct {
	Cipher vault.Cipher
	// Open opens the locked kit: with [vault.ErrWrong], and a longer wait, for whoever does not hold the secret.
	Open func(ctx context.Context, secret vault.Secret) error
	// Shut locks the kit in every window. Flush has the others put away what is typed there, Others locks them alone.
	Shut   func(why LockedBy)
	Flush  func()
	Others func()
	// CanPasskey tells whether the device may well have passkeys that open the kit. NewPasskey makes one, AskPasskey asks it:
	// both in a press.
	CanPasskey func(ctx context.Context) bool
	NewPasskey func(ctx context.Context, name string, salt []byte) (credential, answer []byte, err error)
	AskPasskey func(ctx context.Context, credential, salt []byte) (answer []byte, err error)
	// Wipe takes away everything that the kit keeps on this device.
	Wipe func(ctx context.Context) error
	// Cover puts the cover of a PIN over the screens of all windows, or takes it away.
	Cover func(on bool)
	// Stay is called when someone is there after all, Retime when the times after which the kit locks have changed.
	Stay   func()
	Retime func()

	Vault vault.Vault // of the locked kit
	Hold  vault.Hold  // how long nobody may try
	Why   LockedBy    // empty: it was locked when it started
	At    time.Time
	Soon  bool           // it locks in less than [vault.WarnFor]
	Code  vault.Recovery // made, and not said to be kept yet; zero otherwise
	Took  time.Duration  // how long the last unlocking took; 0: none in this window
	Done  int            // so many revisions were moved under another key …
	Of    int            // … of so many; 0: nothing is being moved
}

// LockedBy is what locked the kit.
type LockedBy string

// What locks a kit.
const (
	ByHand   LockedBy = "hand"
	ByIdling LockedBy = "idle"
	ByHiding LockedBy = "hidden"
	ByOther  LockedBy = "other" // another window
	ByPIN    LockedBy = "pin"   // wrong ones
)

// Protected tells whether it takes a secret to open the kit.
func (e *Env) Protected() bool {
	return e.Fault == FaultLocked || e.Fault == "" && e.Book.Vault().Protected()
}

// How soon a protected kit locks by itself where the settings do not say: a telephone is in a pocket, a tablet lies on a counter.
const (
	phoneIdle, phoneHidden   = 5 * time.Minute, 2 * time.Minute
	tabletIdle, tabletHidden = time.Minute, 30 * time.Second
)

// LockTimes are the times after which the kit locks by itself; 0 for never.
func LockTimes(set journal.Settings, phone bool) (idle, hidden time.Duration) {
	if idle, hidden = tabletIdle, tabletHidden; phone {
		idle, hidden = phoneIdle, phoneHidden
	}
	if set.LockIdle != 0 {
		idle = time.Duration(max(set.LockIdle, 0)) * time.Minute
	}
	if set.LockHidden != 0 {
		hidden = time.Duration(max(set.LockHidden, 0)) * time.Minute
	}
	return idle, hidden
}

// WipedKey is where local storage keeps the day on which wrong secrets had everything erased, until that was read.
const WipedKey = "trousse.wiped"

// CoverKey is where local storage says, for all windows and through reloads, that the screen is covered.
const CoverKey = "trousse.cover"

// Covered tells whether the screen is covered.
func (e *Env) Covered() bool {
	return e.Fault == "" && e.Device.LocalGet(CoverKey) != "" && e.Book.Today().Settings.Cover != ""
}

// coverIdle is how many minutes it takes until the screen is covered, where there is a PIN and nobody chose a time.
const coverIdle = 2

// CoverIdle is after how many minutes without a touch, or out of sight, the screen is covered.
func CoverIdle(set journal.Settings) int {
	if set.CoverIdle == 0 {
		return coverIdle
	}
	return set.CoverIdle
}

// Forget lets go of all that tells of clients, or of whoever typed: the kit is locked. What it does not name stays, and
// says nothing; a test holds the two lists against [Env]. Timers go on.
func (e *Env) Forget() {
	e.ForgetPhotos()
	e.Lock.Code = vault.Recovery{}
	e.Last, e.Handed, e.Importing, e.Restored = nil, nil, nil, nil
	e.Figures, e.Filters = nil, nil
	e.Incident.forget()
	e.Contacts.forget()
	e.Rebuilding, e.Saving, e.Doubt, e.Anchor, e.Erased = 0, Idle, false, "", false
}
