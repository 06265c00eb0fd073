//go:build js && wasm

package browser

import (
	"context"
	"sync"
	"syscall/js"
)

// IfFree runs fn while holding the lock with that name, or not at all while another window holds it: it tells whether fn ran.
func IfFree(ctx context.Context, name string, exclusive bool, fn func() error) (ran bool, err error) {
	release, err := hold(ctx, name, exclusive, true)
	if err != nil || release == nil {
		return false, err
	}
	defer release()
	return true, fn()
}

// Hold takes the lock with that name, which all windows of the origin share, and keeps it until release is called, or the
// window goes. It waits for the lock until ctx ends. Where the browser has no locks, nobody is kept waiting.
func Hold(ctx context.Context, name string, exclusive bool) (release func(), err error) {
	return hold(ctx, name, exclusive, false)
}

// hold returns a nil release when the lock was to be had at once and is not free.
func hold(ctx context.Context, name string, exclusive, atOnce bool) (release func(), err error) {
	if !HasLocks() {
		return func() {}, nil
	}
	locks := path("navigator", "locks")
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	held, letGo, _ := newPromise()
	granted := make(chan bool, 1)
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		granted <- !args[0].IsNull()
		return held
	})
	how := map[string]any{"mode": "shared", "ifAvailable": atOnce}
	if exclusive {
		how["mode"] = "exclusive"
	}
	var abort js.Value
	if !atOnce { // the two do not go together
		abort = path("AbortController").New()
		how["signal"] = abort.Get("signal")
	}
	over := make(chan error, 1)
	go func() {
		_, err := await(context.Background(), locks, "request", name, how, callback)
		callback.Release()
		over <- err
	}()
	release = sync.OnceFunc(func() { letGo(nil); <-over })
	select {
	case ok := <-granted:
		if !ok {
			release()
			return nil, nil
		}
		return release, nil
	case err := <-over:
		if Named(err, "SecurityError") { // refused to this origin: as if there were none
			return func() {}, nil
		}
		return nil, err
	case <-ctx.Done():
		letGo(nil) // should the lock come just now
		if !atOnce {
			abort.Call("abort")
		}
		return nil, ctx.Err()
	}
}

// HasLocks tells whether the browser has locks at all.
func HasLocks() bool { return path("navigator", "locks").Type() == js.TypeObject }
