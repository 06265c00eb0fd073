//go:build js && wasm

package browser

import "testing"

func TestIsPhone(t *testing.T) {
	const (
		chrome  = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
		slate   = "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
		firefox = "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"
		iphone  = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
		ipad    = "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1"
		mac     = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"
		linux   = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
	)
	for _, c := range []struct {
		name, agent string
		finger      bool
		side        int
		want        bool
	}{
		{"a telephone", chrome, true, 412, true},
		{"another browser", firefox, true, 412, true},
		{"Apple's", iphone, true, 390, true},
		{"a telephone that asks for pages of computers", linux, true, 412, true},
		{"a tablet of Android", slate, true, 800, false},
		{"an iPad", ipad, true, 768, false},
		{"an iPad that calls itself a Mac", mac, true, 744, false},
		{"a Mac", mac, false, 900, false},
		{"a small window on a computer", linux, false, 390, false},
		{"a screen that does not tell its size", linux, true, 0, false},
	} {
		if got := isPhone(c.agent, c.finger, c.side); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	stub(t, path("navigator"), "userAgent", iphone)
	if !CanDial() {
		t.Error("a telephone cannot dial")
	}
}
