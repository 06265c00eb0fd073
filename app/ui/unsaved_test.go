package ui

import (
	"testing"
	"time"

	"trousse/internal/store"
)

// TestUnsaved counts what no backup holds, and says that one is due once a day.
func TestUnsaved(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	e := &Env{Device: &memory{local: map[string]string{}}, Now: func() time.Time { return now }, Book: store.Shut()}
	e.Changed(3)
	now = now.AddDate(0, 0, 6)
	e.Changed(16)
	if u := e.Unsaved(); u != (Unsaved{19, "2026-11-22"}) || e.BackupDue() {
		t.Errorf("%+v, due: %v", u, e.BackupDue())
	}
	held := e.Unsaved()
	e.Changed(1)
	if !e.BackupDue() {
		t.Error("20 changes, and no backup is due")
	}
	e.BackupLater()
	if e.BackupDue() {
		t.Error("it was put off for the day")
	}
	e.BackedUp(e.Today(), held) // begun before the last change
	if u := e.Unsaved(); u != (Unsaved{1, "2026-11-28"}) || e.LastBackup() != "2026-11-28" {
		t.Errorf("after a backup: %+v, %s", u, e.LastBackup())
	}
	now = now.AddDate(0, 0, 7)
	if !e.BackupDue() {
		t.Error("a week, and no backup is due")
	}
	e.BackedUp(e.Today(), e.Unsaved())
	now = now.AddDate(1, 0, 0)
	if u := e.Unsaved(); u.Records != 0 || e.BackupDue() {
		t.Errorf("nothing changed: %+v", u)
	}
}
