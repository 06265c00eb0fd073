package journal

// Erased is a record that was erased for good, history and all, and when. It tells nothing else: the id is random.
type Erased struct {
	ID  string `json:"id"`
	Day Day    `json:"day"`
}

// Intake takes in what a backup holds, in the order of the file: what was erased, then one record after the other, every
// record's oldest revision first, then the photos that they name. What is not wanted is nil.
type Intake struct {
	Erased   func(Erased) error
	Revision func(Revision) error
	Photo    func(id string, jpeg []byte) error
}
