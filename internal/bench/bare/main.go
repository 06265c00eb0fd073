//go:build js && wasm

// Command bare is the least that a Go program can be in a page: it says that it runs.
package main

import "syscall/js"

func main() {
	js.Global().Get("performance").Call("mark", "kit:ready")
	select {}
}
