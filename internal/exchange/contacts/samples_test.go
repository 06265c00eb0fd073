package contacts

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trousse/internal/i18n"
)

var update = flag.Bool("update", false, "rewrite the goldens")

var french, english = i18n.For(i18n.FR), i18n.For(i18n.EN)

// story writes a file as it was understood: one block for each person.
func story(f *File, p *i18n.Printer) string {
	var b strings.Builder
	sep := ""
	if f.Source == CSV {
		sep = fmt.Sprintf(", %q", f.Options.Separator)
	}
	fmt.Fprintf(&b, "%s, %s%s\n", f.Source, f.Options.Charset, sep)
	for _, c := range f.Columns {
		if c.Field != Ignore {
			fmt.Fprintf(&b, "column %s: %s\n", c.Name, c.Field)
		}
	}
	for i := range f.Rows {
		c := f.Contact(i, p)
		fmt.Fprintf(&b, "\nline %d\n", f.Rows[i].Line)
		for _, v := range [][2]string{
			{"name", c.Client.Name}, {"preferred", c.Client.PreferredName}, {"spoken", c.Client.SpokenName}, {"form", string(c.Client.FormOfAddress)},
			{"kind", string(c.Client.ClientKind)}, {"phone", c.Client.Phone}, {"email", c.Client.Email}, {"language", c.Client.Language},
			{"channel", string(c.Client.BestChannel)}, {"avoid", c.Client.Avoid}, {"uid", c.UID},
		} {
			if v[1] != "" && v[1] != "external" {
				fmt.Fprintf(&b, "%s: %s\n", v[0], v[1])
			}
		}
		for _, d := range c.Client.Also {
			fmt.Fprintf(&b, "+ %s %s: %s\n", d.Kind, d.Label, d.Value)
		}
		for _, tag := range c.Client.Tags {
			fmt.Fprintf(&b, "# %s\n", tag)
		}
		for _, l := range strings.Split(c.Client.Attentions, "\n") {
			fmt.Fprintf(&b, "| %s\n", l)
		}
		for _, pr := range c.Problems {
			fmt.Fprintf(&b, "! %s %s\n", pr.Kind, pr.Value)
		}
	}
	return b.String()
}

func samples(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/*.[vct][csx][fvt]")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d samples, %v", len(names), err)
	}
	all := make(map[string][]byte)
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(n)] = b
	}
	return all
}

// Each sample, in the way of one program, is read as the file beside it tells.
func TestSamplesAreUnderstood(t *testing.T) {
	for name, data := range samples(t) {
		f, err := Read(data, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Cut != 0 {
			t.Errorf("%s: %d values cut", name, f.Cut)
		}
		got, golden := story(f, french), "testdata/"+name+".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// Line ends, the byte order mark and the way of writing change nothing.
func TestSamplesInEveryWriting(t *testing.T) {
	people := func(data []byte) (string, error) {
		f, err := Read(data, Options{})
		if err != nil {
			return "", err
		}
		_, all, _ := strings.Cut(story(f, french), "\nline ")
		return all, nil
	}
	for name, data := range samples(t) {
		want, err := people(data)
		if err != nil {
			t.Fatal(err)
		}
		lf := bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		ways := map[string][]byte{
			"LF": lf, "CRLF": bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n")), "CR": bytes.ReplaceAll(lf, []byte("\n"), []byte("\r")),
		}
		if name != "nokia.vcf" && name != "outlook.vcf" { // these name their charset, and hold it
			text := read1252(data)
			ways["UTF-8 with mark"] = append([]byte("\uFEFF"), text...)
			for _, big := range []bool{false, true} {
				ways[fmt.Sprintf("UTF-16 %v", big)] = utf16Of("\uFEFF"+text, big)
			}
			if old, ok := latinOf(text); ok {
				ways["Windows-1252"] = old
			}
		}
		for way, data := range ways {
			got, err := people(data)
			if err != nil || got != want {
				t.Errorf("%s, %s: %v\n%s\nwant\n%s", name, way, err, got, want)
			}
		}
	}
}

// What a column becomes can be changed.
func TestMappingCanBeChanged(t *testing.T) {
	f, err := Read([]byte("Nom;Code;Référence\nRoy;418 555-0101;418 555-0102\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c := f.Contact(0, french); c.Client.Phone != "" || c.Client.Attentions != "Code\u00a0: 418 555-0101\nRéférence\u00a0: 418 555-0102" {
		t.Errorf("%+v", c.Client)
	}
	f.Columns[1].Field, f.Columns[2].Field = Phone, Ignore
	if c := f.Contact(0, french); c.Client.Phone != "+14185550101" || c.Client.Attentions != "" {
		t.Errorf("%+v", c.Client)
	}
}

func TestOptionsCanBeChanged(t *testing.T) {
	data := []byte("Roy,Jean;418 555-0101\n")
	f, err := Read(data, Options{Separator: ',', Header: WithHeader})
	if err != ErrEmpty {
		t.Errorf("%+v, %v", f, err)
	}
	f, err = Read(data, Options{Separator: ';', Header: WithoutHeader})
	if err != nil || len(f.Columns) != 2 || f.Contact(0, french).Client.Name != "Jean Roy" {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		data string
		want error
	}{
		{"", ErrEmpty}, {" \r\n\t", ErrEmpty}, {"\uFEFF", ErrEmpty}, {"\xFF\xFE", ErrEmpty},
		{"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", ErrEmpty},
		{"Nom;Téléphone\n", ErrEmpty},
		{"PK\x03\x04rest of a workbook", ErrWorkbook}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ErrWorkbook},
		{"<!DOCTYPE html><p>Nom;Téléphone", ErrNot}, {`{"name":"Jean"}`, ErrNot}, {"%PDF-1.7", ErrNot},
		{"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", ErrNot},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x01\x00", ErrPicture}, {"GIF89a\x01", ErrPicture},
		{"\xFF\xD8\xFF\xE0", ErrPicture}, {"\xFF\xD8\xFF\xE1 Exif;418 555-0101", ErrPicture}, {"RIFF\x24\x00\x00\x00WEBPVP8 ", ErrPicture},
		{"\x00\x00\x00\x18ftypheic\x00", ErrPicture}, {"\x00\x00\x00\x1cftypavif", ErrPicture},
		{"age-encryption.org/v1\n-> X25519 abc\n", ErrBackup}, {"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", ErrBackup},
		{`{"format":"trousse-backup","version":3}`, ErrBackup},
		{strings.Repeat("a", MaxFile+1), ErrTooLarge},
		{strings.Repeat("Jean;1\n", MaxPeople+2), ErrTooMany},
		{strings.Repeat("BEGIN:VCARD\nFN:Jean\nEND:VCARD\n", MaxPeople+1), ErrTooMany},
	} {
		if _, err := Read([]byte(c.data), Options{}); err != c.want {
			t.Errorf("%.30q…: %v, want %v", c.data, err, c.want)
		}
	}
}

func TestPauseIsCalled(t *testing.T) {
	for _, data := range []string{strings.Repeat("Jean Roy;418 555-0101\n", 15_000), strings.Repeat("BEGIN:VCARD\r\nFN:Jean Roy\r\nTEL:418 555-0101\r\nEND:VCARD\r\n", 15_000)} {
		times, last := 0, 0
		if _, err := Read([]byte(data), Options{Pause: func(done, of int) {
			times++
			if done <= last || done > of || of != len(data) {
				t.Errorf("%d of %d", done, of)
			}
			last = done
		}}); err != nil || times == 0 {
			t.Errorf("%d times, %v", times, err)
		}
	}
}

// What a column holds is shown by its first value, wherever that stands.
func TestFirsts(t *testing.T) {
	f, err := Read([]byte("Nom;Courriel;Rien\nÉlise Tremblay;;\nLuc Roy;luc@exemple.ca;\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Firsts(); !slices.Equal(got, []string{"Élise Tremblay", "luc@exemple.ca", ""}) {
		t.Errorf("%q", got)
	}
}
