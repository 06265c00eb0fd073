package site

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

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
