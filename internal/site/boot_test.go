package site

import (
	"testing"

	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestBoot opens the page around a program that does nothing, in windows prepared in several ways.
func TestBoot(t *testing.T) {
	browser := chromium(t)
	h := newHost(t)
	h.release("/", "boot")

	// window opens a new one, in which a script runs before the page's own.
	window := func(before, path string) tab {
		t.Helper()
		ctx, stop := chromedp.NewContext(browser)
		t.Cleanup(stop)
		w := tab{t, ctx, h}
		w.open("/manifest.webmanifest") // same origin, no scripts
		if _, err := chromedp.Call(ctx, cdp.AddScriptToEvaluateOnNewDocument, cdp.AddScriptToEvaluateOnNewDocumentParams{Source: before}); err != nil {
			t.Fatal(err)
		}
		w.open(path)
		return w
	}

	for _, c := range []struct{ what, before, path, lang string }{
		{"French first", `Object.defineProperty(navigator, "languages", { get: () => ["fr-FR", "en"] })`, "/", "fr-CA"},
		{"English first", `Object.defineProperty(navigator, "languages", { get: () => ["en-US", "fr"] })`, "/", "en-CA"},
		{"neither", `Object.defineProperty(navigator, "languages", { get: () => ["de", "enm"] })`, "/", "fr-CA"},
		{"neither first", `Object.defineProperty(navigator, "languages", { get: () => ["de", "en", "fr"] })`, "/", "en-CA"},
		{"chosen before", `localStorage.setItem("trousse.lang", "fr")`, "/", "fr-CA"},
		{"asked for", `localStorage.setItem("trousse.lang", "fr")`, "/clients?lang=en", "en-CA"},
		{"nonsense asked for", `localStorage.setItem("trousse.lang", "en")`, "/?lang=xx", "en-CA"},
	} {
		w := window(c.before, c.path)
		w.want(c.what, `return document.documentElement.lang`, c.lang)
		w.want(c.what+", shown", `return [...document.querySelectorAll(".only-fr, .only-en")].every((e) => (getComputedStyle(e).display === "none") === (e.className === "only-fr") === (document.documentElement.lang === "en-CA"))`, "true")
		w.js(`localStorage.clear()`)
	}

	w := window(`localStorage.setItem("trousse.theme", "dark")`, "/log")
	w.want("theme and room", `localStorage.clear(); return document.documentElement.dataset.theme + " " + document.documentElement.dataset.room`, "dark other")
	w.want("the environment", `return goappGetenv("GOAPP_ROOT_PREFIX") + "|" + goappGetenv("HOME")`, "|")
	w.want("the waiting page keeps no promise it cannot hold", `return document.querySelectorAll("form, input, button:not([name=reload])").length`, "0")

	// addresses that the framework could not read
	const address = `return location.pathname + location.search + location.hash`
	for _, c := range []struct{ what, came, want string }{
		{"readable", "/clients/%C3%A9?lang=fr&q=%20#main", "/clients/%C3%A9?lang=fr&q=%20#main"},
		{"two slashes", "//clients", "//clients"},
		{"per cent", "/clients/%", "/not-found"},
		{"not a number", "/clients/%zz?lang=en#main", "/not-found"},
		{"half a letter", "/checklists/%E0%A4%A", "/not-found"},
		{"anchor", "/clients?lang=en#%zz", "/clients?lang=en"},
		{"query", "/clients?q=%zz#main", "/clients#main"},
		{"both", "/?q=%zz#%", "/"},
	} {
		w := window(`history.replaceState(null, "", location.origin + "`+c.came+`")`, "/")
		w.wait("start: "+c.what, `document.documentElement.dataset.kit === "ready"`)
		w.want("address, "+c.what, address, c.want)
	}
	w = window(``, "/clients")
	w.wait("start", `document.documentElement.dataset.kit === "ready"`)
	// what the program would meet: its own listener is set after the page's
	w.js(`window.onpopstate = () => met(location.pathname + location.hash)`)
	w.want("an anchor that comes later", `return await new Promise((r) => { window.met = r; location.hash = "%zz"; })`, "/clients")
	w.want("an address come back to", `history.pushState(null, "", "/clients/%"); history.pushState(null, "", "/log"); return await new Promise((r) => { window.met = r; history.back(); })`, "/not-found")

	// what stops the program, and what does not
	const state = `await new Promise((r) => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); }); const shown = [...document.querySelectorAll(".notice")].filter((n) => !n.hidden).map((n) => n.id).join(); return document.documentElement.dataset.kit + " " + shown + " " + document.activeElement.tagName`
	for _, c := range []struct{ what, before, then, want string }{
		{"running", ``, ``, "ready  BODY"},
		{"the program ends", ``, `end();`, "stopped kit-stopped H1"},
		{"the program throws", ``, `fail(new Error("Marie Tremblay"));`, "stopped kit-stopped H1"},
		{"it is broken from within", ``, `dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") }));`, "stopped kit-stopped H1"},
		{"another script's error", ``, `dispatchEvent(new ErrorEvent("error", { error: new Error("extension") }));`, "ready  BODY"},
		{"no WebAssembly", `delete globalThis.WebAssembly`, ``, "stopped kit-unable H1"},
		{"no database", `Object.defineProperty(window, "indexedDB", { value: undefined })`, ``, "stopped kit-unable H1"},
		{"storage refused", `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError") } })`, ``, "stopped kit-unable H1"},
		{"storage full", `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }`, ``, "stopped kit-unable H1"},
		{"no worker", `Object.defineProperty(navigator, "serviceWorker", { value: undefined })`, ``, "ready  BODY"},
		{"no compiler", `delete globalThis.Worker`, ``, "ready  BODY"},
		{"a compiler that does not come", `globalThis.Worker = class extends EventTarget { postMessage() { setTimeout(() => this.dispatchEvent(new Event("error"))); } }`, ``, "ready  BODY"},
		{"a compiler that cannot", `globalThis.Worker = class extends EventTarget { postMessage({ url }) { setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data: { url, module: null } }))); } }`, ``, "ready  BODY"},
		{"no trusted types", `Object.defineProperty(window, "trustedTypes", { value: undefined })`, ``, "ready  BODY"},
	} {
		w := window(c.before, "/")
		if c.then != "" {
			w.wait("start before: "+c.what, `document.documentElement.dataset.kit === "ready"`)
		} else {
			w.wait("start or stop: "+c.what, `document.documentElement.dataset.kit !== "starting"`)
		}
		w.want(c.what, c.then+state, c.want)
		w.want(c.what+": no client's data", `return document.body.innerText.includes("Tremblay")`, "false")
	}

	// A first visit, which waits for a network anyway, has what a start calls compiled before the page's one thread meets it.
	const asks = `const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function (m) { window.asked ??= m.whole; post.call(this, m); };`
	for _, c := range []struct{ what, before, want string }{
		{"a first visit", `Object.defineProperty(navigator.serviceWorker, "controller", { value: null });`, "true"},
		{"a later one", `Object.defineProperty(navigator.serviceWorker, "controller", { value: {} });`, "false"},
	} {
		w := window(asks+c.before, "/")
		w.wait("start: "+c.what, `document.documentElement.dataset.kit === "ready"`)
		w.want(c.what, `return asked`, c.want)
	}

	// the second tap of two, and what has come up where the first one was
	w = window(``, "/")
	w.wait("start", `document.documentElement.dataset.kit === "ready"`)
	w.js(`window.tap = (name, how) => {
			const b = Object.assign(document.createElement(how.tag ?? "button"), { textContent: name });
			b.setAttribute(how.tag === "a" ? "href" : "name", how.tag === "a" ? "#" + name : name);
			for (const a of ["value", "data-id"]) if (how[a]) b.setAttribute(a, how[a]);
			b.addEventListener("click", () => { pressed += name + " "; });
			const row = document.createElement("li");
			for (const a of ["data-id", "href"]) if (how.beside?.[a]) {
				const other = Object.assign(document.createElement("a"), { textContent: pressed });
				other.setAttribute(a, how.beside[a]);
				row.append(other);
			}
			row.append(b);
			document.body.append(row);
			b.dispatchEvent(new PointerEvent("click", { bubbles: true, cancelable: true, clientX: 100, clientY: 700, detail: 1, pointerType: "touch", ...how }));
			row.remove();
		};
		window.pair = async (what, second, wait = 0) => {
			await new Promise((r) => setTimeout(r, 450));
			window.pressed = "";
			tap("erase", second.first ?? {});
			await new Promise((r) => setTimeout(r, wait));
			tap(what, second);
			return pressed.trim();
		};`)
	for _, c := range []struct{ what, pair, want string }{
		{"another button in its place", `pair("confirm", {})`, "erase"},
		{"a link in its place", `pair("confirm", { tag: "a" })`, "erase"},
		{"the same again", `pair("erase", {})`, "erase erase"},
		{"the same button of the next row", `pair("erase", { value: "b", first: { value: "a" } })`, "erase"},
		{"the same button of the same row", `pair("erase", { value: "a", first: { value: "a" } })`, "erase erase"},
		{"another by its own mark", `pair("erase", { "data-id": "b", first: { "data-id": "a" } })`, "erase"},
		{"another by what stands beside it", `pair("erase", { beside: { "data-id": "b" }, first: { beside: { "data-id": "a" } } })`, "erase"},
		{"another by where its row leads", `pair("erase", { beside: { href: "/b" }, first: { beside: { href: "/a" } } })`, "erase"},
		{"the same row, which says something else", `pair("erase", { beside: { href: "/a" }, first: { beside: { href: "/a" } } })`, "erase erase"},
		{"the next row, once there was time to read", `pair("erase", { value: "b", first: { value: "a" } }, 450)`, "erase erase"},
		{"elsewhere", `pair("confirm", { clientY: 640 })`, "erase confirm"},
		{"once there was time to read", `pair("confirm", {}, 450)`, "erase confirm"},
		{"double click of a mouse", `pair("confirm", { detail: 2, pointerType: "mouse" })`, "erase"},
		{"mouse", `pair("confirm", { pointerType: "mouse" })`, "erase confirm"},
		{"keyboard", `pair("confirm", { detail: 0, clientX: 0, clientY: 0, pointerType: "", first: { detail: 0, clientX: 0, clientY: 0, pointerType: "" } })`, "erase confirm"},
	} {
		w.want("two taps: "+c.what, `return await `+c.pair, c.want)
	}

	// links: what reaches the window is the framework's, the rest is the browser's
	w = window(``, "/")
	w.wait("start", `document.documentElement.dataset.kit === "ready"`)
	w.js(`window.reached = ""; window.onclick = (e) => { reached += e.target.id + " "; };
		window.press = (id, attributes, how = {}) => {
			const a = Object.assign(document.createElement("a"), { id });
			for (const [k, v] of Object.entries(attributes)) a.setAttribute(k, v);
			a.addEventListener("click", (e) => { own += id + " "; if (how.prevent) e.preventDefault(); });
			document.body.append(a);
			a.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...how }));
			a.remove();
		};
		window.own = "";
		document.addEventListener("click", (e) => e.preventDefault());`) // after the page's own: nothing leaves the test
	w.want("links", `
		press("route", { href: "/clients/x" });
		press("query", { href: "/?lang=en" });
		press("absolute", { href: location.origin + "/log" });
		press("phone", { href: "tel:+15145550123" });
		press("text", { href: "sms:+15145550123" });
		press("mail", { href: "mailto:a@example.org" });
		press("blob", { href: "blob:" + location.origin + "/1" });
		press("data", { href: "data:text/plain,x" });
		press("far", { href: "https://example.org/" });
		press("blank", { href: "/log", target: "_blank" });
		press("file", { href: "/log", download: "" });
		press("anchor", { href: "#main" });
		press("shift", { href: "/log" }, { shiftKey: true });
		press("ctrl", { href: "/log" }, { ctrlKey: true });
		press("meta", { href: "/log" }, { metaKey: true });
		press("middle", { href: "/log" }, { button: 1 });
		press("handled", { href: "/log" }, { prevent: true });
		return reached`, "route query absolute ")
	w.want("the page's own handlers", `return own.trim().split(" ").length`, "17")
	w.want("once stopped, links are links", `end(); await 0; await 0; reached = ""; press("route", { href: "/settings/backup" }); return reached`, "")
}
