package e2e

import "testing"

// TestGuided serves someone on the line step by step, through a dropped line, a kill and a dead network, and ends with all
// of it in one change and a recap in the client's language.
func TestGuided(t *testing.T) {
	t.Parallel()
	for _, lang := range []struct{ lang, client, thanks string }{
		{"fr", "en", "thank you for talking with me"},
		{"en", "fr", "merci pour notre conversation"},
	} {
		t.Run(lang.lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.open("/?lang=" + lang.lang)
			p.wait("the worker has the page", `navigator.serviceWorker.controller`)
			p.client("name", "Marie Tremblay", "language", lang.client)
			p.open("/")
			p.press("open_guided")
			p.at("/guided")

			t.Log("nobody is refused; the one of that name is taken up")
			p.press("next")
			p.wait("someone is asked for", `e2e.refusal("client")`)
			p.set("client", "marie tremblay")
			p.press("next")
			p.output("step", "about")
			p.set("about", "Fournaise")
			p.press("next")
			p.output("step", "callback")

			t.Log("the line drops before there is a number, then after")
			p.press("line_dropped")
			p.wait("a number is asked for", `e2e.refusal("phone")`)
			p.set("phone", "pas un numéro")
			p.press("next")
			p.output("step", "callback")
			p.holds("phone", "pas un numéro")
			p.set("phone", "514 555-0123")
			p.press("next")
			p.output("step", "email")
			p.wait("a call back is one tap away", `e2e.named("line_dropped").value === "tel:+15145550123"`)
			p.press("skip")
			p.output("step", "listen")
			p.press("back")
			p.output("step", "email")
			p.set("email", "marie@exemple.ca")
			p.press("next")
			p.output("step", "listen")
			p.press("feeling_before", "1")
			p.set("notes", "Plus de chaleur depuis hier.")
			p.press("next")
			p.output("step", "questions")
			p.set("answer_1", "Hier soir")
			p.output("draft_state", "none")
			p.output("draft_state", "saved")

			t.Log("killed, and the network gone: it goes on at the very step")
			s.stop()
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.open("/guided?lang=" + lang.lang)
			p.press("resume_draft")
			p.output("step", "questions")
			p.holds("answer_1", "Hier soir")
			p.press("next")
			p.output("step", "restate")
			p.set("request", "Une visite cette semaine")
			p.press("next")
			p.set("promise_date", "2031-02-03")
			p.press("next")
			p.wait("a day needs a promise", `e2e.refusal("promise")`)
			p.set("promise", "Passer voir la fournaise")
			p.press("next")
			p.output("step", "close")
			p.press("feeling_after", "4")
			p.press("next")
			p.output("step", "done")
			p.press("save")
			p.output("save_state", "saved")
			p.wait("the recap speaks the client's language", `document.querySelector("main .quote")?.textContent.includes(%v)`, lang.thanks)
			p.wait("it says what was asked and promised", `decodeURIComponent(e2e.named("email").value).includes("une visite cette semaine") && e2e.named("email").value.startsWith("mailto:marie@exemple.ca") && decodeURIComponent(e2e.named("sms").value).includes("passer voir la fournaise")`)
			if n := p.kept("drafts"); n != 0 {
				t.Errorf("%d drafts are left behind", n)
			}
			p.open("/promises")
			p.shows("Passer voir la fournaise")
			p.open("/")
			p.open(eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`))
			p.shows("Hier soir")
			p.shows("Marie Tremblay")
		})
	}
}
