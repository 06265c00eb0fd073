package bench

import (
	"os"
	"strings"
	"testing"

	"trousse/internal/site"
)

// TestEarlyIsKnown fails when the program has changed so much that what it calls at a start should be written down anew (make early).
func TestEarlyIsKnown(t *testing.T) {
	listed, err := os.ReadFile("../../build/kit.names")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(listed)) {
		_, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		known[name] = true
	}
	early, gone := site.Early(), 0
	for _, name := range early {
		if !known[name] {
			gone++
		}
	}
	if len(early) < 1000 || gone > len(early)/10 {
		t.Errorf("of %d functions that a start called, the program has %d no more: make early", len(early), gone)
	}
}
