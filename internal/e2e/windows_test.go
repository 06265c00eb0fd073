package e2e

import (
	"testing"
)

// sameRecord works in two windows at once.
func sameRecord(t *testing.T) {
	p := fresh(t)
	other := window(t, shared, p.server)
	other.open("/?lang=fr")
	eval[int](other, `(window.sameProgram = 1)`)

	t.Log("what one saves, the other shows")
	id := p.client("name", "Marie Tremblay", "attentions", "Un café")
	p.log("client", "Marie Tremblay", "about", "Depuis l’autre fenêtre")
	other.shows("Depuis l’autre fenêtre")
	other.wait("nothing was reloaded", `window.sameProgram`)

	t.Log("both correct the same record")
	route := "/clients/" + id
	p.open(route + "/edit")
	p.holds("attentions", "Un café")
	other.open(route + "/edit")
	other.holds("attentions", "Un café")
	p.set("attentions", "Un thé")
	p.press("save")
	p.at(route)
	other.fill("attentions", "Une place près de la fenêtre", "avoid", "Les appels du matin")
	other.press("save")
	other.output("save_state", "failed")
	other.wait("the conflict is said, with the other value", `document.querySelector("[role=alert]") && e2e.refusal("attentions").includes("Un thé")`)
	other.holds("attentions", "Une place près de la fenêtre")
	other.holds("avoid", "Les appels du matin")
	p.open(route)
	p.shows("Un thé")
	other.press("save") // on top of what was shown
	other.at(route)
	other.shows("Une place près de la fenêtre")
	p.shows("Une place près de la fenêtre")

	t.Log("one is erased while a form about them is open")
	other.open("/log/" + id)
	other.set("about", "Trop tard")
	other.output("draft_state", "saved")
	p.press("erase")
	p.press("erase_confirm")
	p.at("/clients")
	other.press("save")
	other.output("save_state", "failed")
	other.holds("about", "Trop tard")
	other.wait("it is said why", `document.getElementById("save-error")`)
	for _, store := range []string{"drafts", "revs"} {
		if n := p.kept(store); n != 0 {
			t.Errorf("%d left in %s", n, store)
		}
	}
}

// twoConversations logs in two windows at once: a save in one does not take what is being typed in the other.
func twoConversations(t *testing.T) {
	p := fresh(t)
	other := window(t, shared, p.server)
	other.open("/log")
	p.open("/log")
	p.fill("client", "Marie Tremblay", "notes", "à moitié écrit")
	p.output("draft_state", "saved")
	other.fill("client", "Luc Gagnon", "about", "Livraison")
	other.press("save")
	other.at("/")
	other.output("save_state", "saved")
	p.follow("/")
	p.at("/")
	p.follow("/log")
	p.press("resume_draft")
	p.holds("notes", "à moitié écrit")
}

// newer makes the pages of this window those of a kit to come, whose records have a newer form.
func (p *page) newer() {
	p.t.Helper()
	p.before(`(() => {
		const open = IDBFactory.prototype.open;
		IDBFactory.prototype.open = function (name, version) { return open.call(this, name, version && /^trousse-/.test(name) ? version + 1 : version); };
	})()`)
}

// newerElsewhere starts a newer kit in another window while one types in the older: it makes way at once, says so, and keeps
// what is on its screen.
func newerElsewhere(t *testing.T) {
	p := fresh(t)
	p.log("client", "Marie Tremblay", "about", "Avant")
	p.follow("/log")
	p.fill("client", "Luc Gagnon", "about", "Pendant")
	p.output("draft_state", "saved")
	other := window(t, shared, p.server)
	other.newer()
	other.open("/?lang=fr")
	other.shows("Avant")
	p.has("reload")
	p.set("about", "Pendant ce temps")
	p.press("save")
	p.output("save_state", "failed")
	p.wait("it is said", `document.getElementById("save-error")?.textContent.length > 10`)
	p.holds("about", "Pendant ce temps")
	if n := other.kept("revs"); n != 2 {
		t.Errorf("%d revisions, want 2", n)
	}
	other.follow("/log")
	other.press("resume_draft")
	other.holds("client", "Luc Gagnon")
}

// olderAsleep starts a newer kit while a window of the older hears nothing: it waits, says for what, and goes on by itself.
func olderAsleep(t *testing.T) {
	p := fresh(t)
	p.before(`Object.defineProperty(IDBDatabase.prototype, "onversionchange", { set() {} })`)
	p.log("client", "Marie Tremblay", "about", "Avant")
	other := window(t, shared, p.server)
	other.newer()
	other.visit("/?lang=fr")
	other.refuses("Une autre fenêtre")
	p.close()
	other.ready()
	other.shows("Avant")
}

// olderAgain starts an older kit where a newer one was used: it says that it is the older, in both languages, and touches
// nothing.
func olderAgain(t *testing.T) {
	p := fresh(t)
	p.newer()
	p.log("client", "Marie Tremblay", "about", "Avant")
	p.visit("/manifest.webmanifest")
	old := window(t, shared, p.server)
	for lang, why := range map[string]string{"fr": "pas à jour", "en": "out of date"} {
		old.visit("/clients?lang=" + lang)
		old.refuses(why)
		old.press("reload")
		old.refuses(why)
	}
	p.open("/?lang=fr")
	p.shows("Avant")
	if n := p.kept("revs"); n != 2 {
		t.Errorf("%d revisions, want 2", n)
	}
}

// otherFields changes different fields of one record in two windows: what each changed survives the other's save.
func otherFields(t *testing.T) {
	p := fresh(t)
	other := window(t, shared, p.server)
	p.open("/?lang=fr")
	id := p.client("name", "Marie Tremblay", "attentions", "Un café")
	p.open("/promises/new/" + id)
	p.wait("she is known", `e2e.named("change_client")`)
	p.fill("promise", "Rappeler", "promise_date", "2031-02-03")
	p.press("save")
	p.output("due", "2031-02-03")
	promise := eval[string](p, `location.pathname`)
	p.open("/improvements/new")
	p.fill("what", "Saluer", "who", "Julie")
	p.press("save")
	p.wait("it has a page", `/^\/improvements\/[0-9a-f-]{36}$/.test(location.pathname)`)
	improvement := eval[string](p, `location.pathname`)
	for _, c := range []struct{ route, mine, was, now, theirs, wasTheirs, value string }{
		{"/clients/" + id, "attentions", "Un café", "Un thé", "best_hours", "", "Après 16 h"},
		{promise, "promise", "Rappeler", "Rappeler Marie", "promise_date", "2031-02-03", "2031-02-05"},
		{improvement, "what", "Saluer", "Saluer en premier", "who", "Julie", "Paul"},
	} {
		p.open(c.route + "/edit")
		p.holds(c.mine, c.was)
		other.open(c.route + "/edit?lang=fr")
		other.holds(c.theirs, c.wasTheirs)
		other.holds(c.mine, c.was)
		p.set(c.mine, c.now)
		p.press("save")
		p.at(c.route)
		other.set(c.theirs, c.value)
		other.press("save")
		other.output("save_state", "failed")
		other.holds(c.mine, c.now) // taken over: it was not touched here
		other.holds(c.theirs, c.value)
		other.press("save")
		other.at(c.route)
		p.open(c.route + "/edit")
		p.holds(c.mine, c.now)
		p.holds(c.theirs, c.value)
	}
}
