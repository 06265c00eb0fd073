package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"trousse/internal/site"
)

// What one packer has packed is never taken for another's: the same sources would make another site.
func TestTheCacheKnowsThePacker(t *testing.T) {
	if name := site.PackedBy(); !strings.Contains(name, ", v1.") {
		t.Errorf("%q does not tell the version of brotli", name)
	}
	const name = "a.txt"
	content := []byte(strings.Repeat("what is often the same ", 100))
	dir := t.TempDir()
	packed := func(by string, only bool) []byte {
		t.Helper()
		all, err := cache{dir: dir, by: by, only: only}.all(map[string][]byte{name: content})
		if err != nil {
			t.Fatal(err)
		}
		return all[name][".br"]
	}
	first := packed("one", false)
	kept, err := filepath.Glob(filepath.Join(dir, "*.br"))
	if err != nil || len(kept) != 1 || len(first) == 0 {
		t.Fatal(kept, err)
	}
	other := []byte("as another packer has it")
	if err := os.WriteFile(kept[0], other, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := packed("one", false); !bytes.Equal(got, other) {
		t.Error("what was packed is packed again")
	}
	if got := packed("two", true); got != nil {
		t.Error("another packer's is given")
	}
	if got := packed("two", false); !bytes.Equal(got, first) {
		t.Error("another packer's is taken")
	}
	if kept, _ := filepath.Glob(filepath.Join(dir, "*")); len(kept) != 2 {
		t.Errorf("another packer's is kept: %v", kept)
	}
}
