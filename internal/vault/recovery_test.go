package vault_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"trousse/internal/vault"
)

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func TestRecoveryReadsForgivingly(t *testing.T) {
	for range 200 {
		r := vault.NewRecovery()
		code := r.String()
		if len(code) != 41 || strings.Count(code, "-") != 6 || strings.Trim(strings.ReplaceAll(code, "-", ""), alphabet) != "" {
			t.Fatalf("code %q", code)
		}
		for _, typed := range []string{
			code,
			strings.ToLower(code),
			strings.ReplaceAll(code, "-", " "),
			strings.ReplaceAll(code, "-", ""),
			"  " + strings.ReplaceAll(code, "-", "\u00a0–\u200b ") + ".\n",
			strings.ReplaceAll(code, "0", "O"), strings.ReplaceAll(code, "0", "o"),
			strings.ReplaceAll(code, "1", "I"), strings.ReplaceAll(code, "1", "l"),
			strings.ReplaceAll(code, "V", "U"),
		} {
			if got, err := vault.ParseRecovery(typed); err != nil || got != r {
				t.Fatalf("%q read as %v, %v", typed, got, err)
			}
		}
	}
}

// Whatever one character is misread, whatever two neighbours or two groups are swapped, the code says where.
func TestRecoveryMistakes(t *testing.T) {
	for range 20 {
		code := vault.NewRecovery().String()
		wrong := func(typed string, groups ...int) {
			t.Helper()
			var bad *vault.CodeError
			if _, err := vault.ParseRecovery(typed); !errors.As(err, &bad) || !slices.Equal(bad.Groups, groups) {
				t.Fatalf("%q for %q: %v, want groups %v", typed, code, err, groups)
			}
		}
		for i := range code {
			if code[i] == '-' {
				continue
			}
			for _, d := range alphabet + "?" {
				if byte(d) != code[i] {
					wrong(code[:i]+string(d)+code[i+1:], i/6+1)
				}
			}
			if i+1 < len(code) && code[i+1] != '-' && code[i] != code[i+1] {
				wrong(code[:i]+string(code[i+1])+string(code[i])+code[i+2:], i/6+1)
			}
		}
		groups := strings.Split(code, "-")
		for i := range groups {
			for j := range i {
				if groups[i][:4] != groups[j][:4] {
					swapped := slices.Clone(groups)
					swapped[i], swapped[j] = groups[j], groups[i]
					wrong(strings.Join(swapped, "-"), j+1, i+1)
				}
			}
		}
	}
	for typed, n := range map[string]int{"": 1, "ABCD": 4, strings.Repeat("A", 34): 34, strings.Repeat("A", 36): 36} {
		var bad *vault.CodeError
		if _, err := vault.ParseRecovery(typed); !errors.As(err, &bad) || bad.Length != n || bad.Error() == "" {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestRecoveryKeys(t *testing.T) {
	a, b := vault.NewRecovery(), vault.NewRecovery()
	if a.Identity() == b.Identity() || a.IsZero() {
		t.Error("two codes give one key")
	}
	again, _ := vault.ParseRecovery(a.String())
	if again.Identity() != a.Identity() {
		t.Error("the code typed gives another key")
	}
}

func FuzzParseRecovery(f *testing.F) {
	f.Add(vault.NewRecovery().String())
	f.Add("é\xff-")
	f.Fuzz(func(t *testing.T, typed string) {
		r, err := vault.ParseRecovery(typed)
		if err != nil {
			return
		}
		if again, err := vault.ParseRecovery(r.String()); err != nil || again != r {
			t.Fatalf("%q read as %v, printed as %q, read as %v, %v", typed, r, r.String(), again, err)
		}
	})
}
