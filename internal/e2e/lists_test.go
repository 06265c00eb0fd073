package e2e

import (
	"strings"
	"testing"
)

// asks waits for the form of a list and returns the names of its lines.
func (p *page) asks() []string {
	p.t.Helper()
	p.wait("the list asks something", `document.querySelector("#run input[type=radio], #run textarea")`)
	return eval[[]string](p, `[...new Set([...document.querySelectorAll("#run input[type=radio], #run textarea")].map((e) => e.name))]`)
}

// run answers a whole list, with one answer after the other in turn, and returns the id of the run.
func (p *page) run(list string, answers ...string) string {
	p.t.Helper()
	p.open("/checklists/" + list)
	return p.answer(answers...)
}

// answer answers the list on the screen.
func (p *page) answer(answers ...string) string {
	p.t.Helper()
	for i, item := range p.asks() {
		p.set(item, answers[i%len(answers)])
	}
	p.press("save")
	p.result()
	return eval[string](p, `location.pathname.split("/").pop()`)
}

// result waits for the result of a run.
func (p *page) result() {
	p.t.Helper()
	p.wait("the result has an address", `/^\/checklists\/[a-z0-9-]+\/runs\/[0-9a-f-]{36}$/.test(location.pathname)`)
	p.output("save_state", "saved")
	p.has("undo")
	for _, fault := range eval[[]string](p, `e2e.faults()`) {
		p.t.Errorf("%s: %s", eval[string](p, `location.pathname`), fault)
	}
}

// TestListMethods runs a list of each method in both languages, from its address to what comes of it.
func TestListMethods(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			p := fresh(t)
			p.open("/checklists?lang=" + lang)
			for route, most := range map[string]int{"/checklists/service-plan": 3, "/checklists/serviceability": 3, "/checklists/every-encounter": 1, "/playbooks/angry": 2} {
				p.turn(route)
				p.wait(route+" is there", `!document.querySelector(".wait-bar")`)
				if n := p.pages(); n > most {
					t.Errorf("%s takes %d pages", route, n)
				}
			}
			p.turn("/checklists")
			p.follow("/checklists/every-encounter")
			p.answer("yes", "no", "not_applicable")
			p.output("done", "3") // of seven lines, two do not apply
			p.wait("the weak ones can become something", `e2e.all("make_promise").length === 2`)

			t.Log("a scale, with its areas and its two ends")
			p.run("serviceability", "5", "1", "not_seen")
			p.output("score", "0.5")
			p.wait("each area has its bar and its number", `document.querySelectorAll("#k-areas").length === 1 &&
				document.querySelectorAll("section:has(> .block-head #k-areas) tr").length === 6`)
			p.run("serviceability", "5", "3")
			p.output("score", "0.75")
			p.output("change", "0.25")
			p.wait("two runs make a trend", `document.querySelectorAll("svg[role=img] circle").length === 2`)

			t.Log("a chain is as strong as its weakest link")
			p.run("chain", "5", "4", "2", "not_seen", "5", "4")
			p.output("score", "2")
			p.wait("the weakest comes first", `document.querySelector("#k-weakest").closest("section").querySelector("[name=make_promise]").value === "need"`)

			t.Log("a low pulse leads to help")
			p.run("pulse", "2", "1")
			p.output("score", "1.5")
			p.wait("help is one tap away", `document.querySelector('main a[href="/help-now"]')`)
			p.open("/")
			p.hides(map[string]string{"fr": "Prendre le pouls", "en": "Taking your pulse"}[lang])

			t.Log("a plan goes on from where it was")
			p.open("/checklists/service-plan")
			p.asks()
			p.fill("quotient", "done", "stakes", "under_way", "owner-stakes", "Luc", "due-stakes", "2020-02-29", "due-leaders", "0202-02-03")
			p.press("save")
			p.wait("a year nobody means is refused beside its field", `e2e.refusal("due-leaders") && !e2e.refusal("due-stakes")`)
			p.holds("owner-stakes", "Luc")
			p.set("due-leaders", "2031-02-03")
			p.press("save")
			p.result()
			p.output("done", "1")
			p.wait("what is late can become a promise", `e2e.named("make_promise", "stakes")`)
			p.open("/checklists/service-plan")
			p.asks()
			for name, value := range map[string]string{"quotient": "done", "stakes": "under_way", "owner-stakes": "Luc", "due-leaders": "2031-02-03", "tell": "not_started"} {
				p.holds(name, value)
			}
			p.set("stakes", "done")
			p.press("save")
			p.result()
			p.output("done", "2")
			p.output("change", "1")
			p.lacks("make_promise")

			t.Log("three questions, in one's own words")
			p.open("/checklists/three-questions")
			p.asks()
			p.fill("feel", "Bien accueilli\nmais pressé", "one-per-cent", "Rappeler le lendemain", "ideal", "Une chaise")
			p.press("save")
			p.result()
			p.shows("Rappeler le lendemain")
			p.press("make_improvement", "one-per-cent")
			p.wait("it is noted", `!e2e.named("make_improvement", "one-per-cent") && e2e.named("make_improvement", "ideal")`)
		})
	}
}

// TestListAsksOnce saves a list with open lines at the second press, and corrects it afterwards.
func TestListAsksOnce(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/checklists/every-encounter")
	items := p.asks()
	p.press("save")
	p.wait("an empty list is not kept", `document.getElementById("save-error")`)
	p.set(items[0], "yes")
	p.press("save")
	p.has("go_to_open")
	p.press("go_to_open")
	p.focused(items[1])
	p.set(items[1], "no")
	p.press("save") // it was asked once
	p.result()
	p.output("done", "1")

	t.Log("a wrong answer is corrected")
	here := eval[string](p, `location.pathname`)
	p.follow(here + "/edit")
	p.asks()
	p.holds(items[0], "yes")
	p.holds(items[1], "no")
	p.set(items[1], "yes")
	p.press("save")
	p.has("go_to_open")
	p.press("save")
	p.result()
	p.at(here)
	p.output("done", "2")
	p.press("undo")
	p.output("done", "1")

	t.Log("leaving keeps the draft and asks nothing")
	p.open("/checklists/every-encounter")
	p.asks()
	p.set(items[2], "no")
	p.onPaper()
	p.follow("/checklists")
	p.at("/checklists")
	p.wait("it is marked as half done", `document.querySelector('a[href="/checklists/every-encounter"] .tag')`)
	p.follow("/checklists/every-encounter")
	p.press("resume_draft")
	p.holds(items[2], "no")
}

// TestListKilled ends the browser in the middle of a plan.
func TestListKilled(t *testing.T) {
	t.Parallel()
	s, d := serve(t), newDevice(t)
	p := window(t, d.browser, s)
	p.open("/checklists/service-plan")
	p.asks()
	p.fill("quotient", "done", "owner-stakes", "Zoé", "due-stakes", "2031-02-03")
	p.output("draft_state", "saved")
	d.kill()
	d.on()
	p = window(t, d.browser, s)
	p.open("/checklists/service-plan")
	p.press("resume_draft")
	p.holds("quotient", "done")
	p.holds("owner-stakes", "Zoé")
	p.holds("due-stakes", "2031-02-03")
	p.press("save")
	p.result()
	p.output("done", "1")
	p.leavesNoDraft()
}

// TestListBecomes makes a promise and an improvement of what was weak, and takes them back on the spot.
func TestListBecomes(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	run := p.run("every-encounter", "no", "yes")
	here := "/checklists/every-encounter/runs/" + run
	p.press("make_promise", "greeting")
	p.wait("it is promised", `!e2e.named("make_promise", "greeting")`)
	p.press("make_improvement", "eye-contact")
	p.wait("it is noted", `!e2e.named("make_improvement", "eye-contact")`)
	p.open("/promises")
	p.shows("Saluer")

	t.Log("it still shows as done, and can be taken back")
	p.open(here)
	p.has("make_promise")
	p.wait("both show as made", `!e2e.named("make_promise", "greeting") && !e2e.named("make_improvement", "eye-contact") && e2e.all("undo").length === 3`)
	p.press("undo", eval[string](p, `e2e.all("undo").map((e) => e.value).filter(Boolean)[0]`))
	p.has("make_promise")
	p.wait("it can be promised again", `e2e.named("make_promise", "greeting")`)
	p.open("/promises")
	p.hides("Saluer")

	t.Log("the run is taken back with what was made of it, in one stroke that can be taken back")
	p.open(here)
	p.press("make_promise", "greeting")
	p.wait("it is promised", `!e2e.named("make_promise", "greeting")`)
	p.press("undo_all")
	p.lacks("undo_all")
	p.open("/promises")
	p.hides("Saluer")
	p.open(here)
	p.press("undo")
	p.has("undo_all")
	p.open("/promises")
	p.shows("Saluer")

	t.Log("the run itself is taken back, and is among those of the list until then")
	p.open("/checklists/every-encounter")
	p.wait("the list knows the run", `document.querySelector('a[href="`+here+`"]')`)
	p.open(here)
	p.press("undo", "")
	p.lacks("make_promise")
	p.open("/checklists/every-encounter")
	p.asks()
	p.wait("and forgets it", `!document.querySelector('a[href="`+here+`"]')`)
}

// TestListSides answers by oneself and by others, and puts both side by side.
func TestListSides(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=en")
	p.run("excellent-provider", "4")
	p.output("score", "4")
	p.wait("nobody else has answered", `e2e.raw("others_score") === null`)
	for _, who := range []string{"colleague", "client"} {
		p.open("/checklists/excellent-provider")
		p.press("rater", who)
		p.at("/checklists/excellent-provider/" + who)
		p.press("begin")
		items := p.asks()
		if who == "client" && strings.Contains(strings.Join(items, " "), "in-control") {
			t.Error("a client is asked what a client cannot see")
		}
		for _, item := range items {
			p.wait(item+" is open", `!e2e.all(%v).some((e) => e.checked)`, item)
		}
		for i, item := range items {
			p.set(item, []string{"2", "4", "not_seen"}[i%3])
		}
		p.press("save")
		p.output("save_state", "saved")
		p.wait("the result waits until the device is back", `!document.querySelector("main svg[role=img]")`)
	}
	p.wait("it is one tap away", `document.querySelector('.act a[href*="/runs/"]')`)
	p.follow(eval[string](p, `document.querySelector('.act a[href*="/runs/"]').getAttribute("href")`))
	p.result()
	p.output("score", "4")
	p.output("raters", "2")
	p.wait("others are apart", `Math.abs(+e2e.raw("others_score") - 3) < 0.4`)
	p.wait("the widest apart comes first", `document.querySelector("main svg[role=img]").getAttribute("aria-label").startsWith("You 4 · Others 2")`)
	p.shows("Fewer than five answers")
}

// TestListOwn puts a list of the kit in one's own words and order, and gets the original back.
func TestListOwn(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	p.run("chain", "4", "3")
	p.open("/checklists/chain")
	p.follow("/checklists/chain/edit")
	p.has("paste_items")
	lines := func() []string {
		t.Helper()
		return eval[[]string](p, `[...document.querySelectorAll("[name^=item-]")].map((e) => e.value)`)
	}
	first := lines()
	p.press("down", "found")
	p.wait("the words have moved with their line", `document.querySelectorAll("[name^=item-]")[1].name === "item-found"`)
	if now := lines(); now[0] != first[1] || now[1] != first[0] || now[2] != first[2] {
		t.Errorf("moved %q to %q", first, now)
	}
	p.press("remove", "need")
	p.press("put_back")
	p.press("remove", "need")
	p.press("add_item")
	p.wait("a line was added", `document.activeElement?.value === "" && document.activeElement.name.startsWith("item-")`)
	p.keys("Le café de l’arrivée")
	p.set("title", "Ma chaîne")
	p.output("draft_state", "saved")
	p.open("/checklists/chain/edit")
	p.press("resume_draft")
	p.wait("the draft has its order and its words", `document.querySelectorAll("[name^=item-]")[1].name === "item-found" &&
		[...document.querySelectorAll("[name^=item-]")].at(-1).value === "Le café de l’arrivée" && !e2e.named("item-need")`)
	p.press("save")
	p.at("/checklists/chain")
	p.has("get_original")
	p.shows("Le café de l’arrivée")
	items := p.asks()
	if items[0] != "first-contact" || items[1] != "found" || len(items) != 12 {
		t.Errorf("the list asks %v", items)
	}

	t.Log("runs of both versions make one trend")
	p.run("chain", "5", "2")
	p.output("score", "2")
	p.output("change", "-1")
	p.wait("the worker’s words lead the result", `document.querySelector("h1").textContent.includes("Ma chaîne")`)

	t.Log("what was left as it came follows the language of the screen")
	p.open("/checklists/chain?lang=en")
	p.has("get_original")
	p.shows("Le café de l’arrivée")
	p.shows("first try")

	t.Log("the original is one tap away, and so is the way back")
	p.press("get_original")
	p.lacks("get_original")
	p.wait("the kit’s list is back", `document.querySelectorAll("#run fieldset").length === 12 && e2e.named("need", "5")`)
	p.press("undo")
	p.has("get_original")
	p.open("/checklists")
	p.shows("Ma chaîne")
}

// TestListNew makes a list from pasted text, runs it, and takes it away.
func TestListNew(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/checklists/new?lang=en")
	p.has("title")
	p.press("save")
	p.wait("a list needs a title", `e2e.refusal("title")`)
	eval[int](p, `(document.querySelectorAll("details").forEach((d) => d.open = true), 0)`)
	p.set("paste_items", "Closing time\n\n- Count the till\n2. Lock the door\n☐ Say goodnight\n\n")
	p.press("add_pasted")
	p.holds("title", "Closing time")
	p.wait("three lines came in", `document.querySelectorAll("[name^=item-]").length === 3`)
	p.set("method", "scale")
	p.press("save")
	p.wait("the list has an address", `/^\/checklists\/[0-9a-f-]{36}$/.test(location.pathname)`)
	list := eval[string](p, `location.pathname`)
	p.answer("1", "5", "3")
	p.output("score", "3")
	p.open(list + "?lang=fr")
	p.asks()
	p.press("take_away")
	p.has("undo")
	p.lacks("take_away")
	p.open(list)
	p.press("undo") // also later
	p.has("take_away")
	p.shows("Lock the door")
}

// TestLearningPath ticks off what helps with the weakest skills.
func TestLearningPath(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	p.run("skills", "5", "4", "1")
	p.output("learned", "0")
	route := eval[string](p, `e2e.named("learn").value`)
	p.press("learn", route)
	p.output("learned", "1")
	p.output("save_state", "saved")
	p.open(eval[string](p, `location.pathname`))
	p.output("learned", "1")
	p.press("learn", route)
	p.output("learned", "0")
}
