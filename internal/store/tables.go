package store

import (
	"context"
	"errors"

	"trousse/internal/journal"
	"trousse/internal/vault"
)

// The errors that the screens put in words. Implementations of [Tables] wrap them.
var (
	ErrConflict = errors.New("another write came first")    // a revision number was taken: nothing was written
	ErrFull     = errors.New("no space left on the device") // nothing was written
	ErrClosed   = errors.New("the place was closed")        // a newer kit, or the browser, closed the database
	ErrBlocked  = errors.New("another window holds an older version open")
	ErrNewer    = errors.New("written by a newer kit")
	ErrLost     = errors.New("what was saved here is gone") // the witness or the place itself remembers more than there is
	ErrBroken   = errors.New("the place cannot be opened")
	ErrBusy     = errors.New("another window moves everything") // nothing was written: in a moment it can be
	ErrMoved    = errors.New("the index moved on")              // housekeeping of another window came first: harmless
	ErrNone     = errors.New("no such record")
	ErrErased   = errors.New("erased, or about a client who was") // nothing was written
)

// LostError is [ErrLost] when the place still knows the name of the generation that is gone.
type LostError struct{ Generation string }

func (e *LostError) Error() string { return ErrLost.Error() + ": " + e.Generation }

// Unwrap makes a LostError an [ErrLost].
func (e *LostError) Unwrap() error { return ErrLost }

// Place holds generations of tables, of which one at most is current. A new generation becomes current in one step,
// so that a kill at any moment leaves a whole one.
type Place interface {
	// Open opens the current generation, or returns nil tables when nothing was ever kept here. When the current
	// generation is gone, as a browser may clear it away, it returns a [LostError] with its name.
	Open(ctx context.Context) (Tables, error)
	// Begin starts a new, empty generation, which [Tables.Commit] fills. Once it is current it replaces the generation
	// of the given name: the one that the caller knows as current, even if it is gone, or "" when there was none.
	Begin(ctx context.Context, replaces string) (Tables, error)
	// Flip makes the generation current and deletes the one that it replaces, the vault's record first, whose tables answer
	// [ErrClosed] from then on. When anything else is current, nothing changes and it returns [ErrConflict].
	Flip(ctx context.Context, t Tables) error
	// Drop deletes a generation that is not current. One that is, as after a Flip that went through although it returned
	// an error, stays and can be used: Drop then returns [ErrConflict].
	Drop(ctx context.Context, t Tables) error
	// Wipe takes everything away for good: the vault's record first, without which nothing opens, then all the rest. Every
	// window's tables answer [ErrClosed] from then on.
	Wipe(ctx context.Context) error
}

// Tables is one generation: what a durable place must offer, and no more. All bytes are sealed before they come here,
// except those of Vault. Every write is one strict transaction: when it returns nil, a power cut loses nothing; when it
// returns an error, nothing was written.
type Tables interface {
	Generation() string
	// Opening reads, in one transaction, all that a start needs.
	Opening(ctx context.Context) (Opening, error)
	// Commit adds revisions and photos, then the change that holds their index entries, and deletes the drafts that are
	// named. It returns the number of the change. A revision number already taken is [ErrConflict].
	Commit(ctx context.Context, b Batch) (seq uint64, err error)
	// Photo reads a photo, nil when there is none.
	Photo(ctx context.Context, id string) ([]byte, error)
	// Photos counts them.
	Photos(ctx context.Context) (int, error)
	// Erase takes records, photos and drafts away for good, with the changes and pages of the index that may tell of
	// them: it is made again from the revisions. The number that it returns is of a change, which nobody can read. When the
	// last change is not e.Last, nothing is erased and it is [ErrMoved].
	Erase(ctx context.Context, e Erasing) (seq uint64, err error)
	// Erased lists what was erased, by id; PutErased adds to that list.
	Erased(ctx context.Context) ([]Erased, error)
	PutErased(ctx context.Context, all []Erased) error
	// Since reads the changes past seq, in order. Of the opening, Through and Changes are filled.
	Since(ctx context.Context, seq uint64) (Opening, error)
	// Revisions reads every revision of one record, oldest first.
	Revisions(ctx context.Context, id string) ([]SealedRevision, error)
	// Latest reads the newest revision of one record, or ErrNone.
	Latest(ctx context.Context, id string) (SealedRevision, error)
	// Scan reads at most limit revisions past the given one, in the order of their refs.
	Scan(ctx context.Context, after journal.Ref, limit int) ([]SealedRevision, error)
	// Pages reads the index pages with the given numbers.
	Pages(ctx context.Context, numbers []int) ([]SealedPage, error)
	// Fold puts pages, page list and today in the place of the changes up to b.Through. It returns [ErrMoved] when the
	// index is no longer at b.From.
	Fold(ctx context.Context, b Fold) error

	PutVault(ctx context.Context, vault []byte) error

	// Freeze has every window's Commit, Erase and PutVault here answer [ErrBusy], once those under way are done. It is for
	// whoever fills the generation of the given name, and ends with Thaw, with that generation's being dropped or closed, and
	// with a kill of its window. While another window holds it, it is ErrBusy itself.
	Freeze(ctx context.Context, filling string) error
	// Thaw ends the freeze for a generation, if it is that one's.
	Thaw(ctx context.Context, filling string) error

	Draft(ctx context.Context, key string) ([]byte, error) // nil when there is none
	PutDraft(ctx context.Context, key string, sealed []byte) error
	DropDraft(ctx context.Context, key string) error
	// DraftKeys lists the forms that have a draft.
	DraftKeys(ctx context.Context) ([]string, error)

	Close()
}

// Opening is what a start reads: the vault's slots, the sealed Today and page list, and the changes that came after.
type Opening struct {
	Vault   []byte
	Today   []byte // sealed; nil before the first housekeeping
	Pages   []byte // sealed page list
	Through uint64 // the last change that Today and the pages hold
	Changes []SealedChange
}

// SealedRevision is a revision as it is kept.
type SealedRevision struct {
	journal.Ref
	Sealed []byte
}

// SealedChange is a change as it is kept until housekeeping folds it into the pages.
type SealedChange struct {
	Seq   uint64
	Refs  []journal.Ref
	Delta []byte // sealed index entries
}

// SealedPage is one page of the index.
type SealedPage struct {
	Number int
	Sealed []byte
}

// SealedPhoto is a photo as it is kept.
type SealedPhoto struct {
	ID     string
	Sealed []byte
}

// Batch is one write.
type Batch struct {
	Revisions []SealedRevision
	Photos    []SealedPhoto
	Delta     []byte
	Draft     string   // key of the draft that this write makes good, or empty
	Used      []string // keys of other drafts that it makes good
	Upon      []string // ids of records that it builds upon: if one of them was erased, nothing is written, and it is [ErrConflict]
}

// Erased is [journal.Erased].
type Erased = journal.Erased

// Erasing is what is to be erased.
type Erasing struct {
	Last    uint64 // the last change, when this was put together
	Records []Erased
	Photos  []string
	Drafts  []string
}

// Fold is one housekeeping.
type Fold struct {
	From, Through uint64
	Pages         []SealedPage
	PageList      []byte
	Today         []byte
}

// Sealer seals and opens bytes under the vault's key. What was sealed in one context opens in no other.
type Sealer interface {
	Seal(ctx context.Context, context string, plain []byte) ([]byte, error)
	SealAll(ctx context.Context, all []vault.Plain) ([][]byte, error)
	Open(ctx context.Context, context string, sealed []byte) ([]byte, error)
}

// Mark is what the witness remembers, outside the tables, of the last write.
type Mark struct {
	Vault      string
	Generation string
	Seq        uint64
}

// Witness remembers that something was saved here, in a place that does not vanish together with the tables: an empty
// place with a mark is a loss, never a new user. A mark with an empty Vault says that something was saved, and no more.
// Note is called after a write is durable and must not fail it.
type Witness interface {
	Recall() (Mark, bool)
	Note(Mark)
}
