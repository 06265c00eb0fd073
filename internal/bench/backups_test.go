package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// people are how many contacts come in from a file.
const people = 10_000

// tasked runs in every page: longest() tells the longest task since it was last asked, and memory() how much memory the program
// has taken, which never shrinks. Both are in milliseconds and bytes.
const tasked = `{
	let worst = 0;
	new PerformanceObserver((l) => { for (const e of l.getEntries()) worst = Math.max(worst, e.duration); }).observe({ type: "longtask" });
	window.longest = async () => { await new Promise((ok) => setTimeout(ok, 200)); const w = worst; worst = 0; return w; };
	let program;
	for (const how of ["instantiate", "instantiateStreaming"]) {
		const was = WebAssembly[how];
		WebAssembly[how] = async (...all) => { const made = await was.apply(WebAssembly, all); program = (made.instance ?? made).exports.mem; return made; };
	}
	window.memory = () => program.buffer.byteLength;
}`

// long is one long work: how long it took, in seconds, its longest task, in milliseconds, and the memory that came, in bytes.
type long struct{ took, longest, memory float64 }

// work does something and waits until it is done, in a page that was just opened.
func (w window) work(what, do, done string) (l long) {
	w.tb.Helper()
	w.idle()
	before := js[float64](w, `await longest(); return memory()`)
	begun := time.Now()
	js[bool](w, do+`; return true`)
	w.wait(what, done, 5*time.Minute)
	l.took = time.Since(begun).Seconds()
	l.longest, l.memory = js[float64](w, `return longest()`), js[float64](w, `return memory()`)-before
	w.tb.Logf("%s: %.1f s, longest task %.0f ms, %.1f MB more", what, l.took, l.longest, l.memory/1e6)
	return l
}

// rows are what is kept of it; of is the size of the file.
func (l long) rows(what string, of int64) []row {
	return []row{
		{what: what + ": memory that came ÷ size of the file", unit: "×", budget: 2, measured: l.memory / float64(of), note: fmt.Sprintf("%.1f MB in %.1f s", float64(of)/1e6, l.took)},
		{what: what + ": longest task", unit: "ms", budget: 100, measured: l.longest},
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
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	w, quit := launch(b, filepath.Join(b.TempDir(), "profile"), 1)
	defer quit()
	if _, err := chromedp.CallBrowser(w.ctx, cdpbrowser.SetDownloadBehavior,
		cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.TempDir()}); err != nil {
		b.Fatal(err)
	}
	w.before(tasked)
	open := func(route string) {
		w.start(kit.url(route + "?lang=en"))
		w.slow(slowdown)
	}
	add := func(rows []row) { table = append(table, rows...) }

	open("/settings/backup")
	w.do(chromedp.SetUploadFiles(`[name=backup_file]`, []string{file}))
	look := w.work("looking into a backup of 20,000 records", `0`, there("restore_confirm"))
	bring := w.work("restoring 20,000 records", pressed("restore_confirm"), `location.pathname === "/"`)
	bring.longest, bring.memory = max(look.longest, bring.longest), look.memory+bring.memory
	add(bring.rows("restoring 20,000 records", info.Size()))

	open("/settings/backup")
	w.wait("the counts", `document.querySelector("[name=count_here_client]")`, time.Minute)
	add(w.work("a backup of 20,000 records", pressed("make_backup"), `document.querySelector(".banner--good")`).rows("a backup of 20,000 records", info.Size()))

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
	w.wait("the file is read", there("preview_import"), time.Minute)
	look = w.work("looking at 10,000 contacts", pressed("preview_import"), there("confirm_import"))
	bring = w.work("10,000 contacts come in", pressed("confirm_import"), there("undo_import"))
	bring.longest, bring.memory = max(look.longest, bring.longest), look.memory+bring.memory
	add(bring.rows("importing 10,000 contacts", int64(cards.Len())))
}
