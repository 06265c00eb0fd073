package journal

// When a backup is asked for.
const (
	BackupAfter = 20 // changed records that are in no backup yet
	BackupDays  = 7  // since the last one, or since the first change where there was none
)

// BackupDue tells whether it is time for a backup, with so many changed records that are in none yet, the first of them changed
// on a day. Last is the day of the last backup, or empty.
func BackupDue(today, last Day, changes int, since Day) bool {
	if last != "" {
		since = last
	}
	return changes >= BackupAfter || changes > 0 && since != "" && today.Since(since) >= BackupDays
}
