package contacts

import (
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"trousse/internal/journal"
)

// sound reads a file as whoever imports it would, and finds that what comes out can be kept and shown.
func sound(t *testing.T, data []byte, opt Options) {
	t.Helper()
	f, err := Read(data, opt)
	if err != nil {
		for _, known := range []error{ErrEmpty, ErrNot, ErrWorkbook, ErrPicture, ErrBackup, ErrTooLarge, ErrTooMany} {
			if err == known {
				return
			}
		}
		t.Fatalf("an error that nobody words: %v", err)
	}
	if len(f.Rows) > MaxPeople || len(f.Columns) > MaxColumns+1 {
		t.Errorf("%d people, %d columns", len(f.Rows), len(f.Columns))
	}
	m := NewMatcher([]Existing{{ID: "a", Name: "elise tremblay", Phones: []string{"14185550101"}, Emails: []string{"elise exemple ca"}}})
	current := map[string]Current{"a": {Client: journal.Client{ID: "a", Name: "Élise Tremblay", ClientKind: journal.External}, N: 1}}
	var list []Contact
	var decisions []Decision
	line := 0
	for i := range f.Rows[:min(len(f.Rows), 300)] {
		if f.Rows[i].Line < 1 || f.Rows[i].Line < line && f.Source == CSV {
			t.Errorf("line %d after %d", f.Rows[i].Line, line)
		}
		line = f.Rows[i].Line
		for _, c := range f.Cells(i) {
			if c.Column >= len(f.Columns) || c.Value == "" || len(c.Value) > MaxValue+8 || !utf8.ValidString(c.Value) || strings.ContainsAny(c.Value, "\x00\r\u202e") {
				t.Errorf("cell %d %q", c.Column, c.Value)
			}
		}
		c := f.Contact(i, french)
		if !c.Empty() {
			if err := c.Client.Check(); err != nil {
				t.Errorf("%v: %+v", err, c.Client)
			}
			if !same(c.Client, c.Client.Tidy()) {
				t.Errorf("not tidy: %+v", c.Client)
			}
		}
		list, decisions = append(list, c), append(decisions, decided(c, m.Match(c)))
	}
	n := 0
	for _, w := range NewPlan(decisions).Writes(list, decisions, current, french, func() string { n++; return string(rune('b' + n)) }) {
		if err := w.Client.Check(); err != nil {
			t.Errorf("%v: %+v", err, w)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data, uint8(0), uint8(0))
	}
	for _, s := range []string{
		"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=C3=\n=A9;=C",
		"BEGIN:VCARD\nVERSION:2.1\nAGENT:\nBEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nN:a\nEND:VCARD",
		"BEGIN:VCARD\nAGENT:BEGIN:VCARD\\nN:a\\nAGENT:BEGIN:VCARD\\\\nN:b\\nEND:VCARD\nEND:VCARD",
		"BEGIN:VCARD\nTEL;TYPE=\"a:b\nTEL:1\\",
		"BEGIN:VCARD\nX-ABLabel:x\nitem1.X-ABLabel:\nitem1.N:;;;;;;;\nN:;;;;;;\nORG:;\nADR:;\nSOUND;X-IRMC-N:;\nNICKNAME:,,\nX-ANDROID-CUSTOM:;\n",
		"BEGIN:VCARD\nFN:\u202e\u200b\nTEL:;ext=\nTEL:tel:\nTEL:00\nEMAIL:mailto:@\nBDAY:--\nBDAY:1-----\nEND:VCARD",
		"a;b\n\"c\"\"d\ne\";'=f\n\x00;+",
		"Name,Phone 1 - Type,Phone 1 - Value\n,,1 ::: 2 ::: \n",
		"Prénom;Nom;Langue;Adresse 1;Ville\na;b;fr-CA;c;d",
	} {
		f.Add([]byte(s), uint8(1), uint8(2))
	}
	f.Fuzz(func(t *testing.T, data []byte, separator, header uint8) {
		opt := Options{Header: Header(header % 3)}
		if separator > 0 {
			opt.Separator = []byte{',', ';', '\t', '|'}[separator%4]
		}
		sound(t, data, opt)
	})
}

// A file made to hurt is read, or refused with an error that has words, in bounded time and memory.
// Cards that stand in a letter, indented, and cards with a group before BEGIN, are cards all the same.
func TestDressedCards(t *testing.T) {
	for name, data := range map[string]string{
		"indented":   "Voici ma carte :\n   BEGIN:VCARD\n   VERSION:3.0\n   FN:Ana Roy\n   TEL:514 555-0101\n   END:VCARD\n",
		"with group": "perso.begin:vcard\r\nversion:3.0\r\nfn:Ana Roy\r\nperso.tel;type=voice:514 555-0101\r\nEND:VCARD\r\n",
	} {
		f, err := Read([]byte(data), Options{})
		if err != nil || f.Source != VCard || len(f.Rows) != 1 {
			t.Errorf("%s: %+v, %v", name, f, err)
			continue
		}
		if c := f.Contact(0, french).Client; c.Name != "Ana Roy" || c.Phone != "+15145550101" {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestHostileFiles(t *testing.T) {
	many := func(s string, n int) []byte { return bytes.Repeat([]byte(s), n) }
	card := func(inside ...[]byte) []byte {
		return append(append([]byte("BEGIN:VCARD\nVERSION:2.1\nFN:Jean Roy\n"), bytes.Join(inside, nil)...), "\nTEL:418 555-0101\nEND:VCARD\n"...)
	}
	const mega = 1 << 18
	for _, c := range []struct {
		name string
		data []byte
		want error // nil: Jean Roy is read, and his number
	}{
		{"one line", many("a", MaxFile), nil},
		{"more than may be", many("a", MaxFile+1), ErrTooLarge},
		{"zeros", many("\x00", 8*mega), ErrNot},
		{"a long value", card([]byte("NOTE:"), many("é", 16*mega)), nil},
		{"a long name", card(many("A", 16*mega), []byte(":1")), nil},
		{"a long photo", card([]byte("PHOTO;ENCODING=BASE64:\n"), many(" AAAAAAAA\n", 4*mega)), nil},
		{"a photo that is not folded", card([]byte("PHOTO;ENCODING=BASE64:\n"), many("AAAAAAAA\n", 4*mega)), nil},
		{"folded without end", card([]byte("NOTE:"), many("a\n ", 12*mega)), nil},
		{"folded spaces", card([]byte("NOTE;QUOTED-PRINTABLE:"), many(" \n", 16*mega)), nil},
		{"soft line breaks", card([]byte("NOTE;QUOTED-PRINTABLE:"), many("=\n", 16*mega), []byte("\n")), nil},
		{"soft line breaks and blanks", card([]byte("NOTE;QUOTED-PRINTABLE:"), many("a=\r\n\r\n=", 4*mega), []byte("\n")), nil},
		{"lines without a colon", card(many("a\n", 16*mega)), nil},
		{"parameters", card(many("X;A=b", 8*mega), []byte(":1")), nil},
		{"quotes", card(many("X;A=\"\"", 8*mega), []byte(":1")), nil},
		{"separators", card([]byte("ORG:"), many(";", 16*mega)), nil},
		{"commas", card([]byte("NICKNAME:"), many("a,", 16*mega)), nil},
		{"many values", card(many("URL:x\n", 4*mega)), nil},
		{"many properties", card(func() []byte {
			var b bytes.Buffer
			for i := range 500_000 {
				b.WriteString("Y" + strings.Repeat("-", i%7) + string(rune('A'+i%26)) + string(rune('A'+i/26%26)) + ":1\n")
			}
			return b.Bytes()
		}()), nil},
		{"cards in cards", append(many("BEGIN:VCARD\nAGENT:\n", mega), card()...), nil},
		{"cards in values", card([]byte("AGENT:"), many("BEGIN:VCARD\\\\n", mega)), nil},
		{"cards that nothing ends", many("BEGIN:VCARD\nFN:Jean Roy\nTEL:418 555-0101\n", 19_000), nil},
		{"labels", card(many("a.X-ABLabel:x\n", mega)), nil},
		{"100,000 rows", many("Jean Roy;418 555-0101\n", 100_000), ErrTooMany},
		{"100,000 columns", append([]byte("Jean Roy;418 555-0101"), many(";1", 100_000)...), nil},
		{"columns and rows", many("Jean Roy;418 555-0101"+strings.Repeat(";1", 390)+"\n", 19_000), ErrTooLarge},
		{"quotes in a table", many("\"", 16*mega), nil},
		{"quotes that nothing closes", many("\"a;", 8*mega), nil},
		{"separators in a table", many(";", 16*mega), nil},
		{"commas in a table", append([]byte("sep=,\nJean Roy"), many(",", 32*mega)...), nil},
		{"values in one cell", append([]byte("Name;Phone\nJean Roy;"), many("1 ::: ", 8*mega)...), nil},
		{"numbers in one cell", append([]byte("Name;Phone\nJean Roy;\""), append(many("4;", 8*mega), '"')...), nil},
		{"words in a name", append([]byte("Name,Given Name,Family Name\n"), many("x ", 8*mega)...), nil},
		{"UTF-16", utf16Of("\uFEFF"+strings.Repeat("é;ü\n", 19_000), false), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			f, err := Read(c.data, Options{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if took > time.Minute { // on a busy machine, with the race detector; what grows with its square takes hours
				t.Errorf("reading took %v", took)
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > uint64(30*len(c.data))+64*mega {
				t.Errorf("reading %d bytes took %d", len(c.data), got)
			}
			if !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if err != nil {
				return
			}
			start = time.Now()
			whole := strings.Contains(string(c.data[:min(len(c.data), 200)]), "Jean Roy")
			for i := range f.Rows[:min(len(f.Rows), 5)] {
				got := f.Contact(i, french)
				if whole && bytes.HasPrefix(c.data, []byte("BEGIN")) && (got.Client.Name != "Jean Roy" || got.Client.Phone != "+14185550101" && f.Cut == 0) {
					t.Errorf("%.60s, %s", got.Client.Name, got.Client.Phone)
				}
				if err := got.Client.Check(); err != nil && !got.Empty() {
					t.Error(err)
				}
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("five people took %v", took)
			}
		})
	}
}
