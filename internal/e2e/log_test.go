package e2e

import (
	"strings"
	"testing"
)

// TestLog is the journey the kit is made for: someone was served, and it is written down before the next one comes.
func TestLog(t *testing.T) {
	t.Parallel()
	for _, s := range []screen{phone, tablet} {
		for _, lang := range []string{"fr", "en"} {
			t.Run(s.name+" "+lang, func(t *testing.T) {
				p := fresh(t)
				p.size(s)
				p.open("/?lang=" + lang)
				logByHand(p)
				readBack(p)
				takeBack(p)
			})
		}
	}
}

// logByHand logs a conversation with someone new in at most six presses and some typing.
func logByHand(p *page) {
	p.t.Helper()
	p.presses = 0
	p.follow("/log")
	p.focused("client")
	p.keys("Marie Tremblay")
	p.has("phone") // someone new: how can they be reached?
	typed(p, "client", "", "phone", "514 555-0123", "email", "")
	p.press("channel", "phone")
	p.press("feeling_before", "2")
	p.enter()
	typed(p, "about", "Facture de novembre", "request", "Un délai", "promise", "Rappeler avec le montant")
	p.focused("promise_date")
	p.press("promise_day")
	p.press("feeling_after", "4")
	p.press("save")
	p.output("save_state", "saved")
	p.at("/")
	if p.presses > 6 {
		p.t.Errorf("logging took %d presses, want at most 6", p.presses)
	}
}

// typed types into one field after the other; Enter moves on.
func typed(p *page, pairs ...string) {
	p.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		p.focused(pairs[i])
		p.keys(pairs[i+1])
		p.enter()
	}
}

// readBack finds what was logged wherever it belongs.
func readBack(p *page) {
	p.t.Helper()
	p.shows("Rappeler avec le montant") // to be kept
	p.shows("Facture de novembre")      // recent
	conversation := eval[string](p, `document.querySelector('a[href^="/interactions/"]').getAttribute("href")`)
	p.open(conversation)
	for _, text := range []string{"Marie Tremblay", "Facture de novembre", "Un délai", "Rappeler avec le montant"} {
		p.shows(text)
	}
	client := eval[string](p, `document.querySelector('main a[href^="/clients/"]').getAttribute("href")`)
	p.follow(client)
	p.at(client)
	for _, text := range []string{"Marie Tremblay", "Facture de novembre", "Rappeler avec le montant", "0123"} {
		p.shows(text)
	}
	if title := eval[string](p, `document.title`); strings.Contains(title, "Marie") {
		p.t.Errorf("the title %q tells who the client is", title)
	}
	p.open(conversation)
}

// takeBack undoes the whole of it: conversation, promise and client.
func takeBack(p *page) {
	p.t.Helper()
	p.press("undo")
	p.output("save_state", "saved")
	p.open("/")
	p.wait("nothing is left on Today", `!document.querySelector('a[href^="/interactions/"]')`)
	p.hides("Rappeler avec le montant")
	p.open("/clients")
	p.wait("nobody is left", `e2e.named("q") && !document.querySelector('main a.row[href^="/clients/"]')`)
}

// TestLogAgain logs for people who are known already, or nearly.
func TestLogAgain(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/clients/new")
	p.fill("name", "Marie Tremblay", "phone", "514 555-0123")
	p.press("save")
	p.wait("the client has a page", `/^\/clients\/[0-9a-f-]{36}$/.test(location.pathname)`)
	marie := eval[string](p, `location.pathname.split("/").pop()`)
	people := func(want int) {
		t.Helper()
		p.open("/clients")
		p.wait("the list is read", `document.querySelector('main a[href^="/clients/"]')`)
		if n := eval[int](p, `document.querySelectorAll('main ul a[href^="/clients/"]').length`); n != want {
			t.Errorf("%d people, want %d", n, want)
		}
	}

	t.Log("a suggestion is taken")
	p.open("/log")
	p.set("client", "marie t")
	p.press("use_existing", marie)
	p.lacks("client")
	p.set("about", "Deuxième visite")
	p.press("save")
	p.output("save_state", "saved")
	p.at("/")
	people(1)

	t.Log("the exact name is the same person")
	p.open("/log")
	p.fill("client", "MARIE TREMBLAY", "about", "Troisième visite")
	p.press("save")
	p.at("/")
	people(1)

	t.Log("a near-identical name is asked about, and is the same person")
	p.open("/log")
	p.fill("client", "Mari Tremblay", "about", "Quatrième visite")
	p.press("save")
	p.press("use_existing", marie)
	p.press("save")
	p.at("/")
	people(1)

	t.Log("the same phone is asked about, and is another person")
	p.open("/log")
	p.set("client", "Luc Gagnon")
	p.fill("phone", "(514) 555-0123", "about", "Pour sa mère")
	p.press("save")
	p.has("use_existing")
	p.press("create_client")
	p.press("save")
	p.at("/")
	people(2)

	p.open("/clients/" + marie)
	for _, about := range []string{"Deuxième visite", "Troisième visite", "Quatrième visite"} {
		p.shows(about)
	}
	p.hides("Pour sa mère")
}

// TestNobodysName logs calls from someone whose name is not known: by the number, and without anything.
func TestNobodysName(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	p.log("client", "514 555-0142", "about", "Mauvais numéro")
	p.shows("514\u00a0555-0142")
	p.open("/log")
	p.press("nameless")
	p.wait("there is a name to find it by", `e2e.value("client").startsWith("Sans nom")`)
	p.set("about", "Une question au comptoir")
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
	p.shows("Sans nom")

	t.Log("words sent from a script, and the kit gone before they are noted: one tap on the way back")
	client := p.client("name", "Nadia Benali", "phone", "514 555-0143")
	p.open("/scripts/running-late/for/" + client)
	p.wait("she is known", `e2e.named("change_client")`)
	for _, q := range eval[[]string](p, `[...document.querySelectorAll("[name^=blank-]")].map((e) => e.name)`) {
		value := "un pneu crevé"
		if strings.HasPrefix(q, "blank-time") {
			value = "16:30"
		}
		p.set(q, value)
	}
	p.press("sms")
	p.wait("it is put away", `await e2e.count("drafts") === 1`)
	p.lacks("reach")
	p.open("/")
	// The browser asks which program is to send the message, and lets no pointer through meanwhile.
	p.wait("it is asked about", `e2e.named("reach", "sent")`)
	eval[any](p, `e2e.named("reach", "sent").click()`)
	p.has("complete_contact")
	eval[any](p, `e2e.named("complete_contact").click()`)
	p.wait("the words are in the note", `e2e.value("notes")?.includes("un pneu crevé")`)
}
