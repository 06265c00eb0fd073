package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Screen is one room: plain state, loaded on arrival and shown as a view. A screen is made anew at every navigation
// and is never reused, so its fields need no reset.
type Screen interface {
	// Open loads what the screen needs. It is called once, before the first View.
	Open(ctx app.Context)
	// View tells what to show now. It is called at every event: it must be cheap and change nothing.
	View() View
}

// Leaver is a screen that has something to put away when the user leaves it or hides the app.
type Leaver interface {
	// Leave returns when what was typed is safe.
	Leave()
}

// Refresher is a screen that shows records: Refresh reads them again after a change made elsewhere.
type Refresher interface {
	Refresh(ctx app.Context)
}

// View is what a screen shows, in the frame that all screens share.
type View struct {
	// Title names the page in the window and in the flap. It never holds a client's data: browsers write it to disk.
	Title string
	// Sub is a second line in the flap.
	Sub app.UI
	// Flap replaces the plain bar of the flap: Today's greeting. Its h1 must carry the id "top".
	Flap []app.UI
	// Room stands in the flap where the stage shows the heading itself.
	Room      string
	Back      string // route of the arrow; empty for none
	BackLabel string // what the arrow says to readers; "Back" when empty
	Actions   []app.UI
	// LogFor is the client that the Log tab starts from, on that client's sheet.
	LogFor string

	// Task screens have an action bar (Bar) in the place of the tabs.
	Task bool
	Bar  []app.UI

	// Whole stands in the place of the frame and of all that is in it.
	Whole app.UI

	Layout string // modifiers of the stage: stage--two, stage--list …
	Stage  []app.UI
}
