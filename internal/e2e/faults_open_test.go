package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// failing has every opening of a database fail from now on, in the pages that are yet to come, so many times each.
func (p *page) failing(times int, name, message string) {
	p.t.Helper()
	p.before(expr(`(() => {
		const open = IDBFactory.prototype.open, left = {};
		window.refused = 0;
		IDBFactory.prototype.open = function (name, ...a) {
			left[name] ??= sessionStorage.failing ?? %v;
			if (left[name]-- <= 0) return open.call(this, name, ...a);
			window.refused++;
			const request = { error: new DOMException(%v, %v) };
			setTimeout(() => request.onerror(Object.assign(new Event("error"), { fake: request })));
			return request;
		};
	})()`, times, message, name))
}

// refuses waits until the kit says why it does not open, and nothing else: no welcome, nothing that would erase.
func (p *page) refuses(why string) {
	p.t.Helper()
	p.has("reload")
	p.wait("it is said why", `document.querySelector("h1")?.textContent.includes(%v)`, why)
	p.lacks("start_empty")
	p.wait("no way leads past it", `!document.querySelector('main a[href^="/playbooks/"], main a[href="/log"]')`)
	if removed := eval[[]string](p, `e2e.removed`); len(removed) > 0 {
		p.t.Errorf("%v were removed", removed)
	}
}

// fullDisk starts on a device that is too full to open anything: said once and for all, without a try that would not help.
func fullDisk(t *testing.T) {
	p := fresh(t)
	p.log("client", "Marie Tremblay", "about", "Avant")
	p.failing(1e9, "UnknownError", "Encountered full disk while opening backing store for indexedDB.open.")
	p.visit("/?lang=fr")
	p.refuses("manque d’espace")
	if n := eval[int](p, `refused`); n > 2 { // the place, and where the records were the last time
		t.Errorf("%d tries on a full disk", n)
	}
	eval[int](p, `(sessionStorage.failing = 0, 0)`)
	p.press("reload")
	p.ready()
	p.shows("Avant")
}

// brokenStore starts with a store that cannot be opened: for a moment, for as long as one is there, and with a file of the
// browser's in the way.
func brokenStore(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.log("client", "Marie Tremblay", "about", "Avant")

	p.failing(2, "UnknownError", "Internal error opening backing store for indexedDB.open.")
	p.open("/?lang=fr")
	p.shows("Avant")
	eval[int](p, `(sessionStorage.failing = 1e9, 0)`)
	p.visit("/")
	p.refuses("ne s’ouvre pas")
	if n := eval[int](p, `refused`); n > 8 {
		t.Errorf("%d tries to open", n)
	}

	d.kill()
	way, aside := filepath.Join(d.store(s), kept[engine].way), filepath.Join(d.profile, "aside")
	file, err := os.Stat(way)
	p.must(err)
	p.must(os.Rename(way, aside))
	if file.IsDir() {
		err = os.WriteFile(way, nil, 0o600)
	} else {
		err = os.Mkdir(way, 0o700)
	}
	p.must(err)
	d.on()
	p = window(t, d.browser, s)
	p.visit("/")
	p.refuses("ne s’ouvre pas")
	d.kill()
	p.must(os.RemoveAll(way))
	p.must(os.Rename(aside, way))
	d.on()
	p = window(t, d.browser, s)
	p.open("/")
	p.shows("Avant")
}

// kept is where each engine keeps in a profile what belongs to sites.
var kept = map[string]struct {
	store string   // the databases of one, its port in the place of *
	way   string   // what stops them from being opened when something else stands there, in the store
	room  []string // what goes when there is too little room, beside the sentinel
	all   string
}{
	chromiumEngine: {"Default/IndexedDB/http_127.0.0.1_*.indexeddb.leveldb", "LOCK",
		[]string{"Default/IndexedDB", "Default/Service Worker", "Default/WebStorage"}, "Default"},
	"firefox": {"storage/default/http+++127.0.0.1+*/idb", "", []string{"storage/default/*/idb", "storage/default/*/cache"}, "storage"},
	"webkit": {webkitData + "databases/indexeddb/v1/http_127.0.0.1_*", "",
		[]string{webkitData + "databases", webkitData + "storage", webkitData + "serviceworkers"}, webkitData},
}

const webkitData = "data/webkitgtk-4.1/MiniBrowser/"

// store is where a device keeps the databases of a site.
func (d *device) store(s *server) string {
	d.t.Helper()
	found, err := filepath.Glob(filepath.Join(d.profile, strings.Replace(kept[engine].store, "*", s.addr[strings.LastIndex(s.addr, ":")+1:], 1)))
	if err != nil || len(found) != 1 {
		d.t.Fatalf("the databases are at %v, %v", found, err)
	}
	return found[0]
}

// throw takes files out of a device's profile.
func (d *device) throw(patterns ...string) {
	d.t.Helper()
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(d.profile, pattern))
		if err != nil || len(found) == 0 {
			d.t.Fatalf("nothing is at %s, %v", pattern, err)
		}
		for _, path := range found {
			if err := os.RemoveAll(path); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

// corruptedStore starts over databases whose bytes were overwritten. Most browsers throw them away without a word, and the kit
// does not take that for a beginning. WebKit opens nothing in their place: the kit says what is left to do.
func corruptedStore(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.log("client", "Marie Tremblay", "phone", "514 555-0123", "about", "Facture", "promise", "Rappeler", "promise_date", "2031-02-03")
	p.log("client", "Luc Gagnon", "about", "Livraison")
	good := p.copied()
	d.quit()
	p.must(filepath.WalkDir(d.store(s), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "LOCK" {
			return err
		}
		bytes, err := os.ReadFile(path)
		for i := range bytes {
			bytes[i] ^= 0x5a
		}
		if err == nil {
			err = os.WriteFile(path, bytes, 0o600)
		}
		return err
	}))
	d.on()
	p = window(t, d.browser, s)
	p.visit("/?lang=fr")
	if engine == "webkit" {
		p.refuses("ne s’ouvre pas")
		p.shows("effacez les données de ce site")
		d.quit()
		d.throw(kept[engine].all)
		d.on()
		p = window(t, d.browser, s)
		p.open("/settings/backup?lang=fr")
	}
	p.has("backup_file")
	p.wait("recovery, not a welcome", `!document.querySelector('main a[href^="/playbooks/"]')`)
	p.restore([]byte(good))
	p.ready()
	p.shows("Facture")
}

// evicted starts where the browser threw away what the site kept, to make room, once with the sentinel left and once with
// nothing left at all. One begins anew there only when one chose to.
func evicted(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.log("client", "Marie Tremblay", "phone", "514 555-0123", "about", "Facture", "promise", "Rappeler", "promise_date", "2031-02-03")
	p.log("client", "Luc Gagnon", "about", "Livraison")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	good := p.copied()

	t.Log("what counts for room")
	d.quit()
	d.throw(kept[engine].room...)
	d.on()
	p = window(t, d.browser, s)
	p.visit("/clients?lang=fr")
	p.has("backup_file")
	p.wait("recovery, not a list of nobody", `!e2e.named("q")`)
	p.has("start_empty")
	asks := `e2e.named("start_empty")?.textContent`
	first := eval[string](p, asks)
	p.press("start_empty")
	p.wait("it is asked twice", asks+` && `+asks+` !== %v`, first)
	p.press("start_empty")
	p.lacks("start_empty")
	p.log("client", "Anne Roy", "about", "Un nouveau début")
	p.shows("Un nouveau début")
	p.hides("Facture")

	t.Log("everything")
	d.quit()
	d.throw(kept[engine].all)
	d.on()
	p = window(t, d.browser, s)
	p.open("/?lang=fr")
	p.hides("Un nouveau début")
	p.wait("a backup can be put back", `document.querySelector('main a[href="/settings/backup"]')`)
	p.follow("/settings/backup")
	p.at("/settings/backup")
	p.restore([]byte(good))
	p.shows("Facture")
}
