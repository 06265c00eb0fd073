//go:build js && wasm

package idb

import (
	"context"
	"sync"

	"trousse/internal/browser"
)

// A browser may put a page aside as it is, for whoever goes back to it. WebKit leaves its transactions open meanwhile, and what
// other pages ask of the same stores waits for them without end, even for those that were told to commit. So a page that WebKit
// puts aside lets go of its transactions: each begins again, or for the first time, when the page is back. Elsewhere what is being
// written completes.
var aside struct {
	heeded   sync.Once
	underway map[*transaction]bool
	back     chan bool // nil while the page is in use, else closed when it is again
}

// inUse waits until the page is in use, and listens from the first call on.
func inUse(ctx context.Context) error {
	aside.heeded.Do(func() {
		aside.underway = make(map[*transaction]bool)
		browser.OnAside(putAside, takeUp)
	})
	if aside.back == nil {
		return ctx.Err()
	}
	select {
	case <-aside.back:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// putAside aborts all transactions. One that is past that completes, now or when the page is back.
func putAside() {
	if !browser.IsWebKit() {
		return
	}
	if aside.back == nil {
		aside.back = make(chan bool)
	}
	for x := range aside.underway {
		x.left = browser.Try(func() { x.tx.Call("abort") }) == nil
	}
}

func takeUp() {
	if aside.back != nil {
		close(aside.back)
		aside.back = nil
	}
}
