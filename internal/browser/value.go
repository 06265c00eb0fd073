//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"syscall/js"
)

var (
	window     = js.Global()
	reflection = window.Get("Reflect")
	promises   = window.Get("Promise")
	byteArray  = window.Get("Uint8Array")
	byteBuffer = window.Get("ArrayBuffer")
)

// errMissing is returned when the browser does not offer what was asked for.
var errMissing = &JSError{Name: "NotSupportedError", Message: "not offered by this browser"}

// JSError is an exception or a rejection of JavaScript. Name is the stable part, for example QuotaExceededError.
type JSError struct{ Name, Message string }

func (e *JSError) Error() string { return e.Name + ": " + e.Message }

// Named tells whether err is, or wraps, a [JSError] with that name.
func Named(err error, name string) bool {
	var e *JSError
	return errors.As(err, &e) && e.Name == name
}

// AsError turns what JavaScript threw into a [JSError], and nothing (null, undefined) into nil.
func AsError(v js.Value) error {
	switch {
	case v.IsNull() || v.IsUndefined():
		return nil
	case v.Type() != js.TypeObject:
		return &JSError{Name: "Error", Message: v.String()}
	}
	e := &JSError{Name: text(prop(v, "name")), Message: text(prop(v, "message"))}
	if e.Name == "" {
		e.Name = "Error"
	}
	return e
}

// Try runs fn and returns what JavaScript threw in it. Reading or setting a property may throw too and is only caught
// when it goes through [Prop] and [SetProp]: syscall/js catches calls alone.
func Try(fn func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case js.Error:
			if err = AsError(r.Value); err == nil {
				err = &JSError{Name: "Error", Message: r.Value.String()}
			}
		case *js.ValueError:
			err = &JSError{Name: "TypeError", Message: r.Error()}
		default:
			panic(r)
		}
	}()
	fn()
	return nil
}

// Prop reads a property whose getter may throw (localStorage, indexedDB).
func Prop(v js.Value, name string) (got js.Value, err error) {
	err = Try(func() { got = reflection.Call("get", v, name) })
	return got, err
}

// SetProp sets a property whose setter may throw.
func SetProp(v js.Value, name string, to any) error {
	return Try(func() { reflection.Call("set", v, name, to) })
}

// prop reads a property, or undefined when there is none or it cannot be read.
func prop(v js.Value, name string) js.Value {
	if t := v.Type(); t != js.TypeObject && t != js.TypeFunction {
		return js.Undefined()
	}
	got, _ := Prop(v, name)
	return got
}

// path reads a property of a property … of the window, or undefined.
func path(names ...string) js.Value {
	v := window
	for _, name := range names {
		v = prop(v, name)
	}
	return v
}

// call calls a method, and returns [errMissing] when there is none.
func call(v js.Value, method string, args ...any) (got js.Value, err error) {
	if prop(v, method).Type() != js.TypeFunction {
		return js.Undefined(), errMissing
	}
	err = Try(func() { got = v.Call(method, args...) })
	return got, err
}

// text is the string in v, or empty.
func text(v js.Value) string {
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// yes tells whether v is the boolean true.
func yes(v js.Value) bool { return v.Type() == js.TypeBoolean && v.Bool() }

// ToJS copies bytes into a new Uint8Array.
func ToJS(b []byte) js.Value {
	v := byteArray.New(len(b))
	js.CopyBytesToJS(v, b)
	return v
}

// FromJS copies the bytes of a Uint8Array or an ArrayBuffer. Anything else gives nil.
func FromJS(v js.Value) []byte {
	switch {
	case v.Type() != js.TypeObject:
		return nil
	case v.InstanceOf(byteBuffer):
		v = byteArray.New(v)
	case !v.InstanceOf(byteArray):
		return nil
	}
	b := make([]byte, v.Length())
	js.CopyBytesToGo(b, v)
	return b
}

type settled struct {
	value js.Value
	err   error
}

// Await waits until the promise settles or ctx ends. A rejection comes back as a [JSError]. It must not be called inside
// a callback of JavaScript.
func Await(ctx context.Context, promise js.Value) (js.Value, error) {
	if err := ctx.Err(); err != nil {
		return js.Undefined(), err
	}
	done := make(chan settled, 1)
	var kept, broken js.Func
	release := func() { kept.Release(); broken.Release() }
	kept = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		done <- settled{value: args[0]}
		return nil
	})
	broken = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		err := AsError(args[0])
		if err == nil {
			err = &JSError{Name: "Error"}
		}
		done <- settled{err: err}
		return nil
	})
	err := Try(func() { promises.Call("resolve", promise).Call("then", kept, broken) })
	if err != nil {
		release()
		return js.Undefined(), err
	}
	select {
	case s := <-done:
		return s.value, s.err
	case <-ctx.Done(): // the two callbacks release themselves when the promise settles
		return js.Undefined(), ctx.Err()
	}
}

// await calls a method that returns a promise and waits for it.
func await(ctx context.Context, v js.Value, method string, args ...any) (js.Value, error) {
	if err := ctx.Err(); err != nil { // else a rejection would be heard by nobody
		return js.Undefined(), err
	}
	promise, err := call(v, method, args...)
	if err != nil {
		return js.Undefined(), err
	}
	return Await(ctx, promise)
}

// newPromise makes a promise that Go settles.
func newPromise() (promise js.Value, resolve, reject func(any)) {
	var yea, nay js.Value
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		yea, nay = args[0], args[1]
		return nil
	})
	defer executor.Release()
	promise = promises.New(executor)
	return promise, func(v any) { yea.Invoke(v) }, func(v any) { nay.Invoke(v) }
}

// listen calls fn, in a goroutine of its own, at each of the events. The returned function stops that.
func listen(target js.Value, fn func(event js.Value), events ...string) (stop func()) {
	handler := js.FuncOf(func(_ js.Value, args []js.Value) any {
		go fn(args[0])
		return nil
	})
	for _, e := range events {
		_, _ = call(target, "addEventListener", e, handler)
	}
	return func() {
		for _, e := range events {
			_, _ = call(target, "removeEventListener", e, handler)
		}
		handler.Release()
	}
}
