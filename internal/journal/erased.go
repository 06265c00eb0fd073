package journal

// Erased is a record that was erased for good, history and all, and when. It tells nothing else: the id is random.
type Erased struct {
	ID  string `json:"id"`
	Day Day    `json:"day"`
}
