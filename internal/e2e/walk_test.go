package e2e

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/routes.txt
var routesList string

// someone is a client whose name must not be found where browsers write in clear.
const someone = "Marie-Ève Tremblay"

// routes are all routes there are, with the ids of a client, a conversation, a promise, an improvement asked for, a run of a list and two scenarios that this enters.
func (p *page) routes() []string {
	p.t.Helper()
	client := p.client("name", someone, "phone", "819 555-0142", "attentions", "Un café", "avoid", "Les appels du matin")
	p.log("client", someone, "about", "Facture", "feeling_before", "2", "feeling_after", "4", "promise", "Rappeler", "promise_date", "2031-02-03")
	p.wait("the conversation is on Today", `document.querySelector('main a[href^="/interactions/"]')`)
	conversation := eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href").split("/").pop()`)
	promise := strings.TrimPrefix(p.promise("Rappeler"), "/promises/")
	run := p.run("every-encounter", "yes", "no")
	p.open("/complaints/new/" + client)
	p.set("what", "La facture est fausse")
	p.press("save")
	complaint := strings.TrimPrefix(p.complaint(), "/complaints/")
	one, two := p.scenario("lost-client", "Cinq ans"), p.scenario("lost-client", "Dix ans", "years", "10")
	return strings.Fields(strings.NewReplacer("{scenario}", one, "{other}", two, "{complaint}", complaint, "{promise}", promise, "{client}", client, "{interaction}", conversation, "{run}", run).Replace(routesList))
}

// TestWalk goes to every route in both languages, and loads it again in one of them: nothing is asked of anyone else, nothing
// fails, nothing is refused, every screen can be found and read without seeing it, none is wider than the narrowest window, none
// moves for who has asked for that, none moves from under a thumb while it comes in, on a telephone or a tablet, and none keeps a
// draft of what nobody typed.
func TestWalk(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) { walk(t, lang) })
	}
}

func walk(t *testing.T, lang string) {
	t.Parallel()
	p := fresh(t)
	p.before(unhurried)
	var mu sync.Mutex
	asked := map[string]bool{}
	record := func(ctx context.Context) {
		p.must(chromedp.Listen(ctx, func(ev any) {
			if sent, ok := ev.(*network.EventRequestWillBeSent); ok {
				mu.Lock()
				asked[sent.Request.URL] = true
				mu.Unlock()
			}
		}))
	}
	record(p.ctx)
	p.open("/?lang=" + lang)
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	record(p.worker())
	if lang == "en" {
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	}
	routes, drafts, wide := p.routes(), 0, narrow
	if lang == "en" {
		wide = tablet
	}
	for i, route := range routes {
		p.size(wide)
		p.blink()
		eval[[]string](p, `e2e.shifted()`)
		p.turn(route)
		p.still(route)
		p.size(narrow)
		if (lang == "fr") == (i%2 == 0) {
			drafts += p.reloaded(route)
		}
		p.wait(route+" has its heading", `[...document.querySelectorAll("h1")].some((e) => e.getClientRects().length)`)
		p.wait(route+" is there", `!document.querySelector(".wait-bar")`)
		for _, fault := range eval[[]string](p, `e2e.faults()`) {
			t.Errorf("%s in %s: %s", route, lang, fault)
		}
		if lang == "en" {
			for _, moving := range eval[[]string](p, `e2e.moving()`) {
				t.Errorf("%s moves for who wants nothing to: %s", route, moving)
			}
		}
		title := eval[string](p, `document.title`)
		if strings.Contains(title, "Tremblay") || strings.Contains(title, "Facture") || title == "" {
			t.Errorf("%s in %s: title %q", route, lang, title)
		}
		for _, v := range eval[[]string](p, `e2e.violations`) {
			t.Errorf("%s in %s: refused by the page's own policy: %s", route, lang, v)
		}
	}
	if n := p.kept("drafts"); n > drafts {
		t.Errorf("%d drafts in %s, but %d of what somebody typed", n, lang, drafts)
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.ContainsFunc(keys(asked), func(url string) bool { return strings.Contains(url, "/assets/kit.") }) {
		t.Errorf("not even the program was asked for: %v", keys(asked))
	}
	for url := range asked {
		if !strings.HasPrefix(url, p.server.origin()+"/") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:"+p.server.origin()) {
			t.Errorf("a request left for %s", url)
		}
	}
}

// unhurried lets a screen take all the time to come up that a busy machine needs: this is about what moves after that.
const unhurried = `{ const s = new CSSStyleSheet(); s.replaceSync(".app--coming > .stage, .app--coming .flap-bar { animation-duration: 30s !important }"); document.adoptedStyleSheets.push(s); }`

// still waits until a screen has come up, and reports what has moved in it. An address that leads nowhere has nothing to press.
func (p *page) still(route string) {
	p.t.Helper()
	p.wait(route+" has come up", `!document.querySelector(".wait-bar, .app--coming")`)
	p.blink()
	if moved := eval[[]string](p, `e2e.shifted()`); len(moved) > 0 && !strings.Contains(route, "no-such") && !strings.Contains(route, "00000000") {
		p.t.Errorf("%s does not stand still while it comes in: %s", route, strings.Join(moved, "; "))
	}
}

// reloaded loads a screen again: it comes back as it was, and what was typed into it is on offer. It tells how many drafts
// that leaves.
func (p *page) reloaded(route string) (drafts int) {
	p.t.Helper()
	p.wait(route+" is there", `!document.querySelector(".wait-bar")`)
	p.blink()
	title := eval[string](p, `document.title`)
	field := eval[string](p, `e2e.words("draft_state") === null ? "" : [...document.querySelectorAll("main textarea, main input")]
		.findLast((e) => ["textarea", "text"].includes(e.type) && e.name !== "client" && e.value === "" && e.getClientRects().length)?.name ?? ""`)
	if field != "" {
		p.set(field, "7")
		p.wait(route+" keeps a draft", `e2e.drafted`)
	}
	p.reload()
	p.at(route)
	p.wait(route+" is "+title+" again", `document.title === %v`, title)
	if field == "" {
		return 0
	}
	p.press("resume_draft")
	p.holds(field, "7")
	return 1
}

func keys(m map[string]bool) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	return all
}

// worker is the page's service worker, listened to.
func (p *page) worker() context.Context {
	p.t.Helper()
	targets, err := chromedp.Targets(p.ctx)
	p.must(err)
	i := slices.IndexFunc(targets, func(i *target.Info) bool {
		return i.Type == "service_worker" && strings.HasPrefix(i.URL, p.server.origin())
	})
	if i < 0 {
		p.t.Fatal("there is no worker")
	}
	ctx, stop := chromedp.NewContext(p.ctx, chromedp.WithTargetID(targets[i].TargetID))
	p.t.Cleanup(stop)
	p.must(chromedp.Do(ctx))
	return ctx
}
