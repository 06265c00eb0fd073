package site

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// The page around the program, as it is kept in the repository.
var web = os.DirFS("../../web")

// small is a site of the real page around a program of a few bytes, assembled and written as the build does it.
func small(t *testing.T) (Record, map[string][]byte) {
	t.Helper()
	r, assets, err := Assemble(web, program())
	if err != nil {
		t.Fatal(err)
	}
	return r, assets
}

func program() map[string][]byte {
	return map[string][]byte{
		"kit.wasm":        bytes.Repeat([]byte("\x00asm program "), 99),
		"wasm_exec.js":    []byte("globalThis.Go = class {}; // " + strings.Repeat("go ", 99)),
		"content-fr.json": []byte(`{"mots":"` + strings.Repeat("bonjour ", 99) + `"}`),
		"content-en.json": []byte(`{"words":"` + strings.Repeat("hello ", 99) + `"}`),
	}
}

// write builds the small site in a folder.
func write(t *testing.T, base string) (dir string, r Record) {
	t.Helper()
	dir = t.TempDir()
	r, assets := small(t)
	if _, err := Write(dir, base, r, assets, Pack); err != nil {
		t.Fatal(err)
	}
	return dir, r
}

func pngOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNotBuilt(t *testing.T) {
	if _, err := NewHandler(fstest.MapFS{}); err != ErrNotBuilt {
		t.Errorf("an empty folder gives %v, want ErrNotBuilt", err)
	}
	if err := Export(fstest.MapFS{}, t.TempDir(), "/"); err != ErrNotBuilt {
		t.Errorf("exporting nothing gives %v, want ErrNotBuilt", err)
	}
}
