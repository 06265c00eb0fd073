//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"
	"time"
)

// sound is the one thing of the page that can be heard: two short notes, now or later. Only the page's own goroutines
// touch it.
var sound struct {
	out   js.Value
	notes []note
}

// note is a tone that was set, and when it begins on the clock of the sound.
type note struct {
	tone  js.Value
	start float64
}

// AllowSound opens the way to the loudspeaker. Browsers let it be opened by a press only: call it in one.
func AllowSound() {
	if sound.out.IsUndefined() {
		kind := path("AudioContext")
		if kind.Type() != js.TypeFunction {
			kind = path("webkitAudioContext")
		}
		if kind.Type() != js.TypeFunction || Try(func() { sound.out = kind.New() }) != nil {
			return
		}
	}
	go func() { _, _ = await(context.Background(), sound.out, "resume") }()
}

// SoundAllowed tells whether something can be heard.
func SoundAllowed() bool { return text(prop(sound.out, "state")) == "running" }

// Chime sounds after a while, in the place of what was set before. It is set on the clock of the sound, which goes on in a
// window that the browser slows down. Without [AllowSound] before it, nothing happens.
func Chime(after time.Duration) {
	Hush()
	if sound.out.IsUndefined() {
		return
	}
	_ = Try(func() {
		now := prop(sound.out, "currentTime").Float()
		for _, at := range []float64{0, 0.28} {
			start := now + after.Seconds() + at
			tone, level := sound.out.Call("createOscillator"), sound.out.Call("createGain")
			tone.Get("frequency").Set("value", 740)
			gain := level.Get("gain")
			gain.Call("setValueAtTime", 0.0001, start)
			gain.Call("exponentialRampToValueAtTime", 0.4, start+0.03)
			gain.Call("exponentialRampToValueAtTime", 0.0001, start+0.22)
			tone.Call("connect", level).Call("connect", sound.out.Get("destination"))
			tone.Call("start", start)
			tone.Call("stop", start+0.25)
			sound.notes = append(sound.notes, note{tone, start})
		}
	})
}

// Hush takes back what was set and has not begun.
func Hush() {
	_ = Try(func() {
		for _, n := range sound.notes {
			if n.start > prop(sound.out, "currentTime").Float() {
				n.tone.Call("disconnect")
			}
		}
	})
	sound.notes = nil
}

// Vibrate shakes the device twice, where it can and the user has touched the page.
func Vibrate() {
	if yes(path("navigator", "userActivation", "hasBeenActive")) {
		_, _ = call(path("navigator"), "vibrate", []any{300, 150, 300})
	}
}

// awake is the promise of a lit screen, while it is held.
var awake struct {
	wanted bool
	lock   js.Value
}

// StayAwake keeps the screen lit, where the browser can; it lets go by itself when the page leaves the screen, so call it
// again when it is back.
func StayAwake(on bool) {
	awake.wanted = on
	if !on {
		if lock := awake.lock; lock.Truthy() {
			awake.lock = js.Undefined()
			_, _ = call(lock, "release")
		}
		return
	}
	if awake.lock.Truthy() && !yes(prop(awake.lock, "released")) {
		return
	}
	go func() {
		lock, err := await(context.Background(), path("navigator", "wakeLock"), "request", "screen")
		switch {
		case err != nil:
		case !awake.wanted:
			_, _ = call(lock, "release")
		default:
			awake.lock = lock
		}
	}()
}
