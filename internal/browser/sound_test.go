//go:build js && wasm

package browser

import (
	"syscall/js"
	"testing"
	"time"
)

func TestChime(t *testing.T) {
	stub(t, window, "AudioContext", eval(`class {
		constructor() { window.heard = []; this.currentTime = 5; this.state = "suspended"; this.destination = {} }
		async resume() { this.state = "running" }
		createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to } }
		createOscillator() {
			const note = { frequency: {}, off: false, connect: (to) => to, stop() {}, disconnect() { note.off = true },
				start(at) { note.at = at; window.heard.push(note) } };
			return note;
		}
	}`))
	defer window.Delete("heard")
	defer func() { sound.out, sound.notes = js.Undefined(), nil }()
	sound.out = js.Undefined()
	Chime(time.Second)
	if SoundAllowed() || path("heard").Truthy() {
		t.Fatal("something was heard before a press")
	}
	AllowSound()
	for end := time.Now().Add(time.Second); !SoundAllowed() && time.Now().Before(end); time.Sleep(time.Millisecond) {
	}
	if !SoundAllowed() {
		t.Fatal("the press did not let it sound")
	}
	Chime(2 * time.Second)
	Chime(10 * time.Second)
	heard := path("heard")
	if heard.Length() != 4 || heard.Index(0).Get("at").Float() != 7 || !heard.Index(0).Get("off").Bool() {
		t.Errorf("the first was not taken back: %d", heard.Length())
	}
	if heard.Index(2).Get("at").Float() != 15 || heard.Index(2).Get("off").Bool() {
		t.Error("the second is not set")
	}
	sound.out.Set("currentTime", 15.1) // it is sounding
	Hush()
	if heard.Index(2).Get("off").Bool() || !heard.Index(3).Get("off").Bool() {
		t.Error("what sounds was cut, or what had not begun was left")
	}
}

func TestStayAwake(t *testing.T) {
	stub(t, path("navigator"), "wakeLock", eval(`({ async request() { window.asked = (window.asked ?? 0) + 1; window.locks = (window.locks ?? 0) + 1; return { released: false, async release() { this.released = true; window.locks-- } } } })`))
	defer window.Delete("locks")
	defer window.Delete("asked")
	wait := func(want int) {
		t.Helper()
		for end := time.Now().Add(time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
			if v := path("locks"); v.Type() == js.TypeNumber && v.Int() == want {
				return
			}
		}
		t.Fatalf("%v locks, want %d", path("locks"), want)
	}
	StayAwake(true)
	wait(1)
	StayAwake(true)
	wait(1)
	StayAwake(false)
	wait(0)
	asked := path("asked").Int()
	StayAwake(true)
	StayAwake(false) // before the browser has answered
	for end := time.Now().Add(time.Second); path("asked").Int() == asked && time.Now().Before(end); time.Sleep(time.Millisecond) {
	}
	if path("asked").Int() != asked+1 {
		t.Fatal("the browser was not asked")
	}
	wait(0)
}
