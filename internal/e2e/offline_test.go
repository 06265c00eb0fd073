package e2e

import "testing"

// TestOffline takes the network away for good, then starts the device again.
func TestOffline(t *testing.T) {
	t.Parallel()
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

	d.kill()
	d.on()
	p = window(t, d.browser, s)
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
	p.forgive("Content Security Policy", "TrustedScript", "Trusted Type")
}
