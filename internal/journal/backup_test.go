package journal_test

import (
	"testing"

	"trousse/internal/journal"
)

func TestBackupDue(t *testing.T) {
	for _, c := range []struct {
		last    journal.Day
		changes int
		since   journal.Day
		want    bool
	}{
		{"", 0, "", false},
		{"", 19, "2026-11-16", false},
		{"", 19, "2026-11-15", true},
		{"", 19, "", false},
		{"", 20, "2026-11-22", true},
		{"2026-11-22", 19, "2026-11-22", false},
		{"2026-11-22", 20, "2026-11-22", true},
		{"2026-11-15", 0, "", false}, // nothing was changed since
		{"2026-11-15", 1, "2026-11-22", true},
		{"2026-11-16", 1, "2026-11-22", false},
		{"2027-01-01", 1, "2026-11-22", false}, // the clock was set back
	} {
		if got := journal.BackupDue("2026-11-22", c.last, c.changes, c.since); got != c.want {
			t.Errorf("last on %q, %d changes since %q: %v", c.last, c.changes, c.since, got)
		}
	}
}
