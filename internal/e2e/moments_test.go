//go:build axe || shots

package e2e

import (
	"image/color"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// moments lives through what no address leads to, in a language, and has each moment looked at where it stands.
func moments(t *testing.T, lang string, look func(p *page, moment string)) {
	p := fresh(t)
	p.open("/?lang=" + lang)
	p.has("welcome_next")
	look(p, "welcome-1")
	p.press("welcome_next")
	p.has("trade")
	look(p, "welcome-2")
	p.press("trade", "counter")
	p.has("load_sample")
	look(p, "welcome-3")
	p.press("load_sample")
	p.has("wipe_sample")
	look(p, "sample-today")
	for _, route := range []string{"/clients", "/promises", "/complaints", "/improvements", "/insights", "/help-now"} {
		p.turn(route)
		p.settled(route)
		look(p, "sample"+route)
	}
	p.turn("/clients")
	p.press("q")
	p.keys("ka")
	p.wait("there are results", `document.querySelector("main a.row")`)
	look(p, "searching")
	p.keys("zzz")
	p.wait("there are none", `!document.querySelector("main a.row[href^='/clients/']")`)
	look(p, "searching-nobody")

	t.Log("a form: a photo, what is refused, what is offered again, what is saved")
	p.turn("/log")
	p.pick("photo_before", "before.jpg", shot(t, color.Gray{Y: 90}))
	p.pictures(1)
	p.fill("promise", "Rappeler", "recommend", "11")
	p.press("save")
	p.wait("something is refused", `document.querySelector("main [aria-invalid=true], main .error")`)
	look(p, "log-refused")
	p.set("about", "7")
	p.output("draft_state", "saved")
	p.turn("/clients")
	p.turn("/log")
	p.has("resume_draft")
	look(p, "log-draft")
	p.press("discard_draft")
	p.lacks("resume_draft")
	p.log("client", someone, "about", "Facture")
	p.has("undo")
	look(p, "saved")
	p.turn("/clients/new")
	p.fill("name", "Marie Eve Tremblay")
	p.press("save")
	p.has("use_existing")
	look(p, "client-alike")

	t.Log("protected, and locked")
	p.open("/settings/security")
	p.fill("passphrase", "trop", "passphrase_again", "autre")
	p.press("set_passphrase")
	p.wait("it is too short", `e2e.refusal("passphrase")`)
	look(p, "passphrase-refused")
	p.fill("passphrase", passphrase, "passphrase_again", passphrase)
	p.press("set_passphrase")
	p.has("recovery_saved")
	look(p, "code-to-keep")
	p.press("recovery_saved")
	p.has("lock_now")
	look(p, "protected")
	for _, route := range []string{"/settings/security/passphrase", "/settings/security/code", "/settings/backup"} {
		p.turn(route)
		p.settled(route)
		look(p, "protected"+route)
	}
	p.turn("/settings/security")
	p.press("lock_now")
	p.stands("locked")
	p.has("unlock")
	look(p, "locked")
	p.unlock("canot")
	p.wait("it is said", `document.querySelector("[role=alert]")`)
	look(p, "locked-refused")
	p.press("use_recovery")
	p.has("recovery_code")
	look(p, "locked-code")
	for _, route := range []string{"/help-now", "/kit", "/scripts/hold-ask", "/checklists/pulse"} {
		p.turn(route)
		p.settled(route)
		look(p, "locked"+route)
	}

	t.Log("what goes wrong")
	gone := fresh(t)
	gone.log("client", someone, "about", "Facture")
	gone.lose()
	gone.visit("/?lang=" + lang)
	gone.has("start_empty")
	look(gone, "lost")
	gone.failing(1e9, "UnknownError", "Internal error opening backing store for indexedDB.open.")
	gone.visit("/")
	gone.has("reload")
	look(gone, "broken-store")

	unable := fresh(t)
	unable.before(`Object.defineProperty(window, "indexedDB", { value: undefined })`)
	unable.visit("/?lang=" + lang)
	unable.stands("stopped")
	look(unable, "unable")
	stopped := fresh(t)
	stopped.open("/?lang=" + lang)
	eval[int](stopped, `(setTimeout(() => goappNav()), 0)`) // the framework panics for want of an argument
	stopped.stands("stopped")
	look(stopped, "stopped")
	stopped.forgive("panic", "goroutine", "goappNav", "exit code", "Go program has already exited")
}

// settled waits until a screen has all that it shows.
func (p *page) settled(route string) {
	p.t.Helper()
	p.wait(route+" is there", `[...document.querySelectorAll("h1")].some((e) => e.getClientRects().length) && !document.querySelector(".wait-bar, .app--coming")`)
}

// whole makes the window as tall as what it shows, and returns its size: what is fixed to the bottom stands there.
func (p *page) whole(s screen) screen {
	p.t.Helper()
	p.size(s)
	s.height = max(s.height, eval[int64](p, `document.documentElement.scrollHeight`))
	p.size(s)
	return s
}

// prefers has the page take its reader for one who asked for that: a theme, more contrast, colours of their own.
func (p *page) prefers(theme string) {
	p.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "prefers-color-scheme", Value: theme},
		{Name: "forced-colors", Value: "none"}, {Name: "prefers-contrast", Value: "no-preference"}}
	switch theme {
	case "forced":
		features[1].Value, features[2].Value = "dark", "active"
	case "contrast":
		features[1].Value, features[3].Value = "light", "more"
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}
