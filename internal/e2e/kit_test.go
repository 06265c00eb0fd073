package e2e

import (
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

// TestKitOffline opens everything that the kit knows, in both languages, with the server gone and the device started anew:
// what was fetched by nobody yet was kept by the worker.
func TestKitOffline(t *testing.T) {
	t.Parallel()
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/?lang=fr")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	s.stop()
	d.kill()
	d.on()
	p = window(t, d.browser, s)
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		opened := map[string]bool{}
		shows := func(kind, slug, title string) {
			if route := (content.Link{Kind: kind, Slug: slug}).Path(); opened[kind] {
				p.turn(route)
			} else { // the first of a kind by its address, the others from there
				p.open(route + "?lang=" + string(lang))
				opened[kind] = true
			}
			p.wait(kind+"/"+slug+" shows its title", `[...document.querySelectorAll("h1")].some((e) => e.textContent.includes(%v))`, title)
		}
		for _, u := range b.Playbooks {
			shows(content.Playbooks, u.Slug, u.Title)
			p.shows(u.Avoid[0].Instead)
		}
		for _, u := range b.Checklists {
			shows(content.Checklists, u.Slug, u.Title)
			p.has(u.Items[0].ID)
		}
		for _, u := range b.Calculators {
			shows(content.Calculators, u.Slug, u.Title)
			p.has(u.Inputs[0].ID)
		}
		for _, u := range b.Guides {
			shows(content.Guides, u.Slug, u.Title)
			p.shows(u.Sections[0].Heading)
		}
		for i, u := range b.Scripts {
			if i%4 == 0 { // each set, not each script
				shows(content.Scripts, u.ID, u.Title)
				p.has("copy")
			}
		}
		p.open("/tips?lang=" + string(lang))
		p.shows(b.Tips[0].Title)
		p.open("/resources?lang=" + string(lang))
		p.shows(b.Resources.Resources[0].Name)
	}
}
