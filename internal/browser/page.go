//go:build js && wasm

package browser

import (
	"strings"
	"syscall/js"
)

// Languages lists what the user prefers to read, best first.
func Languages() []string {
	var tags []string
	list := path("navigator", "languages")
	if list.Type() == js.TypeObject {
		for i := range list.Length() {
			tags = append(tags, list.Index(i).String())
		}
	}
	if one := text(path("navigator", "language")); len(tags) == 0 && one != "" {
		tags = []string{one}
	}
	return tags
}

// SetLang tells the browser and screen readers the language of the page.
func SetLang(tag string) { _ = SetProp(path("document", "documentElement"), "lang", tag) }

// SetTitle sets the title of the window.
func SetTitle(title string) { _ = SetProp(path("document"), "title", title) }

// SetKit says in the page how the kit stands: starting, locked, ready or stopped.
func SetKit(state string) {
	_ = SetProp(path("document", "documentElement", "dataset"), "kit", state)
}

// Mark notes the present moment under a name; only the newest of a name is kept.
func Mark(name string) {
	performance := path("performance")
	_, _ = call(performance, "clearMarks", name)
	_, _ = call(performance, "mark", name)
}

// MarkOnce notes the moment only when there is none under that name yet.
func MarkOnce(name string) {
	marks, err := call(path("performance"), "getEntriesByName", name, "mark")
	if err == nil && marks.Length() == 0 {
		Mark(name)
	}
}

// Online tells whether the device believes that it has a network.
func Online() bool { return yes(path("navigator", "onLine")) }

// Path is the path of the page's address.
func Path() string { return text(path("location", "pathname")) }

// OnOnline calls fn when that changes.
func OnOnline(fn func(online bool)) (stop func()) {
	return listen(window, func(js.Value) { fn(Online()) }, "online", "offline")
}

// OnHide calls fn when the page leaves the screen, which may be the last thing that it ever hears. It may be called
// twice for one leave.
func OnHide(fn func()) (stop func()) {
	return onVisibility("hidden", fn, "pagehide")
}

// OnShow calls fn when the page is back on the screen, or is the one in use again: a call may have been made beside it.
func OnShow(fn func()) (stop func()) {
	return onVisibility("visible", func() {
		if Visible() { // a focus may come late, from before the page was put away
			fn()
		}
	}, "pageshow", "focus")
}

// OnAside calls away when the page is left in a way that may put it aside as it is, and back when it is in use again.
func OnAside(away, back func()) (stop func()) {
	return listen(window, func(e js.Value) {
		switch {
		case !yes(prop(e, "persisted")): // it goes for good, or has just come
		case text(prop(e, "type")) == "pagehide":
			away()
		default:
			back()
		}
	}, "pagehide", "pageshow")
}

// IsWebKit tells whether the browser is made of Apple's engine, as every browser is on its telephones.
func IsWebKit() bool { return isWebKit(text(path("navigator", "userAgent"))) }

func isWebKit(agent string) bool {
	return strings.Contains(agent, "AppleWebKit/") && !strings.Contains(agent, "Chrome/")
}

// Visible tells whether the page is on the screen.
func Visible() bool { return text(path("document", "visibilityState")) != "hidden" }

func onVisibility(state string, fn func(), events ...string) (stop func()) {
	document := path("document")
	first := listen(document, func(js.Value) {
		if text(prop(document, "visibilityState")) == state {
			fn()
		}
	}, "visibilitychange")
	second := listen(window, func(js.Value) { fn() }, events...)
	return func() { first(); second() }
}
