package journal

// Settings is what the kit knows about whoever uses it: there is at most one such record.
type Settings struct {
	ID         string `json:"id"`
	UserName   string `json:"user_name,omitempty"`
	UserPhone  string `json:"user_phone,omitempty"`
	Business   string `json:"business,omitempty"`
	BuddyName  string `json:"buddy_name,omitempty"`  // whom to call for help (F21)
	BuddyPhone string `json:"buddy_phone,omitempty"` // E.164
	LastBackup Day    `json:"last_backup,omitempty"`
}

// Kind implements [Record].
func (Settings) Kind() Kind { return KindSettings }

// Key implements [Record].
func (s Settings) Key() string { return s.ID }

// Tidy returns the settings with their fields cleaned of what nobody typed on purpose.
func (s Settings) Tidy() Settings {
	for _, f := range []*string{&s.UserName, &s.UserPhone, &s.Business, &s.BuddyName, &s.BuddyPhone} {
		*f = line(*f)
	}
	return s
}

// Check implements [Record].
func (s Settings) Check() error {
	return first(
		tooLong("user_name", s.UserName, MaxName),
		tooLong("user_phone", s.UserPhone, 40),
		tooLong("business", s.Business, MaxName),
		tooLong("buddy_name", s.BuddyName, MaxName),
		tooLong("buddy_phone", s.BuddyPhone, 40),
		checkDay("last_backup", s.LastBackup),
	)
}
