package slim

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEarly lists a program's functions, and has a browser call them where nothing was begun: each comes back or fails at once.
func TestEarly(t *testing.T) {
	was := inTwo(t)
	inRuntime := func(name string) bool { return strings.HasPrefix(name, "runtime.") }
	names, err := Names(was)
	if err != nil {
		t.Fatal(err)
	}
	early := []string{"nobody"}
	for line := range strings.Lines(names) {
		if _, name, _ := strings.Cut(strings.TrimSpace(line), " "); inRuntime(name) || cold(name) {
			early = append(early, name)
		}
	}
	slices.Reverse(early)
	first, _, err := Program(was, cold, early)
	if err != nil {
		t.Fatal(err)
	}
	sections, err := readSections(first)
	if err != nil {
		t.Fatal(err)
	}
	imports := sections[slices.IndexFunc(sections, func(s section) bool { return s.id == importSection })]
	imported := (&reader{b: imports.body}).uint()
	byPlace, want := map[int]string{}, map[string]bool{}
	for line := range strings.Lines(names) {
		number, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		byPlace[n-imported+firstFunc] = name
		if inRuntime(name) {
			want[name] = true
		}
	}
	list, ok := bytes.CutPrefix(sections[len(sections)-1].body, appendName(nil, EarlyName))
	if !ok {
		t.Fatal("no list")
	}
	var places []int
	got := map[string]bool{}
	for place := 0; len(list) > 0; places = append(places, place) {
		far, n := binary.Varint(list)
		if n <= 0 {
			t.Fatal("not a number")
		}
		place, list = place+int(far), list[n:]
		got[byPlace[place]] = true
	}
	if !maps.Equal(got, want) || len(got) < 100 {
		t.Errorf("%d functions are listed, %d wanted", len(got), len(want))
	}
	if slices.Reverse(places); !slices.IsSorted(places) {
		t.Error("they are not in the order given")
	}
	asked, err := json.Marshal(places)
	if err != nil {
		t.Fatal(err)
	}
	run := inPage(t, map[string][]byte{"/first.wasm": first})
	if said := run(`const module = await WebAssembly.compile(await get("first")), imports = {};
		for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
		const { exports: { table } } = await WebAssembly.instantiate(module, imports);
		let failed = 0;
		for (const n of ` + string(asked) + `) try { table.get(n)(0); } catch { failed++; }
		return String(failed > 100)`); said != "true" {
		t.Error("called where there is no stack, they do not fail")
	}
}
