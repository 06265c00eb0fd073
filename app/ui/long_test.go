package ui

import (
	"strings"
	"testing"
)

// TestBeginning parts long notes where a reader would, and loses no word of them.
func TestBeginning(t *testing.T) {
	words := strings.Repeat("le paquet rouge ", 700)
	for name, c := range map[string]struct {
		text  string
		lines int // of the head
		whole bool
	}{
		"nothing":             {"", 1, true},
		"a line":              {"La clé est au fond", 1, true},
		"a few lines":         {"1\n2\n3\n4", 4, true},
		"a little left":       {"1\n2\n3\n4\n5\n6", 6, true},
		"many lines":          {strings.Repeat("encore une ligne\n", 40), 4, false},
		"10,000 characters":   {words, 1, false},
		"one word":            {strings.Repeat("é", 10_000), 1, false},
		"a word, then a line": {strings.Repeat("é", 200) + "\n" + words, 2, false},
	} {
		head, rest := beginning(c.text)
		if (rest == "") != c.whole || strings.Count(head, "\n")+1 != c.lines {
			t.Errorf("%s: %q, then %d characters", name, head, len(rest))
		}
		if got, want := strings.Fields(strings.TrimSuffix(head, "…")+" "+rest), strings.Fields(c.text); name != "one word" && strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: words were lost", name)
		}
		if n := len([]rune(head)); !c.whole && n > firstRunes+2 {
			t.Errorf("%s: %d characters come first", name, n)
		}
	}
}
