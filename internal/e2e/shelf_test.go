package e2e

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

//go:embed testdata/situations.txt
var situations string

// TestSituations reaches the playbook of each situation within two presses of Today: by the Kit tab, and by saying on
// Today what happens.
func TestSituations(t *testing.T) {
	t.Parallel()
	for i, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			p := fresh(t)
			p.open("/?lang=" + lang)
			within := func(route, way string, presses func()) {
				t.Helper()
				p.follow("/")
				p.at("/")
				p.presses = 0
				presses()
				p.at(route)
				p.wait(route+" has steps", `document.querySelectorAll("main ol > li").length > 2`)
				if p.presses > 2 {
					t.Errorf("%s took %d presses %s, want at most 2", route, p.presses, way)
				}
			}
			asked := 0
			for line := range strings.Lines(situations) {
				said := strings.Split(strings.TrimSpace(line), " | ")
				if len(said) != 3 {
					continue
				}
				asked++
				route := "/playbooks/" + said[0]
				within(route, "by the kit", func() {
					p.follow("/kit")
					p.follow(route)
				})
				within(route, "by saying it", func() {
					p.press("q")
					p.keys(said[1+i])
					p.wait(said[1+i]+" has answers", `document.getElementById("t-kit")`)
					p.follow(route)
				})
			}
			if asked < 10 {
				t.Errorf("only %d situations", asked)
			}
			for _, route := range []string{"/kit", "/playbooks"} {
				p.open(route)
				p.press("q")
				for _, letters := range [][]string{{"il ", "crie"}, {"he ", "shouts"}}[i] {
					p.keys(letters)
				}
				p.focused("q")
				p.follow("/playbooks/angry")
				p.at("/playbooks/angry")
			}
		})
	}
}

// TestGuides reads a guide, ticks it off, prints it, and goes on to a tool.
func TestGuides(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/guides?lang=fr")
	p.follow("/guides/aggressive-clients")
	p.wait("there are sections", `document.querySelectorAll("main article section").length > 4`)
	p.shows("2\u00a0min de lecture")
	pressed := func(name, is string) {
		t.Helper()
		p.wait(name+" is pressed: "+is, `e2e.named(%v)?.getAttribute("aria-pressed") === %v`, name, is)
	}
	pressed("mark_read", "false")
	p.press("mark_read")
	pressed("mark_read", "true")
	p.output("save_state", "saved")

	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.wait("the title is printed", `document.querySelector("main h1").getClientRects().length`)
	p.wait("what is pressed is not", `!e2e.named("mark_read") && !document.querySelector("nav").getClientRects().length`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: ""})

	p.open("/guides?lang=en")
	p.wait("it is ticked in the list, it alone", `document.querySelectorAll("main .tag--good").length === 1`)
	p.follow("/guides/aggressive-clients")
	pressed("mark_read", "true")
	p.press("mark_read")
	pressed("mark_read", "false")
	p.follow("/checklists/safe-counter")
	p.at("/checklists/safe-counter")
}

// TestTips finds a tip, keeps it at hand, and comes back to it by its address.
func TestTips(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	const route = "/tips#tip-being-right"
	landed := func(on string) {
		t.Helper()
		p.wait("the focus is on "+on, `document.activeElement?.id === %v`, on)
		p.wait(on+" is in sight", `(() => { const r = document.activeElement.getBoundingClientRect(); return r.top >= 0 && r.bottom < innerHeight })()`)
	}
	p.open(route)
	landed("tip-being-right")
	last := eval[string](p, `fetch(kit.assets["content-fr.json"]).then((r) => r.json()).then((b) => b.tips.at(-1).id)`)
	eval[int](p, `(location.hash = "tip-" + %v, 0)`, last)
	landed("tip-" + last)

	p.open("/tips?lang=en")
	p.wait("there are tips", `document.querySelectorAll("main .card").length > 5`)
	all := eval[int](p, `document.querySelectorAll("main .card").length`)
	p.press("more")
	p.wait("there are more", `document.querySelectorAll("main .card").length > %v`, all)
	p.press("q")
	p.keys("being right")
	p.wait("there are fewer", `document.querySelectorAll("main .card").length < %v`, all)
	p.focused("q")
	star := func() {
		t.Helper()
		p.press("favourite", route)
		p.wait("it has its star", `e2e.named("favourite", %v)?.getAttribute("aria-pressed") === "true"`, route)
		p.output("save_state", "saved")
	}
	star()
	p.open("/tips")
	p.press("favourites_only")
	p.wait("it is alone", `document.querySelectorAll("main .card").length === 1 && document.getElementById("tip-being-right")`)
	p.press("favourite", route)
	p.wait("nothing is left", `!document.querySelector("main .card:not(.empty)")`)
	p.press("favourites_only")
	star()

	p.open("/kit")
	p.follow(route)
	landed("tip-being-right")

	p.open("/?lang=fr")
	p.wait("there is a tip", `document.getElementById("t-tip")`)
	tip := eval[string](p, `e2e.named("favourite").value`)
	p.press("favourite", tip)
	p.wait("it has its star", `e2e.named("favourite")?.getAttribute("aria-pressed") === "true"`)
	p.open("/?lang=en")
	p.wait("it is the same one, all day and in both languages", `e2e.named("favourite")?.value === %v && e2e.named("favourite").getAttribute("aria-pressed") === "true"`, tip)
}

// TestResources keeps a directory of one's own without the network: adds, corrects, hides, takes away, and gets the
// original back.
func TestResources(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/resources?lang=fr")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	p.wait("there are some", `document.querySelector('main article a[target="_blank"][rel="noopener noreferrer"]')`)
	p.server.stop()

	t.Log("one is added, half of it from a draft")
	p.follow("/resources/new")
	p.focused("name")
	p.fill("name", "Chambre de commerce", "phone", "418 555-0177")
	p.output("draft_state", "saved")
	p.open("/resources/new")
	p.press("resume_draft")
	p.holds("phone", "418 555-0177")
	p.fill("url", "javascript:alert(1)")
	p.press("save")
	p.wait("it is no address", `e2e.refusal("url").length > 5`)
	p.fill("url", "exemple.ca/membres", "notes", "Demander Julie.")
	p.press("save")
	p.at("/resources")
	p.output("save_state", "saved")
	p.shows("Demander Julie.")
	p.wait("it can be called and visited", `document.querySelector('a[href="tel:+14185550177"]') && document.querySelector('a[href="https://exemple.ca/membres"][target="_blank"]')`)
	p.wait("it is where one lands", `document.activeElement?.textContent === "Chambre de commerce"`)
	p.press("undo")
	p.hides("Demander Julie.")
	p.follow("/resources/new")
	p.fill("name", "Chambre de commerce", "notes", "Demander Julie.")
	p.press("save")
	p.at("/resources")

	t.Log("one of the kit's is corrected, and found under its new words")
	const key = "bdc"
	p.wait("the kit's are listed", `document.getElementById("resource-" + %v)`, key)
	name := eval[string](p, `document.getElementById("resource-" + %v).textContent`, key)
	p.follow("/resources/" + key + "/edit")
	p.holds("name", name)
	p.set("name", "Notre banque de développement")
	p.press("save")
	p.at("/resources")
	p.open("/resources?lang=en")
	p.shows("Notre banque de développement")
	p.open("/kit?lang=fr")
	p.press("q")
	p.keys("notre banque")
	p.follow("/resources#resource-" + key)
	p.wait("the address leads to it", `document.activeElement?.id === %v`, "resource-"+key)
	p.press("original", key)
	p.wait("the original is back", `document.getElementById("resource-" + %v)?.textContent === %v`, key, name)
	p.press("undo")
	p.shows("Notre banque de développement")
	p.press("original", key)
	p.wait("the original is back again", `document.getElementById("resource-" + %v)?.textContent === %v`, key, name)

	t.Log("one is put out of sight, and shown again")
	p.press("hide", key)
	p.wait("it is out of sight", `!document.querySelector(".block #resource-" + %v)`, key)
	p.press("undo")
	p.wait("it is back", `document.querySelector(".block #resource-" + %v)`, key)
	p.press("hide", key)
	p.output("save_state", "saved")
	p.open("/resources")
	p.wait("the list is read", `document.querySelector("main details.fold")`)
	eval[int](p, `(document.querySelector("main details.fold").open = true, 0)`)
	p.press("show", key)
	p.wait("it is in the list", `document.querySelector(".block #resource-" + %v)`, key)

	t.Log("one's own is taken away, and brought back")
	p.set("q", "julie")
	p.press("remove")
	p.hides("Demander Julie.")
	p.press("undo")
	p.shows("Demander Julie.")
}
