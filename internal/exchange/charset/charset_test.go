package charset

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

const sample = "Élise Côté, « garçon de café » à Saint-Jérôme; œuf, Noël où\n"

// bytesOf writes text the way that is named, as another program would.
func bytesOf(t testing.TB, s string, as Name) []byte {
	t.Helper()
	var out []byte
	switch as {
	case UTF8:
		return []byte(s)
	case UTF16LE, UTF16BE:
		for _, u := range utf16.Encode([]rune(s)) {
			if as == UTF16BE {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	table := []rune(highMac)
	if as == Latin {
		table = []rune(highLatin)
		for r := rune(0xA0); r <= 0xFF; r++ {
			table = append(table, r)
		}
	}
runes:
	for _, r := range s {
		if r < 0x80 {
			out = append(out, byte(r))
			continue
		}
		for i, h := range table {
			if h == r {
				out = append(out, byte(0x80+i))
				continue runes
			}
		}
		t.Fatalf("%s has no %q", as, r)
	}
	return out
}

func TestEveryWayIsGuessedAndRead(t *testing.T) {
	for _, as := range Names {
		for _, mark := range []bool{false, true} {
			s := sample
			if mark && (as == Latin || as == Mac) {
				continue
			}
			if mark {
				s = "\uFEFF" + s
			}
			data, got := Open(bytesOf(t, s, as), "")
			if got != as {
				t.Errorf("%s, mark %v: guessed %s", as, mark, got)
			}
			if text := Text(data, got); text != sample {
				t.Errorf("%s, mark %v: %q", as, mark, text)
			}
		}
	}
}

func TestTablesAreWhole(t *testing.T) {
	if a, b := utf8.RuneCountInString(highLatin), utf8.RuneCountInString(highMac); a != 32 || b != 128 {
		t.Errorf("%d and %d characters", a, b)
	}
	for _, r := range highMac {
		if r == utf8.RuneError {
			t.Error("a character of the table cannot be read")
		}
	}
}

func TestMixedFilesAreReadPieceByPiece(t *testing.T) {
	whole := append([]byte("Élise;"), bytesOf(t, "Jérôme", Latin)...)
	_, as := Open(whole, "")
	if as != Latin || Text("Élise", as) != "Élise" || Text(string(bytesOf(t, "Jérôme", Latin)), as) != "Jérôme" {
		t.Error(as)
	}
}

func TestNamed(t *testing.T) {
	for label, want := range map[string]Name{"UTF-8": UTF8, "ISO-8859-1": Latin, "windows-1252": Latin, "us-ascii": UTF8, "SHIFT_JIS": ""} {
		if got, ok := Named(label); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v", label, got, ok)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, as := range Names {
		f.Add(bytesOf(f, sample, as), string(as))
	}
	f.Add([]byte("\xFF\xFE\x00"), "")
	f.Add([]byte("\xFF\xFE\x00\xD8\x00\xD8"), "")
	f.Fuzz(func(t *testing.T, data []byte, as string) {
		plain, got := Open(data, Name(as))
		if s := Text(plain, got); !utf8.ValidString(s) {
			t.Errorf("%q is not UTF-8", s)
		}
		if len(plain) > len(data)*3/2+3 {
			t.Errorf("%d bytes became %d", len(data), len(plain))
		}
	})
}
