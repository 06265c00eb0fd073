package e2e

import (
	"strings"
	"testing"
)

// damage changes what the device holds of the journal: do gets a store's rows one after the other, as key and bytes, and
// returns the bytes to put in their place, or nothing.
func (p *page) damage(store, do string, args ...any) {
	p.t.Helper()
	n := eval[int](p, `(async () => {
		const change = `+expr(do, args...)+`;
		let n = 0;
		await e2e.databases((db) => db.objectStoreNames.contains(`+expr("%v", store)+`) && new Promise((ok, no) => {
			const t = db.transaction(`+expr("%v", store)+`, "readwrite", { durability: "strict" });
			Object.assign(t, { oncomplete: ok, onabort: no });
			t.objectStore(`+expr("%v", store)+`).openCursor().onsuccess = ({ target: { result: c } }) => {
				if (!c) return;
				const b = c.value instanceof Uint8Array && change(c.key, c.value);
				if (b) n++, c.update(b);
				c.continue();
			};
		}));
		return n;
	})()`)
	if n == 0 {
		p.t.Fatalf("nothing in %s was changed", store)
	}
}

// killedChangingKeys ends the browser while everything moves under the key of a first passphrase, while that is changed, and
// while the protection is taken away: the kit opens afterwards, with one secret or the other, and all is there.
func killedChangingKeys(t *testing.T) {
	const working, moving = `document.querySelector(".wait-bar, progress")`, `(await indexedDB.databases()).filter((d) => d.name.startsWith("trousse-")).length > 1`
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	id := p.client("name", someone)
	p.open("/log")
	p.fill("about", "Un brouillon")
	p.output("draft_state", "saved")
	now := "" // what opens it
	for n, c := range []struct{ what, when, done string }{
		{"protect", working, `e2e.named("recovery_saved")`},
		{"protect", `e2e.named("recovery_saved")`, `e2e.named("recovery_saved")`},
		{"change", working, `e2e.named("lock_now")`},
		{"change", `e2e.named("lock_now")`, `e2e.named("lock_now")`},
		{"remove", moving, `e2e.named("passphrase_again")`},
	} {
		next := passphrase + strings.Repeat(" encore", n)
		p.turn("/settings/security")
		do := "set_passphrase"
		switch {
		case c.what == "remove":
			next, do = "", "remove_confirm"
			p.press("remove_protection")
		case c.what == "protect" && now != "":
			continue // killed too late: it is protected
		case c.what == "change":
			p.press("change_passphrase")
			p.set("passphrase_now", now)
			fallthrough
		default:
			p.fill("passphrase", next, "passphrase_again", next)
		}
		eval[bool](p, `(window.seen = (async () => { while (!(`+c.when+`) && !(`+c.done+`)) await new Promise((r) => setTimeout(r, 1)); return true })(), true)`)
		p.press(do)
		eval[bool](p, `window.seen`)
		over := eval[bool](p, `!!(`+c.done+`)`)
		d.kill()
		d.on()
		p = window(t, d.browser, s)
		p.visit("/clients/" + id)
		p.wait("it stands one way or the other", `["ready", "locked"].includes(document.documentElement.dataset.kit)`)
		former := now
		if now = next; eval[string](p, `document.documentElement.dataset.kit`) == "ready" {
			now = ""
		} else if !p.opens(next) {
			now = former
			p.wait("it can be tried again", `e2e.named("unlock") && !e2e.named("unlock").disabled`)
			if !p.opens(former) {
				t.Fatalf("%s, killed at %s: neither secret opens it", c.what, c.when)
			}
		}
		t.Logf("%s, killed at %s: changed %v, over %v", c.what, c.when, now == next, over)
		if over && now != next {
			t.Errorf("%s was said to be done, and is not", c.what)
		}
		p.shows(someone)
		p.turn("/log")
		p.press("resume_draft")
		p.holds("about", "Un brouillon")
	}
}

// opens tells whether a passphrase opens the kit.
func (p *page) opens(with string) bool {
	p.t.Helper()
	if with == "" {
		return false
	}
	p.unlock(with)
	p.wait("it is open, or said", `document.documentElement.dataset.kit === "ready" || document.querySelector("[role=alert]")`)
	return eval[string](p, `document.documentElement.dataset.kit`) == "ready"
}

// damagedKeys flips a bit in the slot of the passphrase, then in one record: the printed code still opens the kit, and only
// that record is set aside.
func damagedKeys(t *testing.T) {
	p := fresh(t)
	p.open("/?lang=fr")
	one := p.client("name", someone)
	other := p.client("name", "Luc Gagnon")
	code := p.protect()
	const flip = `b[b.length >> 1] ^= 1, b`
	p.damage("meta", `(key, b) => {
		if (key !== "vault") return;
		const v = JSON.parse(new TextDecoder().decode(b)), slot = v.slots.find((s) => s.kind === "passphrase");
		slot.key = (slot.key[0] === "A" ? "B" : "A") + slot.key.slice(1);
		return new TextEncoder().encode(JSON.stringify(v));
	}`)
	p.damage("revs", `(key, b) => [key].flat(2).join().includes(%v) && (`+flip+`)`, one)
	p.visit("/clients/" + other)
	p.stands("locked")
	if p.opens(passphrase) {
		t.Fatal("a damaged slot opened")
	}
	p.wait("it can be tried again", `!e2e.named("unlock").disabled`)
	p.press("use_recovery")
	p.set("recovery_code", code)
	p.press("unlock")
	p.stands("ready")
	p.shows("Luc Gagnon")
	p.turn("/clients/" + one)
	p.shows("Fiche illisible")
	p.turn("/clients")
	p.shows("Luc Gagnon")
	if n := p.kept("revs"); n != 2 {
		t.Errorf("%d revisions are left, want 2", n)
	}
	p.turn("/settings/backup")
	p.shows("1 fiche ne se lit plus")

	t.Log("the code stands in for the passphrase, and another one is set with it")
	p.turn("/settings/security")
	p.press("change_passphrase")
	p.fill("passphrase_now", code, "passphrase", passphrase, "passphrase_again", passphrase)
	p.press("set_passphrase")
	p.has("lock_now")

	t.Log("it locks while somebody types: what was typed is sealed, and on offer")
	p.turn("/log")
	p.fill("client", "Luc Gagnon", "about", "Chaudière secrète")
	p.passes(400)
	p.stands("locked")
	if left := eval[bool](p, `(document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)).includes("secrète")`); left {
		t.Error("what was typed can still be read")
	}
	p.unlock()
	p.stands("ready")
	p.press("resume_draft")
	p.holds("about", "Chaudière secrète")
}
