//go:build js && wasm

package browser

// Offset is how far local time is ahead of UTC at a moment in unix seconds, in seconds, where the device is now.
func Offset(unix int64) int {
	return -60 * window.Get("Date").New(float64(unix)*1000).Call("getTimezoneOffset").Int()
}
