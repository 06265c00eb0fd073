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

	HelpName    string    `json:"help_name,omitempty"`    // security, the building's alarm: beside 911
	HelpPhone   string    `json:"help_phone,omitempty"`   // E.164, or a short number
	HoldMinutes int       `json:"hold_minutes,omitempty"` // when a wait is long; 0: the kit's own (F07)
	TalkMinutes int       `json:"talk_minutes,omitempty"` // what is announced to someone talkative; 0: the kit's own (F22)
	Latitude    []Gesture `json:"latitude,omitempty"`
	// Favourites are routes, in the order in which the worker put them: /scripts/angry-listen, /tips#tip-smile.
	Favourites []string `json:"favourites,omitempty"`
	// Learned are the routes of the learning path that the worker has been through (F47).
	Learned []string `json:"learned,omitempty"`

	AckHours   int         `json:"ack_hours,omitempty"`   // a complaint is acknowledged within; 0: the kit's own (F06)
	AnswerDays int         `json:"answer_days,omitempty"` // and answered within
	Authors    []Author    `json:"authors,omitempty"`     // who may stand at the counter; none: nobody is told apart
	Questions  []Questions `json:"questions,omitempty"`   // what is asked during a guided intervention (F01)
	Purpose    string      `json:"purpose,omitempty"`     // what is kept about people is for, in the business's own words (Law 25)
	KeepYears  int         `json:"keep_years,omitempty"`  // after the last contact; 0: the kit's own, [KeepYears]
	// Profile is the worker's own figures, by the names of the calculators' fields: numbers with a point as they would be
	// typed (percentages as 30), choices, days worked, days off.
	Profile map[string]string `json:"profile,omitempty"`

	LockIdle   int  `json:"lock_idle,omitempty"`   // minutes without a touch after which a protected kit locks; 0: the kit's own, −1: never
	LockHidden int  `json:"lock_hidden,omitempty"` // minutes out of sight after which it does; 0: the kit's own, −1: never
	HelpOpen   bool `json:"help_open,omitempty"`   // whoever is to be called for help may be read while it is locked

	Cover     string `json:"cover,omitempty"`      // salt and digest of the PIN that covers the screen, in hexadecimal; none: there is none
	CoverIdle int    `json:"cover_idle,omitempty"` // minutes without a touch, or out of sight, after which the screen is covered; 0: the kit's own, −1: never
}

// NeverLocks in the place of a time: the kit does not lock by itself.
const NeverLocks = -1

// Gesture is something that the worker may do for a client without asking (F51).
type Gesture struct {
	What  string `json:"what"`
	Limit string `json:"limit,omitempty"` // in words: « jusqu’à 50 $ », “once per client”
}

// The most of each that settings hold.
const (
	MaxGestures   = 30
	MaxFavourites = 500
	MaxMinutes    = 120
	MaxLock       = 60 // minutes
	MaxFigures    = 100
	MaxFigure     = 4000 // characters of one: days off are written out
)

// Kind implements [Record].
func (Settings) Kind() Kind { return KindSettings }

// Key implements [Record].
func (s Settings) Key() string { return s.ID }

// Tidy returns the settings with their fields cleaned of what nobody typed on purpose.
func (s Settings) Tidy() Settings {
	for _, f := range []*string{&s.UserName, &s.UserPhone, &s.Business, &s.BuddyName, &s.BuddyPhone, &s.HelpName, &s.HelpPhone} {
		*f = line(*f)
	}
	var latitude []Gesture
	for _, g := range s.Latitude {
		if g.What, g.Limit = line(g.What), line(g.Limit); g.What != "" {
			latitude = append(latitude, g)
		}
	}
	s.Latitude, s.Purpose = latitude, prose(s.Purpose)
	s.Authors, s.Questions = tidyAuthors(s.Authors), tidyQuestions(s.Questions)
	return s
}

// Check implements [Record].
func (s Settings) Check() error {
	switch {
	case len(s.Latitude) > MaxGestures:
		return &FieldError{Field: "latitude", Problem: TooLong, Limit: MaxGestures}
	case len(s.Favourites) > MaxFavourites:
		return &FieldError{Field: "favourites", Problem: TooLong, Limit: MaxFavourites}
	case len(s.Learned) > MaxFavourites:
		return &FieldError{Field: "learned", Problem: TooLong, Limit: MaxFavourites}
	}
	for _, g := range s.Latitude {
		if err := first(tooLong("latitude", g.What, MaxLine), tooLong("latitude", g.Limit, MaxName)); err != nil {
			return err
		}
	}
	for _, route := range append(s.Favourites[:len(s.Favourites):len(s.Favourites)], s.Learned...) {
		if err := tooLong("favourites", route, MaxName); err != nil {
			return err
		}
	}
	return first(
		tooLong("help_name", s.HelpName, MaxName),
		tooLong("help_phone", s.HelpPhone, 40),
		within("hold_minutes", s.HoldMinutes, 0, MaxMinutes),
		within("talk_minutes", s.TalkMinutes, 0, MaxMinutes),
		within("lock_idle", s.LockIdle, NeverLocks, MaxLock),
		within("lock_hidden", s.LockHidden, NeverLocks, MaxLock),
		within("cover_idle", s.CoverIdle, NeverLocks, MaxLock),
		tooLong("cover", s.Cover, MaxName),
		tooLong("user_name", s.UserName, MaxName),
		tooLong("user_phone", s.UserPhone, 40),
		tooLong("business", s.Business, MaxName),
		tooLong("buddy_name", s.BuddyName, MaxName),
		tooLong("buddy_phone", s.BuddyPhone, 40),
		checkDay("last_backup", s.LastBackup),
		within("ack_hours", s.AckHours, 0, MaxAckHours),
		within("answer_days", s.AnswerDays, 0, MaxAnswerDays),
		tooLong("purpose", s.Purpose, MaxNotes),
		within("keep_years", s.KeepYears, 0, MaxKeepYears),
		checkAuthors(s.Authors),
		checkQuestions(s.Questions),
		checkFigures("profile", s.Profile, MaxFigure),
	)
}
