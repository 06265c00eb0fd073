package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// most is how many conversations a kit should bear; with them come a client and a promise for each ten.
const most = 100_000

// sized is a browser whose kit holds so many conversations.
type sized struct {
	window
	conversations int
	profile       string
	began         samples
}

func grown(conversations int) amounts {
	return amounts{clients: conversations / 10, conversations: conversations, promises: conversations / 10}
}

// seeded fills a kit through the screen, as people do, and tells what that took.
func seeded(b *testing.B, kit *host, conversations int, now time.Time) (s *sized, l long, bytes int64) {
	b.Helper()
	s = &sized{conversations: conversations, profile: filepath.Join(b.TempDir(), "profile")}
	w, quit := launch(b, s.profile, 1)
	s.window = w
	defer quit()
	w.before(weighed)
	w.start(kit.url("/settings/backup?lang=en"))
	if conversations > 0 {
		file := newJournal(grown(conversations), now).backup(b, now)
		bytes = size(b, file)
		w.do(chromedp.SetUploadFiles(`[name=backup_file]`, []string{file}))
		w.wait("the reading of the backup", there("restore_confirm"), 10*time.Minute)
		l = w.work(fmt.Sprintf("restoring %d conversations", conversations), pressed("restore_confirm"), `location.pathname === "/"`)
	}
	w.start(kit.url("/"))
	w.controlled()
	return s, l, bytes
}

func size(b *testing.B, file string) int64 {
	b.Helper()
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// BenchmarkScale measures what could grow with the journal, from none to a hundred thousand conversations.
func BenchmarkScale(b *testing.B) {
	now := time.Now()
	_, _, served := kit(b)
	kit := newHost(b, served)
	var all []*sized
	for _, n := range []int{0, most / 100, most / 10, most} {
		s, l, bytes := seeded(b, kit, n, now)
		all = append(all, s)
		if n == most {
			table = append(table, rows(fmt.Sprintf("restoring %d conversations", n), bytes, s.held(b, kit), l)...)
		}
	}
	for range 3 {
		for _, s := range all {
			s.began = append(s.began, s.come(b, kit))
		}
	}
	for _, s := range all[1:] {
		table = append(table, ratio(fmt.Sprintf("start, %d conversations ÷ none", s.conversations), 1.25, s.began, all[0].began))
	}
	for _, s := range all[1:] {
		s.use(b, kit)
	}
}

// come opens the kit for the first time in a browser that was launched anew, then once more, which counts.
func (s *sized) come(b *testing.B, kit *host) float64 {
	w, quit := launch(b, s.profile, slowdown)
	defer quit()
	w.start(kit.url("/"))
	return w.start(kit.url("/"))
}

// held is how much memory the kit takes with all that it holds, in bytes.
func (s *sized) held(b *testing.B, kit *host) float64 {
	w, quit := launch(b, s.profile, 1)
	defer quit()
	w.before(weighed)
	w.start(kit.url("/clients"))
	w.wait("the list", `document.querySelectorAll("main .row").length >= 30`, time.Minute)
	w.idle()
	return js[float64](w, `return memory()`)
}

// use scrolls, searches, counts and backs up. What the main thread works at a time is compared, on which other programs weigh
// least: a quarter of what a slowed one may take.
func (s *sized) use(b *testing.B, kit *host) {
	w, quit := launch(b, s.profile, 1)
	defer quit()
	w.before(weighed + fmt.Sprintf(watched, ""))
	w.start(kit.url("/clients"))
	w.wait("the list", `document.querySelectorAll("main .row").length >= 30`, time.Minute)
	w.wait("the text to search", `!document.querySelector("main .wait-bar")`, time.Minute)
	time.Sleep(5 * time.Second) // the text, and whom to bring to mind, come in behind
	add := func(what string, budget float64, do func()) {
		var all samples
		for range 3 {
			all = append(all, w.traced(do))
		}
		table = append(table, plain(fmt.Sprintf("%s, %d conversations: longest task's own work, not slowed", what, s.conversations), "ms", budget, all))
	}
	add("scrolling clients", 12, func() { owner{window: w}.scroll() })
	js[bool](w, `scrollTo(0, 0); return true`)
	w.do(chromedp.Focus(`main [name=q]`))
	add("first letter of a search", 15, func() { w.press("t\b") })
	for _, text := range []string{"tremblay", "heat pump", "555012"} {
		w.press(text[:1])
		add(fmt.Sprintf("the letters after it, %q", text), 15, func() {
			w.press(text[1:])
			w.press(strings.Repeat("\b", len(text)-1))
		})
		w.press("\b")
	}
	js[bool](w, follow("/kit")+"return true")
	w.wait("what the kit knows", `document.querySelector("main .situation")`, time.Minute)
	w.idle()
	add("insights", 25, func() {
		js[bool](w, follow("/insights")+"return true")
		w.wait("the figures", `document.querySelector("output[name=felt_better]")`, time.Minute)
		w.idle()
		js[bool](w, follow("/kit")+"return true")
		w.wait("what the kit knows", `document.querySelector("main .situation")`, time.Minute)
	})
	w.start(kit.url("/settings/backup"))
	w.wait("the counts", `document.querySelector("[name=count_here_client]")`, time.Minute)
	w.idle()
	made := w.work("a backup", pressed("make_backup"), `document.querySelector(".banner--good")`)
	table = append(table,
		row{what: fmt.Sprintf("a backup, %d conversations: longest task's own work, not slowed", s.conversations), unit: "ms", budget: 50, measured: made.longest},
		row{what: fmt.Sprintf("memory after a backup, %d conversations", s.conversations), unit: "bytes", budget: 120e6, measured: made.memory})
}

// changes is how many screens a long working day has.
const changes = 500

// BenchmarkDay goes from screen to screen, as in a long day, and looks at what stays in memory.
func BenchmarkDay(b *testing.B) {
	now := time.Now()
	_, _, served := kit(b)
	j := newJournal(years, now)
	o, quit := newOwner(b, newHost(b, served), years, now)
	defer quit()
	o.slow(1)
	o.before(weighed)
	o.start(o.host.url("/"))
	paths := ""
	for _, r := range o.rooms {
		paths += fmt.Sprintf("%q,", r.path)
	}
	for _, c := range j.clients[2:40] {
		paths += fmt.Sprintf("%q, %q,", "/clients/"+c.ID, "/kit")
	}
	js[bool](o.window, visiting+"window.paths = ["+paths+"]; return true")
	// kept is what the program has taken and what the page's own objects take once garbage is gone, and how many nodes there are.
	kept := func() (program, page, nodes float64) {
		call(o.window, heapprofiler.CollectGarbage, cdp.Empty{})
		for _, m := range call(o.window, performance.GetMetrics, cdp.Empty{}).Metrics {
			switch m.Name {
			case "JSHeapUsedSize":
				page = m.Value
			case "Nodes":
				nodes = m.Value
			}
		}
		return js[float64](o.window, `return memory()`), page, nodes
	}
	js[bool](o.window, fmt.Sprintf(`return visit(paths, 0, %d)`, changes/5))
	program, page, nodes := kept()
	js[bool](o.window, fmt.Sprintf(`return visit(paths, %d, %d)`, changes/5, changes))
	programAfter, pageAfter, nodesAfter := kept()
	table = append(table,
		row{what: fmt.Sprintf("memory after %d screens, 20,000 conversations: program and page", changes), unit: "bytes", budget: 120e6, measured: programAfter + pageAfter,
			note: fmt.Sprintf("%.1f and %.1f MB", programAfter/1e6, pageAfter/1e6)},
		row{what: fmt.Sprintf("the same, %d screens ÷ %d", changes, changes/5), unit: "×", budget: 1.1, measured: (programAfter + pageAfter) / (program + page),
			note: fmt.Sprintf("program %.1f, %.1f MB; page %.1f, %.1f MB; nodes %.0f, %.0f", program/1e6, programAfter/1e6, page/1e6, pageAfter/1e6, nodes, nodesAfter)})
}
