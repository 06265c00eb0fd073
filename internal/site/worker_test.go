package site

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// host serves one release after another from the same address, can fail in chosen ways, and counts.
type host struct {
	t    *testing.T
	addr string

	mu      sync.Mutex
	site    http.Handler
	fault   func(w http.ResponseWriter, r *http.Request) bool // true when it answered
	asked   map[string]int
	server  *http.Server
	version string
}

func newHost(t *testing.T) *host {
	h := &host{t: t, addr: "127.0.0.1:0", asked: map[string]int{}}
	h.up()
	t.Cleanup(h.down)
	return h
}

func (h *host) up() {
	l, err := net.Listen("tcp", h.addr)
	if err != nil {
		h.t.Fatal(err)
	}
	h.addr, h.server = l.Addr().String(), &http.Server{Handler: h}
	go h.server.Serve(l)
}

func (h *host) down() { h.server.Close() }

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	site, fault := h.site, h.fault
	h.asked[r.URL.Path]++
	h.mu.Unlock()
	if fault == nil || !fault(w, r) {
		site.ServeHTTP(w, r)
	}
}

// release publishes a site for that base, whose program and words carry the given name.
func (h *host) release(base, name string) Record {
	made := program()
	made["kit.wasm"] = append([]byte("\x00asm\x01\x00\x00\x00"), custom(strings.Repeat(name+" ", 3000))...)
	made["wasm_exec.js"] = []byte(`globalThis.Go = class {
		importObject = {};
		run() {
			document.documentElement.dataset.kit = "ready";
			return new Promise((end, fail) => Object.assign(globalThis, { end, fail }));
		}
	};`)
	made["content-fr.json"] = []byte(`{"release":"` + name + `"}`)
	r, assets, err := Assemble(web, made)
	if err != nil {
		h.t.Fatal(err)
	}
	dir := h.t.TempDir()
	version, err := Write(dir, base, r, assets, Pack)
	if err != nil {
		h.t.Fatal(err)
	}
	site, err := NewHandler(os.DirFS(dir))
	if err != nil {
		h.t.Fatal(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.site, h.version = http.StripPrefix(strings.TrimSuffix(base, "/"), site), version
	return r
}

// custom is a section that an engine skips: it makes a program of no code as long as its name.
func custom(name string) []byte {
	leb := func(n int) []byte { return []byte{byte(n) | 0x80, byte(n>>7) | 0x80, byte(n >> 14)} }
	body := append(leb(len(name)), name...)
	return append(append([]byte{0}, leb(len(body))...), body...)
}

func (h *host) fail(fault func(w http.ResponseWriter, r *http.Request) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault = fault
}

// counted empties the count and returns what was asked for since the last time.
func (h *host) counted() map[string]int {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.asked
	h.asked = map[string]int{}
	return c
}

// tab is one window of the browser.
type tab struct {
	t    *testing.T
	ctx  context.Context
	host *host
}

func (b tab) open(path string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate("http://"+b.host.addr+path)); err != nil {
		b.t.Fatalf("opening %s: %v", path, err)
	}
}

// js runs the body of an async function in the page and returns what it returns, as text.
func (b tab) js(body string) string {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("(async () => String(await (async () => {"+body+"})()))()", chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v in: %s", err, body)
	}
	return v
}

func (b tab) want(what, body, want string) {
	b.t.Helper()
	if got := b.js(body); got != want {
		b.t.Errorf("%s: %s, want %s", what, got, want)
	}
}

// wait polls a condition that survives reloads, for at most thirty seconds.
func (b tab) wait(what, expression string) {
	b.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		v, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && v {
			return
		}
		select {
		case <-b.ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	}
	b.t.Fatalf("waited in vain: %s", what)
}

const (
	version    = `const c = new MessageChannel(), v = new Promise((r) => c.port1.onmessage = (e) => r(e.data.version)); navigator.serviceWorker.controller.postMessage("VERSION?", [c.port2]); return v`
	cacheNames = `return (await caches.keys()).sort().join()`
	look       = `const r = await navigator.serviceWorker.getRegistration(); await r.update().catch(() => {}); while (r.installing) await new Promise((f) => r.installing?.addEventListener("statechange", f, { once: true })); return r.waiting ? "waits" : "none"`
)

// chromium starts a browser of its own, with one window, until the test ends.
func chromium(t *testing.T) context.Context {
	t.Helper()
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(stop)
	browser, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	browser, stop = context.WithTimeout(browser, 4*time.Minute)
	t.Cleanup(stop)
	if err := chromedp.Do(browser, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return browser
}

// TestWorker tells the whole life of a kit on one device, in the order it happens: each step needs the one before.
func TestWorker(t *testing.T) {
	browser := chromium(t)
	h := newHost(t)
	one := h.release("/", "one")
	first := h.version
	a := tab{t, browser, h}

	// the first visit
	a.open("/?utm=first")
	a.wait("control of the first page", `navigator.serviceWorker.controller`)
	a.want("the worker's version", version, first)
	a.want("the page's version", `return kit.version`, first)
	paths := []string{"/", "/" + ManifestName, "/__complete__"}
	for _, asset := range one.Assets {
		if asset.Kept {
			paths = append(paths, "/"+asset.Path)
		}
	}
	slices.Sort(paths)
	a.want("what is kept", `const c = await caches.open("trousse:/:`+first+`"); return (await c.keys()).map((k) => new URL(k.url).pathname).sort().join()`, strings.Join(paths, ","))
	a.js(`await caches.open("another app")`)

	// later visits ask the network for nothing but news of the worker
	h.counted()
	for _, path := range []string{"/", "/clients/42", "/?source=pwa&fbclid=1", "/index.html?x", "/a/b/c/"} {
		a.open(path)
		a.want(path, `return document.title + " " + kit.version`, "Trousse "+first)
	}
	for path, n := range h.counted() {
		if path != "/"+WorkerName {
			t.Errorf("a later visit asked %d times for %s", n, path)
		}
	}

	// a page that was loaded past the worker comes back to it
	if _, err := chromedp.Call(browser, cdppage.Reload, cdppage.ReloadParams{IgnoreCache: new(true)}); err != nil {
		t.Fatal(err)
	}
	a.wait("a page past the worker", `document.documentElement.dataset.visit === "first"`)
	a.wait("control of a page past the worker", `navigator.serviceWorker.controller`)

	// the network gone: every address opens, under the same policy
	h.down()
	for _, path := range []string{"/", "/clients/42", "/?utm=x", "/index.html?x"} {
		a.open(path)
		a.want(path, `return document.title + " " + kit.version`, "Trousse "+first)
	}
	a.want("the policy without a network", `try { document.body.innerHTML = "<p>"; return "allowed" } catch { return "refused" }`, "refused")
	a.want("another worker", `return navigator.serviceWorker.register("/other.js").then(() => "allowed", (e) => e.name)`, "TypeError")
	a.want("what is not of the kit", `return fetch("/nothing").then((r) => r.status, () => "fails")`, "fails")
	h.up()

	h.release("/", "two")
	second := h.version
	// an update waits for consent, and no window is ever of two versions
	b, stop := chromedp.NewContext(browser)
	defer stop()
	other := tab{t, b, h}
	other.open("/log")
	a.want("a whole update", look, "waits")
	a.want("caches while it waits", cacheNames, "another app,trousse:/:"+min(first, second)+",trousse:/:"+max(first, second))
	other.open("/promises")
	for _, window := range []tab{a, other} {
		window.wait("news of the update", `kit.update`)
		window.want("version while it waits", version, first)
		window.want("page while it waits", `return kit.version`, first)
		window.js(`kit.flush = async () => { await 0; localStorage.setItem("flushed " + location.pathname, 1 + +(localStorage.getItem("flushed " + location.pathname) ?? 0)) }`)
	}
	other.js(`kit.applyUpdate()`)
	for _, window := range []tab{a, other} {
		window.wait("the new version", `window.kit?.version === "`+second+`" && navigator.serviceWorker.controller`)
		window.want("version after consent", version, second)
	}
	a.want("times each window flushed", `return Object.keys(localStorage).filter((k) => k.startsWith("flushed")).sort().map((k) => k + " " + localStorage.getItem(k)).join()`,
		"flushed /index.html 1,flushed /promises 1")
	a.want("caches after consent", cacheNames, "another app,trousse:/:"+second)

	// the browser drops a file: the same bytes take its place, and no others
	name, err := json.Marshal(a.js(`return kit.assets["content-fr.json"]`))
	if err != nil {
		t.Fatal(err)
	}
	path := string(name)
	evict := `await (await caches.open("trousse:/:` + second + `")).delete(` + path + `); `
	h.fail(func(w http.ResponseWriter, r *http.Request) bool {
		fmt.Fprint(w, `{"release":"evil"}`)
		return true
	})
	if _, err := chromedp.Call(browser, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	a.want("false bytes for a dropped file", evict+`return fetch(`+path+`, { cache: "reload" }).then((r) => r.text(), () => "refused")`, "refused")
	h.fail(nil)
	a.want("a dropped file", `return (await fetch(`+path+`)).text()`, `{"release":"two"}`)
	h.down()
	a.want("the mended file without a network", `return (await fetch(`+path+`)).text()`, `{"release":"two"}`)
	a.open("/clients/new")
	a.want("the kit without a network", `return kit.version`, second)
}

// TestUnderBase is a kit that shares its origin with other pages.
func TestUnderBase(t *testing.T) {
	browser := chromium(t)
	h := newHost(t)
	h.release("/kit/", "based")
	a := tab{t, browser, h}
	a.open("/kit/clients/42")
	a.wait("control", `navigator.serviceWorker.controller`)
	a.want("the environment", `return goappGetenv("GOAPP_ROOT_PREFIX")`, "/kit")
	a.want("caches", cacheNames, "trousse:/kit/:"+h.version)
	manifest, err := chromedp.Call(browser, cdppage.GetAppManifest, cdppage.GetAppManifestParams{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range manifest.Errors {
		t.Errorf("the manifest: %s", e.Message)
	}
	if m := manifest.Manifest; m == nil || m.ID != "http://"+h.addr+"/kit/" || m.Scope != m.ID || m.StartURL != m.ID {
		t.Errorf("the manifest is read as %+v", m)
	}
	install, err := chromedp.Call(browser, cdppage.GetInstallabilityErrors, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range install.InstallabilityErrors {
		t.Errorf("it cannot be installed: %s", e.ErrorID)
	}
	a.want("other pages of the origin", `const a = document.createElement("a"); a.href = "/blog"; let reached = "browser"; window.onclick = () => reached = "framework"; document.addEventListener("click", (e) => e.preventDefault()); document.body.append(a); a.click(); return reached`, "browser")
	h.down()
	for _, path := range []string{"/kit/", "/kit/log?lang=en"} {
		a.open(path)
		a.want(path, `return document.title + " " + kit.version + " " + kit.base`, "Trousse "+h.version+" /kit/")
	}
}
