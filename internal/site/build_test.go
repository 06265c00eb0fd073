package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"
)

func TestNewAsset(t *testing.T) {
	a := NewAsset("icons/mark.svg", []byte("a"), true)
	b := NewAsset("icons/mark.svg", []byte("b"), true)
	if !regexp.MustCompile(`^assets/mark\.[0-9a-f]{16}\.svg$`).MatchString(a.Path) || a.Path == b.Path || a.Integrity == b.Integrity {
		t.Errorf("names %s and %s", a.Path, b.Path)
	}
}

func TestLean(t *testing.T) {
	if got := LeanCSS("/* a\n b */\n.x {\n  color: red; /* c */\n\n}\n"); got != ".x {\ncolor: red;\n}\n" {
		t.Errorf("%q", got)
	}
	if got := LeanJS("// a\nconst a = 'https://x'; // b\n  // c\n\n  a()\n"); got != "const a = 'https://x'; // b\na()\n" {
		t.Errorf("%q", got)
	}
	if got := LeanHTML("<!-- a\n b -->\n<p>\n  x\n</p>\n"); got != "<p>\nx\n</p>\n" {
		t.Errorf("%q", got)
	}
}

func TestPack(t *testing.T) {
	text := bytes.Repeat([]byte("une promesse tenue "), 50)
	v, err := Pack("x.js", text)
	if err != nil {
		t.Fatal(err)
	}
	gz, err := gzip.NewReader(bytes.NewReader(v[".gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for ending, r := range map[string]io.Reader{".br": brotli.NewReader(bytes.NewReader(v[".br"])), ".gz": gz} {
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s does not open to what was packed: %v", ending, err)
		}
	}
	for name, content := range map[string][]byte{"x.png": text, "x.js": []byte("x")} {
		if v, err := Pack(name, content); err != nil || len(v) != 0 {
			t.Errorf("%s: %d variants, %v", name, len(v), err)
		}
	}
}

func TestAssembleRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(fstest.MapFS, map[string][]byte)
		want   string
	}{
		"no style":           {func(f fstest.MapFS, _ map[string][]byte) { delete(f, "frame.css") }, "frame.css"},
		"no script":          {func(f fstest.MapFS, _ map[string][]byte) { delete(f, "boot.js") }, "boot.js"},
		"no page":            {func(f fstest.MapFS, _ map[string][]byte) { delete(f, "index.html") }, "index.html"},
		"no shortcut's icon": {func(f fstest.MapFS, _ map[string][]byte) { delete(f, "icons/shortcut-log.png") }, "shortcut log"},
		"unknown ending":     {func(_ fstest.MapFS, m map[string][]byte) { m["kit.exe"] = nil }, "no content type"},
		"broken picture":     {func(f fstest.MapFS, _ map[string][]byte) { f["icons/any-512.png"] = &fstest.MapFile{} }, "icons/any-512.png"},
		"nameless picture": {func(f fstest.MapFS, _ map[string][]byte) {
			f["screenshots/tall-1-today.png"] = &fstest.MapFile{Data: pngOf(t, 9, 9)}
		}, "tall-1-today.png"},
		"unknown room": {func(f fstest.MapFS, _ map[string][]byte) {
			f["screenshots/wide-1-attic.png"] = &fstest.MapFile{Data: pngOf(t, 9, 9)}
		}, "wide-1-attic.png"},
	} {
		f, made := copyOf(t, web), program()
		c.change(f, made)
		if _, _, err := Assemble(f, made); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}

func copyOf(t *testing.T, from fs.FS) fstest.MapFS {
	t.Helper()
	to := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(from, name)
		to[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

func TestManifest(t *testing.T) {
	f := copyOf(t, web)
	f["screenshots/narrow-1-today.png"] = &fstest.MapFile{Data: pngOf(t, 390, 844)}
	r, _, err := Assemble(f, program())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, i := range r.Manifest.Icons {
		found[i.Purpose+" "+i.Sizes+" "+i.Type] = true
	}
	for _, want := range []string{" 192x192 image/png", " 512x512 image/png", " any image/svg+xml", "maskable 192x192 image/png", "maskable 512x512 image/png", "monochrome any image/svg+xml"} {
		if !found[want] {
			t.Errorf("no icon %q among %v", want, found)
		}
	}
	var shot picture
	for _, s := range r.Manifest.Screenshots {
		if s.Sizes == "390x844" {
			shot = s
		}
	}
	if shot.FormFactor != "narrow" || shot.Label == "" || !strings.HasPrefix(shot.Src, "assets/narrow-1-today.") {
		t.Errorf("screenshot %+v", shot)
	}
	for _, s := range r.Manifest.Shortcuts {
		if s.NameIn["en"] == "" || s.Icons[0].Sizes != "96x96" {
			t.Errorf("shortcut %+v", s)
		}
	}
}

// A second build into the same folder leaves nothing of the first, and touches nothing that is still right.
func TestWriteReplaces(t *testing.T) {
	dir, r := write(t, "/")
	_, assets := small(t)
	keep, stale := filepath.Join(dir, ".gitignore"), filepath.Join(dir, AssetDir, "old.0123.js")
	for _, p := range []string{keep, stale} {
		if err := os.WriteFile(p, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before, err := os.Stat(filepath.Join(dir, ShellName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, "/", r, assets, Pack); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(filepath.Join(dir, ShellName))
	if err != nil || after.ModTime() != before.ModTime() {
		t.Errorf("the same page was written again: %v", err)
	}
	if _, err := os.Stat(stale); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an old file stays: %v", err)
	}
	if _, err := os.Stat(keep); err != nil {
		t.Error("a hidden file is gone")
	}
}

func TestExport(t *testing.T) {
	from, _ := write(t, "/")
	built := os.DirFS(from)
	dir := filepath.Join(t.TempDir(), "out")
	if err := Export(built, dir, "/kit/"); err != nil {
		t.Fatal(err)
	}
	whole, err := NewHandler(built)
	if err != nil {
		t.Fatal(err)
	}
	for name, variants := range whole.files {
		for _, v := range variants {
			ending := map[string]string{"": "", "br": ".br", "gzip": ".gz"}[v.encoding]
			b, err := os.ReadFile(filepath.Join(dir, name+ending))
			if err != nil {
				t.Error(err)
			}
			if ClassOf(name) == Named && !bytes.Equal(b, v.body) {
				t.Errorf("%s%s differs", name, ending)
			}
		}
	}
	for _, name := range []string{ShellName, WorkerName} {
		b, err := os.ReadFile(filepath.Join(dir, name+".br"))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(b)))
		if err != nil || !bytes.Contains(plain, []byte("sha256-")) || name == ShellName && !bytes.Contains(plain, []byte(`src="/kit/assets/`)) {
			t.Errorf("%s is not stamped for /kit/: %v", name, err)
		}
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "thesis.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Export(built, other, "/"); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("exporting beside other files gives %v", err)
	}
	if err := Export(built, filepath.Join(other, "thesis.txt"), "/"); err == nil {
		t.Error("exporting into a file went well")
	}
	if err := Export(built, dir, "kit"); !errors.Is(err, ErrBase) {
		t.Errorf("a bad base gives %v", err)
	}
}

// Files of a version that was replaced stay for 90 days from then on, however long it had been there; what is not named by its
// content is not ours to remove.
func TestExportKeepsFormer(t *testing.T) {
	from, r := write(t, "/")
	built, dir := os.DirFS(from), t.TempDir()
	if err := Export(built, dir, "/"); err != nil {
		t.Fatal(err)
	}
	days := func(n int) time.Time { return time.Now().AddDate(0, 0, -n) }
	age := func(name string, days time.Time) {
		t.Helper()
		if err := os.Chtimes(filepath.Join(dir, AssetDir, name), days, days); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"kit.0123456789abcdef.wasm", "kit.0123456789abcdef.wasm.br", "kit.0123456789abcdef.wasm.gz", "kit.fedcba9876543210.wasm", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, AssetDir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		age(name, days(91))
	}
	age("kit.fedcba9876543210.wasm", days(89))
	first, err := r.find("kit.wasm")
	if err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{"", ".br", ".gz"} {
		age(filepath.Base(first.Path)+ending, days(200)) // in use all that time
	}

	made := program()
	made["kit.wasm"] = append(made["kit.wasm"], "next"...)
	next := t.TempDir()
	record, assets, err := Assemble(web, made)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(next, "/", record, assets, Pack); err != nil {
		t.Fatal(err)
	}
	if err := Export(os.DirFS(next), dir, "/"); err != nil {
		t.Fatalf("exporting over an earlier export: %v", err)
	}
	for name, stays := range map[string]bool{
		"kit.0123456789abcdef.wasm": false, "kit.0123456789abcdef.wasm.br": false, "kit.0123456789abcdef.wasm.gz": false,
		"kit.fedcba9876543210.wasm": true, "notes.txt": true,
		filepath.Base(first.Path): true, filepath.Base(first.Path) + ".br": true, filepath.Base(first.Path) + ".gz": true,
	} {
		if _, err := os.Stat(filepath.Join(dir, AssetDir, name)); (err == nil) != stays {
			t.Errorf("%s: stays %v, want %v", name, err == nil, stays)
		}
	}
}

// Each dialect says all that the server says.
func TestHostFiles(t *testing.T) {
	files, err := HostFiles("/kit/")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"_headers", "Caddyfile", "nginx.conf"} {
		for _, h := range append(append([]Header{}, Security...), StrictTransport, CacheControl(Fixed), CacheControl(Named)) {
			if !strings.Contains(files[name], h.Value) {
				t.Errorf("%s does not send %s", name, h.Name)
			}
		}
		if !strings.Contains(files[name], "/kit/assets/") {
			t.Errorf("%s does not know the base", name)
		}
	}
}

// The framework as it is built for the browser brings no server with it, and still compiles.
func TestPatchGoApp(t *testing.T) {
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = filepath.Join("..", ".."), append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		b, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, b)
		}
		return strings.TrimSpace(string(b))
	}
	from, dir := run("list", "-m", "-f", "{{.Dir}}", GoAppModule), t.TempDir()
	if err := PatchGoApp(from, dir, "v9.9.0"); !errors.Is(err, ErrGoApp) {
		t.Errorf("another version gives %v", err)
	}
	if err := PatchGoApp(from, dir, run("list", "-m", "-f", "{{.Version}}", GoAppModule)); err != nil {
		t.Fatal(err)
	}
	mod := filepath.Join(t.TempDir(), "kit.mod")
	for name, more := range map[string]string{"go.mod": "\nreplace " + GoAppModule + " => " + dir + "\n", "go.sum": ""} {
		b, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		to := strings.TrimSuffix(mod, ".mod") + filepath.Ext(name)
		if err := os.WriteFile(to, append(b, more...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run("build", "-trimpath", "-modfile="+mod, GoAppModule+"/pkg/app")
	deps := "\n" + run("list", "-deps", "-modfile="+mod, GoAppModule+"/pkg/app") + "\n"
	for _, heavy := range []string{"net/http", "net", "crypto/tls", "crypto/aes", "text/template", "regexp", "mime/multipart", "io/ioutil"} {
		if strings.Contains(deps, "\n"+heavy+"\n") {
			t.Errorf("the framework brings %s into the browser", heavy)
		}
	}
}
