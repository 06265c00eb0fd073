//go:build !wasm

package later

// enter is where the browser's program waits: elsewhere it is in one part.
func enter() { wait(nil) }
