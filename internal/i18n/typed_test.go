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

// Whatever space groups the digits, and whichever minus stands before them, the number is the same.
func TestSpacesAndSigns(t *testing.T) {
	for _, lang := range languages {
		for _, space := range []string{" ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u2002", "\u3000", "'", "’"} {
			for _, minus := range []string{"-", "\u2212", "\u2011", "\u2013", "\uff0d"} {
				typed := minus + "1" + space + "234" + space + "567,25" + space + "$"
				if space == "'" || space == "’" {
					typed = strings.TrimSuffix(typed, space+"$")
				}
				if v, err := For(lang).ParseNumber(typed); err != nil || v != -1234567.25 {
					t.Errorf("%s: %q is %v, %v", lang, typed, v, err)
				}
			}
		}
	}
}

func TestDoubtful(t *testing.T) {
	for typed, want := range map[string]bool{
		"1,234": true, "1.234": true, "12,345 $": true, "-123.456": true, "$ 1,234": true, "١٫٢٣٤": true, "00,125": true,
		"": false, "0,125": false, "0.125": false, "1234": false, "1 234": false, "1,23": false, "1,2345": false, "1234,567": false, "1,234.5": false,
		"1,234,567": false, "1 234,567": false, ",234": false, "1,2a4": false, "1,234,": false,
	} {
		if got := Doubtful(typed); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}

func TestRetyped(t *testing.T) {
	for _, c := range []struct{ typed, inFrench, inEnglish string }{
		{"1,250", "1250", "1.250"},
		{"-12,345 $\n3,50\n1,5", "-12345 $\n3,50\n1,5", "-12.345 $\n3,50\n1,5"},
		{"1.250", "1.250", "1.250"},
		{"1 234,567", "1 234,567", "1 234,567"},
		{"une, deux", "une, deux", "une, deux"},
		{"", "", ""},
	} {
		if fr, en := Retyped(c.typed, EN, FR), Retyped(c.typed, FR, EN); fr != c.inFrench || en != c.inEnglish {
			t.Errorf("%q: %q in French, %q in English", c.typed, fr, en)
		}
		if same := Retyped(c.typed, FR, FR); same != c.typed {
			t.Errorf("%q became %q", c.typed, same)
		}
	}
}

// FuzzNumber types anything: it is refused, or it is one finite number, the same in both languages unless that is doubtful
// (and then it is told apart when the language changes), and what the screen then shows of it reads the same again.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{
		"1 234,56", "1,234.56", "1\u202f234,56 $", "1\u00a0234,56\u00a0$", "1\u20092\u2007345", "3,50", "3.50", "50 %", "50\u00a0%", "$", "$ 3", "1'234.50", "1’234,50",
		"١٬٢٣٤٫٥", "۱۲۳۴٫۵", "−٣٫٥", "１，２３４．５", "\u22124", "–5", "--", "--5", "1e309", "-1e309", "1e-400", "", " ", "1,234", "1.234", "..", "$-,u", "s1",
		strings.Repeat("9", 400), "0," + strings.Repeat("0", 400) + "1", strings.Repeat("1 ", 90), "\u200e3,50\u200f", "NaN", "Infinity", "0x1p4", "\x00", "\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		var read []float64
		for _, lang := range languages {
			v, err := For(lang).ParseNumber(typed)
			if err != nil && (!errors.Is(err, ErrNumber) || v != 0) || !isFinite(v) || v >= 1e30 || v <= -1e30 {
				t.Fatalf("%s: ParseNumber(%q) = %v, %v", lang, typed, v, err)
			}
			if err != nil {
				continue
			}
			read = append(read, v)
			for _, to := range languages {
				if there, err := For(to).ParseNumber(Retyped(typed, lang, to)); err != nil || there != v {
					t.Fatalf("%q is %v in %s, and %v, %v once in %s", typed, v, lang, there, err, to)
				}
			}
			text := For(lang).Number(v, 6)
			again, err := For(lang).ParseNumber(text)
			if err != nil && len(text) < maxDigits || err == nil && For(lang).Number(again, 6) != text && !Doubtful(text) {
				t.Fatalf("%s: %q is read as %v, shown as %q, and read again as %v, %v", lang, typed, v, text, again, err)
			}
		}
		if len(read) == 1 || len(read) == 2 && read[0] != read[1] && !Doubtful(typed) {
			t.Fatalf("%q is %v in the two languages", typed, read)
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
