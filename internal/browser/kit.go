//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"
)

// The page's script shares one object with the program, window.kit:
//
//	base, version  strings
//	assets         logical name → URL
//	update         true when a new version waits for consent; the event kit:update says so when it happens
//	applyUpdate    changes to the new version: asks every window to flush, and reloads each once
//	rest           fetches the second part of the program, and returns a promise
//	flush          set by the program: keeps what is being typed, and returns a promise
//	brought        what another app has handed over, until it is taken: {file}, or {title, text, url}, or nothing when it was lost
//	               on its way; the event kit:brought says so when it happens
//	installEvent   the browser's offer to install, when it made one; the event kit:install says so when it happens

// Base is the path that the kit is served from, with a slash at the end.
func Base() string { return text(path("kit", "base")) }

// Version names the build that is running.
func Version() string { return text(path("kit", "version")) }

// Asset is the URL of a file of the build, by its logical name; empty when there is none.
func Asset(name string) string { return text(path("kit", "assets", name)) }

// UpdateReady tells whether a new version waits for consent.
func UpdateReady() bool { return yes(path("kit", "update")) }

// OnUpdateReady calls fn when a new version waits for consent, also when it waits already.
func OnUpdateReady(fn func()) (stop func()) {
	stop = listen(window, func(js.Value) { fn() }, "kit:update")
	if UpdateReady() {
		go fn()
	}
	return stop
}

// ApplyUpdate changes to the new version, which ends this program.
func ApplyUpdate() error {
	_, err := call(path("kit"), "applyUpdate")
	return err
}

// Rest has the page fetch the second part of the program, and waits for it.
func Rest(ctx context.Context) error {
	_, err := await(ctx, path("kit"), "rest")
	return err
}

// SetFlush gives the page the function that keeps what is being typed. The page waits for it before it reloads.
func SetFlush(fn func() error) {
	if path("kit").Type() != js.TypeObject {
		_ = SetProp(window, "kit", map[string]any{})
	}
	// One for the life of the page: never released.
	_ = SetProp(path("kit"), "flush", js.FuncOf(func(js.Value, []js.Value) any {
		promise, resolve, reject := newPromise()
		go func() {
			if err := fn(); err != nil {
				reject(path("Error").New(err.Error()))
				return
			}
			resolve(nil)
		}()
		return promise
	}))
}

// OnBrought calls fn when another app hands something over.
func OnBrought(fn func()) (stop func()) {
	return listen(window, func(js.Value) { fn() }, "kit:brought")
}

// TakeBrought is what another app has handed over, if it is a file, or words, whichever is asked for; it is handed on once.
func TakeBrought(file bool) (f File, title, words, url string, ok bool) {
	brought := path("kit", "brought")
	f, is := asFile(prop(brought, "file"))
	if brought.Type() != js.TypeObject || is != file {
		return f, "", "", "", false
	}
	_ = SetProp(path("kit"), "brought", nil)
	return f, text(prop(brought, "title")), text(prop(brought, "text")), text(prop(brought, "url")), true
}

// CanInstall tells whether the browser offers to install the kit.
func CanInstall() bool { return prop(path("kit", "installEvent"), "prompt").Type() == js.TypeFunction }

// OnInstallOffer calls fn when the browser comes to offer it, also when it did already.
func OnInstallOffer(fn func()) (stop func()) {
	stop = listen(window, func(js.Value) { fn() }, "kit:install")
	if CanInstall() {
		go fn()
	}
	return stop
}

// Install shows the browser's own question and tells whether the user agreed. It can be asked once per offer.
func Install(ctx context.Context) (agreed bool, err error) {
	offer := path("kit", "installEvent")
	if _, err := await(ctx, offer, "prompt"); err != nil {
		return false, err
	}
	_ = SetProp(path("kit"), "installEvent", nil)
	choice, err := Await(ctx, prop(offer, "userChoice"))
	return text(prop(choice, "outcome")) == "accepted", err
}
