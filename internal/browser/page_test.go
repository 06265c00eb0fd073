//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func TestPage(t *testing.T) {
	SetLang("fr-CA")
	SetTitle("Trousse")
	SetKit("ready")
	root := path("document", "documentElement")
	if got := []string{root.Get("lang").String(), path("document", "title").String(), root.Get("dataset").Get("kit").String()}; !slices.Equal(got, []string{"fr-CA", "Trousse", "ready"}) {
		t.Fatalf("got %q", got)
	}
	stub(t, path("navigator"), "languages", []any{"fr-CA", "en"})
	if got := Languages(); !slices.Equal(got, []string{"fr-CA", "en"}) {
		t.Fatalf("languages: %q", got)
	}
	stub(t, path("navigator"), "languages", nil)
	stub(t, path("navigator"), "language", "en-CA")
	if got := Languages(); !slices.Equal(got, []string{"en-CA"}) {
		t.Fatalf("one language: %q", got)
	}
}

func TestMarks(t *testing.T) {
	times := func(name string) (at []float64) {
		marks := path("performance").Call("getEntriesByName", name)
		for i := range marks.Length() {
			at = append(at, marks.Index(i).Get("startTime").Float())
		}
		return at
	}
	Mark("kit:painted")
	Mark("kit:painted")
	if got := times("kit:painted"); len(got) != 1 {
		t.Fatalf("painted: %v", got)
	}
	MarkOnce("kit:ready")
	first := times("kit:ready")
	MarkOnce("kit:ready")
	if got := times("kit:ready"); len(got) != 1 || !slices.Equal(got, first) {
		t.Fatalf("ready: %v, then %v", first, got)
	}
}

func TestKitContract(t *testing.T) {
	defer window.Delete("kit")
	if Base()+Version()+Asset("x") != "" || UpdateReady() || CanInstall() || ApplyUpdate() == nil {
		t.Fatal("something without a page")
	}
	window.Set("kit", eval(`{base: "/kit/", version: "v1", assets: {tips: "/kit/tips.1.json"}, update: false,
		applyUpdate() { this.applied = true }}`))
	if got := []string{Base(), Version(), Asset("tips"), Asset("none")}; !slices.Equal(got, []string{"/kit/", "v1", "/kit/tips.1.json", ""}) {
		t.Fatalf("got %q", got)
	}
	ready := make(chan bool, 2)
	stop := OnUpdateReady(func() { ready <- true })
	path("kit").Set("update", true)
	window.Call("dispatchEvent", window.Get("Event").New("kit:update"))
	<-ready
	stop()
	defer OnUpdateReady(func() { ready <- UpdateReady() })()
	if !<-ready {
		t.Fatal("an update that waits already was not told")
	}
	if err := ApplyUpdate(); err != nil || !path("kit", "applied").Bool() {
		t.Fatalf("not applied: %v", err)
	}
}

func TestFlush(t *testing.T) {
	defer window.Delete("kit")
	results := make(chan error, 2)
	SetFlush(func() error { return <-results })
	for _, want := range []error{nil, errors.New("no room")} {
		promise := path("kit").Call("flush")
		results <- want
		_, err := Await(context.Background(), promise)
		if (err == nil) != (want == nil) {
			t.Fatalf("got %v, want %v", err, want)
		}
	}
}

func TestInstall(t *testing.T) {
	defer window.Delete("kit")
	for outcome, want := range map[string]bool{"accepted": true, "dismissed": false} {
		window.Set("kit", eval(`{installEvent: {prompt: async () => {}, userChoice: Promise.resolve({outcome: "`+outcome+`"})}}`))
		if !CanInstall() {
			t.Fatal("no offer")
		}
		if agreed, err := Install(context.Background()); err != nil || agreed != want {
			t.Fatalf("%s: %v, %v", outcome, agreed, err)
		}
		if CanInstall() {
			t.Fatal("the same offer twice")
		}
	}
}

func TestInstallOffer(t *testing.T) {
	defer window.Delete("kit")
	window.Set("kit", map[string]any{})
	offered := make(chan bool, 2)
	stop := OnInstallOffer(func() { offered <- CanInstall() })
	path("kit").Set("installEvent", eval(`{prompt: async () => {}}`))
	window.Call("dispatchEvent", window.Get("Event").New("kit:install"))
	first := <-offered
	stop()
	defer OnInstallOffer(func() { offered <- CanInstall() })()
	if second := <-offered; !first || !second {
		t.Fatalf("offered %v, %v", first, second)
	}
}

func TestInstalled(t *testing.T) {
	if IsInstalled() || IsIOSSafariTab() {
		t.Fatal("a tab of Chromium taken for something else")
	}
	stub(t, path("navigator"), "standalone", true)
	if !IsInstalled() {
		t.Fatal("not seen from the home screen")
	}
}

func TestIsWebKit(t *testing.T) {
	for agent, want := range map[string]bool{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1": true,
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15":                                  true,
		"Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36":                               false,
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                                 false,
	} {
		if got := isWebKit(agent); got != want {
			t.Errorf("%s: %v", agent, got)
		}
	}
}

func TestIsIOSSafari(t *testing.T) {
	const webkit = " AppleWebKit/605.1.15 (KHTML, like Gecko) "
	for _, c := range []struct {
		name, agent string
		touch       int
		want        bool
	}{
		{"phone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)" + webkit + "Version/18.5 Mobile/15E148 Safari/604.1", 5, true},
		{"tablet", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)" + webkit + "Version/18.5 Safari/605.1.15", 5, true},
		{"computer", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)" + webkit + "Version/18.5 Safari/605.1.15", 0, false},
		{"Chrome on a phone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)" + webkit + "CriOS/140.0 Mobile/15E148 Safari/604.1", 5, false},
		{"Android", "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", 5, false},
		{"inside an app", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)" + webkit + "Mobile/15E148", 5, false},
	} {
		if got := isIOSSafari(c.agent, c.touch); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
