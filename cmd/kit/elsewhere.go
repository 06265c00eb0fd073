//go:build !(js && wasm)

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "kit runs in a browser: make run builds the site around it and serves it")
	os.Exit(1)
}
