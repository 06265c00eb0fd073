//go:build js && wasm

package browser

import "syscall/js"

// OnTouch calls fn whenever somebody presses, types or scrolls. Away tells that the press begins a call, a text message or an
// e-mail, which hides the page. It listens to the document: the page's script lets no press of such a link come as far as the window.
func OnTouch(fn func(away bool)) (stop func()) {
	return listen(path("document"), func(e js.Value) { fn(text(prop(e, "type")) == "click" && leads(prop(e, "target"))) },
		"pointerdown", "keydown", "wheel", "touchmove", "click", "input")
}

// leads tells whether an element lies in a link to somebody.
func leads(target js.Value) bool {
	if prop(target, "closest").Type() != js.TypeFunction {
		return false
	}
	link, err := call(target, "closest", `a[href^="tel:"], a[href^="sms:"], a[href^="mailto:"]`)
	return err == nil && link.Type() == js.TypeObject
}

// Cover hides what the page shows, for as long as it is off the screen: devices take pictures of what they put away.
func Cover(on bool) {
	data := path("document", "documentElement", "dataset")
	if on {
		_ = SetProp(data, "cover", "on")
		return
	}
	_ = Try(func() { data.Delete("cover") })
}

// Restart loads the page anew at an address, with no way back to where it was.
func Restart(address string) { _, _ = call(path("location"), "replace", address) }

// LocalClear removes everything from local storage that begins with a prefix.
func LocalClear(prefix string) {
	storage := path("localStorage")
	for i := prop(storage, "length").Int() - 1; i >= 0; i-- {
		key, _ := call(storage, "key", i)
		if k := text(key); len(k) >= len(prefix) && k[:len(prefix)] == prefix {
			LocalDel(k)
		}
	}
}
