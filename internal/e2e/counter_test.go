package e2e

import (
	"strings"
	"testing"
	"time"
)

// authors adds people to the counter, and comes back to Today. The first is the one who is there.
func (p *page) authors(names ...string) {
	p.t.Helper()
	p.open("/settings/authors")
	for i, name := range names {
		p.set("author_name", name)
		p.press("save")
		p.wait(name+" is in the list", `document.querySelectorAll('main [name="edit"]').length === %v`, i+1)
		p.wait("the field is free", `e2e.value("author_name") === ""`)
	}
	p.open("/")
}

// atCounter waits until the person of that name is at the counter, on Today.
func (p *page) atCounter(name string) {
	p.t.Helper()
	p.wait(name+" is at the counter", `document.querySelector('.counter [aria-pressed="true"]')?.textContent.trim() === %v`, name)
}

// takesTurn says on Today who is at the counter from now on.
func (p *page) takesTurn(name string) {
	p.t.Helper()
	p.pointer(`e2e.spot("author", [...document.querySelectorAll('.counter [name="author"]')].find((e) => e.textContent.trim() === %v)?.value)`, name)
	p.atCounter(name)
}

// TestAuthors has three people share a counter: each writes under their name, through a kill and beside another window, and
// how one is stays theirs.
func TestAuthors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, draft string
		in          screen
	}{{"fr", "Un brouillon vous attend : Ana", phone}, {"en", "A draft is waiting, from Ana", tablet}} {
		t.Run(c.lang, func(t *testing.T) {
			t.Parallel()
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.size(c.in)
			p.open("/?lang=" + c.lang)
			p.wait("nobody is told apart", `!document.querySelector(".counter")`)
			p.authors("Ana", "Bo", "Cloé")
			p.atCounter("Ana")

			p.log("client", "Marie Tremblay", "about", "Facture", "feeling_before", "1")
			p.open("/check-in")
			p.press("stress", "5")
			p.output("save_state", "saved")
			p.set("note", "Secret d’Ana")
			p.output("draft_state", "saved")
			p.open("/checklists/pulse")
			p.has("happiness")
			p.set("energy", "1")
			p.output("draft_state", "saved")
			p.press("save")
			p.press("save")
			p.wait("the pulse is taken", `location.pathname.includes("/runs/")`)
			run := eval[string](p, `location.pathname`)
			p.open("/log")
			p.set("about", "à moitié")
			p.output("draft_state", "saved")

			// A kill, then somebody else.
			p.open("/")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.size(c.in)
			p.open("/?lang=" + c.lang)
			p.atCounter("Ana")
			p.takesTurn("Bo")
			p.open("/log")
			p.shows(c.draft)
			p.press("resume_draft")
			p.holds("about", "à moitié")
			p.press("save")
			p.wait("a client is asked for", `e2e.refusal("client")`)
			for _, route := range []string{"/", "/check-in", "/checklists", "/checklists/pulse", run, run + "/edit", "/kit", "/settings/backup"} {
				p.open(route)
				p.wait(route+" is there", `!document.querySelector(".wait-bar")`)
				p.lacks("resume_draft")
				p.wait(route+" does not show Bo how Ana is", `!document.body.innerText.includes("Secret") && !document.querySelector("main svg.chart, output[name=score], output[name=count_here_check_in]")`)
			}
		})
	}
}

// TestHandover hands a shift over: what is open in plain words, a note that waits for the next person through a kill, and
// who took over, which can be taken back.
func TestHandover(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, calls, hard, promises, nothing string
		in                                   screen
	}{{"fr", "À rappeler", "Conversations difficiles", "Promesses à tenir", "Rien d’ouvert", tablet}, {"en", "To call back", "Hard conversations", "Promises to keep", "Nothing open", phone}} {
		t.Run(c.lang, func(t *testing.T) {
			t.Parallel()
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.size(c.in)
			p.open("/?lang=" + c.lang)
			p.authors("Ana", "Bo")
			p.press("open_handover")
			p.at("/handover")
			p.shows(c.nothing)

			p.log("client", "Marie Tremblay", "about", "Facture", "feeling_before", "1", "notes", "Ses mots à elle", "promise", "Rappeler", "promise_date", time.Now().Format(time.DateOnly))
			p.open("/check-in")
			p.press("stress", "5")
			p.output("save_state", "saved")
			p.open("/handover")
			for _, words := range []string{c.hard, c.promises, "Marie Tremblay", "Rappeler", "Facture"} {
				p.wait(words+" is handed over", `document.getElementById("shift")?.innerText.includes(%v)`, words)
			}
			p.wait("the facts, and no more", `!document.getElementById("shift").innerText.includes("Ses mots")`)
			p.set("note", "La clé est au fond")
			if c.in == tablet { // the menu is touched, and one returns
				ana := eval[string](p, `e2e.value("author_menu")`)
				p.set("author_menu", eval[string](p, `[...e2e.named("author_menu").options].find((o) => o.text === "Bo").value`))
				p.holds("note", "")
				p.set("author_menu", ana)
				p.press("resume_draft")
				p.holds("note", "La clé est au fond")
			}
			p.output("draft_state", "saved")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.size(c.in)
			p.open("/handover?lang=" + c.lang)
			p.press("resume_draft")
			p.holds("note", "La clé est au fond")
			p.wait("the note is on the page", `document.getElementById("shift").innerText.includes("La clé est au fond")`)
			p.set("note", "La clé est au fond"+strings.Repeat(" de la cour", 300)+", à gauche.")
			p.press("save")
			p.at("/")
			p.lacks("take_over") // it is for the next person

			p.takesTurn("Bo")
			p.shows("La clé est au fond")
			p.hides("à gauche")
			p.press("read_more")
			p.shows("à gauche")
			p.press("see_handover")
			p.wait("Bo sees what Ana saw", `document.getElementById("shift")?.innerText.includes(%v)`, c.hard)
			p.has("take_over") // and cannot give it for taking it
			p.lacks("save")
			p.set("note", "Vu")
			p.has("save")
			p.set("note", "")
			p.press("take_over")
			p.has("save")
			p.press("undo")
			p.has("take_over")
			p.open("/")
			p.press("take_over")
			p.lacks("take_over")
			p.output("save_state", "saved")
			p.press("undo")
			p.has("take_over")
			p.press("take_over")
			p.lacks("take_over")
			p.open("/")
			p.hides("La clé est au fond")
			p.open("/handover")
			p.wait("who gave and who took is kept", `/Ana[^]*Bo/.test(document.querySelector('[aria-labelledby="h-past"]')?.innerText)`)
			p.wait("Bo's shift has just begun", `!document.getElementById("shift").innerText.includes(%v)`, c.hard)
			p.press("undo")
			p.output("save_state", "saved")
			p.open("/")
			p.has("take_over")
		})
	}
}

// TestKindsOfClients tells those outside from those of the house on every list, and remembers the choice.
func TestKindsOfClients(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	for kind, name := range map[string]string{"external": "Marie Tremblay", "internal": "Karim Roy"} {
		id := p.client("name", name, "kind", kind)
		p.log("client", name, "about", "Facture", "promise", "Écrire à "+name, "promise_date", "2031-02-03")
		p.open("/complaints/new/" + id)
		p.set("what", "Une affaire de "+name)
		p.press("save")
		p.complaint()
	}
	only := func(name, other string) {
		t.Helper()
		p.wait("only "+name+" is shown", `document.querySelector("main").innerText.includes(%v) && !document.querySelector("main").innerText.includes(%v)`, name, other)
	}
	p.open("/log")
	p.set("client", "Service des achats")
	p.press("kind", "internal")
	p.set("about", "Une commande")
	p.press("save")
	p.at("/")
	p.open("/clients")
	p.press("kind", "internal")
	only("Karim", "Marie")
	p.shows("Service des achats")
	for _, route := range []string{"/promises", "/complaints", "/clients"} {
		p.open(route)
		only("Karim", "Marie")
		p.holds("kind", "internal")
	}
	p.press("kind", "external")
	only("Marie", "Karim")
	p.open("/complaints")
	only("Marie", "Karim")
	p.press("kind", "all")
	p.shows("Karim")
	p.shows("Marie")
}

// TestCounterWindows keeps a window's own author beside another's, and follows the list as names change, leave and come back.
func TestCounterWindows(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	p.authors("Ana", "Bo")
	other := window(t, shared, p.server)
	other.open("/?lang=fr")
	other.atCounter("Ana")
	other.takesTurn("Bo")
	p.open("/")
	p.atCounter("Ana")
	other.open("/clients")
	other.open("/")
	other.atCounter("Bo")

	t.Log("what each writes carries their name")
	other.log("client", "Marie Tremblay", "about", "Facture")
	p.wait("the conversation is on Today, with who logged it", `/Facture · Bo/.test(document.querySelector('main a[href^="/interactions/"]')?.innerText)`)
	route := eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`)
	p.open(route + "/edit")
	p.set("about", "Facture de mai")
	p.press("save")
	p.at(route)
	p.wait("the last hand is said", `e2e.named("history")?.innerText.includes("Ana")`)
	p.press("history")
	p.wait("and the first", `/Ana[^]*Bo/.test(e2e.named("history").closest("section").innerText)`)

	t.Log("a name is corrected, leaves, and comes back")
	p.open("/settings/authors")
	p.press("edit", "Bo")
	p.holds("author_name", "Bo")
	p.set("author_name", "Ana")
	p.press("save")
	p.wait("two people are not one name", `e2e.refusal("author_name")`)
	p.set("author_name", "Bo Tran")
	p.set("author_phone", "514 555")
	p.press("save")
	p.wait("a number has ten digits", `e2e.refusal("author_phone")`)
	p.set("author_phone", "514 555-0177")
	p.press("save")
	p.has("undo")
	p.shows("514\u00a0555-0177")
	p.press("retire", "Bo Tran")
	p.has("bring_back")
	p.open("/")
	p.wait("nobody is told apart any more", `!document.querySelector(".counter")`)
	p.open(route)
	p.press("history")
	p.shows("Bo Tran")
	p.open("/settings/authors")
	p.press("bring_back", "Bo Tran")
	p.has("undo")
	p.press("undo")
	p.has("bring_back")
}
