package words_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"trousse/internal/vault"
	"trousse/internal/vault/words"
)

const dice = 6 * 6 * 6 * 6

func TestLists(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		list := words.List(lang)
		if len(list) != dice {
			t.Errorf("%s: %d words, want %d", lang, len(list), dice)
		}
		seen := make(map[string]string)
		var folded []string
		for _, w := range list {
			f := vault.Fold(w)
			if n := utf8.RuneCountInString(w); n < 3 || n > 8 {
				t.Errorf("%s: %q has %d letters", lang, w, n)
			}
			for _, r := range f {
				if r < 'a' || r > 'z' {
					t.Errorf("%s: %q folds to %q", lang, w, f)
				}
			}
			if seen[f] != "" {
				t.Errorf("%s: %q and %q are one", lang, w, seen[f])
			}
			seen[f] = w
			folded = append(folded, f)
		}
		if !slices.IsSorted(folded) {
			t.Errorf("%s: not in order", lang)
		}
	}
}
