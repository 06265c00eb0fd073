//go:build axe

package e2e

import (
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
)

// TestAxe has every route looked at by axe-core, which knows the rules of WCAG 2.2 AA as far as a program can, on a phone and a
// tablet, in both languages, by day and by night. `make axe` brings the script that it needs.
func TestAxe(t *testing.T) {
	patience = 20 * time.Minute
	axe, err := os.ReadFile("../../build/tools/package/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	p := fresh(t)
	p.open("/?lang=fr")
	routes := p.routes()
	looked := 0
	for _, s := range []screen{phone, tablet} {
		p.size(s)
		for _, lang := range []string{"fr", "en"} {
			for _, theme := range []string{"light", "dark"} {
				call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
					{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
				p.open("/about?lang=" + lang)
				eval[bool](p, "(()=>{"+string(axe)+"\nreturn true})()")
				for _, route := range routes {
					p.turn(route)
					p.wait(route+" is there", `[...document.querySelectorAll("h1")].some((e) => e.getClientRects().length) && !document.querySelector(".wait-bar")`)
					for _, fault := range eval[[]string](p, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((r) =>
						r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + ": " + n.failureSummary)))`) {
						t.Errorf("%s, %s, %s, %s: %s", route, s.name, lang, theme, fault)
					}
					looked++
				}
			}
		}
	}
	t.Logf("%d screens looked at", looked)
}
