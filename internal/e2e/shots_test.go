//go:build shots

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// aWeek is what someone at the counter of a small shop noted this week.
var aWeek = [][]string{
	{"client", "Anne Bouchard", "phone", "514 555-0123", "channel", "phone", "feeling_before", "2", "about", "Facture de novembre", "request", "Comprendre le supplément",
		"promise", "Rappeler avec le détail", "promise_date", "{1}", "feeling_after", "4", "notes", "A été patiente. Veut une facture plus claire."},
	{"client", "Luc Gagnon", "phone", "418 555-0199", "channel", "in_person", "feeling_before", "1", "about", "Livraison en retard", "promise", "Envoyer la soumission", "promise_date", "{0}", "feeling_after", "3"},
	{"client", "Grace Hopper", "email", "grace@example.org", "channel", "email", "feeling_before", "4", "about", "Merci pour le service", "feeling_after", "5", "recommend", "10"},
	{"client", "Nguyễn Thị Lan", "channel", "text", "feeling_before", "3", "about", "Heures d’ouverture", "feeling_after", "4"},
	{"client", "José Muñoz", "channel", "in_person", "feeling_before", "2", "about", "Retour d’une pièce", "promise", "Passer voir", "promise_date", "{5}", "feeling_after", "4"},
}

// TestShots writes a picture of every route, on a phone and a tablet, in both languages, by day and by night, into
// build/shots. It fails when a screen is wider than its window.
func TestShots(t *testing.T) {
	patience = 20 * time.Minute
	p := fresh(t)
	p.open("/?lang=fr")
	for _, fields := range aWeek {
		for i := range fields {
			var days int
			if _, err := fmt.Sscanf(fields[i], "{%d}", &days); err == nil {
				fields[i] = time.Now().AddDate(0, 0, days).Format(time.DateOnly)
			}
		}
		p.log(fields...)
	}
	out := filepath.Join("..", "..", "build", "shots")
	p.must(os.RemoveAll(out))
	p.must(os.MkdirAll(out, 0o755))
	routes := p.routes()
	names := strings.Fields(strings.NewReplacer("{", "", "}", "").Replace(routesList))
	for i, name := range names {
		names[i] = strings.ReplaceAll(strings.Trim(name, "/"), "/", "-")
		if name == "/" {
			names[i] = "today"
		}
	}
	for _, s := range []screen{phone, tablet} {
		p.size(s)
		for _, lang := range []string{"fr", "en"} {
			for _, theme := range []string{"light", "dark"} {
				call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
					{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
				p.open("/about?lang=" + lang)
				for i, route := range routes {
					p.turn(route)
					p.wait(route+" is there", `[...document.querySelectorAll("h1")].some((e) => e.getClientRects().length) && !document.querySelector(".wait-bar")`)
					if wide := eval[int](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
						t.Errorf("%s is %d pixels too wide on a %s in %s", route, wide, s.name, lang)
					}
					eval[bool](p, `document.activeElement.blur() ?? true`) // a heading that a reader starts from has no ring under a thumb
					tall := eval[int64](p, `document.documentElement.scrollHeight`)
					p.size(screen{s.name, s.width, max(s.height, tall)}) // what is fixed to the bottom stands there
					picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
					p.must(err)
					p.size(s)
					name := fmt.Sprintf("%s.%s.%s.%s.png", names[i], s.name, lang, theme)
					p.must(os.WriteFile(filepath.Join(out, name), picture, 0o644))
				}
			}
		}
	}
}
