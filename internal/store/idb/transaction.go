//go:build js && wasm

package idb

import (
	"context"
	"syscall/js"

	"trousse/internal/browser"
)

const (
	reading = "readonly"
	writing = "readwrite"
)

var strict = js.ValueOf(map[string]any{"durability": "strict"})

// transaction is one transaction while its requests are being issued.
type transaction struct {
	tx      js.Value
	waits   *js.Func // what the answer of a request is given to
	refused error    // what the answer was refused with
	left    bool     // aborted, since the page was put aside
}

func (x *transaction) store(name string) js.Value { return x.tx.Call("objectStore", name) }

// then calls fn with the result of the request, still inside the transaction; an error of fn aborts it. It can be used once
// in a transaction, after all other requests are issued.
func (x *transaction) then(request js.Value, fn func(result js.Value) error) {
	answer := js.FuncOf(func(js.Value, []js.Value) any {
		err := browser.Try(func() { x.refused = fn(request.Get("result")) })
		if x.refused == nil {
			x.refused = err
		}
		x.abort()
		return nil
	})
	x.waits = &answer
	request.Set("onsuccess", answer)
}

// abort aborts after a refusal. A transaction that is over already is aborted no more, harmlessly.
//
// Nothing ever asks for commit: a transaction commits by itself once all its requests were answered. Told to commit before,
// Firefox completes it although an add in it failed, with all the rest; and WebKit forgets why it did not.
func (x *transaction) abort() {
	if x.refused != nil {
		_ = browser.Try(func() { x.tx.Call("abort") })
	}
}

// run does one transaction: issue makes its requests, all at once; their results can be read after run. A write is
// strict, and run returns when it is complete, whatever becomes of ctx meanwhile; a read is left when ctx ends. Begun
// tells whether the requests were made: if not, surely nothing was written.
func run(ctx context.Context, db js.Value, mode string, stores []string, issue func(x *transaction)) (begun bool, err error) {
	for {
		if err := inUse(ctx); err != nil {
			return false, err
		}
		x := &transaction{}
		if begun, err = x.run(ctx, db, mode, stores, issue); !x.left {
			return begun, err
		}
	}
}

func (x *transaction) run(ctx context.Context, db js.Value, mode string, stores []string, issue func(x *transaction)) (begun bool, err error) {
	names := make([]any, len(stores))
	for i, name := range stores {
		names[i] = name
	}
	err = browser.Try(func() {
		if mode == writing {
			x.tx = db.Call("transaction", array.New(names...), mode, strict)
		} else {
			x.tx = db.Call("transaction", array.New(names...), mode)
		}
	})
	if err != nil {
		return false, err
	}
	aside.underway[x] = true
	complete := make(chan bool, 1)
	var over js.Func
	over = js.FuncOf(func(_ js.Value, args []js.Value) any {
		over.Release()
		delete(aside.underway, x)
		if x.waits != nil {
			x.waits.Release()
		}
		complete <- args[0].Get("type").String() == "complete"
		return nil
	})
	x.tx.Set("oncomplete", over)
	x.tx.Set("onabort", over)
	x.refused = browser.Try(func() { issue(x) })
	x.abort()
	var cut <-chan struct{}
	if mode == reading {
		cut = ctx.Done()
	}
	select {
	case done := <-complete:
		switch {
		case done:
			return true, nil
		case x.refused != nil:
			return true, x.refused
		}
		if err := browser.AsError(x.tx.Get("error")); err != nil {
			return true, err
		}
		return true, &browser.JSError{Name: "AbortError", Message: "aborted by the browser"}
	case <-cut:
		return true, ctx.Err()
	}
}
