package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// people are how many contacts come in from a file.
const people = 10_000

// weighed runs in every page: memory() tells how many bytes the program has taken, which never shrink.
const weighed = `{
	let program;
	const start = WebAssembly.instantiate;
	WebAssembly.instantiate = async (...all) => { const made = await start.apply(WebAssembly, all); program ??= (made.instance ?? made).exports.mem; return made; };
	window.memory = () => program.buffer.byteLength;
}`

// long is one long work: how long it took, in seconds, its longest task, in milliseconds of the main thread's own work, not slowed,
// and the memory that the program has at its end, in bytes.
type long struct{ took, longest, memory float64 }

// traced does something and returns the longest task of the page's main thread meanwhile.
func (w window) traced(do func()) (longest float64) {
	w.tb.Helper()
	type event struct {
		Ph, Name string
		Pid, Tid int
		Tdur     float64 // microseconds of own work
		Args     struct{ Name string }
	}
	var events []event
	whole := make(chan bool, 1)
	ctx, stop := context.WithCancel(w.ctx)
	defer stop()
	err := chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *tracing.EventDataCollected:
			for _, v := range ev.Value {
				var e event
				if json.Unmarshal(v, &e) == nil && (e.Name == "thread_name" || e.Tdur > 5000) {
					events = append(events, e)
				}
			}
		case *tracing.EventTracingComplete:
			whole <- true
		}
	})
	if err != nil {
		w.tb.Fatal(err)
	}
	call(w, tracing.Start, tracing.StartParams{TransferMode: tracing.StartTransferModeReportEvents,
		TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"toplevel"}}})
	do()
	call(w, tracing.End, cdp.Empty{})
	<-whole
	type thread struct{ pid, tid int }
	main := map[thread]bool{}
	for _, e := range events {
		if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			main[thread{e.Pid, e.Tid}] = true
		}
	}
	for _, e := range events {
		if main[thread{e.Pid, e.Tid}] && strings.HasSuffix(e.Name, "RunTask") {
			longest = max(longest, e.Tdur/1000)
		}
	}
	return longest
}

// work does something and waits until it is done, in a page that was just opened.
func (w window) work(what, do, done string) (l long) {
	w.tb.Helper()
	w.idle()
	l.longest = w.traced(func() {
		begun := time.Now()
		js[bool](w, do+`; return true`)
		w.wait(what, done, 5*time.Minute)
		l.took = time.Since(begun).Seconds()
	})
	l.memory = js[float64](w, `return memory()`)
	w.tb.Logf("%s: %.1f s, longest task %.0f ms, %.1f MB", what, l.took, l.longest, l.memory/1e6)
	return l
}

// rows are what is kept of works on a file of so many bytes, in a kit that has taken so much memory once it holds the records.
func rows(what string, of int64, held float64, all ...long) []row {
	var sum long
	for _, l := range all {
		sum = long{sum.took + l.took, max(sum.longest, l.longest), max(sum.memory, l.memory)}
	}
	more := sum.memory - held
	return []row{
		{what: what + ": memory over what the kit takes with them ÷ file", unit: "×", budget: 2, measured: more / float64(of), note: fmt.Sprintf("%.1f ÷ %.1f MB, in %.0f s", more/1e6, float64(of)/1e6, sum.took)},
		{what: what + ": longest task's own work, not slowed", unit: "ms", budget: 50, measured: sum.longest},
	}
}

// pressed presses a button of the page.
func pressed(name string) string {
	return fmt.Sprintf(`document.querySelector("[name=%s]").click()`, name)
}

func there(name string) string {
	return fmt.Sprintf(`document.querySelector("[name=%s]:not([disabled])")`, name)
}

// BenchmarkBackups measures backups of many records: made, looked into, taken in; and contacts that come in by the thousand.
func BenchmarkBackups(b *testing.B) {
	now := time.Now()
	_, _, served := kit(b)
	kit := newHost(b, served)
	file := newJournal(day(records), now).backup(b, now)
	w, quit := launch(b, filepath.Join(b.TempDir(), "profile"), 1)
	defer quit()
	if _, err := chromedp.CallBrowser(w.ctx, cdpbrowser.SetDownloadBehavior,
		cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.TempDir()}); err != nil {
		b.Fatal(err)
	}
	w.before(weighed)
	open := func(route string) { w.start(kit.url(route + "?lang=en")) }
	add := func(rows []row) { table = append(table, rows...) }

	// held opens the kit three times, and tells how much memory it takes with all that it holds: an opening takes two megabytes more
	// or less, as its collector happens to run.
	held := func() float64 {
		var all samples
		for range 3 {
			open("/clients")
			w.wait("the list", `document.querySelectorAll("main .row").length >= 30`, time.Minute)
			w.idle()
			all = append(all, js[float64](w, `return memory()`))
		}
		b.Logf("a kit with all of it: %.1f MB", all.median()/1e6)
		return all.median()
	}

	open("/settings/backup")
	w.do(chromedp.SetUploadFiles(`[name=backup_file]`, []string{file}))
	look := w.work("looking into a backup of 20,000 records", `0`, there("restore_confirm"))
	bring := w.work("restoring 20,000 records", pressed("restore_confirm"), `location.pathname === "/"`)
	add(rows("restoring 20,000 records", size(b, file), held(), look, bring))

	open("/settings/backup")
	w.wait("the counts", `document.querySelector("[name=count_here_client]")`, time.Minute)
	w.idle()
	before := js[float64](w, `return memory()`)
	made := w.work("a backup of 20,000 records", pressed("make_backup"), `document.querySelector(".banner--good")`)
	add(rows("a backup of 20,000 records", size(b, file), before, made))

	var cards strings.Builder
	for i := range people {
		first, last := firstNames[i%len(firstNames)], fmt.Sprint(lastNames[i%len(lastNames)], " ", i)
		fmt.Fprintf(&cards, "BEGIN:VCARD\r\nVERSION:3.0\r\nN:%[2]s;%[1]s;;;\r\nFN:%[1]s %[2]s\r\nTEL;TYPE=CELL:450-555-%04[3]d\r\nEMAIL:p%[3]d@example.com\r\nEND:VCARD\r\n", first, last, i)
	}
	contacts := filepath.Join(b.TempDir(), "people.vcf")
	if err := os.WriteFile(contacts, []byte(cards.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	open("/settings/import")
	w.wait("the form", `document.querySelector("[name=import_file]")`, time.Minute)
	w.do(chromedp.SetUploadFiles(`[name=import_file]`, []string{contacts}))
	w.wait("the file is read", `document.querySelector("output[name=import_rows]")`, time.Minute)
	look = w.work("looking at 10,000 contacts", pressed("preview_import"), there("confirm_import"))
	bring = w.work("10,000 contacts come in", pressed("confirm_import"), there("undo_import"))
	add(rows("importing 10,000 contacts", int64(cards.Len()), held(), look, bring))
}
