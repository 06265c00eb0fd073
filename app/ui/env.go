// Package ui is what the rooms of the app share: the environment that they are given, the frame that they fill, and
// the fields, rows, faces and icons that they are made of. It knows no room, and it holds no rule of the domain.
package ui

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Env is all that a screen may use of the world outside itself.
type Env struct {
	Book   *store.Book
	Say    *i18n.Printer
	Device Device
	Guide  *Guide // what the kit knows, fetched at first use
	Now    func() time.Time
	Base   string // path under which the kit is hosted, ending in a slash

	// Last is the newest save of this session, shown on Today with its undo. Nil when there is none.
	Last *LastSave
	// Rebuilding counts the revisions read while the index is being made again; 0 otherwise.
	Rebuilding int
	// Saving is what the save_state output says.
	Saving SaveState

	// SetAuthor changes who is at the counter in this window. Doubt is that it may be someone else since.
	SetAuthor func(ctx app.Context, id string)
	Doubt     bool

	// SetLang switches the language of the screens.
	SetLang func(ctx app.Context, lang i18n.Lang)
	// Fault names why the journal could not be opened; empty when it is open.
	Fault Fault
	// StartEmpty begins a new journal where one was lost, on the user's explicit choice.
	StartEmpty func(ctx context.Context) error

	// Lock is the lock; the vault itself is the book's.
	Lock Lock

	// Handed is what a tool has handed to the log form, which takes it. Nil when there is nothing.
	Handed *Handed
	// Incident is what was pressed on the screen of immediate help and is not logged yet.
	Incident Incident
	// Timers are those that run, whatever the screen.
	Timers Timers
	// Importing is how far contacts have come in, or are being taken back, whatever the screen. Nil when nothing is under way.
	Importing *Importing
	// Restored is the backup that was just taken in, told until it was read. Nil when there is none.
	Restored *Restored
	// Contacts are the calls and messages begun from the kit, to be asked about.
	Contacts Contacts

	// Figures are the worker's own figures of this session, by the names of the calculators' fields, as they are kept in
	// [journal.Settings.Profile], over which they go.
	Figures map[string]string

	// Filters are how the insights are filtered in this session, by the names of their controls. Nil: not yet.
	Filters map[string]string
	// Talks is how the list of conversations is shown in this session.
	Talks Talks
	// Pictures are the photos that this screen shows.
	Pictures Pictures

	// Do runs fn on the UI goroutine and renders, whatever has become of the button that asked for it: the framework
	// forgets what is dispatched for an element that has left the page.
	Do func(fn func(ctx app.Context))

	// Reopen shows the current screen anew, after the journal was opened or replaced.
	Reopen func()
	// Reread has the current screen read again what it shows: something was written beside it.
	Reread func()

	// From is the route of the screen before this one, empty on arrival.
	From string

	// Anchor is the place on the screen that the address asks for (/tips#tip-smile), until [Env.Land] has gone there.
	Anchor string

	// Erased tells the screen that follows that somebody, or something, was just erased.
	Erased bool

	// Away is closed once the screen before this one has put away what was typed in it; nil when it had nothing to.
	Away chan struct{}
	// Stands is closed once this screen shows what it reads first; nil when it reads nothing.
	Stands chan struct{}
}

// Talks is how far a list of conversations goes, and whose it shows.
type Talks struct {
	Most int    // 0: only the latest
	By   string // who logged them, by their id; empty: anyone
}

// LastSave is what was just saved.
type LastSave struct {
	Ref     journal.Ref
	Path    string // where the record is shown
	Client  string // id
	What    string // the record's own title, when a client's name would not say which it is
	Promise string // id of the promise made with it, or empty
}

// Restored tells what came of a backup.
type Restored struct {
	Joined      bool   // beside what was here, not in its place
	New, Erased int    // records that came, and that stayed away
	Copy        string // name of the file with what was here before; empty when nothing was
}

// Importing tells how far an import, or its undo, has come.
type Importing struct {
	ID       string // of the import
	Done, Of int    // people
	Undo     bool
}

// Fault is a reason why the journal is not open.
type Fault string

// The faults that the recovery screen explains.
const (
	FaultOpening Fault = "opening" // still at it
	FaultLost    Fault = "lost"
	FaultBlocked Fault = "blocked"
	FaultNewer   Fault = "newer"
	FaultFull    Fault = "full"
	FaultBroken  Fault = "broken"
	// FaultLocked is no fault: it takes a secret to open the kit. The book is [store.Shut] then, and what needs no records works.
	FaultLocked Fault = "locked"
)

// SaveState tells where the last save stands.
type SaveState string

// The states of a save. Saved is only said when the device has it for good.
const (
	Idle   SaveState = "idle"
	Saving SaveState = "saving"
	Saved  SaveState = "saved"
	Failed SaveState = "failed"
)

// Today is the current day where the user is.
func (e *Env) Today() journal.Day { return journal.DayOf(e.Now()) }

// Due is how many promises are for today, or late.
func (e *Env) Due() (n int) {
	for _, p := range e.Book.Today().Promises {
		if p.Due <= e.Today() {
			n++
		}
	}
	return n
}

// Href is the address of a route under the kit's base.
func (e *Env) Href(route string) string {
	if len(e.Base) > 1 {
		return e.Base[:len(e.Base)-1] + route
	}
	return route
}

// ErrNoFile is returned by [Device.PickedFile] when no file was chosen.
var ErrNoFile = errors.New("no file chosen")

// Brought is what another app has handed over: a file, or else words. Words that were lost on their way are all empty.
type Brought struct {
	File             File
	Title, Text, URL string
}

// Taker is a screen that takes what another app hands over: what there is when it opens, and what comes later.
type Taker interface {
	Take(ctx app.Context)
}

// File is a file that is too big to be read at once.
type File interface {
	// Reader reads it from its beginning, as often as it is asked for.
	Reader(ctx context.Context) io.Reader
}

// Gathered is a file that is being made.
type Gathered interface {
	io.Writer
	// File is a head, then what was written.
	File(mime string, head []byte) (File, error)
}

// Folder is a folder of the device that the user chose.
type Folder interface {
	Name() string
	// Allowed tells whether the kit may write there; to ask the user, it is called in a press.
	Allowed(ctx context.Context, ask bool) bool
	Has(ctx context.Context, name string) (bool, error)
	// Put writes a file that is not there yet. It gets its name once check, which reads it from the folder, has let it pass.
	Put(ctx context.Context, name string, f File, check func(there File) error) error
	Remove(ctx context.Context, name string) error
}

// Device is what screens may ask of the device and its browser. Errors are for logs; the screens have their own words.
type Device interface {
	Copy(ctx context.Context, text string) error
	CanShare() bool
	Share(ctx context.Context, title, text string) error
	Download(name, mime string, data []byte) error
	// PickedFile reads the file chosen in the file input of that name, at most max bytes.
	PickedFile(ctx context.Context, input string, max int64) (data []byte, err error)
	// Picked is the file chosen in the file input of that name, to be read in pieces, or [ErrNoFile]. Gather makes one in
	// pieces, which Offer hands to the device under a name.
	Picked(input string) (File, error)
	Gather() Gathered
	Offer(name string, f File) error
	// Brought is what another app has handed over, once: a file or words, whichever is asked for.
	Brought(file bool) (b Brought, ok bool)
	// CanPickFolder tells whether the browser lets the kit write into a folder. PickFolder asks the user for one, in a press;
	// KeptFolder is the one that was chosen, until it is forgotten.
	CanPickFolder() bool
	PickFolder(ctx context.Context) (Folder, error)
	KeptFolder(ctx context.Context) (Folder, bool)
	ForgetFolder(ctx context.Context) error
	// CanHand tells whether the device can give a file to another app, under a name; Hand does.
	CanHand(name string, f File) bool
	Hand(ctx context.Context, name string, f File) error
	// Picture reads the picture chosen in the file input of that name, made a JPEG of at most max bytes in which nothing
	// but the picture is left, and empties the input. The errors are [ErrNoFile], [ErrNotPicture] and [ErrTooHeavy], or the browser's.
	Picture(ctx context.Context, input string, max int) (Picture, error)
	// ObjectURL is an address under which a picture can be shown, until ForgetURL takes it back.
	ObjectURL(mime string, data []byte) string
	ForgetURL(url string)
	// Open hands a tel:, sms: or mailto: address to the device.
	Open(url string)
	Fetch(ctx context.Context, asset string) ([]byte, error)

	LocalGet(key string) string
	LocalSet(key, value string)
	// WindowGet and WindowSet are of this window alone, and outlive its reloads.
	WindowGet(key string) string
	WindowSet(key, value string)
	SetLang(tag string)
	SetTitle(title string)
	Mark(name string)

	// Persisted tells whether the browser promised to keep what is stored; known is false when it does not say.
	Persisted(ctx context.Context) (granted, known bool)
	AskPersist(ctx context.Context)
	// Room is how many bytes are left for the kit; known is false when the browser does not say.
	Room(ctx context.Context) (left int64, known bool)
	Installed() bool
	SafariTab() bool // a Safari tab on iOS, whose storage does not follow an installation
	CanInstall() bool
	Install(ctx context.Context)

	// CanPickContact tells whether somebody can be chosen from the address book of the device, which PickContact does in a
	// press: all is empty when nobody was.
	CanPickContact() bool
	PickContact(ctx context.Context) (name, phone, email string, err error)

	// CanDial tells whether the device is a telephone.
	CanDial() bool

	// AllowSound lets Chime be heard: browsers want a press for that, so call it in one. SoundAllowed tells whether it can be.
	AllowSound()
	SoundAllowed() bool
	// Chime sounds once after a while, in the place of what was set before; Hush takes back what has not sounded yet.
	Chime(after time.Duration)
	Hush()
	Vibrate()
	// StayAwake keeps the screen lit, or lets it go dark again.
	StayAwake(on bool)

	// Badge puts a number on the icon of the installed kit, where the device can; 0 takes it away.
	Badge(n int)

	UpdateReady() bool
	ApplyUpdate()
	Version() string
}
