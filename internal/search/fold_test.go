package search

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	data, err := os.ReadFile("testdata/fold.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		in, want, _ := strings.Cut(line, "|")
		in, want = unquote(t, strings.TrimSuffix(in, " ")), unquote(t, strings.TrimPrefix(want, " "))
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func unquote(t *testing.T, s string) string {
	t.Helper()
	s, err := strconv.Unquote(`"` + s + `"`)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFoldPhone(t *testing.T) {
	for in, want := range map[string]string{
		"":                    "",
		"+15145550123;ext=24": "1514555012324",
		"(514) 555-0123":      "5145550123",
		"٥١٤ ５５５":             "514555",
		"poste":               "",
	} {
		if got := FoldPhone(in); got != want {
			t.Errorf("FoldPhone(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Élise Tremblay-Côté", "Алексей", "İıſßẞςΣ", "\xff", "محمّد", "각", "ﬁ½™", "а\u0327\u0301\u200d\u0306", "ʼn´"} {
		f.Add(s)
	}
	f.Add("а" + strings.Repeat("\u0301\u0316", 40))
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if !utf8.ValidString(once) {
			t.Fatalf("Fold(%q) = %q is not UTF-8", s, once)
		}
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, then %q", s, once, twice)
		}
		if strings.ContainsAny(once, "\n\t\x00-'.,") || strings.Join(strings.Fields(once), " ") != once {
			t.Fatalf("Fold(%q) = %q", s, once)
		}
		if strings.Trim(FoldPhone(s), "0123456789") != "" {
			t.Fatalf("FoldPhone(%q) = %q", s, FoldPhone(s))
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		Fold("Élise Tremblay-Côté, boulangerie du Marché, préfère le matin")
	}
}
