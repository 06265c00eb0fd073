package slim

import (
	"bytes"
	_ "embed"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed testdata/parts.go.txt
var partsMain string

//go:embed testdata/cold.go.txt
var partsCold string

// inTwo is a program that calls what may come later in every way that Go has.
func inTwo(t *testing.T) []byte {
	t.Helper()
	files := map[string]string{"main.go": partsMain, "cold/cold.go": partsCold}
	names, err := filepath.Glob("../later/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files["internal/later/"+filepath.Base(name)] = string(b)
	}
	return compiledFrom(t, files)
}

func cold(name string) bool { return strings.HasPrefix(name, "trousse/cold.") }

// TestParts has a browser run a program as Go made it and in two parts: the second one comes when all that call it wait, or
// before anybody does. It says the same.
func TestParts(t *testing.T) {
	was := inTwo(t)
	first, second, err := Program(was, cold, nil)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(second, []byte("trousse/")) || len(second) < 1000 || len(second) > len(first)/10 {
		t.Errorf("parts of %d and %d bytes", len(first), len(second))
	}
	run := inPage(t, map[string][]byte{"/was.wasm": was, "/first.wasm": first, "/second.wasm": second})
	want := run(`globalThis.began = (asked) => said.push("asked " + asked); return load("was")`)
	got := run(`return load("first", (instance) => new Promise((done) => globalThis.began = (asked) => setTimeout(async () => {
		said.push("asked " + asked);
		await WebAssembly.instantiate(await get("second"), { "": instance.exports });
		arrived();
		done();
	}, 50)))`)
	early := run(`globalThis.began = (asked) => said.push("asked " + asked);
		const go = new Go(), { instance } = await WebAssembly.instantiate(await get("first"), go.importObject);
		await WebAssembly.instantiate(await get("second"), { "": instance.exports });
		await go.run(instance);
		return said.join("\n")`)
	wantAsked, want, _ := strings.Cut(want, "\n")
	gotAsked, got, _ := strings.Cut(got, "\n")
	earlyAsked, early, _ := strings.Cut(early, "\n")
	if want != got || want != early || strings.Count(want, "\n") != 20 || !strings.Contains(want, "recovered here") {
		t.Errorf("it says\n%s\n\nwhen it is here before\n%s\n\nand said\n%s", got, early, want)
	}
	if wantAsked != "asked 0" || earlyAsked != "asked 0" || gotAsked != "asked 19" {
		t.Errorf("%s as one, %s when it is here, %s when it is not", wantAsked, earlyAsked, gotAsked)
	}
}

// TestPartsAreTheSame makes the parts twice, and none where nothing comes later or nothing waits.
func TestPartsAreTheSame(t *testing.T) {
	was := inTwo(t)
	first, second, err := Program(was, cold, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again, then, err := Program(was, cold, nil); err != nil || !bytes.Equal(again, first) || !bytes.Equal(then, second) {
		t.Errorf("other parts: %v", err)
	}
	for name, program := range map[string][]byte{"nothing comes later": was, "nothing waits": compiled(t)} {
		later := func(name string) bool { return name != "trousse/small.Main" && name == "nothing" }
		if name == "nothing waits" {
			later = func(name string) bool { return name == "trousse/small.Main" }
		}
		whole, _, err := Program(program, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first, second, err := Program(program, later, nil); err != nil || second != nil || !bytes.Equal(first, whole) {
			t.Errorf("%s: a second part of %d bytes, %v", name, len(second), err)
		}
	}
}
