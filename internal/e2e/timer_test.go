package e2e

import "testing"

// later sets the clock of the page forward, or back, by seconds.
func (p *page) later(seconds int) {
	p.t.Helper()
	eval[int](p, `(e2e.ahead((window.clockAhead ?? 0) + %v), 0)`, seconds)
}

// TestHold has someone wait, through a kill, and logs the longest wait.
func TestHold(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.open("/?lang=" + lang)
			id := p.client("name", "Marie Tremblay", "phone", "514 555-0123")
			p.open("/clients/" + id)
			p.press("open_hold")
			p.at("/hold/" + id)

			t.Log("a limit that cannot be read is refused, and kept")
			p.set("limit", "bientôt")
			p.press("start_hold")
			p.wait("it has its sentence", `e2e.refusal("limit")`)
			p.holds("limit", "bientôt")
			p.fill("limit", "2", "step", "Vérifier la facture")
			p.press("start_hold")
			p.has("stop_hold")
			p.wait("it runs", `Number(e2e.raw("elapsed")) >= 1`)
			p.output("warnings", "0")

			t.Log("it is on every screen, and warns")
			p.follow("/help-now")
			p.has("running_hold")
			p.later(125)
			p.wait("the line says so", `e2e.named("running_hold").classList.contains("running--late")`)

			t.Log("killed: it still runs, with its step")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.open("/log")
			p.press("running_hold")
			p.at("/hold")
			p.holds("step", "Vérifier la facture")
			p.later(600)
			p.wait("ten minutes have gone by", `Number(e2e.raw("elapsed")) >= 600 && Number(e2e.raw("warnings")) >= 5`)
			p.later(-3600)
			p.wait("the clock was set back: it goes on", `Number(e2e.raw("elapsed")) >= 601`)
			p.press("stop_hold")
			p.wait("the wait is told", `Number(e2e.raw("wait")) >= 601`)

			t.Log("once more, shorter: the longest counts")
			p.press("start_hold")
			p.press("stop_hold")
			p.wait("the longest is told", `Number(e2e.raw("wait")) >= 601`)
			p.press("discard")
			p.press("undo")
			p.press("log_this")
			p.at("/log")
			p.has("change_client")
			p.wait("the step is in the notes", `e2e.value("notes").includes("Vérifier la facture")`)
			p.has("timed_wait")
			p.press("save")
			p.wait("Today is there", `document.querySelector('main a[href^="/interactions/"]')`)
			p.open(eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`))
			p.shows("Marie Tremblay")
			p.wait("the wait is logged", `Number(e2e.raw("wait")) >= 601`)
			p.leavesNoDraft()
		})
	}
}

// TestHoldRefused turns a no into a promise to call back.
func TestHoldRefused(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/hold?lang=fr")
	p.press("call_back")
	p.at("/log")
	p.holds("promise", "Rappeler")
	p.wait("for today", `/^\d{4}-\d\d-\d\d$/.test(e2e.value("promise_date"))`)
	p.set("client", "Luc Gagnon")
	p.press("save")
	p.wait("Today is there", `document.querySelector('main a[href^="/interactions/"]')`)
	p.shows("Rappeler")
}

// TestTalk times a conversation whose length was announced.
func TestTalk(t *testing.T) {
	t.Parallel()
	for _, lang := range []struct{ lang, near, late string }{
		{"fr", "Bientôt la fin.", "Le temps annoncé est écoulé."},
		{"en", "The end is near.", "The time you gave is up."},
	} {
		t.Run(lang.lang, func(t *testing.T) {
			p := fresh(t)
			p.open("/playbooks/talkative?lang=" + lang.lang)
			p.press("open_talk")
			p.at("/talk")
			p.holds("minutes", "10")
			p.press("start_talk")
			p.has("stop_talk")
			p.later(8*60 + 1)
			p.shows(lang.near)
			p.output("warnings", "1")
			p.open("/talk")
			p.has("stop_talk")
			p.later(11 * 60)
			p.shows(lang.late)
			p.press("stop_talk")
			p.press("log_this")
			p.has("timed_length")
			p.set("client", "Luc Gagnon")
			p.press("save")
			p.wait("Today is there", `document.querySelector('main a[href^="/interactions/"]')`)
			p.open(eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`))
			p.wait("the length is logged", `Number(e2e.raw("length")) >= 660`)
		})
	}
}
