package journal

import "time"

// Import is a file of contacts that came in, as one whole however many they are. It is written again with each batch of
// them, in the same change, and only its revisions list what came with them ([Revision.With]): all of it can be taken back
// together, each client alone as well, and after a kill it tells how far it had come.
type Import struct {
	ID        string      `json:"id"`
	At        time.Time   `json:"at"`
	Stage     ImportStage `json:"stage"`
	People    int         `json:"people"`              // whom the file holds
	Done      int         `json:"done"`                // of these, those who were seen to
	Added     int         `json:"added,omitempty"`     // new clients
	Completed int         `json:"completed,omitempty"` // clients who were here and lacked something
	Undone    int         `json:"undone,omitempty"`    // batches taken back, the last one first
}

// ImportStage tells how far an import has come.
type ImportStage string

// The stages. Once it is taken back whole, the record itself is gone.
const (
	ImportUnderWay ImportStage = "under_way" // or cut short, as by a kill
	ImportDone     ImportStage = "done"
	ImportUndoing  ImportStage = "undoing"
)

// Kind implements [Record].
func (Import) Kind() Kind { return KindImport }

// Key implements [Record].
func (i Import) Key() string { return i.ID }

// Check implements [Record].
func (i Import) Check() error {
	if i.At.IsZero() {
		return refuse("at", Missing)
	}
	return oneOf("stage", i.Stage, ImportUnderWay, ImportDone, ImportUndoing)
}
