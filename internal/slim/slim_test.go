package slim

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed testdata/small.go.txt
var smallMain string

// compiled is a small program, as Go makes it for the browser.
func compiled(t *testing.T) []byte {
	t.Helper()
	return compiledFrom(t, map[string]string{
		"main.go":       "package main\n\nimport \"trousse/small\"\n\nfunc main() { small.Main() }\n",
		"small/main.go": smallMain,
	})
}

func compiledFrom(t *testing.T, files map[string]string) []byte {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module trousse\n\ngo 1.26.0\n"
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", "small.wasm", ".")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "small.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// memory is the data of a program as it lies in memory at its start, and how many pieces it is made of.
func memory(t *testing.T, program []byte) (from int, image []byte, pieces int) {
	t.Helper()
	sections, err := readSections(program)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if s.id == dataSection {
			if from, image, err = readData(s.body); err != nil {
				t.Fatal(err)
			}
			n, _ := binary.Uvarint(s.body)
			return from, image, int(n)
		}
	}
	t.Fatal("no data")
	return
}

// TestSlimKeepsWhatRuns compares a program with its slim self: the same memory but for the tables of files and lines, and
// each function with all that the runtime walks the stack by.
func TestSlimKeepsWhatRuns(t *testing.T) {
	was := compiled(t)
	slim, _, err := Program(was, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := readSections(was)
	after, err := readSections(slim)
	starts := slices.IndexFunc(after, func(s section) bool { return s.id == startSection })
	if starts < 0 {
		t.Fatal("it begins with nothing of ours")
	}
	after = slices.Delete(after, starts, starts+1)
	if err != nil || len(after) != len(before) {
		t.Fatalf("%d parts, were %d: %v", len(after), len(before), err)
	}
	for i := range before {
		switch id := before[i].id; {
		case id != after[i].id:
			t.Fatalf("part %d has changed", i)
		case id == codeSection:
			if now, was := len(after[i].body), len(before[i].body); now > was*9/10 {
				t.Errorf("%d bytes of code, were %d", now, was)
			}
		case id == typeSection || id == functionSection || id == dataSection:
		case !bytes.Equal(before[i].body, after[i].body):
			t.Errorf("part %d has changed", i)
		}
	}
	from, image, pieces := memory(t, was)
	at, now, few := memory(t, slim)
	if few > pieces/100 {
		t.Errorf("%d pieces of data, were %d", few, pieces)
	}
	full := make([]byte, len(image)) // zeros at the ends are not sent
	copy(full[at-from:], now)
	base := bytes.Index(image, []byte(pcMagic))
	old, left := funcTable{image: image[base:]}, funcTable{image: full[base:]}
	unpack(t, full, now, from, at, int(binary.LittleEndian.Uint64(image[bytes.Index(image, where(from+base)):][atEnd:])))
	if !old.read() || !left.read() || len(old.funcs) < 500 || len(left.funcs) != len(old.funcs) {
		t.Fatalf("%d functions, were %d", len(left.funcs), len(old.funcs))
	}
	values := func(f *funcTable, at uint32) (all []int) {
		t.Helper()
		runs, err := f.runs(int(at))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range runs {
			all = append(all, r.value)
		}
		return all
	}
	tables, lost := 0, 0
	for i, f := range left.funcs {
		if was, now := values(&old, old.u32(old.funcs[i]+atPcsp)), values(&left, left.u32(f+atPcsp)); !slices.Equal(was, now) {
			t.Fatalf("function %d has frames of %v, were %v", i, now, was)
		}
		for n := range int(old.u32(old.funcs[i] + atNpcdata)) {
			was, now := values(&old, old.table(old.funcs[i], n)), values(&left, left.table(f, n))
			if n == pcUnsafe || n == pcInlined || n == pcArgsAlive {
				was = nil
			}
			for _, v := range now {
				if !slices.Contains(was, v) {
					t.Fatalf("function %d has %v in table %d, had %v", i, now, n, was)
				}
			}
			tables++
			if len(was) > 0 && len(now) == 0 {
				lost++
			}
		}
		for n := range int(old.image[old.funcs[i]+atNfuncdata]) {
			want := old.data(old.funcs[i], n)
			if n == dataInlined || n >= dataArgs {
				want = none
			}
			if got := left.data(f, n); got != want {
				t.Fatalf("function %d has data %d at %x, want %x", i, n, got, want)
			}
		}
		if was := old.funcs[i]; left.u32(f) != old.u32(was) || left.u32(f+atArgs) != old.u32(was+atArgs) ||
			(left.u32(f+atFlags)^old.u32(was+atFlags))&0xffffff != 0 || (left.u32(f+atDeferred) == 0) != (old.u32(was+atDeferred) == 0) {
			t.Fatalf("function %d is another", i)
		}
		if left.u32(f+atPcfile) != 0 || left.u32(f+atPcln) != 0 {
			t.Fatalf("function %d keeps its lines", i)
		}
	}
	if lost > tables/20 { // of functions that call nothing
		t.Errorf("%d of %d tables are gone", lost, tables)
	}
	if !bytes.Equal(full[:base], image[:base]) || !bytes.Equal(left.image[:left.names], old.image[:left.names]) {
		t.Error("what stands before the names of functions has changed")
	}
	if names := left.image[left.names:left.files]; !bytes.Contains(names, []byte("trousse/small.Main")) || bytes.Contains(names, []byte("runtime.main")) {
		t.Error("the names of functions are not those of the kit")
	}
}

// where is how the data of a module begins whose table of functions is at that address.
func where(table int) []byte { return binary.LittleEndian.AppendUint64(nil, uint64(table)) }

// unpack does in memory what a slim program begins with: it writes the rows of the columns that lie at free. data is what the
// program brings, from the address at on.
func unpack(t *testing.T, memory, data []byte, from, at, free int) {
	t.Helper()
	r := reader{b: data[free-at:]}
	type row struct{ at, code, column, none int }
	var rows []row
	for column := 0; ; column++ {
		n := r.uint()
		if n == 0 {
			break
		}
		at, stride, none := r.uint()-from, r.uint(), -r.uint()
		for range n {
			rows = append(rows, row{at, r.uint(), column, none})
			at += stride
		}
	}
	had := map[int][]uint32{}
	for _, w := range rows {
		v, known := uint32(w.none), had[w.column]
		switch {
		case w.code == 1:
			diff, n := binary.Uvarint(r.b)
			r.b = r.b[n:]
			v = uint32(diff>>1) ^ -uint32(diff&1)
			if len(known) > 0 {
				v += known[len(known)-1]
			}
			had[w.column] = append(known, v)
		case w.code > 1:
			v = known[w.code-2]
		}
		binary.LittleEndian.PutUint32(memory[w.at:], v)
	}
	if len(r.b) > 0 || r.bad {
		t.Fatalf("%d bytes are left", len(r.b))
	}
}

// TestSlimRuns has a browser run a program and its slim self, which say the same.
func TestSlimRuns(t *testing.T) {
	was := compiled(t)
	slim, _, err := Program(was, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	run := inPage(t, map[string][]byte{"/was.wasm": was, "/slim.wasm": slim})
	want, got := run(`return load("was")`), run(`return load("slim")`)
	if got != want || strings.Count(want, "\n") != 11 || !strings.Contains(want, "nil pointer") {
		t.Errorf("it says\n%s\nand said\n%s", got, want)
	}
}

// inPage gives what runs a script in a page where programs of Go can be loaded from those files: load gives what one says.
func inPage(t *testing.T, served map[string][]byte) (run func(script string) string) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	if served["/wasm_exec.js"], err = os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js")); err != nil {
		t.Fatal(err)
	}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b, ok := served[r.URL.Path]; ok {
			w.Write(b)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><script src="/wasm_exec.js"></script>`))
	}))
	t.Cleanup(host.Close)
	alloc, stop := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(stop)
	page, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	if err := chromedp.Do(page, chromedp.Navigate(host.URL)); err != nil {
		t.Fatal(err)
	}
	return func(script string) string {
		said, err := chromedp.Run(page, chromedp.Evaluate[string](`(async () => {
			const said = [], get = async (name) => (await fetch("/" + name + ".wasm")).arrayBuffer();
			console.log = (line) => said.push(line);
			const load = async (name, begun = () => {}) => {
				const go = new Go(), { instance } = await WebAssembly.instantiate(await get(name), go.importObject);
				await Promise.all([begun(instance), go.run(instance)]);
				return said.splice(0).join("\n");
			};
			`+script+` })()`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return said
	}
}

// TestDataComesBack cuts made-up memories and puts them together again.
func TestDataComesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		image := make([]byte, r.IntN(5*gap))
		for range r.IntN(6) {
			if len(image) > 0 {
				at := r.IntN(len(image))
				copy(image[at:], bytes.Repeat([]byte{7, 0}, r.IntN(gap)))
			}
		}
		if zeros(image) == len(image) {
			continue
		}
		from, back, err := readData(writeData(70_000, image))
		if err != nil {
			t.Fatal(err)
		}
		full := make([]byte, len(image))
		copy(full[from-70_000:], back)
		if !bytes.Equal(full, image) {
			t.Fatal("another memory")
		}
	}
}

// TestSlimRefuses wants programs that are not laid out as known to be left alone.
func TestSlimRefuses(t *testing.T) {
	was := compiled(t)
	base := bytes.Index(was, []byte(pcMagic))
	for name, program := range map[string][]byte{
		"nothing":       nil,
		"another thing": []byte("GIF89a"),
		"cut short":     was[:len(was)-10],
		"a later Go":    bytes.Replace(bytes.Clone(was), []byte(pcMagic), []byte("\xf0\xff\xff\xff\x00\x00\x01\x08"), 1),
		"a wild number": append(append(bytes.Clone(was[:base+8]), 0xff, 0xff, 0xff), was[base+11:]...),
	} {
		if _, _, err := Program(program, nil, nil); !errors.Is(err, ErrLayout) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
