package journal

// Departure is a client who left, and the door by which they did (F09).
type Departure struct {
	ID     string `json:"id"`
	Client string `json:"client"`
	On     Day    `json:"on"`
	Door   Door   `json:"door"`
	Note   string `json:"note,omitempty"`
}

// Door is a reason for which clients leave (F09, F65).
type Door string

// The doors, named as in the published split.
const (
	DoorMoved        Door = "moved"
	DoorDied         Door = "died"
	DoorFriends      Door = "friends"      // won over by friends
	DoorCompetitor   Door = "competitor"   // by a competitor
	DoorProduct      Door = "product"      // dissatisfied with the product
	DoorIndifference Door = "indifference" // met with indifference
	DoorOther        Door = "other"
)

// Doors lists the doors in the order in which they are offered.
var Doors = []Door{DoorMoved, DoorDied, DoorFriends, DoorCompetitor, DoorProduct, DoorIndifference, DoorOther}

// Avoidable tells whether the house could have kept a client who left by this door.
func (d Door) Avoidable() bool { return d == DoorProduct || d == DoorIndifference }

// Kind implements [Record].
func (Departure) Kind() Kind { return KindDeparture }

// Key implements [Record].
func (d Departure) Key() string { return d.ID }

// Tidy returns the departure with its words cleaned of what nobody typed on purpose.
func (d Departure) Tidy() Departure {
	d.Note = prose(d.Note)
	return d
}

// Check implements [Record].
func (d Departure) Check() error {
	switch {
	case d.Client == "":
		return refuse("client", Missing)
	case d.Door == "":
		return refuse("door", Missing)
	case d.On == "":
		return refuse("on", NoDate)
	}
	return first(oneOf("door", d.Door, Doors...), checkDay("on", d.On), tooLong("note", d.Note, MaxNotes))
}
