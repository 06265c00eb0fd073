package store

import "trousse/internal/journal"

// EntryOf is entryOf for the tests that make an index by themselves.
func EntryOf(r journal.Revision, rec journal.Record) Entry { return entryOf(r, rec) }
