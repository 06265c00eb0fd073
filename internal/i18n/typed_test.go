package i18n

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
)

// rows reads a table of testdata: columns between bars, # comments.
func rows(t *testing.T, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	visible := strings.NewReplacer("⎵", nbsp, "⎯", "\u202f", "¤", "\u200e")
	var table [][]string
	for _, line := range strings.Split(visible.Replace(string(data)), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.Trim(cells[i], " ")
		}
		table = append(table, cells)
	}
	return table
}

func TestParseNumber(t *testing.T) {
	for _, row := range rows(t, "numbers.txt") {
		for i, lang := range languages {
			f, err := For(lang).ParseNumber(row[0])
			got := strconv.FormatFloat(f, 'f', -1, 64)
			if errors.Is(err, ErrNumber) {
				got = "-"
			}
			if got != row[1+i] {
				t.Errorf("%s: ParseNumber(%q) = %s, %v, want %s", lang, row[0], got, err, row[1+i])
			}
		}
	}
}

func TestPhone(t *testing.T) {
	for _, row := range rows(t, "phones.txt") {
		stored, err := NormalizePhone(row[0])
		if row[1] == "-" {
			if !errors.Is(err, ErrPhone) || stored != "" {
				t.Errorf("NormalizePhone(%q) = %q, %v, want ErrPhone", row[0], stored, err)
			}
			continue
		}
		if err != nil || stored != row[1] {
			t.Errorf("NormalizePhone(%q) = %q, %v, want %q", row[0], stored, err, row[1])
		}
		if got := For(FR).Phone(stored); got != row[2] {
			t.Errorf("fr Phone(%q) = %q, want %q", stored, got, row[2])
		}
		if got := For(EN).Phone(stored); got != row[3] {
			t.Errorf("en Phone(%q) = %q, want %q", stored, got, row[3])
		}
	}
}

func TestPhoneReturnsUnknownShapes(t *testing.T) {
	for _, s := range []string{"", "514 555-0123", "+1514", "au travail", "+15145550123;ext=", "a;ext=b"} {
		if got := For(FR).Phone(s); got != s {
			t.Errorf("Phone(%q) = %q", s, got)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1 234,56 $", "1,234", "−٣٫٥", "50 %", "..", "$-,u", "s1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, lang := range languages {
			v, err := For(lang).ParseNumber(typed)
			if err != nil && (!errors.Is(err, ErrNumber) || v != 0) || !isFinite(v) {
				t.Fatalf("%s: ParseNumber(%q) = %v, %v", lang, typed, v, err)
			}
		}
	})
}

func FuzzNormalizePhone(f *testing.F) {
	for _, s := range []string{"+1 514 555-0123, poste 24", "911", "#24", "+٣٣١٤٢٦٨٥٣٠٠", ";ext=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		stored, err := NormalizePhone(typed)
		if err != nil {
			return
		}
		if again, err := NormalizePhone(stored); err != nil || again != stored {
			t.Fatalf("%q is stored as %q, which is stored as %q (%v)", typed, stored, again, err)
		}
		// People copy what the screen shows and paste it back.
		for _, lang := range languages {
			if again, err := NormalizePhone(For(lang).Phone(stored)); err != nil || again != stored {
				t.Fatalf("%q is shown as %q, which is stored as %q (%v)", stored, For(lang).Phone(stored), again, err)
			}
		}
	})
}
