package e2e

import (
	"slices"
	"strings"
	"testing"
)

// killedSaving ends the browser on either side of the moment in which a save becomes durable, and just after it was said.
// What was typed is a record or a draft, never neither and never both.
func killedSaving(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	restart := func() {
		t.Helper()
		d.kill()
		d.on()
		p = window(t, d.browser, s)
		p.open("/log")
		p.has("save")
	}
	saving := func(when string) {
		t.Helper()
		p.wait("the next save stands still", `e2e.halt(%v)`, when)
		p.press("save")
		p.wait("it stands still", `e2e.halted`)
		if said := eval[string](p, `e2e.raw("save_state") ?? ""`); said == "saved" {
			t.Errorf("saved is said %s it is durable", when)
		}
	}

	t.Log("before it is durable")
	p.open("/log")
	p.fill(conversation...)
	p.output("draft_state", "saved")
	saving("before")
	restart()
	if n := p.kept("revs"); n != 0 {
		t.Errorf("%d revisions of a save that was cut", n)
	}
	p.has("discard_draft")
	p.press("resume_draft")
	for i := 0; i < len(conversation); i += 2 {
		p.holds(conversation[i], conversation[i+1])
	}

	t.Log("after, with nobody told")
	saving("after")
	restart()
	revisions := p.kept("revs")
	if drafts := p.kept("drafts"); revisions != 3 || drafts != 0 {
		t.Errorf("%d revisions and %d drafts, want a client, a conversation, a promise, and no draft", revisions, drafts)
	}
	p.lacks("resume_draft")

	t.Log("as soon as it is said")
	p.fill("client", "Luc Gagnon", "promise", "Envoyer la facture", "promise_date", "2031-02-04")
	p.press("save")
	p.output("save_state", "saved")
	restart()
	if n := p.kept("revs"); n != revisions+3 {
		t.Errorf("%d revisions after a save that was said, want %d", n, revisions+3)
	}
	p.open("/promises")
	for _, said := range []string{"Rappeler demain", "Marie Tremblay", "Envoyer la facture", "Luc Gagnon"} {
		p.shows(said)
	}
}

// strictWrites works for a while, and looks at every write. All journeys do: see page.js.
func strictWrites(t *testing.T) {
	p := fresh(t)
	p.log("client", "Marie Tremblay", "about", "Facture")
	p.protect() // moves everything
	p.turn("/log")
	p.fill("client", "Luc Gagnon", "notes", "à moitié écrit")
	p.output("draft_state", "saved")
	p.press("save")
	p.output("save_state", "saved")
	written := eval[map[string]int](p, `e2e.writes`)
	for _, store := range []string{"root", "meta", "revs", "changes", "pages", "drafts"} {
		if written[store] == 0 {
			t.Errorf("nothing was written to %s: %v", store, written)
		}
	}

	t.Log("one that is not strict would have been seen")
	eval[int](p, `new Promise((ok, no) => Object.assign(indexedDB.open("probe"), {
		onupgradeneeded: (e) => e.target.result.createObjectStore("s"),
		onsuccess: (e) => { e.target.result.transaction("s", "readwrite", { durability: "relaxed" }).oncomplete = () => ok(1); }, onerror: no }))`)
	p.mu.Lock()
	seen := slices.ContainsFunc(p.troubles, func(trouble string) bool { return strings.Contains(trouble, "not strict") })
	p.mu.Unlock()
	if !seen {
		t.Error("a relaxed write goes unnoticed")
	}
	p.forgive("not strict")
}

// lostConnection has the connection to the database die under the kit, as browsers let it after a while in the background:
// what is asked is done once, whether it died before it was asked or while it was done. When it stays dead, that is said.
func lostConnection(t *testing.T) {
	p := fresh(t)
	p.log("client", "Marie Tremblay", "about", "Facture")
	eval[bool](p, `(() => {
		const begin = IDBDatabase.prototype.transaction;
		window.dead = (times, name) => {
			IDBDatabase.prototype.transaction = function (...a) {
				if (a[1] === "readwrite" && times-- > 0) throw new DOMException("Connection to Indexed Database server lost. Refresh the page to try again", name);
				return begin.apply(this, a);
			};
			return true;
		};
		window.cut = () => {
			IDBDatabase.prototype.transaction = function (...a) {
				const tx = begin.apply(this, a);
				if (a[1] === "readwrite") {
					IDBDatabase.prototype.transaction = begin;
					queueMicrotask(() => tx.abort()); // once its requests are made
				}
				return tx;
			};
			return true;
		};
		const open = IDBFactory.prototype.open;
		window.opened = 0;
		IDBFactory.prototype.open = function (...a) { window.opened++; return open.apply(this, a); };
		return true;
	})()`)
	revisions := p.kept("revs")
	for _, how := range []string{`dead(1, "InvalidStateError")`, `dead(1, "UnknownError")`, `cut()`} {
		p.turn("/log")
		p.fill("client", "Marie Tremblay", "about", "Malgré "+how)
		p.output("draft_state", "saved")
		opened := eval[int](p, `opened`)
		eval[bool](p, how)
		p.press("save")
		p.at("/")
		p.output("save_state", "saved")
		p.shows("Malgré " + how)
		if n := eval[int](p, `opened`); n == opened {
			t.Errorf("%s: the dead connection was used again", how)
		}
		if n := p.kept("revs"); n != revisions+1 {
			t.Errorf("%s: %d revisions, want %d", how, n, revisions+1)
		}
		revisions++
	}

	p.turn("/log")
	p.fill("client", "Luc Gagnon", "about", "Une fois réparé")
	p.output("draft_state", "saved")
	eval[bool](p, `dead(1e9, "UnknownError")`)
	p.press("save")
	p.output("save_state", "failed")
	p.wait("it is said", `document.getElementById("save-error")?.textContent.length > 10`)
	p.holds("about", "Une fois réparé")
	eval[bool](p, `dead(0)`)
	p.press("save")
	p.at("/")
	p.shows("Une fois réparé")
	if n := p.kept("revs"); n != revisions+2 {
		t.Errorf("%d revisions once it was mended, want %d", n, revisions+2)
	}
	if removed := eval[[]string](p, `e2e.removed`); len(removed) > 0 {
		t.Errorf("%v were removed", removed)
	}
}
