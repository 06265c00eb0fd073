package folded

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	if got := Text("a;b,c\\d\r\ne\x00\xff"); got != `a\;b\,c\\d\ne`+"\uFFFD" {
		t.Errorf("%q", got)
	}
}

func FuzzLine(f *testing.F) {
	f.Add("NOTE", strings.Repeat("é", 200))
	f.Add("N", "")
	f.Add("SUMMARY", strings.Repeat("😀", 40)+strings.Repeat("a", 75))
	f.Fuzz(func(t *testing.T, name, value string) {
		if strings.ContainsAny(name, ":\r\n") || !utf8.ValidString(name) {
			return
		}
		var b strings.Builder
		Line(&b, name, Text(value))
		whole, ok := strings.CutSuffix(b.String(), "\r\n")
		if !ok {
			t.Fatalf("no line end: %q", b.String())
		}
		for i, line := range strings.Split(whole, "\r\n") {
			if len(line) > width || !utf8.ValidString(line) || i > 0 && line[0] != ' ' {
				t.Errorf("line %d: %q", i, line)
			}
		}
		if got := strings.ReplaceAll(whole, "\r\n ", ""); got != name+":"+Text(value) {
			t.Errorf("unfolded: %q", got)
		}
	})
}
