//go:build shots

package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
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

// chosen are the pictures that are kept in the sources, for the manifest and the README: in French, by day, but for the one of a bad moment.
var chosen = map[string]string{
	"narrow-1-today": "today.phone.fr.light", "narrow-2-log": "log.phone.fr.light", "narrow-3-client": "clients-client.phone.fr.light",
	"narrow-4-playbook": "playbooks-waiting.phone.fr.light", "narrow-5-script": "scripts-promise-made-text.phone.fr.light",
	"narrow-6-promises": "promises.phone.fr.light", "narrow-7-help": "help-now.phone.fr.dark", "narrow-8-kit": "kit.phone.fr.light",
	"wide-1-today": "today.tablet.fr.light", "wide-2-log": "log.tablet.fr.light", "wide-3-calculator": "calculators-lost-client.tablet.fr.light",
	"wide-4-insights": "insights.tablet.fr.light",
}

// A pictured screen is one picture of the reviewer's page.
type pictured struct{ File, Route, Size, Lang, Theme string }

// TestShots writes a picture of every route and every moment, from the smallest telephone to a wide screen, in both languages, by
// day and by night, into build/shots, with a page that shows them side by side; and the few that are kept in the sources. It
// fails when a screen is wider than its window. TROUSSE_SHOTS, a regular expression, picks the routes and moments.
func TestShots(t *testing.T) {
	patience = 2 * time.Hour
	out := filepath.Join("..", "..", "build", "shots")
	if err := errors.Join(os.RemoveAll(out), os.MkdirAll(out, 0o755)); err != nil {
		t.Fatal(err)
	}
	only := regexp.MustCompile(os.Getenv("TROUSSE_SHOTS"))
	kept := map[string]string{}
	for name, of := range chosen {
		kept[of] = name
	}
	var mu sync.Mutex
	var shots []pictured
	t.Run("each", func(t *testing.T) {
		for _, lang := range []string{"fr", "en"} {
			look := func(p *page, route, name string) {
				for _, s := range []screen{narrow, phone, tablet, {"landscape", 844, 390}, {"wide", 1440, 900}} {
					for _, theme := range []string{"light", "dark"} {
						p.size(s)
						p.prefers(theme)
						if wide := eval[int](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
							p.t.Errorf("%s is %d pixels too wide on a %s in %s", route, wide, s.name, lang)
						}
						eval[bool](p, `document.activeElement.blur() ?? true`) // a heading that a reader starts from has no ring under a thumb
						file := strings.Join([]string{name, s.name, lang, theme}, ".")
						if of, ok := kept[file]; ok {
							p.must(os.WriteFile(filepath.Join("..", "..", "web", "screenshots", of+".png"), small(p, p.shot(s, 2)), 0o644))
						}
						p.must(os.WriteFile(filepath.Join(out, file+".png"), p.shot(p.whole(s), 1), 0o644))
						mu.Lock()
						shots = append(shots, pictured{file + ".png", route, s.name, lang, theme})
						mu.Unlock()
					}
				}
				p.size(phone)
			}
			t.Run(lang, func(t *testing.T) {
				t.Parallel()
				everyRoute(t, lang, only, look)
				if os.Getenv("TROUSSE_SHOTS") == "" || only.MatchString("moments") {
					moments(t, lang, func(p *page, moment string) { look(p, moment, strings.ReplaceAll(moment, "/", "-")) })
				}
			})
		}
	})
	list, err := json.Marshal(shots)
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("testdata/shots.html")
	if err == nil {
		err = os.WriteFile(filepath.Join(out, "index.html"), bytes.Replace(page, []byte("[]"), list, 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pictures, to be looked at in %s", len(shots), filepath.Join(out, "index.html"))
}

// everyRoute goes to every route of a kit that was used for a week, and has each looked at.
func everyRoute(t *testing.T, lang string, only *regexp.Regexp, look func(p *page, route, name string)) {
	p := fresh(t)
	p.before(`addEventListener("beforeinstallprompt", (e) => e.stopImmediatePropagation(), true)`) // no offer, no reminder: what is there every day
	p.open("/?lang=" + lang)
	eval[bool](p, `localStorage.setItem("trousse.backup_later", %v) ?? true`, time.Now().Format(time.DateOnly))
	routes := p.routes()
	for _, fields := range aWeek {
		fields = slices.Clone(fields)
		for i := range fields {
			var days int
			if _, err := fmt.Sscanf(fields[i], "{%d}", &days); err == nil {
				fields[i] = time.Now().AddDate(0, 0, days).Format(time.DateOnly)
			}
		}
		p.log(fields...)
	}
	names := strings.Fields(routesList)
	for i, route := range routes {
		if !only.MatchString(names[i]) {
			continue
		}
		name := strings.ReplaceAll(strings.Trim(strings.NewReplacer("{", "", "}", "").Replace(names[i]), "/"), "/", "-")
		if name == "" {
			name = "today"
		}
		p.turn(route)
		p.settled(route)
		look(p, names[i], name)
	}
}

// shot is a picture of the window, as a PNG.
func (p *page) shot(s screen, scale float64) []byte {
	p.t.Helper()
	return call(p, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
		Clip: &cdppage.Viewport{Width: float64(s.width), Height: float64(s.height), Scale: scale}}).Data
}

// small is a picture in the 256 colours that it has most of: a screen has few.
func small(p *page, picture []byte) []byte {
	p.t.Helper()
	full, err := png.Decode(bytes.NewReader(picture))
	p.must(err)
	count := map[color.RGBA]int{}
	b := full.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(full.At(x, y)).(color.RGBA)]++
		}
	}
	most := keysOf(count)
	slices.SortFunc(most, func(a, b color.RGBA) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return bytes.Compare([]byte{a.R, a.G, a.B}, []byte{b.R, b.G, b.B})
	})
	var palette color.Palette
	for _, c := range most[:min(len(most), 256)] {
		palette = append(palette, c)
	}
	few := image.NewPaletted(b, palette)
	draw.Draw(few, b, full, b.Min, draw.Src)
	var buf bytes.Buffer
	p.must((&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, few))
	return buf.Bytes()
}

func keysOf(m map[color.RGBA]int) (all []color.RGBA) {
	for k := range m {
		all = append(all, k)
	}
	return all
}
