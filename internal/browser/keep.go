//go:build js && wasm

package browser

import (
	"context"
	"strings"
	"syscall/js"
	"time"
)

// persistWait bounds a question that some browsers put to the user and never settle.
const persistWait = 10 * time.Second

// PersistGranted tells whether the browser promised not to clear the kit's data of its own accord, if it can tell.
func PersistGranted(ctx context.Context) (granted, known bool) { return persist(ctx, "persisted") }

// AskPersist asks for that promise. Unknown means no answer yet.
func AskPersist(ctx context.Context) (granted, known bool) { return persist(ctx, "persist") }

func persist(ctx context.Context, method string) (granted, known bool) {
	ctx, cancel := context.WithTimeout(ctx, persistWait)
	defer cancel()
	v, err := await(ctx, path("navigator", "storage"), method)
	return err == nil && yes(v), err == nil
}

// Room is how many bytes are left for the kit, if the browser tells. Chromium hides how full the device is, and tells much.
func Room(ctx context.Context) (left int64, known bool) {
	ctx, cancel := context.WithTimeout(ctx, persistWait)
	defer cancel()
	v, err := await(ctx, path("navigator", "storage"), "estimate")
	quota, usage := prop(v, "quota"), prop(v, "usage")
	if err != nil || quota.Type() != js.TypeNumber || usage.Type() != js.TypeNumber {
		return 0, false
	}
	return int64(max(0, quota.Float()-usage.Float())), true
}

// IsInstalled tells whether the kit runs in a window of its own, from the home screen.
func IsInstalled() bool {
	if yes(path("navigator", "standalone")) {
		return true
	}
	for _, mode := range []string{"standalone", "minimal-ui", "fullscreen", "window-controls-overlay"} {
		match, err := call(window, "matchMedia", "(display-mode: "+mode+")")
		if err == nil && yes(prop(match, "matches")) {
			return true
		}
	}
	return false
}

// IsIOSSafariTab tells whether the kit runs in a tab of Safari on a phone or tablet of Apple, where data is cleared after
// seven days of use without a visit, and where installing is done by hand from the Share menu.
func IsIOSSafariTab() bool {
	touch := 0
	if v := path("navigator", "maxTouchPoints"); v.Type() == js.TypeNumber {
		touch = v.Int()
	}
	return !IsInstalled() && isIOSSafari(text(path("navigator", "userAgent")), touch)
}

// isIOSSafari reads the browser's name. A tablet of Apple calls itself a Macintosh, but has a touch screen.
func isIOSSafari(agent string, touchPoints int) bool {
	apple := strings.Contains(agent, "iPhone") || strings.Contains(agent, "iPad") || strings.Contains(agent, "iPod") ||
		strings.Contains(agent, "Macintosh") && touchPoints > 1
	if !apple || !strings.Contains(agent, "Safari/") {
		return false
	}
	for _, other := range []string{"CriOS/", "FxiOS/", "EdgiOS/", "OPT/", "DuckDuckGo/", "Chrome/"} {
		if strings.Contains(agent, other) {
			return false
		}
	}
	return true
}
