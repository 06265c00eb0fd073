//go:build axe

package e2e

import (
	"os"
	"testing"
	"time"
)

// TestAxe has every route and every moment looked at by axe-core, which knows the rules of WCAG 2.2 AA as far as a program can:
// on a phone and a tablet, in both languages, by day and by night, with what is folded up open. In colours of the reader's own, and
// with more contrast, on a phone. `make axe` brings the script that it needs.
func TestAxe(t *testing.T) {
	patience = 30 * time.Minute
	axe, err := os.ReadFile("../../build/tools/package/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			looked := 0
			look := func(p *page, where string, themes ...string) {
				if !eval[bool](p, `!!window.axe`) {
					eval[bool](p, "(()=>{"+string(axe)+"\nreturn true})()")
					eval[int](p, `(() => { const still = new CSSStyleSheet(); still.replaceSync("* { transition: none !important }"); document.adoptedStyleSheets.push(still); return 0 })()`)
				}
				for _, s := range []screen{phone, tablet} {
					p.whole(s) // what lies half under a bar can be scrolled clear of it
					for _, theme := range themes {
						if s.name == tablet.name && theme != "light" && theme != "dark" {
							continue
						}
						p.prefers(theme)
						p.blink()
						for _, fault := range eval[[]string](p, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]}).then((r) =>
							r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + ": " + n.failureSummary)))`) {
							t.Errorf("%s, %s, %s: %s", where, s.name, theme, fault)
						}
						looked++
					}
				}
				p.size(phone)
			}
			moments(t, lang, func(p *page, moment string) { look(p, moment, "light", "dark", "forced", "contrast") })
			p := fresh(t)
			p.open("/?lang=" + lang)
			for _, route := range p.routes() {
				p.turn(route)
				p.settled(route)
				eval[int](p, `document.querySelectorAll("main details:not([open])").forEach((d) => { d.open = true }), 0`)
				look(p, route, "light", "dark", "forced", "contrast")
			}
			t.Logf("%d screens looked at", looked)
		})
	}
}
