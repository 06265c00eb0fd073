//go:build js && wasm

package browser

import (
	"strings"
	"syscall/js"
)

// CanDial tells whether the device is a telephone, as far as a page can know: what it calls itself, or else a small
// screen under a finger. A tablet or a computer may hand a call to a telephone nearby; nobody should count on it.
func CanDial() bool {
	match, _ := call(window, "matchMedia", "(pointer: coarse)")
	return isPhone(text(path("navigator", "userAgent")), yes(prop(match, "matches")),
		min(number(path("screen", "width")), number(path("screen", "height"))))
}

// phoneSide is the longest that the short side of a telephone's screen gets, in CSS pixels.
const phoneSide = 500

// isPhone reads the browser's name. A telephone of Android that asks for pages of computers hides its own: its screen
// gives it away.
func isPhone(agent string, finger bool, shortSide int) bool {
	if strings.Contains(agent, "iPhone") || strings.Contains(agent, "Android") && strings.Contains(agent, "Mobile") {
		return true
	}
	return finger && shortSide > 0 && shortSide <= phoneSide && !strings.Contains(agent, "iPad")
}

func number(v js.Value) int {
	if v.Type() != js.TypeNumber {
		return 0
	}
	return v.Int()
}
