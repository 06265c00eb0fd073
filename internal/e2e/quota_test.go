package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"
)

// noRoom saves on a device that has no room left.
func noRoom(t *testing.T) {
	d := &device{t: t, profile: t.TempDir()}
	p := window(t, d.small(), serve(t))
	// The worker's own keeping counts too, and comes when it comes: the room here is for records alone.
	noWorker := "if (navigator.serviceWorker) navigator.serviceWorker.register = () => Promise.reject(new Error('no room for a worker'))"
	p.before(noWorker)
	p.before("navigator.storage && (navigator.storage.estimate = async () => ({ quota: 150e6, usage: 1e6 }))") // what browsers tell is not always so
	if engine == chromiumEngine {                                                                              // it looks at a limit again only once what it had set aside is used up: this is there from the start
		p.visit("/manifest.webmanifest")
		p.room(80_000)
	}
	p.log("client", "Marie Tremblay", "about", "Tant qu’il y a de la place")
	if engine != chromiumEngine {
		p.room(80_000)
	}
	p.wait("what the browser promised is said", `document.querySelector('[aria-labelledby="t-now"] .banner')`)
	p.wait("there is little room", `document.querySelector('main .banner--warn a[href="/settings/backup"]')`)
	revisions := p.kept("revs")
	p.open("/log")
	notes := strings.Repeat("🧰", 19_000)
	p.fill("client", "Luc Gagnon", "about", "Sans place", "notes", notes)
	p.press("save")
	p.output("save_state", "failed")
	p.wait("it is said", `document.getElementById("save-error")?.textContent`)
	p.at("/log")
	p.holds("client", "Luc Gagnon")
	p.holds("notes", notes)
	if n := p.kept("revs"); n != revisions {
		t.Errorf("%d revisions after a failed save, want %d", n, revisions)
	}

	t.Log("what is there can be taken elsewhere meanwhile, and nothing that waits is lost by it")
	other := window(t, d.browser, p.server)
	if copied := other.copied(); !strings.Contains(copied, "Tant qu’il y a de la place") || strings.Contains(copied, "Sans place") {
		t.Error("the backup made on a full device is not what was saved")
	}
	other.close()
	p.holds("notes", notes)
	revisions = p.kept("revs") // the backup was noted

	p.room(0)
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
	p.shows("Sans place")
	if n := p.kept("revs"); n != revisions+2 {
		t.Errorf("%d revisions after the save, want %d", n, revisions+2)
	}
}

// small is the browser of a device that has little room, where nobody can take that away and give it back: what may be kept
// in all is written in its profile, in kilobytes.
func (d *device) small() *browser {
	d.t.Helper()
	if engine == chromiumEngine {
		d.browser = shared
		return shared
	}
	if err := os.WriteFile(filepath.Join(d.profile, "prefs.js"), []byte(`user_pref("dom.quotaManager.temporaryStorage.fixedLimit", 10240);`), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.on()
	d.t.Cleanup(func() { d.browser.stop() })
	return d.browser
}

// room leaves so many bytes to the origin, if not fewer; 0 gives back what was taken.
func (p *page) room(bytes float64) {
	p.t.Helper()
	if engine != chromiumEngine {
		eval[bool](p, `(async () => {
			const done = (o) => new Promise((ok, no) => Object.assign(o, { onsuccess: ok, oncomplete: ok, onerror: no, onabort: no }));
			if (%v === 0) return !!await done(indexedDB.deleteDatabase("filler"));
			const put = async (size) => {
				const opening = indexedDB.open("filler");
				opening.onupgradeneeded = () => opening.result.createObjectStore("s", { autoIncrement: true });
				await done(opening);
				try {
					const tx = opening.result.transaction("s", "readwrite", { durability: "strict" });
					tx.objectStore("s").put(new Uint8Array(size));
					await done(tx);
				} finally { opening.result.close(); }
			};
			for (let size = 1 << 22; size >= 1 << 10;) await put(size).catch(() => { size /= 2; });
			return true;
		})()`, bytes)
		return
	}
	limit := storage.OverrideQuotaForOriginParams{Origin: p.server.origin()}
	if bytes > 0 {
		limit.QuotaSize = &bytes
	}
	call(p, storage.OverrideQuotaForOrigin, limit)
}
