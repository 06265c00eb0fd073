package e2e

import (
	"encoding/json"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
)

// TestInstall asks the browser whether the kit can be installed.
func TestInstall(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	for _, e := range call(p, cdppage.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
		t.Errorf("not installable: %s %v", e.ErrorID, e.ErrorArguments)
	}
	got := call(p, cdppage.GetAppManifest, cdppage.GetAppManifestParams{})
	for _, e := range got.Errors {
		t.Errorf("manifest: %s", e.Message)
	}
	var m struct {
		ID, Name, Lang, Display, Scope string
		ShortName                      string `json:"short_name"`
		StartURL                       string `json:"start_url"`
		ThemeColor                     string `json:"theme_color"`
		BackgroundColor                string `json:"background_color"`
		Icons                          []struct{ Src, Sizes, Type, Purpose string }
		Shortcuts                      []struct{ Name, URL string }
	}
	if err := json.Unmarshal([]byte(got.Data), &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "/" || m.Name == "" || m.ShortName == "" || m.Lang != "fr-CA" || m.Display != "standalone" || m.StartURL != "./" || m.Scope != "./" ||
		m.ThemeColor == "" || m.BackgroundColor == "" {
		t.Errorf("manifest: %+v", m)
	}
	sizes := map[string]bool{}
	for _, icon := range m.Icons {
		sizes[icon.Purpose+" "+icon.Sizes] = true
		if status := eval[int](p, `fetch("/" + %v).then((r) => r.status)`, icon.Src); status != 200 {
			t.Errorf("icon %s: %d", icon.Src, status)
		}
	}
	for _, want := range []string{" 192x192", " 512x512", "maskable 512x512"} {
		if !sizes[want] {
			t.Errorf("no icon %q among %v", want, sizes)
		}
	}
	for _, s := range m.Shortcuts {
		p.open("/" + s.URL)
		p.wait(s.URL+" is a place", `!document.querySelector("main .empty-title")`)
	}
	if len(m.Shortcuts) == 0 {
		t.Error("no shortcuts")
	}
}
