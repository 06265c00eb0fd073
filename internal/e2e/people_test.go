package e2e

import "testing"

// TestCheckIn looks after whoever served someone angry: asked calmly, answered in one tap, and drawn over time.
func TestCheckIn(t *testing.T) {
	t.Parallel()
	for _, lang := range []struct{ lang, level, hidden string }{
		{"fr", "C’est lourd", "C’est caché, pas sous clé"},
		{"en", "It’s heavy", "hidden, not locked"},
	} {
		t.Run(lang.lang, func(t *testing.T) {
			p := fresh(t)
			p.open("/?lang=" + lang.lang)
			p.lacks("open_check_in")
			p.open("/log")
			p.fill("client", "Marie Tremblay", "feeling_before", "1", "about", "Facture")
			p.press("save")
			p.at("/")
			p.press("open_check_in")
			p.wait("it is about that conversation", `location.pathname.startsWith("/check-in/")`)
			p.shows(lang.hidden)
			p.press("save")
			p.shows(map[string]string{"fr": "Choisissez un chiffre de 1 à 5.", "en": "Choose a number from 1 to 5."}[lang.lang])
			p.press("stress", "4")
			p.output("save_state", "saved")
			p.shows(lang.level)
			p.set("note", "Respirer")
			p.press("save")
			p.wait("the note is saved", `e2e.named("undo") && e2e.raw("save_state") === "saved"`)
			p.open("/check-in")
			p.press("stress", "2")
			p.wait("two answers make a trend", `document.querySelectorAll("main svg.chart circle").length === 2`)
			p.press("undo")
			p.wait("it is taken back", `!document.querySelector("main svg.chart")`)
			p.open("/help-now")
			p.press("open_check_in")
			p.at("/check-in")
			p.open("/")
			p.hides("Respirer")
		})
	}
}

// TestStory keeps a conversation as a story that does not say who it was, and makes an improvement of a service received.
func TestStory(t *testing.T) {
	t.Parallel()
	for _, lang := range []struct{ lang, someone string }{{"fr", "[quelqu’un]"}, {"en", "[someone]"}} {
		t.Run(lang.lang, func(t *testing.T) {
			p := fresh(t)
			p.open("/?lang=" + lang.lang)
			p.log("client", "Marie Tremblay", "about", "Chat", "notes", "Mme Tremblay a rappelé du 514 555-0123. Son chat dormait dans la fournaise.")
			p.wait("the conversation is on Today", `document.querySelector('main a[href^="/interactions/"]')`)
			p.open(eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`))
			p.press("keep_story")
			p.output("removed", "2")
			p.wait("what was taken out is shown", `document.querySelector("main s")?.textContent.includes("Tremblay") && document.querySelector("main mark")?.textContent === %v`, lang.someone)
			p.press("save")
			p.wait("a kind is asked for", `document.querySelector("#kind-error")`)
			p.press("kind", "funny")
			p.set("title", "Le chat de Marie")
			p.output("removed", "3")
			p.press("save")
			p.wait("the story is shown", `/^\/stories\/[0-9a-f-]{36}$/i.test(location.pathname) && e2e.named("copy")`)
			p.shows("dormait dans la fournaise")
			for _, name := range []string{"Tremblay", "Marie", "555"} {
				p.hides(name)
			}
			p.press("undo")
			p.lacks("copy")
			p.press("undo")
			p.shows("dormait dans la fournaise")

			p.open("/stories")
			p.press("new_observation")
			p.press("save")
			p.wait("what happened is asked for", `e2e.refusal("what")`)
			p.fill("what", "Personne ne m’a regardé.", "where", "Au garage", "lesson", "Lever les yeux")
			p.press("how", "bad")
			p.press("save")
			p.press("improve")
			p.wait("the lesson is on its way", `location.pathname.startsWith("/improvements/from/") && [...document.querySelectorAll("main textarea")].some((e) => e.value === "Lever les yeux")`)
		})
	}
}
