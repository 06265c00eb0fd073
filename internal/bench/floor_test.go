package bench

import (
	"bytes"
	"embed"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"trousse/internal/site"
)

//go:embed floor bare/*.js saver/*.html saver/*.js
var pages embed.FS

// serve returns a handler like the kit's, headers and compression included, for files that are not a whole built site.
func serve(tb testing.TB, files map[string][]byte) *site.Handler {
	tb.Helper()
	all := fstest.MapFS{"site.json": {Data: []byte("{}")}}
	for name, content := range files {
		all[name] = &fstest.MapFile{Data: content}
		variants, err := site.Pack(name, content)
		if err != nil {
			tb.Fatal(err)
		}
		for ending, b := range variants {
			all[name+ending] = &fstest.MapFile{Data: b}
		}
	}
	h, err := site.NewHandler(all)
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

func read(tb testing.TB, from fs.FS, name string) []byte {
	tb.Helper()
	b, err := fs.ReadFile(from, name)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// kit is the built site.
func kit(tb testing.TB) (built fs.FS, record site.Record, served *site.Handler) {
	tb.Helper()
	built, err := site.Built()
	if err != nil {
		tb.Fatal(err)
	}
	if record, err = site.ReadRecord(built); err != nil {
		tb.Fatal(err)
	}
	if served, err = site.NewHandler(built); err != nil {
		tb.Fatal(err)
	}
	return built, record, served
}

// asset is a file of the built site by its name before hashing.
func asset(tb testing.TB, name string) []byte {
	tb.Helper()
	built, record, _ := kit(tb)
	for _, a := range record.Assets {
		if a.Name == name {
			return read(tb, built, a.Path)
		}
	}
	tb.Fatalf("the site has no %s", name)
	return nil
}

// program compiles one of the programs here for the browser, as the kit is.
func program(tb testing.TB, name string) []byte {
	tb.Helper()
	out := path.Join(tb.TempDir(), name+".wasm")
	build := exec.Command("go", append(append([]string{"build"}, site.ProgramFlags...), "-o", out, "./"+name)...)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, said)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// floor is the plain page with the kit's own style, symbols and knowledge, and the records that it is to be filled with.
func floor(tb testing.TB, j journalOf) *site.Handler {
	tb.Helper()
	return plainPage(tb, map[string][]byte{
		"sw.js":               read(tb, pages, "floor/sw.js"),
		"assets/floor.js":     read(tb, pages, "floor/floor.js"),
		"assets/content.json": asset(tb, "content-en.json"),
		"assets/records.json": j.pairs(tb),
	})
}

// bare is the same page with the least that a Go program can be in place of its script: no start of the kit comes before it.
func bare(tb testing.TB) *site.Handler {
	tb.Helper()
	return plainPage(tb, map[string][]byte{
		"sw.js":            bytes.Replace(read(tb, pages, "floor/sw.js"), []byte("content.json"), []byte("bare.wasm"), 1),
		"assets/floor.js":  append(asset(tb, "wasm_exec.js"), read(tb, pages, "bare/bare.js")...),
		"assets/bare.wasm": program(tb, "bare"),
	})
}

func plainPage(tb testing.TB, files map[string][]byte) *site.Handler {
	tb.Helper()
	_, record, _ := kit(tb)
	files["index.html"] = bytes.Replace(read(tb, pages, "floor/index.html"), []byte("{{sprite}}"), []byte(record.Sprite), 1)
	files["assets/kit.css"] = append(asset(tb, "page.css"), asset(tb, "kit.css")...)
	return serve(tb, files)
}

// fill opens the floor for the first time and gives it its records.
func (w window) fill(floor *host) {
	w.tb.Helper()
	w.open(floor.url("/"))
	w.mark("kit:ready")
	js[bool](w, `await fill("assets/records.json"); return true`)
	w.controlled()
}

// screen is what the first screen shows of the journal, in order.
const screen = `
	const all = (s) => [...document.querySelectorAll("main " + s)].map((e) => e.textContent.trim());
	const has = (s) => s + ": " + document.querySelectorAll(s).length;
	return [
		"promises", ...all(".promise-what"), "to", ...all(".promise-who"), "late", ...all(".due--late").map(() => "one"),
		"conversations", ...all(".row-name"), "feelings", ...[...document.querySelectorAll("main .face use")].map((e) => e.getAttribute("href")),
		has("header.flap--open h1"), has("main input[name=q]"), has("main button[name=keep]"), has("main .block"), has("nav.tabs a.tab"),
		has("nav.tabs a.tab--buckle"), has("main .card--tint .quote"), has("output[name=save_state]"),
	].join("\n");`

// The floor is worth comparing with as long as it works without its server and shows what the kit shows.
func TestFloorShowsTheSameScreen(t *testing.T) {
	now := time.Now()
	j := newJournal(day(400), now)
	_, _, served := kit(t)
	kit, plain := newHost(t, served), newHost(t, floor(t, j))
	w, quit := launch(t, path.Join(t.TempDir(), "profile"), 1)
	defer quit()

	w.restore(kit, j.backup(t, now))
	w.start(kit.url("/"))
	w.wait("the kit's tip", `document.querySelector("main .card--tint .quote")`, 20*time.Second)
	want := js[string](w, screen)

	w.fill(plain)
	plain.down()
	w.start(plain.url("/"))
	w.wait("the floor's tip", `document.querySelector("main .card--tint .quote")`, 20*time.Second)
	if got := js[string](w, screen); got != want {
		t.Errorf("the floor shows\n%s\n\nthe kit shows\n%s", got, want)
	}
	if strings.Count(want, "#i-feel-") < 16 || strings.Count(want, "(") != 8 {
		t.Errorf("the screen shows too little of the journal:\n%s", want)
	}
}
