// Package storetest is what every [store.Place] must pass: its tables alone, then the whole book upon them. It runs
// natively over memory and, compiled for the browser, over IndexedDB.
package storetest

import (
	"sync"
	"testing"
	"time"

	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// Suite is a kind of place to test.
type Suite struct {
	// New makes an empty place and returns what opens it, once per window.
	New func(t *testing.T) (window func() store.Place)
	// Lose clears the current generation away and leaves its name, as a browser may.
	Lose func(t *testing.T, p store.Place)
	// AEAD is the cipher to seal with.
	AEAD vault.Cipher
}

// Run runs every test of the suite.
func Run(t *testing.T, s Suite) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Suite)
	}{
		{"Empty", empty},
		{"Generations", generations},
		{"FlipConflict", flipConflict},
		{"Lost", lost},
		{"CompareAndSet", compareAndSet},
		{"OneWinner", oneWinner},
		{"Order", order},
		{"Changes", changes},
		{"Folding", folding},
		{"Drafts", drafts},
		{"Photos", photos},
		{"Erasing", erasing},
		{"Large", large},
		{"Reopen", reopen},
		{"BookKeepsNothingUnasked", bookLazy},
		{"BookSave", bookSave},
		{"BookConflict", bookConflict},
		{"BookTakeAway", bookTakeAway},
		{"BookTwoBegin", bookTwoBegin},
		{"BookCatchUp", bookCatchUp},
		{"BookFold", bookFold},
		{"BookRebuild", bookRebuild},
		{"BookUndo", bookUndo},
		{"BookMany", bookMany},
		{"BookImport", bookImport},
		{"BookImportKilled", bookImportKilled},
		{"BookDrafts", bookDrafts},
		{"BookRestore", bookRestore},
		{"BookLost", bookLost},
		{"BookCleared", bookCleared},
		{"BookRestoreAmongWindows", bookRestoreAmongWindows},
		{"Freezing", freezing},
		{"ErasedList", erasedList},
		{"Wiping", wiping},
		{"BookRekey", bookRekey},
		{"BookProtected", bookProtected},
		{"BookSetVault", bookSetVault},
		{"BookRekeyAmongWindows", bookRekeyAmongWindows},
		{"BookLocks", bookLocks},
		{"BookJoin", bookJoin},
		{"BookPhotos", bookPhotos},
		{"BookErase", bookErase},
		{"BookEraseOne", bookEraseOne},
		{"BookSample", bookSample},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, s) })
	}
}

// Witness is a [store.Witness] that remembers in memory.
type Witness struct {
	mu   sync.Mutex
	mark store.Mark
	set  bool
}

// Recall implements [store.Witness].
func (w *Witness) Recall() (store.Mark, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.mark, w.set
}

// Note implements [store.Witness].
func (w *Witness) Note(m store.Mark) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mark, w.set = m, true
}

// Options are the options of a book over a window, with a clock of its own that moves a second at every look.
func (s Suite) Options(p store.Place) store.Options {
	var mu sync.Mutex
	now := time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC)
	return store.Options{
		Place: p, AEAD: s.AEAD, Device: "test",
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(time.Second)
			return now
		},
	}
}

// Book opens a book over a window, and closes it with the test.
func (s Suite) Book(t *testing.T, p store.Place) *store.Book {
	t.Helper()
	b, err := store.Open(t.Context(), s.Options(p))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// Client is a new client.
func Client(name string) journal.Client {
	return journal.Client{ID: journal.NewID(), Name: name, ClientKind: journal.External}
}

// Talk is a new conversation, so many minutes after a fixed moment.
func Talk(c journal.Client, about string, minutes int) journal.Interaction {
	at := time.Date(2026, 11, 20, 9, minutes, 0, 0, time.UTC)
	return journal.Interaction{ID: journal.NewID(), Client: c.ID, At: at, Channel: journal.Phone, About: about}
}

// Promise is a new promise.
func Promise(c journal.Client, what string, due journal.Day) journal.Promise {
	return journal.Promise{ID: journal.NewID(), Client: c.ID, What: what, Made: "2026-11-20", Due: due, State: journal.Open}
}

// Save keeps new records in one change.
func Save(t *testing.T, b *store.Book, records ...journal.Record) store.Saved {
	t.Helper()
	writes := make([]store.Write, len(records))
	for i, r := range records {
		writes[i].Record = r
	}
	saved, err := b.Save(t.Context(), "", writes...)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Restore puts what another book holds in the place of what is here.
func Restore(t *testing.T, b, from *store.Book) error {
	return b.Restore(t.Context(), store.Replace, func(in journal.Intake) error { return from.Revisions(t.Context(), in.Revision) })
}

// titles lists what entries show.
func titles(entries []store.Entry) []string {
	all := []string{}
	for _, e := range entries {
		all = append(all, e.Title)
	}
	return all
}
