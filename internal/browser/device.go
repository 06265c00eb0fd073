//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"
	"time"
)

// Copy puts text on the clipboard. Call it soon after a press.
func Copy(ctx context.Context, s string) error {
	if _, err := await(ctx, path("navigator", "clipboard"), "writeText", s); err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	return copyByHand(s)
}

// copyByHand copies from a text area, the way of browsers that refuse the clipboard.
func copyByHand(s string) error {
	document := path("document")
	return Try(func() {
		focused, parent := document.Get("activeElement"), document.Get("body")
		if focused.Truthy() {
			if dialog := focused.Call("closest", "dialog"); dialog.Truthy() { // the rest of the page is out of reach
				parent = dialog
			}
		}
		area := document.Call("createElement", "textarea")
		area.Set("value", s)
		area.Set("readOnly", true)
		area.Get("style").Set("position", "fixed")
		area.Get("style").Set("opacity", "0")
		parent.Call("append", area)
		area.Call("select")
		copied := document.Call("execCommand", "copy")
		area.Call("remove")
		if focused.Truthy() {
			focused.Call("focus")
		}
		if !yes(copied) {
			panic(js.Error{Value: path("Error").New("copy refused")})
		}
	})
}

// CanShare tells whether the device can hand text to another app.
func CanShare() bool { return path("navigator", "share").Type() == js.TypeFunction }

// Share hands text to another app. A [JSError] named AbortError means that the user thought better of it.
func Share(ctx context.Context, title, s string) error {
	_, err := await(ctx, path("navigator"), "share", map[string]any{"title": title, "text": s})
	return err
}

// Badge puts a number on the icon of the installed kit, where the device can; 0 takes it away.
func Badge(n int) {
	if set, err := call(path("navigator"), "setAppBadge", n); err == nil {
		go func() { _, _ = Await(context.Background(), set) }() // refused where nothing is installed
	}
}

// CanPickContact tells whether the browser lets somebody be chosen from the address book of the device.
func CanPickContact() bool {
	return prop(path("navigator", "contacts"), "select").Type() == js.TypeFunction
}

// PickContact has the user choose one person; it wants a press. All is empty when nobody was chosen.
func PickContact(ctx context.Context) (name, phone, email string, err error) {
	list, err := await(ctx, path("navigator", "contacts"), "select", []any{"name", "tel", "email"}, map[string]any{"multiple": false})
	first := func(of string) string { return text(prop(prop(prop(list, "0"), of), "0")) }
	return first("name"), first("tel"), first("email"), err
}

// blobLife is how long a file offered for download stays readable; some browsers ask the user first.
const blobLife = 2 * time.Minute

// Download offers a file to keep.
func Download(name, mime string, data []byte) error {
	f, err := NewBlob().File(mime, data)
	if err != nil {
		return err
	}
	return f.Download(name)
}

// Go opens a tel:, sms:, mailto: or geo: address in the app of the device that answers to it. The page stays.
func Go(url string) error { return Try(func() { press(url, "") }) }

// press follows a link that is not in the page, so that no click handler of the page sees it.
func press(url, download string) {
	a := path("document").Call("createElement", "a")
	a.Set("href", url)
	if download != "" {
		a.Set("download", download)
	}
	a.Call("click")
}
