package e2e

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"trousse/internal/i18n"
)

// TestLostClient works out what a lost client costs, and minds what is typed.
func TestLostClient(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	for _, lang := range []string{"fr", "en"} {
		p.open("/calculators/lost-client?lang=" + lang)
		results := func(pairs ...string) {
			t.Helper()
			for i := 0; i < len(pairs); i += 2 {
				p.output(pairs[i], pairs[i+1])
			}
		}
		results("yearly_value", "700", "lifetime_value", "3500", "lost_clients", "6", "indirect_cost", "21000",
			"total_cost", "24500", "total_low", "17500", "total_high", "31500")
		for _, typed := range []string{"3,50", "7", "3.50", " 3,5 $"} {
			p.set("average_transaction", typed)
			want := "24500"
			if typed == "7" {
				want = "49000"
			}
			p.output("total_cost", want)
		}
		p.set("years", "cinq")
		p.wait("the bad number has its sentence", `e2e.refusal("years")`)
		p.wait("no result stands on it", `e2e.raw("total_cost") === null`)
		for _, other := range []string{"average_transaction", "people_told", "doubt"} {
			if said := eval[string](p, `e2e.refusal(%v)`, other); said != "" {
				t.Errorf("%s is refused for another's fault: %s", other, said)
			}
		}
		p.holds("years", "cinq")
		p.set("years", "10")
		results("lifetime_value", "7000", "total_cost", "49000")
		p.set("years", "5")

		p.wait("nothing is discounted yet", `e2e.raw("discounted_value") === null`)
		eval[int](p, `(document.querySelectorAll("details").forEach((d) => d.open = true), 0)`)
		p.fill("margin", "30", "retention", "80", "discount", "10")
		p.wait("the discounted value appears", `+e2e.raw("discounted_value") > 0`)
		results("total_cost", "24500")
		p.fill("margin", "", "retention", "", "discount", "")
		p.wait("and goes away", `e2e.raw("discounted_value") === null && e2e.raw("total_cost") === "24500"`)
	}
}

// TestChecklist runs through a list, is interrupted, and takes it up again.
func TestChecklist(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/checklists/every-encounter")
	p.has("greeting")
	items := eval[[]string](p, `[...new Set([...document.querySelectorAll("main input[type=radio]")].map((e) => e.name))]`)
	if len(items) < 7 {
		t.Fatalf("the list asks %v", items)
	}
	half := items[:len(items)/2]
	for _, item := range half {
		p.press(item, "yes")
		p.holds(item, "yes")
	}
	p.output("draft_state", "saved")
	p.open("/checklists/every-encounter")
	p.press("resume_draft")
	for _, item := range half {
		p.holds(item, "yes")
	}
	for _, item := range items[len(items)/2:] {
		p.set(item, "no")
	}
	p.press("save")
	p.output("save_state", "saved")
	p.output("done", "3")
	p.wait("it leads on to what helps", `document.querySelector('main a[href^="/playbooks/"], main a[href^="/scripts/"]')`)
	p.open("/checklists/every-encounter")
	p.has("greeting")
	p.lacks("resume_draft")
	p.leavesNoDraft()
}

// TestWords reads a playbook and a tip, and fills a script that must not leave with a hole in it.
func TestWords(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=en")
	p.wait("there is a tip", `document.getElementById("t-tip")`)
	p.press("welcome_skip")
	p.follow("/playbooks/waiting")
	p.wait("there are steps", `document.querySelectorAll("main ol > li").length > 2`)
	p.wait("it leads to words to say", `document.querySelector('main a[href^="/scripts/"]')`)
	p.open("/scripts/promise-made-text")
	ways := func(open bool) {
		t.Helper()
		for _, name := range []string{"copy", "sms"} {
			p.wait(name+" follows the holes", `e2e.named(%v)?.disabled === !%v`, name, open)
		}
	}
	ways(false)
	p.wait("there are blanks", `document.querySelector('[name^="blank-"]')`)
	for _, name := range eval[[]string](p, `[...document.querySelectorAll('[name^="blank-"]')].map((e) => e.name)`) {
		ways(false)
		value := "Zoé"
		if eval[string](p, `e2e.named(%v).type`, name) == "date" {
			value = "2031-02-03"
		}
		p.set(name, value)
	}
	ways(true)
	said := p.address("sms")
	for _, word := range []string{"Zoé", "February 3"} {
		if !strings.Contains(said, word) {
			t.Errorf("the text message does not hold %q: %s", word, said)
		}
	}
	p.open("/scripts/promise-made-email")
	p.wait("the e-mail waits too", `e2e.named("email")?.disabled`)
}

// address is what a button would hand to the device, readable.
func (p *page) address(name string) string {
	p.t.Helper()
	p.has(name)
	v := eval[string](p, `e2e.named(%v).value`, name)
	readable, err := url.PathUnescape(v)
	p.must(err)
	return readable
}

// TestPromiseInWords sends what was just promised, in the client's language and not the screen's.
func TestPromiseInWords(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/?lang=fr")
	id := p.client("name", "Grace Hopper", "phone", "418 555-0199", "email", "grace@example.org", "language", "en")
	p.open("/clients/" + id)
	p.follow("/log/" + id)
	tomorrow := time.Now().AddDate(0, 0, 1)
	p.fill("about", "the invoice", "promise", "send the corrected bill", "promise_date", tomorrow.Format(time.DateOnly))
	p.press("save")
	p.at("/")
	day := i18n.For(i18n.EN).Date(tomorrow.Year(), tomorrow.Month(), tomorrow.Day(), i18n.DateDay)
	for name, to := range map[string]string{"sms": "sms:+14185550199?", "email": "mailto:grace@example.org?"} {
		said := p.address(name)
		if !strings.HasPrefix(said, to) {
			t.Errorf("%s goes to %q, want %q", name, said, to)
		}
		for _, words := range []string{"send the corrected bill", day} {
			if !strings.Contains(said, words) {
				t.Errorf("%s does not hold %q: %s", name, words, said)
			}
		}
	}
}
