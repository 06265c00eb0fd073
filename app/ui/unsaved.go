package ui

import (
	"strconv"
	"strings"

	"trousse/internal/journal"
)

// Unsaved is what no backup holds yet. It lies in clear in local storage: a number and a day.
type Unsaved struct {
	Records int         // saved, each as often as it was
	Since   journal.Day // the day of the first
}

const (
	unsavedKey = "trousse.unsaved"
	laterKey   = "trousse.backup_later" // the day on which no more is said of it
	lastKey    = "trousse.backup"       // the day of the last backup
)

// Unsaved tells what no backup holds yet.
func (e *Env) Unsaved() (u Unsaved) {
	n, since, _ := strings.Cut(e.Device.LocalGet(unsavedKey), " ")
	u.Records, _ = strconv.Atoi(n)
	u.Since, _ = journal.ParseDay(since)
	return u
}

// Changed notes that so many records were saved.
func (e *Env) Changed(records int) {
	u := e.Unsaved()
	if u.Records += records; u.Since == "" {
		u.Since = e.Today()
	}
	e.keepUnsaved(u)
}

// LastBackup is the day of the last backup, or empty. It was in the settings once.
func (e *Env) LastBackup() journal.Day {
	if d, err := journal.ParseDay(e.Device.LocalGet(lastKey)); err == nil {
		return d
	}
	return e.Book.Today().Settings.LastBackup
}

// BackedUp notes that the backup of a day holds what was unsaved when it was begun.
func (e *Env) BackedUp(day journal.Day, held Unsaved) {
	e.Device.LocalSet(lastKey, string(day))
	e.keepUnsaved(Unsaved{Records: e.Unsaved().Records - held.Records, Since: e.Today()})
}

func (e *Env) keepUnsaved(u Unsaved) {
	text := ""
	if u.Records > 0 {
		text = strconv.Itoa(u.Records) + " " + string(u.Since)
	}
	e.Device.LocalSet(unsavedKey, text)
}

// BackupDue tells whether it is time to say that a backup is due: not twice on a day on which it was put off.
func (e *Env) BackupDue() bool {
	u := e.Unsaved()
	return e.Device.LocalGet(laterKey) != string(e.Today()) && journal.BackupDue(e.Today(), e.LastBackup(), u.Records, u.Since)
}

// BackupLater says no more of it today.
func (e *Env) BackupLater() { e.Device.LocalSet(laterKey, string(e.Today())) }
