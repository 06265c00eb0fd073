package e2e

import (
	"strings"
	"testing"
)

// ways waits until every way out of a script is open, or shut.
func (p *page) ways(open bool, names ...string) {
	p.t.Helper()
	for _, name := range names {
		p.wait(name+" follows the holes", `e2e.named(%v) && e2e.named(%v).disabled === !%v`, name, name, open)
	}
}

// TestScriptInTheirLanguage fills a script for a client who speaks English, on a French screen, and keeps what was sent.
func TestScriptInTheirLanguage(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	id := p.client("name", "Grace Hopper", "phone", "418 555-0199", "email", "grace@example.org", "language", "en", "form_of_address", "madame")
	p.log("client", "Grace Hopper", "about", "the invoice")

	t.Log("from her sheet, with nothing of hers in the address but its id")
	p.open("/clients/" + id)
	p.follow("/scripts/for/" + id)
	p.shows("Grace Hopper")
	p.follow("/scripts/promise-made-email/for/" + id)
	p.shows("Hello Ms. Hopper")
	p.shows("the invoice")
	p.ways(false, "copy", "sms", "email", "read_full_screen")
	p.wait("what is asked is asked in French", `[...document.querySelectorAll("label[for=blank-text-1]")].some((l) => l.textContent === "La promesse")`)
	p.fill("blank-text-1", "send the part", "blank-date-promise", "2031-02-03")
	p.ways(true, "copy", "sms", "email", "read_full_screen")
	for name, to := range map[string]string{"sms": "sms:+14185550199?", "email": "mailto:grace@example.org?"} {
		said := p.address(name)
		if !strings.HasPrefix(said, to) || !strings.Contains(said, "by Monday, February 3, 2031: send the part.") {
			t.Errorf("%s: %s", name, said)
		}
	}

	t.Log("what left is noted in one tap, with its promise, and taken back in another")
	p.lacks("note_sent")
	p.press("copy")
	p.press("note_sent")
	p.output("save_state", "saved")
	p.has("undo")
	p.lacks("note_sent")
	conversation := eval[string](p, `document.querySelector('.act a[href^="/interactions/"]').getAttribute("href")`)
	p.press("undo")
	p.has("note_sent")
	p.press("note_sent")
	p.wait("it is noted anew", `![undefined, %v].includes(document.querySelector('.act a[href^="/interactions/"]')?.getAttribute("href"))`, conversation)
	p.open("/promises")
	p.shows("Send the part")
	p.wait("once", `document.body.innerText.split("Send the part").length === 2`)
	p.open("/clients/" + id)
	p.wait("the conversations are there", `document.querySelector('main a[href^="/interactions/"]')`)
	p.follow(eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`))
	for _, text := range []string{"the invoice", "Confirmer une promesse par courriel", "Hello Ms. Hopper", "send the part"} {
		p.shows(text)
	}
	p.leavesNoDraft()

	t.Log("or noted with more to it")
	p.open("/scripts/promise-made-text")
	p.fill("blank-text-1", "call back", "blank-date-promise", "2031-02-04", "client", "grace")
	p.press("copy")
	p.wait("for whom is asked before anything leaves", `e2e.refusal("client") && !e2e.named("note_sent") && !e2e.named("log_this")`)
	p.press("use_existing", id)
	p.shows("Hello Ms. Hopper")
	p.press("copy")
	p.press("log_this")
	p.at("/log")
	for name, value := range map[string]string{"channel": "text", "about": "the invoice", "promise": "Call back", "promise_date": "2031-02-04"} {
		p.holds(name, value)
	}
	p.wait("the words are in the notes", `e2e.value("notes").startsWith("Hello Ms. Hopper")`)
	p.press("save")
	p.at("/")

	t.Log("another client, another language: the answers stay, the words change")
	luc := p.client("name", "Élise Roy", "phone", "514 555-0100", "language", "fr", "form_of_address", "first_name_tu")
	p.open("/scripts/promise-made-text/for/" + id)
	p.set("blank-text-1", "rappeler")
	p.press("change_client")
	p.set("client", "elise")
	p.press("use_existing", luc)
	p.shows("Salut Élise")
	p.holds("blank-text-1", "rappeler")
	if said := p.address("sms"); said != "" {
		t.Errorf("with a hole, there is something to send: %s", said)
	}
}

// TestNothingLeavesWithAHole minds what is typed in the blanks, and reads the words over the whole screen.
func TestNothingLeavesWithAHole(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/scripts/quote-sent?lang=fr")
	ways := []string{"copy", "sms", "email", "read_full_screen"}
	p.has("blank-money-1")
	for _, name := range eval[[]string](p, `[...document.querySelectorAll('[name^="blank-"]')].map((e) => e.name)`) {
		p.ways(false, ways...)
		switch name {
		case "blank-money-1":
			for _, bad := range []string{"cent", "-3"} {
				p.set(name, bad)
				p.wait("the amount has its sentence", `e2e.refusal(%v).length > 5`, name)
				p.ways(false, ways...)
			}
			p.set(name, "1 234,50")
		case "blank-date-promise":
			p.set(name, "2001-02-03")
			p.wait("no one can keep it", `e2e.refusal(%v).length > 5`, name)
			p.set(name, "2031-02-03")
		default:
			p.set(name, "{{client.phone}} [[x]]")
		}
	}
	p.ways(true, ways...)
	for _, words := range []string{"1\u00a0234,50\u00a0$", "{{client.phone}} [[x]]", "lundi 3 février 2031"} {
		if said := p.address("email"); !strings.Contains(said, words) {
			t.Errorf("the e-mail does not hold %q: %s", words, said)
		}
	}
	p.press("skip_blank", "blank-text-1")
	p.holds("blank-text-1", "")
	p.ways(true, ways...)
	p.press("skip_blank", "blank-text-1")
	p.holds("blank-text-1", "{{client.phone}} [[x]]")
	p.set("blank-text-1", " ")
	p.ways(false, ways...)

	t.Log("a spoken one is read from the whole screen")
	p.open("/scripts/hold-ask")
	p.fill("blank-text-1", "le prix", "blank-minutes-wait", "2")
	for _, leave := range []string{"button", "Escape"} {
		p.press("read_full_screen")
		p.wait("the words fill the screen", `(() => { const r = document.querySelector("dialog[open]")?.getBoundingClientRect();
			return r && r.width >= innerWidth && r.height >= innerHeight && parseFloat(getComputedStyle(document.querySelector(".reader-words")).fontSize) >= 28 })()`)
		p.shows("2\u00a0minutes")
		if leave == "button" {
			p.press("close_full_screen")
		} else {
			p.escape()
		}
		p.wait("the screen is as it was", `!document.querySelector("dialog") && e2e.named("log_this")`)
	}
}

// TestAdapt makes a script of the kit one's own, and brings the original back.
func TestAdapt(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/scripts/hold-ask?lang=fr")
	p.press("adapt")
	p.at("/scripts/hold-ask/edit")
	p.wait("the kit's words are in the form", `e2e.value("text")?.includes("[[minutes attente]]")`)
	original := eval[string](p, `e2e.value("title")`)
	p.fill("title", "À ma façon", "text", "Un moment, {{client.prénom|}}. [[minutes attente]], ça vous va?")
	p.output("draft_state", "saved")
	p.open("/scripts/hold-ask/edit")
	p.press("resume_draft")
	p.holds("title", "À ma façon")
	p.press("save")
	p.at("/scripts/hold-ask")
	p.shows("À ma façon")
	p.has("get_original")
	p.wait("the title of the window tells nothing", `!document.title.includes("façon")`)
	p.leavesNoDraft()

	t.Log("it stands in the kit's place wherever that is shown, in its language alone")
	for _, route := range []string{"/scripts", "/playbooks/waiting"} {
		p.open(route)
		p.wait("it is at the kit's address on "+route, `[...document.querySelectorAll('main a[href="/scripts/hold-ask"]')].some((a) => a.textContent.includes("À ma façon"))`)
	}
	p.open("/scripts/hold-ask?lang=en")
	p.has("adapt")
	p.hides("À ma façon")

	t.Log("changed, and the change taken back")
	p.open("/scripts/hold-ask?lang=fr")
	p.press("edit")
	p.holds("title", "À ma façon")
	p.set("title", "Autrement")
	p.press("save")
	p.at("/scripts/hold-ask")
	p.shows("Autrement")
	p.press("undo")
	p.shows("À ma façon")

	t.Log("the original is back, and gone again")
	p.press("get_original")
	p.has("adapt")
	p.shows(original)
	p.press("undo")
	p.shows("À ma façon")
	p.press("get_original")
	p.has("adapt")
	p.open("/scripts")
	p.hides("À ma façon")
	p.shows(original)
}

// TestOwnPromiseInWords sends a promise in the worker's own words, unless they ask for more than a promise holds.
func TestOwnPromiseInWords(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	for text, want := range map[string]string{
		"Promis, {{client.prénom|}} : [[texte quoi]], [[date promesse]].": "Promis, Élise : rappeler, le lundi 3 février 2031.",
		"[[texte quoi]] [[date promesse]] [[montant prix]]":               "je vous confirme ce que j’ai promis",
	} {
		p.open("/scripts/promise-made-text/edit?lang=fr")
		p.wait("the words are in the form", `e2e.value("text")?.length > 10`)
		p.set("text", text)
		p.press("save")
		p.at("/scripts/promise-made-text")
		p.log("client", "Élise Roy", "about", "Robinet", "promise", "Rappeler", "promise_date", "2031-02-03")
		if said := strings.ReplaceAll(p.address("sms"), "\u00a0", " "); !strings.Contains(said, want) {
			t.Errorf("%q becomes %s", text, said)
		}
	}
}

// TestNewScript writes a script with blanks that the kit does not know: they are shown, kept, and never sent.
func TestNewScript(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/scripts?lang=fr")
	p.press("new_script")
	p.at("/scripts/new")
	p.fill("title", "Déneigement", "text", "Bonjour {{client.nam}}, ")
	p.wait("it is red", `document.querySelector(".preview .unknown")?.textContent === "{{client.nam}}"`)
	p.shows("moi.téléphone")
	p.press("insert", "{{client.prénom|}}")
	p.holds("text", "Bonjour {{client.nam}}, {{client.prénom|}}")
	p.press("channels", "text")
	p.press("channels", "email")
	p.press("channels", "email")
	p.press("save")
	p.wait("it has its own address", `/^\/scripts\/[0-9a-f-]{36}$/.test(location.pathname)`)
	route := eval[string](p, `location.pathname`)
	p.shows("Déneigement")
	p.wait("it is red there too", `document.querySelector(".letter .unknown")`)
	p.ways(false, "copy", "sms", "read_full_screen")

	t.Log("mended, it leaves")
	p.press("edit")
	p.holds("text", "Bonjour {{client.nam}}, {{client.prénom|}}")
	p.wait("the channels are as they were", `e2e.named("channels", "text").checked && !e2e.named("channels", "email").checked`)
	p.set("text", "On passe [[date promesse]].")
	p.press("save")
	p.at(route)
	p.set("blank-date-promise", "2031-02-03")
	p.ways(true, "copy", "sms")

	t.Log("found among the others, and taken away")
	p.open("/scripts")
	p.set("q", "deneige")
	p.follow(route)
	p.press("delete")
	p.wait("it is gone", `!e2e.named("copy")`)
	p.press("undo")
	p.shows("Déneigement")
	p.press("delete")
	p.has("undo")
	p.open("/scripts")
	p.wait("there are scripts", `document.querySelector('main a[href="/scripts/hold-ask"]')`)
	p.hides("Déneigement")

	t.Log("a title and words are needed")
	p.open("/scripts/new")
	p.press("save")
	p.wait("the title is asked for", `e2e.refusal("title").length > 5`)
	p.set("title", "x")
	p.press("save")
	p.wait("the words are asked for", `e2e.refusal("text").length > 5`)
}

// TestLongScript pastes what no one should: the screen goes on answering, and nothing is lost.
func TestLongScript(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	for what, piece := range map[string]string{"words": "Des mots, et encore. ", "marks": "{{", "blanks": "[[text a]] {{client.phone|}} "} {
		long := strings.Repeat(piece, 50_000/len(piece)) + "fin"
		p.open("/scripts/new?lang=fr")
		p.set("title", what)
		p.set("text", long)
		p.wait("the kit answers", `new Promise((ok) => { const start = performance.now();
			const e = e2e.named("when"); e.value = "a"; e.dispatchEvent(new Event("input", { bubbles: true }));
			setTimeout(() => ok(performance.now() - start < 1500), 0) })`)
		p.output("draft_state", "saved")
		p.press("save")
		p.wait(what+" is saved", `/^\/scripts\/[0-9a-f-]{36}$/.test(location.pathname)`)
		p.press("edit")
		p.wait("nothing of it is lost", `e2e.value("text") === %v`, long)
		if what == "words" {
			p.open(eval[string](p, `location.pathname.replace("/edit", "")`))
			p.ways(true, "copy", "read_full_screen")
		}
	}
}

// TestFavouriteScripts keeps scripts at the top, in an order of one's own, and finds any by a word or a situation.
func TestFavouriteScripts(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/scripts?lang=fr")
	first := func() string {
		return eval[string](p, `document.querySelector("#sc-favourites")?.closest("section").querySelector("a")?.getAttribute("href") ?? ""`)
	}
	for _, slug := range []string{"hold-ask", "quote-sent", "angry-acknowledge"} {
		p.press("favourite", "/scripts/"+slug)
		p.wait(slug+" is at the top", `[...document.querySelector("#sc-favourites").closest("section").querySelectorAll("a")].some((a) => a.getAttribute("href") === "/scripts/" + %v)`, slug)
		p.output("save_state", "saved")
	}
	if got := first(); got != "/scripts/hold-ask" {
		t.Errorf("%s comes first", got)
	}
	p.press("move_up", "/scripts/quote-sent")
	p.wait("the order is the worker's", `document.querySelector("#sc-favourites").closest("section").querySelector("a").getAttribute("href") === "/scripts/quote-sent"`)
	p.open("/scripts")
	p.wait("and stays", `document.querySelector("#sc-favourites")?.closest("section").querySelector("a").getAttribute("href") === "/scripts/quote-sent"`)
	for q, route := range map[string]string{"colere": "/scripts/angry-acknowledge", "soumision": "/scripts/quote-sent", "RETARD texto": "/scripts/running-late"} {
		p.set("q", q)
		p.wait(q+" finds "+route, `document.querySelector('main a[href=%v]')?.getClientRects().length && document.querySelectorAll("main .row").length < 40`, route)
	}
}
