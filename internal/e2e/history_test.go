package e2e

import "testing"

// back goes back to version n of the record that the page shows.
func (p *page) back(n string) {
	p.t.Helper()
	p.press("history")
	p.press("restore_version", n)
	p.lacksValue("restore_version", n)
	p.output("save_state", "saved")
}

// lacksValue waits until no visible control of that name has the value.
func (p *page) lacksValue(name, value string) {
	p.t.Helper()
	p.wait("no "+name+" is "+value, `!e2e.named(%v, %v)`, name, value)
}

// TestHistory goes back to an earlier version of what people write: of a client, of how one left, and of one's own words.
func TestHistory(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	client := "/clients/" + p.client("name", "Marie Tremblay", "best_hours", "Après 16 h")
	p.shows("Après 16 h")
	p.follow(client + "/edit")
	p.holds("best_hours", "Après 16 h")
	p.set("best_hours", "Jamais le lundi")
	p.press("save")
	p.at(client)
	p.shows("Jamais le lundi")
	p.back("1")
	p.shows("Après 16 h")

	t.Log("how someone left: the address of a new departure leads to the one that was noted")
	p.open(client + "/left")
	p.press("door", "moved")
	p.press("save")
	p.at(client)
	p.open(client + "/left")
	p.wait("it leads to the departure", `/left\/[0-9a-f-]{36}$/.test(location.pathname)`)
	p.holds("door", "moved")
	p.press("door", "other")
	p.press("save")
	p.at(client)
	p.press("correct_departure")
	p.holds("door", "other")
	p.back("1")
	p.holds("door", "moved")
	p.open(client)
	p.wait("there is one departure", `e2e.all("undo_departure").length === 1`)

	t.Log("one's own words, in the place of the kit's")
	p.open("/scripts/hold-ask/edit")
	p.wait("the kit's words are in the form", `e2e.value("text")?.includes("[[minutes attente]]")`)
	p.set("title", "À ma façon")
	p.press("save")
	p.at("/scripts/hold-ask")
	p.press("edit")
	p.holds("title", "À ma façon")
	p.set("title", "Autrement")
	p.press("save")
	p.at("/scripts/hold-ask")
	p.shows("Autrement")
	p.back("1")
	p.shows("À ma façon")

	p.open("/checklists/chain/edit")
	p.set("title", "Ma chaîne")
	p.press("save")
	p.at("/checklists/chain")
	p.follow("/checklists/chain/edit")
	p.holds("title", "Ma chaîne")
	p.set("title", "Nos maillons")
	p.press("save")
	p.at("/checklists/chain")
	p.shows("Nos maillons")
	p.back("1")
	p.shows("Ma chaîne")

	p.open("/resources/new")
	p.fill("name", "Chambre de commerce", "notes", "Demander Julie.")
	p.press("save")
	p.at("/resources")
	p.shows("Demander Julie.")
	edit := eval[string](p, `[...document.querySelectorAll('a[href$="/edit"]')].map((a) => a.getAttribute("href")).find((h) => /[0-9a-f-]{36}/.test(h))`)
	p.follow(edit)
	p.holds("notes", "Demander Julie.")
	p.set("notes", "Demander Paul.")
	p.press("save")
	p.at("/resources")
	p.open(edit)
	p.holds("notes", "Demander Paul.")
	p.back("1")
	p.holds("notes", "Demander Julie.")
}
