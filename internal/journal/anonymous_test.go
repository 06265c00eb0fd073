package journal_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"trousse/internal/journal"
	"trousse/internal/search"
)

var standIns = journal.StandIns{Name: "X", Phone: "[phone]", Email: "[e-mail]"}

// A story without its client, as testdata/anonymous.txt draws it.
func TestAnonymous(t *testing.T) {
	text, err := os.ReadFile("testdata/anonymous.txt")
	if err != nil {
		t.Fatal(err)
	}
	var c journal.Client
	for i, line := range strings.Split(string(text), "\n") {
		if names, ok := strings.CutPrefix(line, "client "); ok {
			all := strings.Split(names, ", ")
			c = journal.Client{Name: all[0]}
			for n, name := range all[1:] {
				if n == 0 {
					c.PreferredName = name
				} else {
					c.Also = append(c.Also, journal.Detail{Kind: journal.DetailName, Value: name}, journal.Detail{Kind: journal.DetailHouse, Value: "Garage"})
				}
			}
			continue
		}
		cells := strings.Split(line, "|")
		if line == "" || line[0] == '#' || len(cells) != 3 {
			continue
		}
		clean, removed := journal.Anonymous(strings.TrimSpace(cells[0]), c, search.Fold, standIns)
		var out []string
		for _, r := range removed {
			out = append(out, r.Text)
		}
		if got := strings.Join(out, "; "); clean != strings.TrimSpace(cells[1]) || got != strings.TrimSpace(cells[2]) {
			t.Errorf("line %d: %s | %s", i+1, clean, got)
		}
	}
}

// Nothing of the name is left, whatever stands around it; and what was kept is put together again with what was removed.
func FuzzAnonymous(f *testing.F) {
	f.Add("Élise Tremblay-Côté", "Mme Tremblay, elise@x.ca, 418 555-0199")
	f.Add("Li", "Li lit, li")
	f.Add("王小明", "王小明 418-555-0199 2026-11-27")
	f.Fuzz(func(t *testing.T, name, text string) {
		if !utf8.ValidString(text) || strings.Contains(text, "\x01") {
			return
		}
		c := journal.Client{Name: name}
		clean, removed := journal.Anonymous(text, c, search.Fold, journal.StandIns{Name: "\x01", Phone: "\x01", Email: "\x01"})
		whole := clean
		for _, r := range removed {
			whole = strings.Replace(whole, "\x01", r.Text, 1)
		}
		if whole != text {
			t.Errorf("%q became %q with %v", text, clean, removed)
		}
	})
}
