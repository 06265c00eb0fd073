package e2e

import "testing"

// TestEngines lives in another engine what nobody can do without: TROUSSE_ENGINE=firefox go test -run TestEngines ./internal/e2e
// In Chromium each of its parts is a journey of its own; the faults that befall a kit are lived in each engine by TestFaults.
func TestEngines(t *testing.T) {
	if engine == chromiumEngine {
		return
	}
	t.Parallel()
	everything(t)
}

// everything goes once through what the kit promises: what was saved is found after a kill, and so is what was half typed; the
// server can be gone; the language changes; a backup comes back; what is locked is hidden.
func everything(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	p.wait("the worker has kept everything", whole)

	t.Log("saved; then killed while typing, with the server gone")
	p.turn("/log")
	p.fill("client", "Hélène Côté", "phone", "514 555-0142", "about", "Chaudière")
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
	p.turn("/log")
	p.fill(conversation...)
	p.output("draft_state", "saved")
	d.kill()
	s.stop()
	d.on()
	p = window(t, d.browser, s)
	p.open("/log?utm=x")
	p.press("resume_draft")
	for i := 0; i < len(conversation); i += 2 {
		p.holds(conversation[i], conversation[i+1])
	}
	p.press("switch_language")
	p.wait("the other language", `document.documentElement.lang === "en-CA"`)
	p.holds("about", "Livraison")
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
	p.set("q", "helene cote")
	p.wait("she is found", `[...document.querySelectorAll('main a[href^="/clients/"]')].some((a) => a.textContent.includes("Hélène Côté"))`)
	p.reload()
	p.shows("Livraison")
	s.start()

	t.Log("a backup, put back where there is nothing")
	p.turn("/settings/backup")
	good := p.downloaded(backupName, func() { p.press("make_backup") })
	empty := window(t, d.browser, serve(t))
	empty.open("/settings/backup")
	empty.restore(good)
	empty.shows("Chaudière")

	t.Log("protected, and locked")
	p.protect()
	p.turn("/clients")
	p.shows("Hélène Côté")
	p.turn("/settings/security")
	p.press("lock_now")
	p.stands("locked")
	p.silent("Hélène", "Tremblay", "514 555", "Chaudière")
	p.unlock("canot")
	p.wait("it is said", `document.querySelector("[role=alert]")`)
	p.wait("it can be tried again", `!e2e.named("unlock").disabled`)
	p.silent("Hélène", "Tremblay", "514 555", "Chaudière")
	p.unlock()
}
