package e2e

import (
	"fmt"
	"testing"

	"trousse/internal/journal"
)

// killedMoving ends the browser at each stage of a move to a new generation, as a restore of more than one batch does. What
// was there stands until the very moment in which the new one does, whole; nothing of a half is left; and it can be done again.
func killedMoving(t *testing.T) {
	const people = 600 // a batch holds 500
	var records []journal.Record
	for i := range people {
		records = append(records, journal.Client{ID: journal.NewID(), Name: fmt.Sprintf("Client %03d", i)}.Tidy())
	}
	backup := backupOf(t, records)
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	p.client("name", "Marie Tremblay")
	p.open("/log")
	p.fill("client", "Luc Gagnon", "about", "à moitié écrit")
	p.output("draft_state", "saved")
	for _, c := range []struct {
		when, store string
		n, left     int
	}{
		{"before", "revs", 1, 1},
		{"before", "pages", 0, 1},
		{"before", "root", 0, 1},
		{"after", "root", 0, people + 1},
	} {
		p.open("/settings/backup")
		p.choose(backup)
		p.has("restore_confirm")
		p.wait("it will stand still", `e2e.halt(%v, %v, %v)`, c.when, c.store, c.n)
		p.press("restore_confirm")
		p.wait("it stands still", `e2e.halted`)
		d.kill()
		d.on()
		p = window(t, d.browser, s)
		p.finds("Marie Tremblay")
		p.wait(fmt.Sprintf("killed %s %s, %d revisions are left", c.when, c.store, c.left), `await e2e.count("revs") === %v`, c.left)
	}
	p.finds("Client 599")
	p.follow("/log")
	p.press("resume_draft")
	p.holds("about", "à moitié écrit")

	t.Log("a record that cannot move is named, and moves on nothing without a word")
	p.damage("revs", `(key, b) => [key].flat(2).join().includes(%v) && (b[b.length >> 1] ^= 1, b)`, records[0].Key())
	p.open("/settings/security")
	p.fill("passphrase", passphrase, "passphrase_again", passphrase)
	p.press("set_passphrase")
	p.has("leave_keep")
	if n := p.kept("revs"); n != people+1 {
		t.Errorf("%d revisions while it is asked, want %d", n, people+1)
	}
	p.press("leave_confirm")
	p.press("recovery_saved")
	p.has("lock_now")
	p.turn("/clients")
	p.set("q", "Marie Tremblay")
	p.wait("she is found", `document.querySelector('main a[href^="/clients/"]')?.textContent.includes("Marie")`)
	p.wait("the others moved", `await e2e.count("revs") === %v`, people)
}

// finds looks for a client in the list of all.
func (p *page) finds(name string) {
	p.t.Helper()
	p.open("/clients")
	p.set("q", name)
	p.wait(name+" is found", `[...document.querySelectorAll('main a[href^="/clients/"]')].some((a) => a.textContent.includes(%v))`, name)
}
