package e2e

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
)

// TestInstall asks the browser whether the kit can be installed.
func TestInstall(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	for _, e := range call(p, cdppage.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
		t.Errorf("not installable: %s %v", e.ErrorID, e.ErrorArguments)
	}
	got := call(p, cdppage.GetAppManifest, cdppage.GetAppManifestParams{})
	for _, e := range got.Errors {
		t.Errorf("manifest: %s", e.Message)
	}
	var m struct {
		ID, Name, Lang, Display, Scope string
		ShortName                      string `json:"short_name"`
		StartURL                       string `json:"start_url"`
		ThemeColor                     string `json:"theme_color"`
		BackgroundColor                string `json:"background_color"`
		Icons                          []struct{ Src, Sizes, Type, Purpose string }
		Shortcuts                      []struct{ Name, URL string }
	}
	if err := json.Unmarshal([]byte(got.Data), &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "/" || m.Name == "" || m.ShortName == "" || m.Lang != "fr-CA" || m.Display != "standalone" || m.StartURL != "./" || m.Scope != "./" ||
		m.ThemeColor == "" || m.BackgroundColor == "" {
		t.Errorf("manifest: %+v", m)
	}
	sizes := map[string]bool{}
	for _, icon := range m.Icons {
		sizes[icon.Purpose+" "+icon.Sizes] = true
		if status := eval[int](p, `fetch("/" + %v).then((r) => r.status)`, icon.Src); status != 200 {
			t.Errorf("icon %s: %d", icon.Src, status)
		}
	}
	for _, want := range []string{" 192x192", " 512x512", "maskable 512x512"} {
		if !sizes[want] {
			t.Errorf("no icon %q among %v", want, sizes)
		}
	}
	for _, s := range m.Shortcuts {
		p.open("/" + s.URL)
		p.wait(s.URL+" is a place", `!document.querySelector("main .empty-title")`)
	}
	if len(m.Shortcuts) == 0 {
		t.Error("no shortcuts")
	}
}

// shares hands words to the kit, or a file, as another app does: the browser posts them to the address in the manifest.
func (p *page) shares(words map[string]string, name, content string) {
	p.t.Helper()
	p.must(p.drive.visit(p.ctx, "about:blank"))
	eval[bool](p, `(([action, words, name, content]) => {
		const form = Object.assign(document.createElement("form"), { action, method: "post", enctype: "multipart/form-data" });
		for (const [name, value] of Object.entries(words ?? {})) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
		if (name) {
			const all = new DataTransfer();
			all.items.add(new File([content], name));
			form.append(Object.assign(document.createElement("input"), { type: "file", name: "file", files: all.files }));
		}
		document.body.append(form);
		setTimeout(() => form.submit());
		return true;
	})(%v)`, []any{p.server.origin() + "/share", words, name, content})
	p.wait("the kit has taken it", `/ready|locked/.test(document.documentElement.dataset.kit)`)
}

// TestDevice uses what a device lends an installed kit: what other apps share comes in with the server gone, and while the kit
// is locked; somebody is picked from the address book; the icon counts what is due.
func TestDevice(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.before(`navigator.setAppBadge = async (n) => { window.badge = n };
		Object.defineProperty(navigator, "contacts", { value: { select: async () => [{ name: ["Jeanne Roy"], tel: ["tel:+1-514-555-0142"], email: ["jeanne@exemple.ca"] }] } });
		Object.defineProperty(window, "launchQueue", { value: { setConsumer: (take) => location.hash === "#file" && take({ files: [{ getFile: async () => new File(["?"], "trousse.jsonl") }] }) } });`)
	p.open("/clients/new?lang=fr")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	p.server.stop()

	t.Log("from the address book")
	p.press("pick_contact")
	p.holds("phone", "514\u00a0555-0142")
	p.holds("name", "Jeanne Roy")
	p.turn("/log")
	p.press("pick_contact")
	p.holds("client", "Jeanne Roy 514\u00a0555-0142")
	p.fill("about", "Robinet", "promise", "Rappeler", "promise_date", eval[string](p, `new Date().toLocaleDateString("sv")`))
	p.press("save")
	p.wait("the icon counts what is due", `window.badge === 1`)

	t.Log("what is shared begins a conversation, and no address tells of it")
	p.shares(map[string]string{"title": "Robinet secret", "text": "Il coule encore."}, "", "")
	p.at("/log")
	p.holds("about", "Robinet secret")
	p.holds("notes", "Il coule encore.")
	p.wait("it is kept as a draft", `e2e.raw("draft_state") === "saved"`)
	if told := eval[string](p, `location.href + JSON.stringify(history.state) + document.title`); strings.Contains(told, "brought") || strings.Contains(told, "secret") {
		t.Errorf("the address is %s", told)
	}
	p.shares(map[string]string{"text": "(514) 555-0142"}, "", "")
	p.holds("client", "(514) 555-0142")
	p.shares(nil, "jeanne.vcf", englishCards)
	p.at("/settings/import")
	p.output("import_rows", "4")
	p.has("confirm_import")
	p.shares(map[string]string{"text": englishCards}, "", "")
	p.at("/settings/import")
	p.output("import_rows", "4")
	p.visit("/settings/backup#file")
	p.wait("a backup that is opened is read", `document.getElementById("backup_file-error")`)

	t.Log("shared with a locked kit, it is there once it is open")
	p.protect()
	p.shares(map[string]string{"text": "Lundi, chez Bouchard."}, "", "")
	p.stands("locked")
	p.silent("Bouchard")
	p.unlock()
	p.at("/log")
	p.holds("notes", "Lundi, chez Bouchard.")
	p.wait("the worker has let go of it", `new Promise((told) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = (e) => told(e.data === null); navigator.serviceWorker.controller.postMessage("BROUGHT?", [port2]) })`)
	if found := eval[bool](p, `(async () => { for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) if (/share|brought/.test(r.url)) return true; return false })()`); found {
		t.Error("a cache holds what was shared")
	}
	p.turn("/")
	p.visit("/log?brought")
	p.stands("locked")
	p.unlock()
	p.shows("n’est pas arrivé")
}
