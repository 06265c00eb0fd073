package bench

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"trousse/internal/site"
)

const (
	records = 20_000
	turns   = 7 // of every measure that varies
)

// table is what was measured.
var table []row

func TestMain(m *testing.M) {
	code := m.Run()
	if len(table) > 0 {
		write(os.Stdout, table)
	}
	os.Exit(code)
}

// BenchmarkBudgets measures the whole program once, in turns.
func BenchmarkBudgets(b *testing.B) {
	now := time.Now()
	built, record, served := kit(b)
	j := newJournal(day(records), now)
	kit, plain := newHost(b, served), newHost(b, floor(b, j))

	rows := sizes(b, built, record)
	defer func() { table = append(table, rows...) }() // what was measured, also when something fails after it
	rows = append(rows, firstVisits(b, kit)...)
	starts, restored := starts(b, kit, plain, j, now)
	rows = append(rows, starts.rows...)
	rows = append(rows, keys(b, kit, starts.many)...)
	rows = append(rows, figures(b, kit, starts.many, now)...)
	rows = append(rows, restored)
}

// sizes are of the files as they are served to a browser that takes brotli.
func sizes(b *testing.B, built fs.FS, record site.Record) []row {
	b.Helper()
	compressed := func(name string) float64 {
		if br, err := fs.ReadFile(built, name+".br"); err == nil {
			return float64(len(br))
		}
		return float64(len(read(b, built, name)))
	}
	whole := compressed(site.ShellName) + compressed(site.WorkerName) + compressed(site.ManifestName)
	program, rooms := 0.0, 0.0
	for _, a := range record.Assets {
		switch a.Name {
		case "kit.wasm":
			program = compressed(a.Path)
		case site.PartName:
			rooms = compressed(a.Path)
		}
		if a.Kept {
			whole += compressed(a.Path)
		}
	}
	return []row{
		{what: "program, its first part, brotli", unit: "bytes", budget: 1.2e6, measured: program},
		{what: "program, its second part, brotli", unit: "bytes", measured: rooms},
		{what: "all that is kept for use without the network, brotli", unit: "bytes", budget: 1.65e6, measured: whole},
	}
}

// firstVisits opens the kit with nothing kept: for its bytes, then over a slow network for its first paint.
func firstVisits(b *testing.B, kit *host) []row {
	b.Helper()
	w, quit := launch(b, filepath.Join(b.TempDir(), "first"), 1)
	defer quit()
	before := kit.sent.Load()
	w.start(kit.url("/"))
	w.controlled()
	sent := float64(kit.sent.Load() - before)

	kit.slow.Store(true)
	defer kit.slow.Store(false)
	var painted, program samples
	for turn := range turns {
		p, leave := w.private(slowdown)
		p.open(kit.url("/"))
		painted = append(painted, js[float64](p, `return new Promise((ok) => new PerformanceObserver((l) => {
			for (const e of l.getEntries()) if (e.name === "first-contentful-paint") ok(e.startTime);
		}).observe({ type: "paint", buffered: true }))`))
		if turn == 0 {
			program = append(program, p.mark("kit:ready"))
		}
		leave()
	}
	return []row{
		{what: "whole first visit, bytes sent", unit: "bytes", budget: 1.65e6, measured: sent},
		plain("first paint, slow 4G", "ms", 600, painted),
		{what: "first usable screen, first visit, slow 4G", unit: "ms", measured: program[0]},
	}
}

// visitor is someone who comes back: a page, and the profile of the browser that has met it before.
type visitor struct {
	host          *host
	profile       string
	before        string // a script for every page
	offline, warm samples
}

func (v *visitor) come(b *testing.B) {
	b.Helper()
	w, quit := launch(b, v.profile, slowdown)
	defer quit()
	w.before(v.before)
	v.host.down()
	v.offline = append(v.offline, w.start(v.host.url("/")))
	v.host.up(b)
	w.start(v.host.url("/"))
	v.warm = append(v.warm, w.start(v.host.url("/")))
}

type started struct {
	many *visitor
	rows []row
}

// starts measures visitors in turn: the kit with nothing in it, with what its first screen shows and no more, with many
// records, all three after a day of work, and one that was only opened; the floor with as many records; a bare Go program; and the
// neighbour, empty. Each turn relaunches the browser without the server, then comes back twice.
func starts(b *testing.B, kit, plainPage *host, j journalOf, now time.Time) (started, row) {
	b.Helper()
	at := func(h *host, name string) *visitor {
		return &visitor{host: h, profile: filepath.Join(b.TempDir(), name)}
	}
	none, few, many, unused := at(kit, "none"), at(kit, "few"), at(kit, "many"), at(kit, "unused")
	floor, bare := at(plainPage, "floor"), at(newHost(b, bare(b)), "bare")
	restoring := row{what: "restoring 20,000 records", unit: "s"}
	visitors := []*visitor{floor, many, few, none, unused, bare}
	prepare := map[*visitor]func(w window){
		few:   func(w window) { w.restore(kit, j.few().backup(b, now)) },
		many:  func(w window) { restoring.measured = w.restore(kit, j.backup(b, now)).Seconds() },
		floor: func(w window) { w.fill(plainPage) },
	}
	next, refused := neighbour(b)
	other := &visitor{profile: filepath.Join(b.TempDir(), "neighbour"), before: usable}
	if refused == nil {
		other.host = newHost(b, next)
		visitors = append(visitors, other)
	}
	for _, v := range visitors {
		w, quit := launch(b, v.profile, slowdown)
		w.before(v.before)
		if prepare[v] != nil {
			prepare[v](w)
		}
		w.start(v.host.url("/?lang=en"))
		w.controlled()
		w.start(v.host.url("/"))
		if v == none || v == few || v == many {
			w.workday()
		}
		quit()
	}
	for range turns {
		for _, v := range visitors {
			v.come(b)
		}
	}
	rows := []row{
		ratio("offline restart, 20,000 records ÷ floor", 1.4, many.offline, floor.offline),
		ratio("second visit, 20,000 records ÷ floor", 3.5, many.warm, floor.warm),
		ratio("offline restart, 20,000 records ÷ none", 1.15, many.offline, none.offline),
		ratio("second visit, 20,000 records ÷ none", 1.15, many.warm, none.warm),
		ratio("second visit, 20,000 records ÷ as few as are shown", 0, many.warm, few.warm),
		ratio("offline restart, no records, after a day of work ÷ only opened", 0, none.offline, unused.offline),
		ratio("second visit, no records, after a day of work ÷ only opened", 0, none.warm, unused.warm),
		ratio("offline restart, a bare Go program ÷ floor", 0, bare.offline, floor.offline),
		ratio("second visit, a bare Go program ÷ floor", 0, bare.warm, floor.warm),
	}
	if refused != nil {
		return started{many, append(rows, row{what: "the neighbour: left out, " + refused.Error()})}, restoring
	}
	return started{many, append(rows,
		ratio("offline restart ÷ the neighbour's first button", 0.25, many.offline, other.offline),
		ratio("second visit ÷ the neighbour's first button", 0.25, many.warm, other.warm),
	)}, restoring
}

// armed waits for the next key, then for what it changed on the screen to be painted, and gives the time between the
// two in milliseconds. A key that changes nothing but its own field is painted with the field.
const armed = `
	window.painted = new Promise((ok) => {
		let pressed = 0, change;
		const paint = (then) => requestAnimationFrame(() => {
			const c = new MessageChannel();
			c.port1.onmessage = then;
			c.port2.postMessage(0);
		});
		const seen = new MutationObserver(() => {
			if (!pressed || change) return;
			change = true;
			paint(() => { seen.disconnect(); ok(performance.now() - pressed); });
		});
		seen.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true, attributes: true });
		addEventListener("keydown", (e) => { pressed = e.timeStamp; }, { capture: true, once: true });
		addEventListener("input", () => paint(() => {
			const own = performance.now() - pressed;
			setTimeout(() => { if (!change) { seen.disconnect(); ok(own); } }, 300);
		}), { capture: true, once: true });
	}); return true`

// press types a text, key after key, in the field that has the focus.
func (w window) press(text string) (s samples) {
	w.tb.Helper()
	for _, key := range strings.Split(text, "") {
		js[bool](w, armed)
		w.do(chromedp.KeyEvent(key))
		s = append(s, js[float64](w, `return painted`))
		w.idle()
	}
	return s
}

// keys measures key to paint with many records: searching, in a list of fifty rows, and in the form.
func keys(b *testing.B, kit *host, many *visitor) []row {
	b.Helper()
	w, quit := launch(b, many.profile, slowdown)
	defer quit()
	w.start(kit.url("/clients"))
	w.wait("the list", `document.querySelectorAll("main .row").length >= 30`, 20*time.Second)
	w.do(chromedp.Focus(`[name=q]`))
	var search, list, form samples
	for _, text := range []string{"tremblay", "fact", "heat pump", "555012"} {
		list = append(list, w.press(text[:1]+"\b")...)
		search = append(search, w.press(text)...)
		w.press(strings.Repeat("\b", len(text)))
	}
	w.start(kit.url("/log"))
	w.do(chromedp.Focus(`[name=client]`))
	w.press("Ros")
	w.wait("suggestions", `document.querySelector("[name=use_existing]")`, 20*time.Second)
	w.press("\b\b\b")
	form = append(form, w.press("Rosalie Tremblay")...)
	w.do(chromedp.Focus(`[name=request]`))
	other := w.press("It stops at night")
	return []row{
		plain("search in 20,000 records, key to paint", "ms", 25, search),
		plain("key to paint, list of 30 rows (filtered, and whole again)", "ms", 35, list),
		plain("key to paint, log form, client with suggestions", "ms", 35, form),
		plain("key to paint, log form, any other field", "ms", 35, other),
	}
}
