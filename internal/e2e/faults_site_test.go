package e2e

import (
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"trousse/internal/site"
)

// cleared takes the browser's caches away and leaves the records, then the records and leaves the rest: the kit mends itself
// while there is a network, and never takes lost records for none.
func cleared(t *testing.T) {
	p := fresh(t)
	p.open("/?lang=fr")
	p.client("name", "Marie Tremblay")
	p.wait("the worker has kept everything", whole)
	eval[int](p, `(async () => { for (const name of await caches.keys()) await caches.delete(name); return 0 })()`)
	p.open("/clients")
	p.shows("Marie Tremblay")
	p.wait("the worker has kept everything again", whole)
	p.server.stop()
	p.open("/clients?lang=en")
	p.shows("Marie Tremblay")
	p.server.start()
	p.lose()
	p.visit("/")
	p.has("start_empty")
}

// whole tells that the worker holds all of the version that runs.
const whole = `navigator.serviceWorker.controller && await caches.match("/__complete__", { cacheName: "trousse:/:" + kit.version })`

// brokenUpdate brings an update that is cut, changed, incomplete, under the wrong types, or somebody else's page: the old
// version stays whole, also without a network, and the update is tried again.
func brokenUpdate(t *testing.T) {
	p := fresh(t)
	p.open("/?lang=fr")
	id := p.client("name", "Marie Tremblay")
	p.wait("the worker has kept everything", whole)
	first := eval[string](p, `kit.version`)
	p.server.release(restamped(t))
	program := func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".wasm") }
	for _, c := range []struct {
		name  string
		of    func(r *http.Request) bool
		spoil func(w http.ResponseWriter, b []byte) []byte // what is sent in its place; nil: the line breaks
	}{
		{"no script, by its type", func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/assets/boot.") }, plain},
		{"cut", program, func(w http.ResponseWriter, b []byte) []byte { _, _ = w.Write(b[:len(b)/2]); return nil }},
		{"changed", program, func(_ http.ResponseWriter, b []byte) []byte { b[len(b)/2] ^= 1; return b }},
		{"a file missing", program, func(w http.ResponseWriter, _ []byte) []byte { w.WriteHeader(http.StatusNotFound); return []byte{} }},
		{"a page for a missing file", program, page404},
		{"a captive portal", all, page404},
		{"a portal for all but the worker", but("/sw.js"), page404},
		{"a worker of the wrong type", only("/sw.js"), plain},
		{"no page, by its type", only("/"), plain},
		{"elsewhere", only("/"), func(w http.ResponseWriter, b []byte) []byte {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(http.StatusFound)
			return []byte{}
		}},
	} {
		hit := make(chan bool, 100)
		p.server.fail(func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !c.of(r) {
					h.ServeHTTP(w, r)
					return
				}
				hit <- true
				r.Header.Del("If-None-Match")
				spoiled := &spoiler{ResponseWriter: w}
				h.ServeHTTP(spoiled, r)
				w.Header().Del("Content-Length")
				w.Header().Del("Etag") // what stands in for a file is not that file
				b := c.spoil(w, spoiled.b)
				if b == nil {
					panic(http.ErrAbortHandler)
				}
				_, _ = w.Write(b)
			})
		})
		if news := eval[string](p, look); news != "none" {
			t.Errorf("%s: an update %s", c.name, news)
		}
		if len(hit) == 0 {
			t.Errorf("%s: the worker did not ask", c.name)
		}
		if kept := eval[string](p, `caches.keys().then(String)`); kept != "trousse:/:"+first {
			t.Errorf("%s: the caches are %s", c.name, kept)
		}
	}
	p.lacks("apply_update")
	p.server.stop()
	p.open("/clients/" + id)
	p.shows("Marie Tremblay")
	p.wait("the old version runs", `kit.version === %v`, first)
	p.server.fail(nil)
	p.server.start()
	eval[bool](p, `dispatchEvent(new Event("online"))`)
	p.has("apply_update")
}

// look asks for an update, and tells once it is known whether there is one.
const look = `(async () => {
	const r = await navigator.serviceWorker.getRegistration();
	await r.update().catch(() => {});
	while (r.installing) await new Promise((f) => r.installing?.addEventListener("statechange", f, { once: true }));
	return r.waiting ? "waits" : "none";
})()`

// Which requests are answered wrongly.
func all(*http.Request) bool { return true }
func only(path string) func(r *http.Request) bool {
	return func(r *http.Request) bool { return r.URL.Path == path }
}
func but(path string) func(r *http.Request) bool {
	return func(r *http.Request) bool { return r.URL.Path != path }
}

// page404 is the page that hosts and hotels give for everything, as if it were what was asked for.
func page404(w http.ResponseWriter, _ []byte) []byte {
	w.Header().Set("Content-Type", "text/html")
	return []byte("<title>Bienvenue</title>")
}

func plain(w http.ResponseWriter, b []byte) []byte {
	w.Header().Set("Content-Type", "text/plain")
	return b
}

// spoiler holds what was to be sent.
type spoiler struct {
	http.ResponseWriter
	b []byte
}

func (s *spoiler) Write(b []byte) (int, error) { s.b = append(s.b, b...); return len(b), nil }
func (s *spoiler) WriteHeader(int)             {}

// update publishes a new version while someone types in two windows of the old one.
func update(t *testing.T) {
	p := fresh(t)
	p.open("/log")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	other := window(t, shared, p.server)
	other.open("/")
	first := eval[string](p, `kit.version`)
	p.fill("client", "Marie Tremblay", "about", "Pendant la mise à jour", "feeling_before", "2")
	for _, w := range []*page{p, other} {
		eval[int](w, `(window.sameProgram = 1)`)
	}

	p.server.release(restamped(t))
	eval[int](p, `(dispatchEvent(new Event("online")), 0)`) // back online: the page looks for news
	p.has("apply_update")
	other.has("apply_update")
	for _, w := range []*page{p, other} {
		w.wait("nothing was reloaded", `window.sameProgram`)
		if v := eval[string](w, `kit.version`); v != first {
			t.Errorf("version %s without consent, want %s", v, first)
		}
	}
	p.holds("about", "Pendant la mise à jour")
	other.log("client", "Luc Gagnon", "about", "Avec l’ancienne version")
	other.open("/clients/new")
	other.fill("name", "Zoé Caron", "attentions", "Typed at the very moment")

	p.press("apply_update")
	for _, w := range []*page{p, other} {
		w.wait("the new version runs", `!window.sameProgram && window.kit?.version !== %v`, first)
		w.ready()
		w.lacks("apply_update")
	}
	p.at("/log")
	p.press("resume_draft")
	p.holds("client", "Marie Tremblay")
	p.holds("about", "Pendant la mise à jour")
	p.holds("feeling_before", "2")
	other.at("/clients/new")
	other.press("resume_draft")
	other.holds("name", "Zoé Caron")
	other.holds("attentions", "Typed at the very moment")
	other.open("/")
	other.shows("Avec l’ancienne version")
}

// restamped is the built site with one word more in its page and a few bytes more in its program, at which no machine looks:
// another version.
func restamped(t *testing.T) fs.FS {
	t.Helper()
	built, err := site.Built()
	if err != nil {
		t.Fatal(err)
	}
	record, err := site.ReadRecord(built)
	if err != nil {
		t.Fatal(err)
	}
	record.Shell += "<!-- next -->"
	assets := map[string][]byte{}
	for i, a := range record.Assets {
		b, err := fs.ReadFile(built, a.Path)
		if err != nil {
			t.Fatal(err)
		}
		if more := map[string]string{"kit.wasm": "\x00\x02\x01x", "boot.js": "\n"}[a.Name]; more != "" {
			b = append(b, more...)
			a = site.NewAsset(a.Name, b, a.Kept)
			record.Assets[i] = a
		}
		assets[a.Path] = b
	}
	dir := t.TempDir()
	asIs := func(string, []byte) (map[string][]byte, error) { return nil, nil }
	if _, err := site.Write(dir, "/", record, assets, asIs); err != nil {
		t.Fatal(err)
	}
	return os.DirFS(dir)
}

// serverGone takes the network away for good, then starts the device again, and again months later.
func serverGone(t *testing.T) {
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	id := p.client("name", "Marie Tremblay", "phone", "514 555-0123")

	s.stop()
	d.kill()
	d.on()
	p = window(t, d.browser, s)
	for _, route := range []string{"/", "/?utm=x", "/log", "/clients/" + id, "/playbooks/waiting", "/calculators/lost-client", "/settings/backup", "/help-now"} {
		p.open(route)
		p.wait(route+" has a heading", `document.querySelector("main h1, header h1")?.textContent`)
	}
	p.open("/clients/" + id)
	p.shows("Marie Tremblay")

	p.open("/no/such/place")
	p.wait("an unknown path is answered kindly", `document.querySelector("main h1") && document.querySelector('main a[href="/"]')`)

	p.log("client", "Luc Gagnon", "about", "Livraison sans réseau")
	p.open("/")
	p.shows("Livraison sans réseau")
	policyHolds(p)

	t.Log("reloaded; then left for another page, and come back to")
	p.reload()
	p.shows("Livraison sans réseau")
	p.open("/log")
	p.set("about", "À moitié")
	p.output("draft_state", "saved")
	p.visit("/manifest.webmanifest")
	if engine == "webkit" { // its history leaves out the pages on which nobody pressed, and nobody can here
		p.visit("/log")
	} else {
		eval[int](p, `(history.back(), 0)`)
	}
	p.at("/log")
	p.ready()
	if p.wait("the form is there", `e2e.named("about")`); eval[string](p, `e2e.value("about")`) == "" {
		p.press("resume_draft")
	}
	p.holds("about", "À moitié")

	d.kill()
	d.on()
	p = window(t, d.browser, s)
	p.clock(time.Now().AddDate(0, 5, 0))
	p.open("/")
	p.shows("Livraison sans réseau")
}

// policyHolds tries what an injected script would try.
func policyHolds(p *page) {
	p.t.Helper()
	for _, try := range []struct{ what, code, directive string }{
		{"a script in the page", `Object.assign(document.createElement("script"), { textContent: "window.injected = 1" })`, "script"},
		{"a handler in the page", `(() => { const b = document.createElement("button"); b.setAttribute("onclick", "window.injected = 1"); document.body.append(b); b.click(); b.remove(); })()`, "script"},
		{"a script from elsewhere", `document.body.append(Object.assign(document.createElement("script"), { src: "https://example.org/x.js" }))`, "script"},
		{"a request elsewhere", `fetch("https://example.org/").catch(() => {})`, "connect"},
		{"a picture from elsewhere", `document.body.append(Object.assign(new Image(), { src: "https://example.org/x.png" }))`, "img"},
		{"a frame", `document.body.append(Object.assign(document.createElement("iframe"), { src: "https://example.org/" }))`, "frame"},
	} {
		eval[int](p, `(async () => { e2e.violations.length = 0; try { await (`+try.code+`); } catch {} return 0 })()`)
		p.wait(try.what+" is refused", `e2e.violations.some((v) => v.includes(%v) || v.includes("trusted-types"))`, try.directive)
	}
	if eval[bool](p, `"injected" in window`) {
		p.t.Error("an injected script ran")
	}
	p.forgive("Content Security Policy", "Content-Security-Policy", "TrustedScript", "Trusted Type")
}

// badHost serves the kit as a host does that was set up wrongly: the worker is kept for a year, and the browser told to clear
// what it cached, with all that is sent. Then the host has the browser clear everything: no page can keep it from that, and
// the window that is open says that the records are gone.
func badHost(t *testing.T) {
	p := fresh(t)
	p.open("/?lang=fr")
	id := p.client("name", "Marie Tremblay")
	p.wait("the worker has kept everything", whole)
	wrong := map[string]string{"Cache-Control": "max-age=31536000", "Clear-Site-Data": `"cache"`}
	p.server.fail(func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(&dressed{w, wrong}, r) })
	})
	for _, route := range []string{"/clients", "/clients/" + id} {
		p.open(route)
		p.shows("Marie Tremblay")
	}
	if news := eval[string](p, look); news != "none" {
		t.Errorf("an update %s", news)
	}
	p.server.release(restamped(t))
	if news := eval[string](p, look); news != "waits" {
		t.Errorf("an update of a worker that was to be kept for a year: %s", news)
	}
	p.server.stop()
	p.open("/clients/" + id)
	p.shows("Marie Tremblay")
	p.server.start()
	wrong["Clear-Site-Data"] = `"storage"`
	p.wait("the host answers again", `fetch("/nothing", { cache: "no-store" }).then(() => true)`)
	p.wait("it is said", `e2e.named("reload") || e2e.named("backup_file")`)
	p.forgive("Clear-Site-Data")
}

// dressed sends other headers than it is told.
type dressed struct {
	http.ResponseWriter
	head map[string]string
}

func (d *dressed) WriteHeader(status int) {
	for name, value := range d.head {
		d.Header().Set(name, value)
	}
	d.head = nil
	d.ResponseWriter.WriteHeader(status)
}

func (d *dressed) Write(b []byte) (int, error) {
	if d.head != nil {
		d.WriteHeader(http.StatusOK)
	}
	return d.ResponseWriter.Write(b)
}
