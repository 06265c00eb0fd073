//go:build js && wasm

package browser

import "testing"

// The thread is let go of, which is when the browser does what was promised, and everyone who waits comes back.
func TestTurn(t *testing.T) {
	eval(`(globalThis.had = 0, queueMicrotask(() => had++))`)
	back := make(chan bool)
	for range 3 {
		go func() {
			Turn()
			back <- true
		}()
	}
	for range 3 {
		<-back
	}
	if eval(`had`).Int() != 1 {
		t.Error("nobody let go of the thread")
	}
}
