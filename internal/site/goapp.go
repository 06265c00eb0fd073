package site

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The framework that the browser program is built with, and the only version the replacements fit.
const (
	GoAppModule  = "github.com/maxence-charriere/go-app/v9"
	GoAppVersion = "v9.8.0"
)

// ErrGoApp is returned when the module asks for another version of the framework.
var ErrGoApp = errors.New("internal/site/goapp fits go-app " + GoAppVersion + " only: check its files against the new version")

// ProgramFlags are the flags of the browser program's build: no paths of this machine, no symbol table. The screens, and
// what words, decodes and hands over what they show, are compiled without inlining: most of their time goes to the page
// anyway, and the program is the smaller for it. The store and the search keep it: they go through everything.
var ProgramFlags = []string{"-trimpath", "-ldflags=-s -w",
	"-gcflags=trousse/app/...=-l", "-gcflags=trousse/internal/exchange/...=-l", "-gcflags=trousse/internal/browser/...=-l",
	"-gcflags=trousse/internal/calc/...=-l", "-gcflags=trousse/internal/checklist/...=-l", "-gcflags=trousse/internal/content/...=-l",
	"-gcflags=trousse/internal/i18n/...=-l", "-gcflags=trousse/internal/journal/...=-l", "-gcflags=trousse/internal/script/...=-l",
	"-gcflags=trousse/internal/insight/...=-l", "-gcflags=trousse/internal/store/idb/...=-l",
	"-gcflags=trousse/cmd/kit/...=-l",
}

//go:embed goapp/*.go.txt
var replacements embed.FS

// left out of the browser program: the framework's server side, which brings net/http, crypto/tls and
// text/template with it.
var leftOut = []string{"http.go", "static.go", "scripts.go", "scripts_wasm.go", "wasm.go", "wasmexec.go"}

// edits mend what can be mended in a line. The framework sets className, which SVG elements do not let be set. It is handed
// objects of the browser that it has no use for, the document at every element, the child at every child: each costs a
// finalizer, and setting one takes the longer the more there are. What an event has changed it draws in the next turn: it waited for
// its clock, the browser painted without it meanwhile, and then once more. States that outlived their time, of which the kit has none,
// it looks for each minute, but not before the first screen.
var edits = []struct{ file, old, new string }{
	{"pkg/app/attribute.go", `jsElement.Set("className", value)`, `jsElement.Call("setAttribute", "class", value)`},
	{"pkg/app/text.go", "\t\"html\"\n", "\t\"strings\"\n"},
	{"pkg/app/text.go", "Writer) {\n\tw.Write([]byte(html.EscapeString(t.value)))", "Writer) {\n\tw.Write([]byte(escaped.Replace(t.value)))"},
	{"pkg/app/text.go", "writeIndent(w, indent)\n\tw.Write([]byte(html.EscapeString(t.value)))",
		"writeIndent(w, indent)\n\tw.Write([]byte(escaped.Replace(t.value)))"},
	{"pkg/app/text.go", "type text struct {", "var escaped = strings.NewReplacer(`&`, `&amp;`, `<`, `&lt;`, `>`, `&gt;`)\n\ntype text struct {"},
	{"pkg/app/js_wasm.go", `window = &browserWindow{value: value{Value: js.Global()}}`,
		`window = &browserWindow{value: value{Value: js.Global()}}; document = window.Get("document")`},
	{"pkg/app/js_wasm.go", `w.Get("document").Call("createElement", tag)`, `document.Call("createElement", tag)`},
	{"pkg/app/js_wasm.go", `w.Get("document").Call("createElementNS", xmlns, tag)`, `document.Call("createElementNS", xmlns, tag)`},
	{"pkg/app/js_wasm.go", `w.Get("document").Call("createTextNode", v)`, `document.Call("createTextNode", v)`},
	{"pkg/app/js_wasm.go", `v.Call("appendChild", c)`, `v.Call("append", c)`},
	{"pkg/app/js_wasm.go", `v.Call("replaceChild", new, old)`, `old.JSValue().Call("replaceWith", new)`},
	{"pkg/app/js_wasm.go", `v.Call("removeChild", c)`, `c.JSValue().Call("remove")`},
	{"pkg/app/engine.go", "\t\te.states.Cleanup()\n\t\tcleanups := ", "\t\tcleanups := "},
	{"pkg/app/engine.go", "\t\t\t\te.handleDispatch(d)\n\n\t\t\tcase <-frames.C:", "\t\t\t\te.handleDispatch(d)\n" +
		"\t\t\t\tif d.Mode == Next {\n\t\t\t\t\tframes.Reset(time.Millisecond)\n\t\t\t\t}\n\n\t\t\tcase <-frames.C:"},
}

// PatchGoApp writes the framework's own package, found in the module folder from, into to, with the files of
// goapp/ in the place of the originals. It touches only files that differ.
func PatchGoApp(from, to, version string) error {
	if version != GoAppVersion {
		return fmt.Errorf("go.mod asks for go-app %s: %w", version, ErrGoApp)
	}
	files := map[string][]byte{}
	for _, dir := range []string{".", "pkg/app", "pkg/errors"} {
		entries, err := os.ReadDir(filepath.Join(from, dir))
		if err != nil {
			return err
		}
		for _, e := range entries {
			name := e.Name()
			if e.IsDir() || dir == "." && name != "go.mod" || dir != "." && filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				continue
			}
			if files[filepath.Join(dir, name)], err = os.ReadFile(filepath.Join(from, dir, name)); err != nil {
				return err
			}
		}
	}
	for _, name := range leftOut {
		delete(files, filepath.Join("pkg/app", name))
	}
	own, err := fs.Glob(replacements, "goapp/*.go.txt")
	if err != nil {
		return err
	}
	for _, name := range own {
		b, err := fs.ReadFile(replacements, name)
		if err != nil {
			return err
		}
		files[filepath.Join("pkg/app", strings.TrimSuffix(filepath.Base(name), ".txt"))] = b
	}
	for _, e := range edits {
		if bytes.Count(files[e.file], []byte(e.old)) != 1 {
			return fmt.Errorf("%s no longer holds %q once: %w", e.file, e.old, ErrGoApp)
		}
		files[e.file] = bytes.Replace(files[e.file], []byte(e.old), []byte(e.new), 1)
	}
	for name, content := range files {
		p := filepath.Join(to, name)
		if old, err := os.ReadFile(p); err == nil && bytes.Equal(old, content) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(p, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
