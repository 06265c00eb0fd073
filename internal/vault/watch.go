package vault

import "time"

// Watch says when an open kit locks by itself: some time after the last touch, or after it was hidden. Every window has its
// own. It never sleeps and asks nobody the time, so that whoever holds it can show what it says.
type Watch struct {
	idle, hidden time.Duration // 0: never
	touched      time.Time
	hiddenAt     time.Time // zero while the kit is on the screen
	excused      time.Time // when a call was begun here
}

// State is what a [Watch] says.
type State int

// The states of an open kit.
const (
	Awake State = iota
	Warn        // it locks in at most [WarnFor]: whoever is there is to be told, and a touch is enough
	Due         // it locks now
)

// WarnFor is how long the kit says beforehand that it is about to lock (WCAG 2.2.1).
const WarnFor = 20 * time.Second

// excuse is how long a call, a text or an e-mail that was begun in the kit may keep it hidden.
const excuse = 30 * time.Minute

// NewWatch watches over a kit that was unlocked now.
func NewWatch(idle, hidden time.Duration, now time.Time) *Watch {
	return &Watch{idle: idle, hidden: hidden, touched: now}
}

// Set changes the times.
func (w *Watch) Set(idle, hidden time.Duration) { w.idle, w.hidden = idle, hidden }

// Touch is called when somebody types, presses or scrolls.
func (w *Watch) Touch(now time.Time) { w.touched = now }

// Hide is called when the kit leaves the screen.
func (w *Watch) Hide(now time.Time) {
	if w.hiddenAt.IsZero() {
		w.hiddenAt = now
	}
}

// Show is called when it comes back. It says [Due] when the kit was away for too long; otherwise coming back is a touch.
func (w *Watch) Show(now time.Time) State {
	state, _ := w.Look(now)
	w.hiddenAt = time.Time{}
	if state != Due {
		w.touched = now
	}
	return state
}

// Excuse is called when a call, a text or an e-mail is begun in the kit, which hides it.
func (w *Watch) Excuse(now time.Time) { w.excused = now }

// Look says how it stands, and when to look again: 0 for not before something happens.
func (w *Watch) Look(now time.Time) (State, time.Duration) {
	if !w.hiddenAt.IsZero() {
		if w.hidden == 0 {
			return Awake, 0
		}
		left := w.hidden - passed(w.hiddenAt, now)
		if !w.excused.IsZero() {
			left = max(left, excuse-passed(w.excused, now))
		}
		if left <= 0 {
			return Due, 0
		}
		return Awake, left
	}
	if w.idle == 0 {
		return Awake, 0
	}
	switch left := w.idle - passed(w.touched, now); {
	case left <= 0:
		return Due, 0
	case left <= WarnFor:
		return Warn, left
	default:
		return Awake, left - WarnFor
	}
}

// passed is how long ago something was, by the clock on the wall as well: the other one may stand still while the device
// sleeps.
func passed(at, now time.Time) time.Duration { return max(now.Sub(at), now.Round(0).Sub(at.Round(0))) }
