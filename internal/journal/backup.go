package journal

// When a backup is asked for.
const (
	BackupAfter = 20 // changes that are in no backup yet
	BackupDays  = 7  // since the last one, when anything was changed
)

// BackupDue tells whether it is time for a backup, with so many changes that are in none yet.
func (s Settings) BackupDue(today Day, changes int) bool {
	if changes >= BackupAfter {
		return true
	}
	return changes > 0 && s.LastBackup != "" && today.Since(s.LastBackup) >= BackupDays
}
