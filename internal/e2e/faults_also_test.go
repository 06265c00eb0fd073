package e2e

import (
	"testing"
)

// refusedStorage opens the kit where the browser keeps nothing for it, as in some private windows and where cookies are
// refused: it says so in place of a kit that would forget.
func refusedStorage(t *testing.T) {
	for _, source := range []string{
		`Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`,
		`Object.defineProperty(window, "indexedDB", { value: undefined })`,
	} {
		p := fresh(t)
		p.before(source)
		p.visit("/")
		p.wait("it is said, in place of a kit", `document.documentElement.dataset.kit === "stopped" && document.activeElement.closest("#kit-unable")`)
		p.lacks("save")
	}
	p := fresh(t)
	p.failing(1e9, "SecurityError", "The user denied permission to access the database.")
	p.visit("/?lang=fr")
	p.refuses("ne s’ouvre pas")
}

// silentBrowser works where the browser answers none of the questions about how it keeps things.
func silentBrowser(t *testing.T) {
	p := fresh(t)
	p.before(`if (navigator.storage) for (const ask of ["persist", "persisted", "estimate"]) navigator.storage[ask] = () => new Promise(() => {})`)
	p.log("client", "Marie Tremblay", "about", "Avant")
	p.open("/settings")
	p.open("/")
	p.shows("Avant")
}

// otherProfile works after the worker was taken away, and beside another profile, which shares nothing but what is put back
// from a backup.
func otherProfile(t *testing.T) {
	p := fresh(t)
	p.open("/?lang=fr")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	p.log("client", "Marie Tremblay", "phone", "514 555-0123", "about", "Facture", "promise", "Rappeler", "promise_date", "2031-02-03")
	eval[int](p, `(async () => { for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister(); return 0 })()`)
	p.open("/log")
	p.wait("the worker has the page again", `navigator.serviceWorker.controller`)
	p.fill("client", "Luc Gagnon", "about", "Sans l’ouvrier")
	p.press("save")
	p.output("save_state", "saved")
	good := p.copied()

	d := newDevice(t)
	other := window(t, d.browser, p.server)
	other.open("/clients?lang=fr")
	other.has("q")
	other.hides("Marie Tremblay")
	other.open("/settings/backup")
	other.restore([]byte(good))
	other.shows("Facture")
	other.log("client", "Anne Roy", "about", "Ailleurs")
	p.open("/")
	p.shows("Facture")
	p.hides("Ailleurs")
}

// putAside leaves a page that is reading, then one that is writing, for another of the kit, by its address: some browsers put it aside
// as it is, for whoever goes back to it. Nothing waits for that page.
func putAside(t *testing.T) {
	p := fresh(t)
	p.before(`{ const { transaction } = IDBDatabase.prototype;
		IDBDatabase.prototype.transaction = function (...a) {
			const tx = transaction.apply(this, a), on = tx.objectStore(tx.objectStoreNames[0]);
			const again = () => { if (window.holding) on.get("x").onsuccess = again; };
			if (window.holding === tx.mode) { window.held = true; again(); }
			return tx; };
		addEventListener("pageshow", () => { window.holding = null; }); }`)
	p.log("client", "Marie Tremblay", "about", "Avant")
	talk := eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`)
	eval[string](p, `window.holding = "readonly"`)
	p.follow(talk)
	p.wait("it reads", `window.held`)
	p.log("client", "Luc Gagnon", "about", "Pendant")
	p.open("/clients/new")
	eval[string](p, `window.holding = "readwrite"`)
	p.fill("name", "Rosalie Caron")
	p.wait("it writes", `window.held`)
	p.log("client", "Anne Roy", "about", "Ensuite")
	p.shows("Pendant")
}
