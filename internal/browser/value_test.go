//go:build js && wasm

package browser

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"syscall/js"
	"testing"
)

// eval runs a line of JavaScript, and stub puts its result in a property until the test ends.
func eval(code string) js.Value { return window.Call("eval", "("+code+")") }

func stub(t *testing.T, on js.Value, name string, value any) {
	t.Helper()
	own := window.Get("Object").Call("getOwnPropertyDescriptor", on, name)
	window.Get("Object").Call("defineProperty", on, name, map[string]any{"configurable": true, "writable": true, "value": value})
	t.Cleanup(func() {
		if own.IsUndefined() {
			on.Delete(name)
			return
		}
		window.Get("Object").Call("defineProperty", on, name, own)
	})
}

func TestAwait(t *testing.T) {
	ctx := context.Background()
	v, err := Await(ctx, eval(`new Promise(ok => setTimeout(ok, 1, 42))`))
	if err != nil || v.Int() != 42 {
		t.Fatalf("kept promise: %v, %v", v, err)
	}
	if v, err := Await(ctx, js.ValueOf(7)); err != nil || v.Int() != 7 {
		t.Fatalf("plain value: %v, %v", v, err)
	}
	for code, want := range map[string]string{
		`Promise.reject(new DOMException("no room", "QuotaExceededError"))`: "QuotaExceededError: no room",
		`Promise.reject(new TypeError("wrong"))`:                            "TypeError: wrong",
		`Promise.reject("a word")`:                                          "Error: a word",
		`Promise.reject()`:                                                  "Error: ",
	} {
		_, err := Await(ctx, eval(code))
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", code, err, want)
		}
		if name, _, _ := strings.Cut(want, ":"); !Named(err, name) {
			t.Errorf("%s: not named %s", code, name)
		}
	}
}

func TestAwaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	promise, resolve, _ := newPromise()
	go cancel()
	if _, err := Await(ctx, promise); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	resolve(1) // comes too late, and harms nothing
	if _, err := Await(ctx, promise); !errors.Is(err, context.Canceled) {
		t.Fatalf("ended before: got %v", err)
	}
}

func TestExceptionsAreErrors(t *testing.T) {
	trap := eval(`{get a() { throw new DOMException("denied", "SecurityError") }, set a(v) { throw new Error("read only") }, f() { throw null }}`)
	if _, err := Prop(trap, "a"); !Named(err, "SecurityError") {
		t.Errorf("getter: %v", err)
	}
	if err := SetProp(trap, "a", 1); !Named(err, "Error") {
		t.Errorf("setter: %v", err)
	}
	if _, err := call(trap, "f"); err == nil {
		t.Error("throw null was taken for success")
	}
	if _, err := call(trap, "missing"); !Named(err, "NotSupportedError") {
		t.Errorf("missing method: %v", err)
	}
	if v := path("no", "such", "thing"); !v.IsUndefined() {
		t.Errorf("missing path: %v", v)
	}
	if err := Try(func() { js.Undefined().Get("x") }); !Named(err, "TypeError") {
		t.Errorf("property of nothing: %v", err)
	}
	if err := AsError(js.Null()); err != nil {
		t.Errorf("nothing thrown: %v", err)
	}
}

func TestBytes(t *testing.T) {
	for _, b := range [][]byte{{}, {0, 1, 255}, bytes.Repeat([]byte{7}, 100_000)} {
		if got := FromJS(ToJS(b)); !bytes.Equal(got, b) {
			t.Errorf("%d bytes came back as %d", len(b), len(got))
		}
		if got := FromJS(ToJS(b).Get("buffer")); !bytes.Equal(got, b) {
			t.Errorf("%d bytes in a buffer came back as %d", len(b), len(got))
		}
	}
	for _, v := range []any{nil, "text", 3, map[string]any{}} {
		if got := FromJS(js.ValueOf(v)); got != nil {
			t.Errorf("%v gave bytes", v)
		}
	}
}

func TestListenersStop(t *testing.T) {
	target := window.Get("EventTarget").New()
	heard := make(chan string, 4)
	stop := listen(target, func(e js.Value) { heard <- e.Get("type").String() }, "a", "b")
	fire := func(name string) { target.Call("dispatchEvent", window.Get("Event").New(name)) }
	fire("a")
	fire("b")
	if a, b := <-heard, <-heard; a+b != "ab" && a+b != "ba" {
		t.Fatalf("heard %s, %s", a, b)
	}
	stop()
	fire("a")
	if len(heard) != 0 {
		t.Fatal("heard after stop")
	}
}
