package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// TestHelp asks for help, with a kill in the middle, and logs what happened afterwards.
func TestHelp(t *testing.T) {
	t.Parallel()
	for _, lang := range []struct{ lang, about, danger, called string }{
		{"fr", "Incident", "Danger", "Appel au 911"},
		{"en", "Incident", "Danger", "Call to Karim"},
	} {
		t.Run(lang.lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.open("/settings?lang=" + lang.lang)
			p.wait("the settings are read", `!e2e.named("save").disabled`)
			p.fill("buddy_name", "Karim", "buddy_phone", "418 555-0176", "help_name", "Sécurité", "help_phone", "5555")
			p.press("save")
			p.output("save_state", "saved")

			t.Log("help is one tap away, at the same place, on a form too")
			spot := func() string { return eval[string](p, `String(e2e.spotLink("/help-now"))`) }
			here := spot()
			p.follow("/log")
			p.at("/log")
			if there := spot(); there != here || there == "null" {
				t.Errorf("help is at %s, and at %s on a form", here, there)
			}
			p.follow("/help-now")
			p.at("/help-now")
			for name, to := range map[string]string{"call_911": "tel:911", "call_buddy": "tel:+14185550176", "call_help": "tel:5555"} {
				p.wait(name+" calls "+to, `e2e.named(%v)?.getAttribute("href") === %v`, name, to)
			}
			p.shows("911")
			p.press("level", "danger")
			eval[int](p, `(addEventListener("click", (e) => e.preventDefault()), 0)`) // nothing here answers to tel:
			p.press("call_911")
			p.press("call_buddy")
			p.wait("it is kept", `await e2e.count("drafts") === 1`)

			t.Log("killed in the middle")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.open("/help-now?lang=" + lang.lang)
			p.holds("level", "danger")
			p.shows(lang.called)
			p.press("discard_incident")
			p.hides(lang.called)
			p.press("undo")
			p.shows(lang.called)

			t.Log("logged, and gone from the screen of help")
			p.press("log_this")
			p.at("/log")
			p.holds("about", lang.about)
			p.wait("what was pressed is in the notes", `e2e.value("notes").includes(%v) && e2e.value("notes").includes(%v)`, lang.danger, lang.called)
			p.set("client", "Quelqu’un")
			p.press("save")
			p.wait("Today is there", `document.querySelector('main a[href^="/interactions/"]')`)
			p.follow("/help-now")
			p.has("level")
			p.lacks("log_this")
		})
	}
}

// TestHelpOnAPhone shows words where the number is one tap away.
func TestHelpOnAPhone(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	call(p, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
		UserAgent: "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"})
	p.open("/help-now?lang=fr")
	p.shows("Appeler le 911")
	p.hides("Cet appareil ne téléphone pas")
	p.has("set_buddy")
	p.has("set_help")
}
