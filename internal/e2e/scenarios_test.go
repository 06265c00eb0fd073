package e2e

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
)

// pages counts the pages of letter paper that the screen prints on.
func (p *page) pages() int {
	p.t.Helper()
	pdf := call(p, cdppage.PrintToPDF, cdppage.PrintToPDFParams{}).Data
	return bytes.Count(pdf, []byte("/Type /Page\n")) + bytes.Count(pdf, []byte("/Type /Page "))
}

// onPaper prints the screen: on one page, black on white also for who chose the dark, with its name, and with nothing to press.
func (p *page) onPaper() {
	p.t.Helper()
	if n := p.pages(); n != 1 {
		p.t.Errorf("%s prints on %d pages", eval[string](p, `location.pathname`), n)
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	fault := eval[string](p, `(() => {
		const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden" && e.offsetWidth > 2, root = document.documentElement, was = root.dataset.theme;
		root.dataset.theme = "dark";
		const colours = [document.body, ...document.querySelectorAll("main .card")].map((e) => getComputedStyle(e)).map((s) => s.color + " on " + s.backgroundColor);
		if (was) root.dataset.theme = was; else delete root.dataset.theme;
		const odd = colours.find((c) => c !== "rgb(0, 0, 0) on rgb(255, 255, 255)");
		return odd ?? ([...document.querySelectorAll("button, nav a")].filter((e) => seen(e) && !e.closest(".figures")).map((e) => e.textContent)[0] || (seen(document.querySelector("h1")) ? "" : "no name"));
	})()`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	if fault != "" {
		p.t.Errorf("%s on paper: %s", eval[string](p, `location.pathname`), fault)
	}
}

// scenario keeps a calculation under a name, with the fields given as name, value pairs, and tells its id.
func (p *page) scenario(slug, name string, pairs ...string) string {
	p.t.Helper()
	p.open("/calculators/" + slug)
	p.has("copy")
	p.fill(pairs...)
	p.set("scenario_name", name)
	p.press("save_scenario")
	p.wait("the scenario is shown", `location.pathname.startsWith(%v)`, "/calculators/"+slug+"/scenarios/")
	p.has("take_away")
	return eval[string](p, `location.pathname.split("/").pop()`)
}

// TestScenarios keeps calculations under a name, with the network gone: it opens, corrects and compares them, gives one to a
// client, takes one away and puts it back, and finds a half-typed one again after a kill.
func TestScenarios(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, seven, eight, thousand string }{
		{"fr", "7,25", "8,50", "1000,5"},
		{"en", "7.25", "8.50", "1000.5"},
	} {
		t.Run(c.lang, func(t *testing.T) {
			s, d := serve(t), newDevice(t)
			p := window(t, d.browser, s)
			p.open("/?lang=" + c.lang)
			p.wait("the worker has the page", `navigator.serviceWorker.controller`)
			client := p.client("name", someone)
			s.stop()

			one := p.scenario("lost-client", "Sept", "average_transaction", c.seven, "transactions_per_year", c.thousand)
			p.output("lifetime_value", "36268.125") // 7.25 × 1000.5 × 5
			p.press("reset")
			p.output("lifetime_value", "3500")
			p.open("/calculators/lost-client/scenarios/" + one)
			p.holds("average_transaction", c.seven)
			p.holds("transactions_per_year", c.thousand)
			p.output("lifetime_value", "36268.125")

			// Another, made of this one, for a client.
			p.set("average_transaction", c.eight)
			p.set("scenario_name", "Huit")
			p.set("client", "Marie")
			p.press("use_existing")
			p.press("save_scenario")
			p.wait("another name is another scenario", `!location.pathname.endsWith(%v) && e2e.named("open_client")`, one)
			two := eval[string](p, `location.pathname.split("/").pop()`)
			p.output("lifetime_value", "42521.25")
			p.press("open_client")
			p.at("/clients/" + client)
			p.follow("/calculators/lost-client/scenarios/" + two)
			p.output("lifetime_value", "42521.25")

			// Two taps set them side by side.
			p.open("/calculators/lost-client")
			p.press("compare", one)
			p.press("compare", two)
			p.at("/calculators/lost-client/compare/" + one + "/" + two)
			p.output("lifetime_value_1", "36268.125")
			p.output("lifetime_value_2", "42521.25")
			p.output("lifetime_value_difference", "6253.125")
			p.output("average_transaction_1", "7.25")
			p.has("copy")
			p.onPaper()

			// A refused field keeps nothing; a name is needed; somebody unknown is not made up.
			p.open("/calculators/lost-client/scenarios/" + one)
			p.set("years", "-1")
			p.press("save_scenario")
			p.wait("it is said why", `document.getElementById("save_scenario-error")`)
			p.set("years", "5")
			p.set("scenario_name", " ")
			p.press("save_scenario")
			p.wait("a name is asked for", `e2e.refusal("scenario_name")`)
			p.set("scenario_name", "Sept et quart")
			p.set("client", "Personne de ce nom")
			p.press("save_scenario")
			p.wait("nobody is made up", `e2e.refusal("client")`)
			p.set("client", "")
			p.press("rename")
			p.output("save_state", "saved")
			p.lacks("rename")
			p.shows("Sept et quart")
			p.press("undo")
			p.holds("scenario_name", "Sept")
			p.onPaper()

			p.press("take_away")
			p.lacks("save_scenario")
			p.press("undo")
			p.holds("scenario_name", "Sept")
			p.output("lifetime_value", "36268.125")

			// A half-named one outlives the window.
			p.open("/calculators/gesture")
			p.set("gesture_cost", c.seven)
			p.set("scenario_name", "Un café offert")
			p.set("client", "Marie")
			p.wait("what was typed is put away", `e2e.drafted`)
			eval[bool](p, `e2e.drafted = false`)
			p.press("use_existing")
			p.wait("and whom it means", `e2e.drafted`)
			t.Log("killed")
			d.kill()
			d.on()
			p = window(t, d.browser, s)
			p.open("/calculators/gesture?lang=" + c.lang) // a kill may come before the browser has put the language away
			p.press("resume_draft")
			p.holds("scenario_name", "Un café offert")
			p.holds("gesture_cost", c.seven)
			p.has("change_client")
		})
	}
}

// TestProfile writes the figures of the business once: every calculator that asks for them starts from them.
func TestProfile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, price, hours, income string }{{"fr", "12,50", "7,5", "80 000"}, {"en", "12.50", "7.5", "80,000"}} {
		t.Run(c.lang, func(t *testing.T) {
			p := fresh(t)
			p.open("/settings/business?lang=" + c.lang)
			p.fill("average_transaction", c.price, "transactions_per_year", "100", "years", "4")
			p.holds("lifetime_value", "5000")
			p.fill("hours_per_day", c.hours, "wanted_income", c.income, "margin_share", "-5")
			p.press("save")
			p.wait("the margin is refused", `e2e.refusal("margin_share")`)
			p.set("margin_share", "")
			p.press("save")
			p.output("save_state", "saved")
			for _, at := range [][3]string{{"lost-client", "average_transaction", c.price}, {"gesture", "lifetime_value", "5000"}, {"keep-or-replace", "lifetime_value", "5000"},
				{"silent-complaints", "lifetime_value", "5000"}, {"promise-date", "hours_per_day", c.hours}, {"promise-date", "margin_share", "30"}, {"hourly-rate", "hours_per_day", c.hours}} {
				p.open("/calculators/" + at[0])
				p.holds(at[1], at[2])
			}
			p.open("/settings/business")
			p.holds("average_transaction", c.price)
			p.set("hours_per_day", "")
			p.press("save")
			p.has("undo")
			p.press("undo")
			p.holds("hours_per_day", c.hours)
		})
	}
}
