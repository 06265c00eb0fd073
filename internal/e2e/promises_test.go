package e2e

import (
	"strings"
	"testing"
	"time"
)

// dayFromNow is a day as a date field holds it.
func dayFromNow(n int) string { return time.Now().AddDate(0, 0, n).Format(time.DateOnly) }

// promise opens the promise of these words from the ledger, and returns its route.
func (p *page) promise(words string) string {
	p.t.Helper()
	p.open("/promises")
	find := expr(`[...document.querySelectorAll('main a[href^="/promises/"]')].find((a) => a.textContent.includes(%v))`, words)
	p.wait("the promise is in the ledger", find)
	route := eval[string](p, find+`.getAttribute("href")`)
	p.follow(route)
	p.at(route)
	p.has("history")
	return route
}

// TestQuoteToItsEnd is part of an independent's day: a quote is asked for, promised, delayed with another day agreed, told
// about, and kept, through kills and without the network.
func TestQuoteToItsEnd(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string]struct{ what, why, quote string }{
		"fr": {"Envoyer la soumission", "La pièce n’est pas arrivée", "Soumission"},
		"en": {"Send the quote", "The part hasn’t come in", "Quote"},
	} {
		t.Run(lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			restart := func() {
				d.kill()
				d.on()
				p = window(t, d.browser, s)
				p.open("/?lang=" + lang) // a kill may come before the browser has put the language away
			}
			p.open("/?lang=" + lang)
			p.wait("the worker has the page", `navigator.serviceWorker.controller`)
			id := p.client("name", "Nadia Benali", "phone", "514 555-0142", "email", "nadia@example.org", "language", lang)

			t.Log("asked for and promised")
			p.open("/log/" + id)
			p.press("promise_quick", words.what)
			p.fill("about", "Chauffe-eau", "promise_date", dayFromNow(3))
			p.press("save")
			p.at("/")
			p.output("save_state", "saved")

			t.Log("the network goes, and the battery")
			s.stop()
			restart()
			route := p.promise(words.what)
			p.open(route)
			if ics := string(p.downloaded("prom*.ics", func() { p.press("calendar") })); !strings.Contains(ics, "\r\nDTSTART;VALUE=DATE:"+strings.ReplaceAll(dayFromNow(3), "-", "")+"\r\n") ||
				!strings.Contains(ics, "BEGIN:VALARM") || !strings.Contains(ics, words.what) || strings.Contains(ics, "Benali") {
				t.Errorf("for the calendar: %s", ics)
			}
			p.output("due", dayFromNow(3))
			p.shows(words.quote)
			if moved := eval[float64](p, `new Promise((told) => { new PerformanceObserver((all) => told(all.getEntries().reduce((sum, e) => sum + (e.hadRecentInput ? 0 : e.value), 0))).observe({ type: "layout-shift", buffered: true }); setTimeout(told, 300, 0) })`); moved > 0.01 {
				t.Errorf("the page has moved by %v while it came in", moved)
			}
			p.onPaper()

			t.Log("delayed: a day is refused with a sentence, and what was typed outlives a kill")
			p.press("move")
			p.at(route + "/move")
			p.fill("promise_date", dayFromNow(3), "reason", words.why)
			p.press("save")
			p.wait("the same day has its sentence", `e2e.refusal("promise_date")`)
			p.fill("promise_date", dayFromNow(7))
			p.output("draft_state", "saved")
			restart()
			p.open(route + "/move")
			p.press("resume_draft")
			p.holds("reason", words.why)
			p.holds("promise_date", dayFromNow(7))
			p.press("save")
			p.at(route)
			p.output("due", dayFromNow(7))
			p.output("was_due", dayFromNow(3))
			p.shows(words.why)
			p.leavesNoDraft()

			t.Log("the reminder is put off: the day stays")
			p.press("snooze")
			p.set("remind", dayFromNow(8))
			p.press("save")
			p.wait("it cannot come after the day", `e2e.refusal("remind")`)
			p.set("remind", dayFromNow(2))
			p.press("save")
			p.at(route)
			p.output("remind", dayFromNow(2))
			p.output("due", dayFromNow(7))

			t.Log("told: the call is asked about on the way back, also after a kill")
			p.press("call")
			p.wait("the question is kept", `await e2e.count("drafts") === 1`)
			restart()
			p.open("/clients")
			p.shows("Nadia Benali")
			p.press("reach", "reached")
			p.output("save_state", "saved")
			p.has("undo_contact")
			p.press("undo_contact")
			p.press("reach", "reached")
			p.has("complete_contact")
			p.wait("the question is answered", `await e2e.count("drafts") === 0`)
			p.open(route)
			p.output("told", dayFromNow(0))

			t.Log("kept, and the time it took is noted")
			p.press("keep")
			p.output("state", "kept_early")
			p.press("hours")
			p.fill("estimate_hours", "2", "actual_hours", "trois")
			p.press("save")
			p.wait("a number is asked for", `e2e.refusal("actual_hours")`)
			p.set("actual_hours", "2,5")
			p.press("save")
			p.at(route)
			p.has("call") // what comes in moves what stands under it
			p.wait("there is one way to write", `e2e.all("sms").length < 2 && e2e.all("email").length < 2`)
			p.press("history")
			p.wait("every change is there", `document.querySelectorAll('[name=restore_version]').length >= 4`)
			p.open("/promises")
			p.output("kept_rate", "") // withheld: it is the only one

			s.start()
			p.open("/clients/" + id)
			p.wait("the call is among the conversations", `document.querySelectorAll('main a[href^="/interactions/"]').length === 2`)
		})
	}
}

// TestLedger keeps, breaks and reopens, looks at one kind of client, and shows the rate once there is enough of it.
func TestLedger(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	out := p.client("name", "Nadia Benali")
	in := p.client("name", "Karim Roy", "kind", "internal")
	made := []string{"Rappeler", "Passer", "Livrer", "Réparer", "Cueillir"}
	for i, what := range made {
		client := out
		if i == 4 {
			client = in
		}
		p.open("/log/" + client)
		p.fill("promise", what, "promise_date", dayFromNow(i))
		p.press("save")
		p.at("/")
	}
	p.open("/promises")
	for _, kind := range []string{"internal", "external"} {
		p.press("kind", kind)
		p.wait("only those are shown", `document.body.innerText.includes("Cueillir") === (%v === "internal") && document.body.innerText.includes("Livrer") === (%v === "external")`, kind, kind)
	}
	p.press("kind", "all")
	p.shows("Cueillir")
	p.set("q", "repar")
	p.hides("Livrer")
	p.shows("Réparer")
	p.set("q", "")
	p.shows("Livrer")

	t.Log("one is broken, with a reason; the others are kept")
	p.promise("Rappeler")
	p.press("break")
	p.press("save")
	p.wait("a reason is asked for", `e2e.refusal("reason")`)
	p.set("reason", "Le numéro a changé")
	p.press("save")
	p.output("state", "broken")
	p.shows("Le numéro a changé")
	for _, what := range made[1:] {
		p.promise(what)
		p.press("keep")
		p.output("state", "kept_early")
	}
	p.open("/promises")
	p.output("kept_rate", "0.8")
	p.shows("4 sur 5")

	t.Log("marked by mistake")
	p.promise("Rappeler")
	p.press("reopen")
	p.has("keep")
	p.press("history")
	p.press("restore_version", "2")
	p.output("state", "broken")
}

// TestPromiseByItself promises something outside any conversation, to oneself and to someone, and tells them that it will
// be late, in their language: saying so moves the day.
func TestPromiseByItself(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/promises?lang=fr")
	p.press("new_promise")
	p.at("/promises/new")
	p.press("save")
	p.wait("someone is asked for", `e2e.refusal("client")`)
	p.press("to", "self")
	p.lacks("client")
	p.fill("promise", "Ranger l’atelier", "promise_date", dayFromNow(5), "estimate_hours", "1,5")
	p.output("draft_state", "saved")
	p.open("/promises/new")
	p.press("resume_draft")
	p.holds("promise", "Ranger l’atelier")
	p.lacks("client")
	p.press("save")
	p.output("due", dayFromNow(5))
	p.shows("Pour vous")
	p.lacks("tell")

	t.Log("to someone who is new, from the ledger; then from their record")
	p.open("/promises")
	p.press("new_promise")
	p.fill("client", "Ruth Adams 514 555-0142", "promise", "Send the plan", "promise_date", dayFromNow(2))
	p.press("save")
	p.output("due", dayFromNow(2))
	p.wait("their number is known", `e2e.named("call").getAttribute("href") === "tel:+15145550142"`)
	client := eval[string](p, `document.querySelector('.promise-who a').getAttribute("href")`)
	p.open(client + "/edit")
	p.holds("name", "Ruth Adams")
	p.set("language", "en")
	p.press("save")
	p.at(client)
	p.press("new_promise")
	p.wait("she is known", `e2e.named("change_client")`)
	p.fill("promise", "Call about the plan", "promise_date", dayFromNow(1), "remind", dayFromNow(3))
	p.press("save")
	p.wait("a reminder after the day has its sentence", `e2e.refusal("remind")`)
	p.set("remind", "")
	p.press("save")
	p.output("due", dayFromNow(1))
	route := eval[string](p, `location.pathname`)

	t.Log("it will be late: told in her language")
	p.press("delay")
	p.holds("blank-date-first", dayFromNow(1))
	p.holds("blank-text-1", "call about the plan")
	p.shows("I promised you this by")
	p.fill("blank-text-2", "the printer is closed", "blank-date-promise", dayFromNow(4))
	p.press("copy")
	p.press("note_sent")
	p.has("undo")
	p.shows("et avec la promesse")
	p.open(route)
	p.output("due", dayFromNow(4))
	p.output("was_due", dayFromNow(1))
	p.shows("the printer is closed")
}
