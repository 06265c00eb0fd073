//go:build early

package bench

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// compiling is what Chromium says, when asked to, of a function that it compiles because it is called for the first time.
var compiling = regexp.MustCompile(`Compiled function (\w+)#(\d+) using Liftoff`)

// BenchmarkEarly writes internal/site/early.txt: the functions that a start calls, of an empty kit and of one with records, as
// Chromium tells them while it compiles them.
func BenchmarkEarly(b *testing.B) {
	listed, err := os.ReadFile("../../build/kit.names")
	if err != nil {
		b.Fatal(err)
	}
	names := map[string]string{}
	for line := range strings.Lines(string(listed)) {
		number, name, _ := strings.Cut(line, " ")
		names[number] = name
	}
	_, _, served := kit(b)
	now := time.Now()
	host, profile := newHost(b, served), filepath.Join(b.TempDir(), "profile")
	var called []string
	said := func(path string) {
		b.Helper()
		var log bytes.Buffer
		w, quit := launch(b, profile, 1, chromedp.Flag("js-flags", "--trace-wasm-compilation-times"), chromedp.CombinedOutput(&log))
		w.before(`delete window.Worker`) // which would call those that were listed before
		w.start(host.url(path))
		quit()
		first := ""
		for _, m := range compiling.FindAllStringSubmatch(log.String(), -1) {
			if first == "" {
				first = m[1]
			}
			if name, ok := names[m[2]]; ok && m[1] == first && !slices.Contains(called, name) {
				called = append(called, name)
			}
		}
		b.Logf("%s: %d functions so far", path, len(called))
	}
	said("/?lang=fr")
	w, quit := launch(b, profile, 1)
	w.restore(host, newJournal(day(records), now).few().backup(b, now))
	w.controlled()
	quit()
	said("/")
	if len(called) < 1000 {
		b.Fatal("too few: this Chromium tells otherwise what it compiles")
	}
	if err := os.WriteFile("../site/early.txt", []byte(strings.Join(called, "")), 0o644); err != nil {
		b.Fatal(err)
	}
}
