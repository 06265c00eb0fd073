package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"trousse/internal/site"
)

// browser is one running browser.
type browser struct {
	ctx    context.Context
	stop   func()
	quit   func() error // as people do: what it had put off is written
	kill   func() error // as a dead battery does: kill -9, at once
	window func(hear func(trouble string)) (context.Context, driver, error)
}

// shared is the browser of every journey that does not need to end one.
var shared *browser

// patience is how long a journey may take in all; a step that hangs ends with it.
var patience = 6 * time.Minute

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	_ = flag.Set("test.parallel", "2") // each journey keeps a processor busy
	if _, err := site.Built(); err != nil {
		fmt.Fprintln(os.Stderr, "The journeys need the built site. Run: make build")
		return 1
	}
	if engine == chromiumEngine && !installed() {
		fmt.Fprintln(os.Stderr, "The journeys need Chromium, and none was found. Run: make needs (on Debian: apt-get install chromium)")
		return 1
	}
	var err error
	if shared, err = launch(""); err != nil {
		fmt.Fprintln(os.Stderr, engine, "did not start:", err)
		return 1
	}
	defer shared.stop()
	return m.Run()
}

func installed() bool {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless-shell"} {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	return false
}

// noPanels leaves out what Chromium has ready under its address bar: a page of its own for each window, which takes as much of the
// machine as a window of the kit.
const noPanels = "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"

// launch starts a browser on a profile, or on one that goes away with it.
func launch(profile string) (*browser, error) {
	if start := others[engine]; start != nil {
		return launchOther(start, profile)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.Flag("headless", "new"), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", noPanels),
		chromedp.Env("LANGUAGE=fr_CA", "LANG=fr_CA.UTF-8"), chromedp.Flag("lang", "fr-CA"), chromedp.Flag("accept-lang", "fr-CA"))
	if profile != "" {
		options = append(options, chromedp.UserDataDir(profile))
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stopBrowser := chromedp.NewContext(alloc)
	b := &browser{ctx: ctx, stop: func() { stopBrowser(); stopAlloc() }}
	b.window = chromiumWindow(b)
	b.quit = func() error { return chromedp.Cancel(ctx) }
	b.kill = func() error { return chromedp.FromContext(ctx).Browser.Process().Kill() }
	if err := chromedp.Do(ctx); err != nil {
		b.stop()
		return nil, err
	}
	return b, nil
}

// device is a browser with a profile of its own, for journeys that end it the hard way.
type device struct {
	t       *testing.T
	profile string
	browser *browser
}

func newDevice(t *testing.T) *device {
	t.Helper()
	d := &device{t: t, profile: t.TempDir()}
	d.on()
	t.Cleanup(func() { d.browser.stop() })
	return d
}

func (d *device) on() {
	d.t.Helper()
	b, err := launch(d.profile)
	if err != nil {
		d.t.Fatal(err)
	}
	d.browser = b
}

// quit ends the browser as people do: what it had put off is written.
func (d *device) quit() {
	d.t.Helper()
	if err := d.browser.quit(); err != nil {
		d.t.Fatal(err)
	}
	d.browser.stop()
}

// kill ends the browser as a dead battery does: kill -9, at once.
func (d *device) kill() {
	d.t.Helper()
	if err := d.browser.kill(); err != nil {
		d.t.Fatal(err)
	}
	d.browser.stop()
}
