package site

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPowersOfTen has a program with those edits read and write numbers of every size, as this one does.
func TestPowersOfTen(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	overlay, _, err := OverlayStd(strings.TrimSpace(string(root)), dir)
	if err != nil {
		t.Fatal(err)
	}
	main := filepath.Join(dir, "main.go")
	program := "package main\n\nimport (\"fmt\"; \"os\")\n\n" + `func main() {
		for e := -348; e <= 347; e++ {
			for _, digits := range []string{"1", "9007199254740993", "17976931348623157", "4940656458412465", "123456789012345678"} {
				var f float64
				fmt.Sscan(digits+"e"+fmt.Sprint(e), &f)
				fmt.Fprintf(os.Stdout, "%x %v %.17g %.5e\n", f, f, f, float32(f))
			}
		}
	}`
	if err := os.WriteFile(main, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, by := range []string{"", overlay} {
		out, err := exec.Command("go", "run", "-overlay="+by, main).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		said[by] = string(out)
	}
	if said[""] != said[overlay] || strings.Count(said[""], "\n") != 696*5 {
		t.Errorf("other numbers, in %d bytes of %d", len(said[overlay]), len(said[""]))
	}
}

// TestOverlayStd wants the toolchain that is used here to be one that all edits fit, and nothing but a note where they do not.
func TestOverlayStd(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	goroot := strings.TrimSpace(string(root))
	overlay, left, err := OverlayStd(goroot, t.TempDir())
	if err != nil || len(left) > 0 {
		t.Fatalf("%v no longer fit: %v", left, err)
	}
	b, err := os.ReadFile(overlay)
	if err != nil {
		t.Fatal(err)
	}
	var says struct{ Replace map[string]string }
	if err := json.Unmarshal(b, &says); err != nil || len(says.Replace) == 0 {
		t.Fatalf("%s: %v", b, err)
	}
	for file, by := range says.Replace {
		was, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(file, goroot) {
			t.Errorf("%s: %v", file, err)
		}
		if now, err := os.ReadFile(by); err != nil || string(now) == string(was) {
			t.Errorf("%s is the same: %v", file, err)
		}
	}
	if _, left, err := OverlayStd(t.TempDir(), t.TempDir()); err != nil || len(left) != len(stdEdits) {
		t.Errorf("of another Go %d files fit: %v", len(stdEdits)-len(left), err)
	}
}
