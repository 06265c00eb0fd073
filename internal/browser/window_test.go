//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"testing"
)

func TestWitness(t *testing.T) {
	LocalDel(SentinelKey)
	var w Witness
	if _, there := w.Recall(); there {
		t.Fatal("a mark where nothing was ever kept")
	}
	mark := Sentinel{Vault: "3e7a2f", Generation: "g1", Seq: 1 << 40}
	w.Note(mark)
	if got, there := w.Recall(); !there || got != mark {
		t.Fatalf("got %v, %v", got, there)
	}
	for _, damaged := range []string{"x", "a b", "a b c", "a b 1 2"} {
		LocalSet(SentinelKey, damaged)
		if got, there := w.Recall(); !there || got != (Sentinel{}) {
			t.Errorf("damaged %q: got %v, %v", damaged, got, there)
		}
	}
	w.Forget()
	if _, there := w.Recall(); there {
		t.Fatal("forgotten and still there")
	}
}

func TestLocalStorageRefused(t *testing.T) {
	window.Get("Object").Call("defineProperty", window, "localStorage",
		eval(`{configurable: true, get() { throw new DOMException("denied", "SecurityError") }}`))
	defer window.Delete("localStorage")
	LocalSet("k", "v")
	if got := LocalGet("k"); got != "" {
		t.Fatalf("got %q", got)
	}
	LocalDel("k")
}

func TestChannel(t *testing.T) {
	a, err := OpenChannel("trousse-test")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b, err := OpenChannel("trousse-test")
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 3)
	b.OnMessage(func(m string) { heard <- m })
	for _, m := range []string{"1", "2", "é"} {
		a.Post(m)
	}
	if got := <-heard + <-heard + <-heard; got != "12é" {
		t.Fatalf("heard %q", got)
	}
	b.Close()
	b.Close()
	b.Post("after the end") // lost, and harms nothing
}

func TestLocks(t *testing.T) {
	ctx := context.Background()
	release, err := Hold(ctx, "trousse-test", true)
	if err != nil {
		t.Fatal(err)
	}
	if ran, err := IfFree(ctx, "trousse-test", true, func() error { return nil }); ran || err != nil {
		t.Fatalf("ran under a lock that another holds: %v, %v", ran, err)
	}
	short, cancel := context.WithCancel(ctx)
	go cancel()
	if _, err := Hold(short, "trousse-test", true); !errors.Is(err, context.Canceled) {
		t.Fatalf("waiting was not cut short: %v", err)
	}
	release()
	release()
	again, err := Hold(ctx, "trousse-test", true)
	if err != nil {
		t.Fatal(err)
	}
	again()
	want := errors.New("its own error")
	if ran, err := IfFree(ctx, "trousse-test", true, func() error { return want }); !ran || err != want {
		t.Fatalf("free lock: %v, %v", ran, err)
	}
}

func TestSharedLocks(t *testing.T) {
	ctx := context.Background()
	release, err := Hold(ctx, "trousse-test", false)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ran, err := IfFree(ctx, "trousse-test", false, func() error { return nil })
	if !ran || err != nil {
		t.Fatalf("second reader: %v, %v", ran, err)
	}
	ran, err = IfFree(ctx, "trousse-test", true, func() error { return nil })
	if ran || err != nil {
		t.Fatalf("writer among readers: %v, %v", ran, err)
	}
}

func TestNoLocksInTheBrowser(t *testing.T) {
	stub(t, path("navigator"), "locks", nil)
	ran := false
	if again, err := IfFree(context.Background(), "n", true, func() error { ran = true; return nil }); err != nil || !ran || !again {
		t.Fatalf("ran %v, %v", ran, err)
	}
}

func TestVisibility(t *testing.T) {
	document := path("document")
	hidden, shown := make(chan bool, 4), make(chan bool, 4)
	defer OnHide(func() { hidden <- true })()
	defer OnShow(func() { shown <- true })()
	fire := func() { document.Call("dispatchEvent", window.Get("Event").New("visibilitychange")) }
	stub(t, document, "visibilityState", "hidden")
	fire()
	<-hidden
	stub(t, document, "visibilityState", "visible")
	fire()
	<-shown
	window.Call("dispatchEvent", window.Get("Event").New("pagehide"))
	<-hidden
	if len(hidden)+len(shown) != 0 {
		t.Fatal("called more often than it happened")
	}
}

func TestAside(t *testing.T) {
	heard := make(chan string, 4)
	defer OnAside(func() { heard <- "away" }, func() { heard <- "back" })()
	for _, e := range []struct {
		name      string
		persisted bool
	}{{"pageshow", false}, {"pagehide", false}, {"pagehide", true}, {"pageshow", true}} {
		window.Call("dispatchEvent", path("PageTransitionEvent").New(e.name, map[string]any{"persisted": e.persisted}))
	}
	if got := <-heard + <-heard; got != "awayback" || len(heard) > 0 {
		t.Fatalf("heard %s, and %d more", got, len(heard))
	}
}

func TestOnline(t *testing.T) {
	heard := make(chan bool, 1)
	defer OnOnline(func(online bool) { heard <- online })()
	stub(t, path("navigator"), "onLine", false)
	window.Call("dispatchEvent", window.Get("Event").New("offline"))
	if <-heard || Online() {
		t.Fatal("online")
	}
}
