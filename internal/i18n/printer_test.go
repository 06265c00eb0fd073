package i18n

import (
	"slices"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		langs string
		want  Lang
	}{
		{"", FR},
		{"en-CA fr-CA", EN},
		{"fr-CA en-CA", FR},
		{"de-DE en", EN},
		{"es pt-BR", FR},
		{"EN_us", EN},
		{"frc en-GB", EN},
		{"enm fr", FR},
	} {
		if got := Match(strings.Fields(c.langs)); got != c.want {
			t.Errorf("Match(%s) = %s, want %s", c.langs, got, c.want)
		}
	}
	if FR.Tag() != "fr-CA" || EN.Tag() != "en-CA" || Lang("de").Tag() != "fr-CA" {
		t.Error("Tag")
	}
}

func TestFor(t *testing.T) {
	if kept := For(FR); kept != For(FR) || For(FR).Lang() != FR || For(EN).Lang() != EN || For("de") != For(FR) {
		t.Error("For does not keep one printer a language")
	}
}

// printer has messages of its own.
func printer(lang Lang, messages ...string) *Printer {
	p := &Printer{lang: lang, messages: map[string]string{}}
	for i := 0; i < len(messages); i += 2 {
		p.messages[messages[i]] = messages[i+1]
	}
	return p
}

func TestT(t *testing.T) {
	p := printer(FR, "a.plain", "Bonjour", "a.two", "{a} et {b}, puis {a}", "a.brace", "a { b", "a.open", "{a} {")
	for _, c := range []struct {
		key  string
		args []string
		want string
	}{
		{"a.plain", nil, "Bonjour"},
		{"a.plain", []string{"a", "x"}, "Bonjour"},
		{"a.two", []string{"a", "1", "b", "2"}, "1 et 2, puis 1"},
		{"a.two", []string{"b", "2"}, "{a} et 2, puis {a}"},
		{"a.two", []string{"a", "{b}", "b", "{a}"}, "{b} et {a}, puis {b}"},
		{"a.two", []string{"a"}, "{a} et {b}, puis {a}"},
		{"a.brace", []string{"a", "1"}, "a { b"},
		{"a.open", []string{"a", "1"}, "1 {"},
		{"b.none", nil, "⟦b.none⟧"},
	} {
		if got := p.T(c.key, c.args...); got != c.want {
			t.Errorf("T(%s, %q) = %q, want %q", c.key, c.args, got, c.want)
		}
	}
	if !p.Has("a.plain") || p.Has("a") {
		t.Error("Has")
	}
}

func TestN(t *testing.T) {
	fr := printer(FR, "c.one", "{n} départ de {who}", "c.other", "{n} départs de {who}")
	en := printer(EN, "c.one", "{n} client for {who}", "c.other", "{n} clients for {who}")
	for _, c := range []struct {
		n      float64
		fr, en string
	}{
		{0, "0 départ de X", "0 clients for X"},
		{0.5, "0,5 départ de X", "0.5 clients for X"},
		{1, "1 départ de X", "1 client for X"},
		{1.5, "1,5 départ de X", "1.5 clients for X"},
		{1.994, "1,99 départ de X", "1.99 clients for X"},
		{1.999, "2 départs de X", "2 clients for X"},
		{1.001, "1 départ de X", "1 client for X"},
		{2, "2 départs de X", "2 clients for X"},
		{-1, "-1 départ de X", "-1 client for X"},
		{1234, "1" + nbsp + "234 départs de X", "1,234 clients for X"},
	} {
		if got := fr.N("c", c.n, "who", "X"); got != c.fr {
			t.Errorf("fr N(%v) = %q, want %q", c.n, got, c.fr)
		}
		if got := en.N("c", c.n, "who", "X"); got != c.en {
			t.Errorf("en N(%v) = %q, want %q", c.n, got, c.en)
		}
	}
	if got := fr.N("d", 1); got != "⟦d.one⟧" {
		t.Errorf("unknown: %q", got)
	}
}

func TestList(t *testing.T) {
	for _, c := range []struct{ items, fr, en string }{
		{"", "", ""},
		{"a", "a", "a"},
		{"a b", "a et b", "a and b"},
		{"a b c", "a, b et c", "a, b and c"},
		{"{item} b", "{item} et b", "{item} and b"},
	} {
		items := strings.Fields(c.items)
		if got := For(FR).List(items); got != c.fr {
			t.Errorf("fr: %q, want %q", got, c.fr)
		}
		if got := For(EN).List(items); got != c.en {
			t.Errorf("en: %q, want %q", got, c.en)
		}
	}
}

func TestKeysFollowTheFile(t *testing.T) {
	keys := keysOf(FR)
	if keys[0] != "weekday.0" || !slices.Contains(keys, "days.in.one") {
		t.Errorf("keysOf(FR) = %v", keys)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		parse(FR)
	}
}
