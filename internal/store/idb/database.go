//go:build js && wasm

package idb

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"trousse/internal/browser"
	"trousse/internal/store"
)

// opening says which database to open and how.
type opening struct {
	name    string
	version int
	create  bool // else a database that is not there gives undefined
	upgrade func(db js.Value, from int)
	blocked func()
}

// pauses between the tries to open, for the failures that pass by themselves.
var pauses = []time.Duration{50 * time.Millisecond, 250 * time.Millisecond, time.Second}

// openDatabase opens a database, or returns undefined when there is none.
func openDatabase(ctx context.Context, o opening) (js.Value, error) {
	for _, pause := range pauses {
		db, err := openOnce(ctx, o)
		if !browser.Named(err, "UnknownError") || errors.Is(worded(err), store.ErrFull) {
			return db, worded(err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return js.Undefined(), ctx.Err()
		}
	}
	db, err := openOnce(ctx, o)
	return db, worded(err)
}

func openOnce(ctx context.Context, o opening) (js.Value, error) {
	factory, err := factory()
	if err != nil {
		return js.Undefined(), err
	}
	var request js.Value
	if err := browser.Try(func() { request = factory.Call("open", o.name, o.version) }); err != nil {
		return js.Undefined(), err
	}
	missing := false
	err = settle(ctx, request, func(event js.Value) bool {
		switch event.Get("type").String() {
		case "blocked":
			if o.blocked != nil {
				go o.blocked()
			}
		case "upgradeneeded":
			from := event.Get("oldVersion").Int()
			if missing = from == 0 && !o.create; missing {
				request.Get("transaction").Call("abort") // leaves no database behind
				return false
			}
			o.upgrade(request.Get("result"), from)
		case "success":
			return true
		}
		return false
	})
	if missing && browser.Named(err, "AbortError") {
		return js.Undefined(), nil
	}
	if err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// remove deletes a database. When another window holds it open, it goes when that window closes, and remove returns at
// once.
func remove(ctx context.Context, name string) error {
	factory, err := factory()
	if err != nil {
		return err
	}
	return settle(ctx, factory.Call("deleteDatabase", name), func(event js.Value) bool {
		kind := event.Get("type").String()
		return kind == "success" || kind == "blocked"
	})
}

// settle waits until heard, which sees every event of the request but error, says that it is over. A database that is
// opened after ctx ended is closed again.
func settle(ctx context.Context, request js.Value, heard func(event js.Value) (over bool)) error {
	done := make(chan error, 1)
	tell := func(err error) {
		select {
		case done <- err:
		default: // told before
		}
	}
	var handler js.Func
	handler = js.FuncOf(func(_ js.Value, args []js.Value) any {
		switch kind := args[0].Get("type").String(); {
		case kind == "error":
			handler.Release()
			tell(browser.AsError(request.Get("error")))
			return nil
		case kind == "success":
			handler.Release()
			if ctx.Err() != nil {
				_ = browser.Try(func() { request.Get("result").Call("close") })
			}
		}
		over := false
		if err := browser.Try(func() { over = heard(args[0]) }); err != nil || over {
			tell(err)
		}
		return nil
	})
	for _, event := range []string{"onsuccess", "onerror", "onblocked", "onupgradeneeded"} {
		_ = browser.SetProp(request, event, handler)
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func factory() (js.Value, error) {
	f, err := browser.Prop(js.Global(), "indexedDB")
	if err == nil && f.Type() != js.TypeObject {
		err = &browser.JSError{Name: "NotSupportedError", Message: "no IndexedDB"}
	}
	return f, err
}

// databases lists the names of all databases of the origin.
func databases(ctx context.Context) (names []string, err error) {
	factory, err := factory()
	if err != nil {
		return nil, err
	}
	var list js.Value
	if err := browser.Try(func() { list = factory.Call("databases") }); err != nil {
		return nil, err
	}
	if list, err = browser.Await(ctx, list); err != nil {
		return nil, err
	}
	for i := range list.Length() {
		names = append(names, list.Index(i).Get("name").String())
	}
	return names, nil
}

// worded gives an error of IndexedDB its name in package store.
func worded(err error) error {
	var e *browser.JSError
	if !errors.As(err, &e) {
		return err
	}
	known := store.ErrBroken
	switch {
	case e.Name == "QuotaExceededError", strings.Contains(e.Message, "full disk"):
		known = store.ErrFull
	case e.Name == "ConstraintError":
		known = store.ErrConflict
	case e.Name == "VersionError":
		known = store.ErrNewer
	}
	return fmt.Errorf("%w: %w", known, e)
}

// lost tells whether err is one of those of a connection that died under us; a new one may do.
func lost(err error) bool {
	return browser.Named(err, "InvalidStateError") || browser.Named(err, "UnknownError") || browser.Named(err, "AbortError")
}
