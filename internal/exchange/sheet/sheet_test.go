package sheet

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"
)

func read(data string, sep byte) (rows [][]string, lines []int) {
	r := NewReader(data, sep)
	for {
		cells, line := r.Next()
		if cells == nil {
			return rows, lines
		}
		var row []string
		for _, c := range cells {
			row = append(row, string(c))
		}
		rows, lines = append(rows, row), append(lines, line)
	}
}

// One case a line: the data, then the rows; | stands between cells, / between rows.
func TestReadForgives(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"a,b\nc,d\n", "a|b/c|d"},
		{"a,b\r\nc,d", "a|b/c|d"},
		{"a,b\rc,d\r", "a|b/c|d"},
		{"a,b\n\n ,\nc,d\n", "a|b/c|d"},
		{`"a, b","c ""d"" e",""""` + "\n", `a, b|c "d" e|"`},
		{"\"two\nlines\",b\nc,d", "two\nlines|b/c|d"},
		{`5" pipe,b`, `5" pipe|b`},
		{`"5" pipe",b`, `5" pipe|b`},
		{`a, "b" ,c`, `a|b|c`},
		{"\"never closed,b\nc,d", "\"never closed|b/c|d"},
		{"a,\"never closed\nc,\"neither\n", "a|\"never closed/c|\"neither"},
		{"a,", "a|"},
		{",a", "|a"},
		{"", ""},
		{"\"", `"`},
	} {
		var rows []string
		got, _ := read(c.data, ',')
		for _, row := range got {
			rows = append(rows, strings.Join(row, "|"))
		}
		if s := strings.Join(rows, "/"); s != c.want {
			t.Errorf("%q: %q, want %q", c.data, s, c.want)
		}
	}
}

func TestLinesAreCounted(t *testing.T) {
	_, lines := read("a\r\n\r\n\"b\nc\rd\r\ne\"\rf\ng", ',')
	if !slices.Equal(lines, []int{1, 3, 7, 8}) {
		t.Error(lines)
	}
}

func TestGuess(t *testing.T) {
	for _, c := range []struct {
		data string
		want byte
	}{
		{"Nom;Téléphone\nRoy, Jean;418 555-0101\n", ';'},
		{"Roy, Jean;418 555-0101\nTremblay, Élise;418 555-0102", ';'},
		{"Name,Phone,Notes\nJean Roy,418 555-0101,\"a;b;c\nd\"\n", ','},
		{"Name\tPhone\nJean Roy, Élise\t418\n", '\t'},
		{"Jean Roy\nÉlise Tremblay\n", ','},
		{"sep=|\na|b", '|'},
		{"\"sep=;\"\r\na;b", ';'},
		{"", ','},
	} {
		if got := Guess(c.data); got != c.want {
			t.Errorf("%q: %q, want %q", c.data, got, c.want)
		}
	}
	for _, end := range []string{"\n", "\r", "\r\n"} {
		if rest, lines := Skip("sep=;" + end + "a;b"); rest != "a;b" || lines != 1 {
			t.Errorf("%q, %d", rest, lines)
		}
	}
}

func TestFormulasAreText(t *testing.T) {
	for _, s := range []string{"=1+1", "+14185550199", "-2", "@sum", "\tx", "\rx", "\nx", "＝1", "'=1", "''=1"} {
		safe := Safe(s)
		if safe != "'"+s || Unsafe(safe) != s {
			t.Errorf("%q: %q, %q", s, safe, Unsafe(safe))
		}
	}
	for _, s := range []string{"", "'", "l’eau", "'quoted'", "418 555-0199", "a=b", "1-2"} {
		if Safe(s) != s || Unsafe(s) != s {
			t.Errorf("%q: %q, %q", s, Safe(s), Unsafe(s))
		}
	}
}

// What is written is what encoding/csv reads, and what this package reads.
func FuzzThereAndBack(f *testing.F) {
	f.Add("a", "b;\"c\"\nd", true)
	f.Add("=cmd", "' =", false)
	f.Add("", "\r\n", false)
	f.Fuzz(func(t *testing.T, a, b string, french bool) {
		sep := Separator(french)
		var w strings.Builder
		Row(&w, sep, "x", a, b)
		rows, _ := read(w.String(), sep)
		if len(rows) != 1 || len(rows[0]) != 3 {
			t.Fatalf("%q: %q", w.String(), rows)
		}
		for i, want := range []string{"x", a, b} {
			if got := Unsafe(rows[0][i]); got != want {
				t.Errorf("%q came back as %q", want, got)
			}
		}
		std := csv.NewReader(strings.NewReader(w.String()))
		std.Comma = rune(sep)
		row, err := std.Read()
		if err != nil || len(row) != 3 {
			t.Errorf("%q: %q, %v", w.String(), row, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"a,b\nc", "\"a\"\"b\",\r\"", "\"\"\"\"\n\"", "sep=;\n\"a;b\"", strings.Repeat("\"a,", 50), "\x00,\xff"} {
		f.Add(s, byte(','))
	}
	f.Fuzz(func(t *testing.T, data string, sep byte) {
		if sep == '"' || sep == '\n' || sep == '\r' || sep == ' ' {
			return
		}
		Guess(data)
		r, cells := NewReader(data, sep), 0
		for {
			row, line := r.Next()
			if row == nil {
				break
			}
			cells += len(row)
			if line < 1 || line > strings.Count(data, "\n")+strings.Count(data, "\r")+1 {
				t.Errorf("line %d", line)
			}
		}
		if r.Done() != len(data) || cells > len(data)+1 {
			t.Errorf("%d of %d bytes, %d cells", r.Done(), len(data), cells)
		}
	})
}

// Quotes that nothing closes cost one pass, not one each.
func TestHostileQuotesAreRead(t *testing.T) {
	for _, data := range []string{strings.Repeat("\"a,", 1<<20), strings.Repeat("\"", 4<<20), strings.Repeat("\"\n", 2<<20), strings.Repeat("\"a\"b,", 1<<20)} {
		start := time.Now()
		r := NewReader(data, ',')
		for {
			if cells, _ := r.Next(); cells == nil {
				break
			}
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%.20q…: %v", data, took)
		}
	}
}
