package e2e

import (
	"strings"
	"testing"
)

// TestComplaint follows an improvement asked for from the counter until the client was told, with a dead battery on the
// way (F06).
func TestComplaint(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.open("/?lang=" + lang)
			id := p.client("name", "Olivier Dubé-Roy", "phone", "418 555-0163", "email", "olivier@exemple.ca", "language", "fr", "form_of_address", "monsieur")

			t.Log("taken down with the conversation, in one change")
			p.open("/log/" + id)
			p.press("channel", "phone")
			p.fill("request", "Un rendez-vous ferme", "notes", "J’ai pris congé pour rien.")
			p.press("complaint")
			p.press("save")
			route := p.complaint()
			p.shows("J’ai pris congé pour rien.")
			reference := eval[string](p, `e2e.raw("reference")`)
			if !strings.HasPrefix(reference, "A-") {
				t.Errorf("the reference is %q", reference)
			}
			p.wait("the next step is due", `e2e.raw("next_by").length === 10`)

			t.Log("not acknowledged before the client was told, nor closed")
			p.press("save")
			p.wait("the channel is asked for", `document.activeElement?.name === "told_by" && document.getElementById("told_by-error")`)
			p.press("close")
			p.wait("the sentence is there", `document.getElementById("save-error")`)
			p.press("save")
			p.wait("nothing is said of closing any more", `!document.getElementById("save-error") && document.getElementById("told_by-error")`)

			t.Log("the words of the step, in the client's language, with the reference")
			p.press("message")
			p.wait("the words are filled", `document.querySelector(".letter")?.textContent.includes(%v)`, reference)
			p.shows("Bonjour Monsieur Dubé-Roy")
			p.follow(route)
			p.at(route)

			t.Log("killed while the first step is written down")
			p.press("told_by", "email")
			p.set("note", "Courriel envoyé")
			p.output("draft_state", "saved")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.before(`addEventListener("beforeinstallprompt", (e) => e.isTrusted && e.stopImmediatePropagation(), true);
				addEventListener("DOMContentLoaded", () => e2e.mind())`)
			p.open("/")
			eval[bool](p, `dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt() {} }))`)
			p.has("install")
			p.wait("all has come in", `document.getElementById("t-complaints") && document.getElementById("t-tip")`)
			p.blink()
			if n := eval[int](p, `e2e.minding`); n < 6 { // some days the tip leads somewhere too
				t.Errorf("%d things to press on Today", n)
			}
			for _, moved := range eval[[]string](p, `e2e.moved`) {
				t.Errorf("Today does not stand still: %s", moved)
			}
			p.turn("/clients")
			p.turn("/")
			p.wait("what was late has its place", `document.querySelector("main .pane").contains(e2e.named("install"))`)
			p.follow(route) // it waits on Today
			p.press("resume_draft")
			p.holds("note", "Courriel envoyé")
			p.holds("told_by", "email")
			p.act("received", "save")

			t.Log("assessed, with a delay told on the way")
			p.press("severity", "serious")
			p.act("assess", "save")
			eval[int](p, `(scrollTo(0, document.body.scrollHeight), 1)`)
			p.press("delay")
			p.wait("its form is in view", `e2e.named("until")?.getBoundingClientRect().top > 0`)
			p.fill("until", "2001-01-01", "reason", "La pièce manque")
			p.press("save")
			p.wait("a day gone by is refused", `e2e.refusal("until").length > 5`)
			p.set("until", "2031-02-03")
			p.act("delayed", "save")
			p.wait("the delay is to be told", `e2e.named("told_by") && !e2e.named("until")`)
			p.press("told_by", "phone")
			p.act("tell", "save")

			t.Log("looked into, settled, told, closed")
			p.set("note", "L’agenda n’était pas à jour")
			p.act("investigated", "save")
			p.press("save")
			p.wait("an answer has words", `e2e.refusal("note").length > 5`)
			p.set("note", "Samedi à 9 h, avec les excuses de la maison")
			p.act("answered", "save")
			p.press("told_by", "phone")
			p.act("told", "save")
			p.press("save")
			p.wait("the outcome is asked for", `document.getElementById("outcome-error")`)
			p.fill("outcome", "granted", "cause", "forgotten", "closing_note", "Revoir l’agenda", "recommend", "8")
			p.press("feeling", "4")
			p.press("recommend_from", "asked")
			p.act("closed", "save")
			p.lacks("save")
			p.shows("Revoir l’agenda")

			t.Log("all that changed can be read, and the last of it taken back")
			p.press("history")
			p.wait("every version is there", `e2e.all("history")[0].closest("section").querySelectorAll(".row").length === 9`)
			p.press("undo")
			p.has("outcome")
			p.press("undo")
			p.wait("the undo is undone", `!e2e.named("outcome")`)

			t.Log("a second letdown is flagged")
			p.open("/complaints/new/" + id)
			p.set("what", "Encore en retard")
			p.press("save")
			second := p.complaint()
			p.wait("the earlier one is shown", `document.querySelector('main a.row[href=%v]')`, route)
			p.set("note", "Réglé au comptoir")
			p.press("settle")
			p.holds("note", "Réglé au comptoir")
			p.press("severity", "minor")
			p.press("told_by", "in_person")
			p.act("settled", "save")
			p.has("outcome")

			t.Log("one that comes from a conversation, which leads to it from then on")
			p.log("client", "Olivier Dubé-Roy", "request", "Un remboursement")
			p.wait("the conversation is on Today", `document.querySelector('main a[href^="/interactions/"]')`)
			conversation := eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`)
			p.follow(conversation)
			p.press("ask_improvement")
			p.holds("what", "Un remboursement")
			p.press("save")
			third := p.complaint()
			p.follow(conversation)
			p.follow(third)
			p.at(third)

			t.Log("found by its reference, and on the client's sheet")
			p.open("/complaints")
			p.set("q", reference)
			p.wait("one of two is found", `document.querySelectorAll('main a.row').length === 1`)
			p.follow(route)
			p.open("/clients/" + id)
			p.follow(second)
			p.at(second)
		})
	}
}

// complaint waits for the screen of one improvement asked for, and returns its route.
func (p *page) complaint() string {
	p.t.Helper()
	p.wait("it has a page", `/^\/complaints\/[0-9a-f-]{36}$/.test(location.pathname)`)
	p.output("save_state", "saved")
	p.has("undo")
	return eval[string](p, `location.pathname`)
}

// act presses a button that saves a step, and waits until the next one stands in its place.
func (p *page) act(step, name string) {
	p.t.Helper()
	eval[int](p, `(window.before = document.getElementById("act-form"), 1)`)
	p.press(name)
	p.wait(step+" is done", `document.getElementById("act-form") !== window.before && !e2e.named("save")?.disabled`)
	p.output("save_state", "saved")
}

// TestComplaintInTwoWindows does the same step in two windows: the second is told what the first did, and keeps its words.
func TestComplaintInTwoWindows(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	other := window(t, shared, p.server)
	p.open("/complaints/new?lang=fr")
	p.fill("client", "Marie Tremblay", "what", "Le robinet coule encore")
	p.press("save")
	route := p.complaint()
	other.open(route)
	other.set("note", "Je l’ai rappelée")
	other.press("told_by", "phone")
	p.press("told_by", "text")
	p.act("acknowledged", "save")
	other.shows("dit par texto")
	other.holds("note", "Je l’ai rappelée")

	t.Log("a step that is done is not done twice")
	other.press("save")
	other.wait("it is refused", `document.getElementById("save-error")`)
	other.press("next_step")
	other.has("severity")
	other.holds("note", "Je l’ai rappelée")
	other.press("severity", "minor")
	other.act("assessed", "save")
	p.shows("Je l’ai rappelée")

	t.Log("both correct it: each sees the other's words, and the last save stands on top of the first")
	p.press("correct")
	p.set("what", "Le robinet coule la nuit")
	other.press("correct")
	other.fill("what", "L’évier coule", "remedy", "Un plombier demain")
	p.act("corrected", "save")
	other.wait("the other words are shown", `e2e.refusal("what").includes("Le robinet coule la nuit")`)
	other.holds("what", "L’évier coule")
	other.act("corrected", "save")
	p.shows("L’évier coule")
	p.shows("Un plombier demain")
}
