//go:build js && wasm

package browser

import "syscall/js"

// turns are those who wait for the browser to have had its turn, and the door through which it answers.
var turns struct {
	door    js.Value
	waiting []chan bool
}

// Turn lets go of the thread until the browser comes back: what it wants to show, and whoever touches it, come first.
func Turn() {
	if turns.door.IsUndefined() {
		channel := js.Global().Get("MessageChannel").New()
		channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
			close(turns.waiting[0])
			turns.waiting = turns.waiting[1:]
			return nil
		}))
		turns.door = channel.Get("port2")
	}
	back := make(chan bool)
	turns.waiting = append(turns.waiting, back)
	turns.door.Call("postMessage", 0)
	<-back
}
