package store

import (
	"time"

	"trousse/internal/journal"
)

// Shut is a book that was closed before anything was read: it stands for the one behind the lock. There is nothing in it,
// and whatever is to be written is [ErrClosed].
func Shut() *Book {
	b := &Book{opt: Options{Now: time.Now, Notify: func(Notice) {}}, unreadable: make(map[journal.Ref]bool)}
	b.Close()
	return b
}
