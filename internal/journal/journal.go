// Package journal is the domain of the kit: the people served, the conversations had with them, what was promised to
// them, and the rules that hold between these records.
//
// A record is one of the types that [Kinds] names. Records are plain values: they know how to check themselves
// ([Record.Check]) and how to move from one state to the next ([Promise.Keep], [Complaint.Advance]). An act that the state
// does not allow is refused, and the record it was asked of stays what it was. Every write is a [Change]: one or more
// [Revision] values, each the whole body of a record or, when the record was taken away, no body at all. An undo is a new
// change; nothing is ever overwritten.
//
// The package is pure: it keeps nothing, shows nothing and words nothing. A refused field is a [FieldError], which the
// screens say in the user's language. Keeping is the work of package store, sealing of package vault.
package journal

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Schema is the version of the records' bodies written by this program.
const Schema = 1

// Kind names a type of record.
type Kind string

// The kinds of records kept so far.
const (
	KindClient       Kind = "client"
	KindInteraction  Kind = "interaction"
	KindPromise      Kind = "promise"
	KindComplaint    Kind = "complaint"
	KindImprovement  Kind = "improvement"
	KindDeparture    Kind = "departure"
	KindObservation  Kind = "observation"
	KindStory        Kind = "story"
	KindCheckIn      Kind = "check_in"
	KindChecklistRun Kind = "checklist_run"
	KindOwnList      Kind = "own_list"
	KindOwnScript    Kind = "own_script"
	KindResource     Kind = "resource"
	KindScenario     Kind = "scenario"
	KindImport       Kind = "import"
	KindHandover     Kind = "handover"
	KindPrivacy      Kind = "privacy"
	KindSettings     Kind = "settings"
)

// Kinds lists every kind, in the order in which counts are shown.
var Kinds = []Kind{
	KindClient, KindInteraction, KindPromise, KindComplaint, KindImprovement, KindDeparture, KindObservation, KindStory, KindCheckIn,
	KindChecklistRun, KindOwnList, KindOwnScript, KindResource, KindScenario, KindImport, KindHandover, KindPrivacy, KindSettings,
}

// Record is what the journal keeps.
type Record interface {
	// Kind tells the type of the record.
	Kind() Kind
	// Key is the record's id, a random UUID.
	Key() string
	// Check reports the first field that cannot be kept as it is, as a [FieldError]. Call Tidy first.
	Check() error
}

// NewID returns a random id, which tells nothing about the record, not even when it was made.
func NewID() string { return uuid.NewString() }

// Ref names one revision of one record.
type Ref struct {
	ID string `json:"id"`
	N  int    `json:"n"`
}

// Revision is one version of one record. N counts from 1. A nil Body is a tombstone: the record was taken away.
type Revision struct {
	Ref
	Change string `json:"change"`
	Kind   Kind   `json:"kind"`
	// With lists the other revisions of the same change, so that any one of them can lead to undoing all. In a change of
	// many, only the first does, and the others name it as their Lead.
	With   []Ref           `json:"with,omitempty"`
	Lead   *Ref            `json:"lead,omitempty"`
	Device string          `json:"device"`
	Author string          `json:"author,omitempty"`
	At     time.Time       `json:"at"`
	Schema int             `json:"schema"`
	Body   json.RawMessage `json:"body,omitempty"`
}

// Gone tells whether the revision takes the record away.
func (r Revision) Gone() bool { return len(r.Body) == 0 }

// Record decodes the body. It returns nil for a tombstone, and an error wrapping [ErrUnreadable] for a body that this
// program does not understand.
func (r Revision) Record() (Record, error) {
	if r.Gone() {
		return nil, nil
	}
	if r.Schema > Schema {
		return nil, fmt.Errorf("%w: %s has schema %d, this kit knows %d", ErrUnreadable, r.Kind, r.Schema, Schema)
	}
	switch r.Kind {
	case KindClient:
		return decode[Client](r)
	case KindInteraction:
		return decode[Interaction](r)
	case KindPromise:
		return decode[Promise](r)
	case KindComplaint:
		return decode[Complaint](r)
	case KindImprovement:
		return decode[Improvement](r)
	case KindDeparture:
		return decode[Departure](r)
	case KindObservation:
		return decode[Observation](r)
	case KindStory:
		return decode[Story](r)
	case KindCheckIn:
		return decode[CheckIn](r)
	case KindChecklistRun:
		return decode[ChecklistRun](r)
	case KindOwnList:
		return decode[OwnList](r)
	case KindOwnScript:
		return decode[OwnScript](r)
	case KindResource:
		return decode[Resource](r)
	case KindScenario:
		return decode[Scenario](r)
	case KindImport:
		return decode[Import](r)
	case KindHandover:
		return decode[Handover](r)
	case KindPrivacy:
		return decode[PrivacyCase](r)
	case KindSettings:
		return decode[Settings](r)
	}
	return nil, fmt.Errorf("%w: unknown kind %q", ErrUnreadable, r.Kind)
}

func decode[T Record](r Revision) (Record, error) {
	var v T
	if err := json.Unmarshal(r.Body, &v); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	if v.Key() != r.ID {
		return nil, fmt.Errorf("%w: body of another record", ErrUnreadable)
	}
	return v, nil
}

// Change is one write: everything in it is kept, or nothing.
type Change struct {
	ID        string
	Revisions []Revision
}
