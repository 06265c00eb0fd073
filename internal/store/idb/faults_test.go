//go:build js && wasm

package idb

import (
	"context"
	"errors"
	"strconv"
	"syscall/js"
	"testing"

	"trousse/internal/browser"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// replace puts code in the place of a method, whose former self it may call as former, until the test ends.
func replace(t *testing.T, prototype, method, code string) {
	t.Helper()
	target := eval(prototype + ".prototype")
	former := target.Get(method)
	target.Set(method, js.Global().Call("eval", "(former => "+code+")").Invoke(former))
	t.Cleanup(func() { target.Set(method, former) })
}

// spoilWrites does something to each writing transaction, tx, once its requests were made.
func spoilWrites(t *testing.T, code string) {
	t.Helper()
	replace(t, "IDBDatabase", "transaction", `{ let first = true; return function (...a) {
		const tx = former.apply(this, a);
		if (tx.mode == "readwrite") queueMicrotask(() => { `+code+`; first = false; });
		return tx } }`)
}

func TestDeadConnectionIsMadeAgain(t *testing.T) {
	for _, name := range []string{"InvalidStateError", "UnknownError"} {
		t.Run(name, func(t *testing.T) {
			st := start(t, New(options(t)))
			replace(t, "IDBDatabase", "transaction", `{ let dead; return function (...a) {
				dead ??= this;
				if (this === dead) throw new DOMException("Connection to Indexed Database server lost", "`+name+`");
				return former.apply(this, a) } }`)
			seq := commit(t, st, batch("a", journal.Ref{ID: "a", N: 1}))
			if r, err := st.Latest(t.Context(), "a"); err != nil || r.N != 1 || seq == 0 {
				t.Fatalf("got %v, %v", r, err)
			}
		})
	}
}

func TestDeadForGood(t *testing.T) {
	st := start(t, New(options(t)))
	replace(t, "IDBDatabase", "transaction", `{ js_tries = 0; return function () {
		js_tries++; throw new DOMException("lost", "UnknownError") } }`)
	defer js.Global().Delete("js_tries")
	if _, err := st.Opening(t.Context()); !errors.Is(err, store.ErrBroken) {
		t.Fatalf("got %v", err)
	}
	if n := js.Global().Get("js_tries").Int(); n != 2 {
		t.Fatalf("%d tries", n)
	}
}

// A connection may die after the write reached the disk and before the kit heard so.
func TestWriteKeptByADyingConnection(t *testing.T) {
	ctx := t.Context()
	for _, c := range []struct {
		name, then string
		folded     bool
	}{
		{"kept", "", false},
		{"kept and folded by another window", "", true},
		{"not kept", `tx.abort()`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := options(t)
			st := start(t, New(o))
			other := reopen(t, New(o))
			ended := make(chan bool, 1)
			end := js.FuncOf(func(js.Value, []js.Value) any {
				go func() {
					if c.folded {
						if err := other.Fold(ctx, store.Fold{Through: 1}); err != nil {
							t.Error(err)
						}
					}
					ended <- true
				}()
				return nil
			})
			defer end.Release()
			js.Global().Set("ended", end)
			defer js.Global().Delete("ended")
			// The first write ends without its own handlers: these hear of an abort instead, once it has ended.
			spoilWrites(t, `if (first) {
				const told = tx.onabort;
				tx.oncomplete = tx.onabort = () => { resume = () => told(new Event("abort")); ended() };
				`+c.then+` }`)
			defer js.Global().Delete("resume")
			go func() {
				<-ended
				js.Global().Call("resume")
			}()
			b := batch("delta", journal.Ref{ID: "a", N: 1}, journal.Ref{ID: "b", N: 1})
			if seq := commit(t, st, b); seq != 1 {
				t.Fatalf("number %d", seq)
			}
			rows, err := st.Scan(ctx, journal.Ref{}, 10)
			if err != nil || len(rows) != 2 {
				t.Fatalf("%d revisions, %v", len(rows), err)
			}
			if _, err := st.Commit(ctx, batch("of another", journal.Ref{ID: "a", N: 1})); !errors.Is(err, store.ErrConflict) {
				t.Fatalf("a true conflict: %v", err)
			}
		})
	}
}

func TestFlipByADyingConnection(t *testing.T) {
	for name, then := range map[string]string{"kept": "", "not kept": `tx.abort()`} {
		t.Run(name, func(t *testing.T) {
			p := New(options(t))
			former := start(t, p)
			spoilWrites(t, `if (first) {
				const told = tx.onabort;
				tx.oncomplete = () => told(new Event("abort"));
				`+then+` }`)
			next := start(t, p)
			if again := reopen(t, p); again.gen != next.gen || again.gen == former.gen {
				t.Fatalf("opening finds %s", again.gen)
			}
		})
	}
}

// A flip that reached the disk and was taken for failed must not have its generation dropped.
func TestDropLooksAgain(t *testing.T) {
	ctx := t.Context()
	p := New(options(t))
	former := start(t, p)
	next, err := p.Begin(ctx, former.gen)
	if err == nil {
		err = p.point(ctx, former.gen, next.Generation())
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Drop(ctx, next); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("drop: %v", err)
	}
	commit(t, next, batch("a", journal.Ref{ID: "a", N: 1})) // and can be used
	if again := reopen(t, p); again.Generation() != next.Generation() {
		t.Fatalf("opening finds %s", again.Generation())
	}
}

// A window killed while it fills a generation leaves the one before to the others; killed just after it made the new one
// current, it does not: what they wrote to the former would be lost.
func TestFillerKilled(t *testing.T) {
	ctx := t.Context()
	for _, flipped := range []bool{false, true} {
		o := options(t)
		reasons := make(chan error, 1)
		o.Closed = func(reason error) { reasons <- reason }
		p := New(o)
		former := start(t, p)
		st, err := p.Begin(ctx, former.gen)
		if err == nil {
			err = former.Freeze(ctx, st.Generation())
		}
		if err == nil && flipped {
			err = p.point(ctx, former.gen, st.Generation())
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := former.Commit(ctx, batch("a", journal.Ref{ID: "a", N: 1})); !errors.Is(err, store.ErrBusy) {
			t.Fatalf("flipped %v: written while it is filled: %v", flipped, err)
		}
		st.(*tables).filling.release() // as a kill does
		_, err = former.Commit(ctx, batch("a", journal.Ref{ID: "a", N: 1}))
		if !flipped && err != nil {
			t.Fatalf("the ice stays: %v", err)
		}
		if flipped {
			if reason := <-reasons; !errors.Is(err, store.ErrClosed) || !errors.Is(reason, store.ErrClosed) {
				t.Fatalf("written to what was replaced: %v, heard %v", err, reason)
			}
		}
		if now := mustCurrent(t, p); (now == st.Generation()) != flipped {
			t.Fatalf("current is %s", now)
		}
	}
}

// A window that sleeps keeps a generation from being deleted, but not its key: neither when it is replaced nor when all is
// wiped.
func TestSleepingWindow(t *testing.T) {
	ctx := t.Context()
	p := New(options(t))
	for name, away := range map[string]func() error{
		"replaced": func() error { start(t, p); return nil },
		"wiped":    func() error { return p.Wipe(ctx) },
	} {
		former := start(t, p)
		if err := former.PutVault(ctx, []byte("key")); err != nil {
			t.Fatal(err)
		}
		commit(t, former, batch("a", journal.Ref{ID: "a", N: 1}))
		db, err := openDatabase(ctx, opening{name: p.database(former.gen), version: schema}) // hears of nothing
		if err != nil {
			t.Fatal(err)
		}
		if err := away(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var vault, revs js.Value
		_, err = run(ctx, db, reading, []string{"meta", "revs"}, func(x *transaction) {
			vault, revs = x.store("meta").Call("get", "vault"), x.store("revs").Call("count")
		})
		if err != nil || !result(vault).IsUndefined() || result(revs).Int() != 1 {
			t.Errorf("%s: the key is %v, %v", name, result(vault), err)
		}
		db.Call("close")
	}
}

func TestBrowserClosesTheConnection(t *testing.T) {
	ctx := t.Context()
	o := options(t)
	reasons := make(chan error, 1)
	o.Closed = func(reason error) { reasons <- reason }
	p := New(o)
	st := start(t, p)
	cut := func() { st.db.Call("dispatchEvent", js.Global().Get("Event").New("close")) }
	cut()
	commit(t, st, batch("a", journal.Ref{ID: "a", N: 1}))
	if len(reasons) != 0 {
		t.Fatal("told of what could be mended")
	}
	// Now together with the data.
	db := st.db
	replace(t, "IDBFactory", "open", `function (name, ...a) { return former.call(this, name + "-emptied", ...a) }`)
	db.Call("dispatchEvent", js.Global().Get("Event").New("close"))
	if reason := <-reasons; !errors.Is(reason, store.ErrLost) {
		t.Fatalf("heard %v", reason)
	}
	if _, err := st.Commit(ctx, batch("b", journal.Ref{ID: "b", N: 1})); !errors.Is(err, store.ErrLost) {
		t.Fatalf("written to nowhere: %v", err)
	}
}

func TestNoSpace(t *testing.T) {
	ctx := t.Context()
	st := start(t, New(options(t)))
	spoilWrites(t, `Object.defineProperty(tx, "error", {value: new DOMException("no room", "QuotaExceededError")}); tx.abort()`)
	if _, err := st.Commit(ctx, batch("a", journal.Ref{ID: "a", N: 1})); !errors.Is(err, store.ErrFull) {
		t.Fatalf("got %v", err)
	}
	if err := st.PutDraft(ctx, "k", []byte("d")); !errors.Is(err, store.ErrFull) {
		t.Fatalf("draft: %v", err)
	}
	if _, err := st.Latest(ctx, "a"); !errors.Is(err, store.ErrNone) {
		t.Fatalf("written: %v", err)
	}
}

func TestOpenFails(t *testing.T) {
	for _, c := range []struct {
		name, message, exception string
		times                    int
		want                     error
	}{
		{"passing", "Internal error opening backing store for indexedDB.open.", "UnknownError", 2, nil},
		{"lasting", "Internal error opening backing store for indexedDB.open.", "UnknownError", 100, store.ErrBroken},
		{"full disk", "Encountered full disk while opening backing store for indexedDB.open.", "UnknownError", 100, store.ErrFull},
		{"quota", "no room", "QuotaExceededError", 1, store.ErrFull},
		{"refused", "denied", "SecurityError", 1, store.ErrBroken},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := New(options(t))
			start(t, p).Close()
			js.Global().Set("deleted", 0)
			defer js.Global().Delete("deleted")
			replace(t, "IDBFactory", "deleteDatabase", `function (...a) { deleted++; return former.apply(this, a) }`)
			replace(t, "IDBFactory", "open", `{ let left = `+strconv.Itoa(c.times)+`; return function (...a) {
				if (left-- <= 0) return former.apply(this, a);
				throw new DOMException("`+c.message+`", "`+c.exception+`") } }`)
			st, err := p.Open(t.Context())
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if st != nil {
				st.Close()
			}
			if n := js.Global().Get("deleted").Int(); n != 0 {
				t.Fatalf("%d databases deleted", n)
			}
		})
	}
}

func TestContextEnds(t *testing.T) {
	st := start(t, New(options(t)))
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := st.Commit(over, batch("a", journal.Ref{ID: "a", N: 1})); !errors.Is(err, context.Canceled) {
		t.Fatalf("write: %v", err)
	}
	if _, err := st.Latest(t.Context(), "a"); !errors.Is(err, store.ErrNone) {
		t.Fatalf("written: %v", err)
	}
	if _, err := New(st.place.options).Open(over); !errors.Is(err, context.Canceled) {
		t.Fatalf("open: %v", err)
	}
}

// What is read and written when WebKit puts the page aside is let go, begins again when it is back, and is done once.
func TestPutAside(t *testing.T) {
	ctx := t.Context()
	st := start(t, New(options(t)))
	commit(t, st, batch("a", journal.Ref{ID: "a", N: 1}))
	eval(`Object.defineProperty(navigator, "userAgent", { configurable: true, value: "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari/604.1" })`)
	defer eval(`delete navigator.userAgent`)
	aborted := make(chan bool, 2)
	heard := js.FuncOf(func(js.Value, []js.Value) any { aborted <- true; return nil })
	defer heard.Release()
	js.Global().Set("aborted", heard)
	defer js.Global().Delete("aborted")
	replace(t, "IDBDatabase", "transaction", `{ begun = 0; return function (...a) {
		const tx = former.apply(this, a);
		tx.addEventListener("abort", aborted);
		if (++begun == 2) queueMicrotask(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
		return tx } }`)
	defer js.Global().Delete("begun")
	done := make(chan error, 3)
	go func() {
		r, err := st.Latest(ctx, "a")
		if err == nil && r.N != 1 {
			err = errors.New("another revision")
		}
		done <- err
	}()
	go func() {
		_, err := st.Commit(ctx, batch("b", journal.Ref{ID: "b", N: 1}))
		done <- err
	}()
	<-aborted
	<-aborted
	go func() {
		_, err := st.Draft(ctx, "form")
		done <- err
	}()
	browser.Turn()
	if begun := js.Global().Get("begun").Int(); begun != 2 || len(done) > 0 {
		t.Fatalf("%d begun and %d done while away", begun, len(done))
	}
	given, leave := context.WithCancel(ctx)
	leave()
	if _, err := st.Draft(given, "form"); !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up waits: %v", err)
	}
	js.Global().Call("dispatchEvent", js.Global().Get("PageTransitionEvent").New("pageshow", map[string]any{"persisted": true}))
	for range cap(done) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if rows, err := st.Scan(ctx, journal.Ref{}, 10); err != nil || len(rows) != 2 {
		t.Errorf("%d revisions, %v", len(rows), err)
	}
}
