package content

import (
	"strings"
	"testing"

	"trousse/internal/i18n"
)

func TestTidy(t *testing.T) {
	for _, tt := range []struct {
		lang     i18n.Lang
		in, want string // ~ is a no-break space
	}{
		{i18n.FR, "L'heure : 14 h 05 ?", "L’heure~: 14~h~05?"},
		{i18n.FR, "« Oui » et «non»", "«~Oui~» et «~non~»"},
		{i18n.FR, "12,5% de 24 500 $, 3,50$", "12,5~% de 24~500~$, 3,50~$"},
		{i18n.FR, "À 9 h précises, 5 min", "À 9~h précises, 5~min"},
		{i18n.FR, "rue 24 50000, 2 heures, en 2026 100 personnes", "rue 24 50000, 2 heures, en 2026~100 personnes"},
		{i18n.FR, "1 234 567", "1~234~567"},
		{i18n.FR, "d’ici [[date promise]] : [[choice: a / b]] !", "d’ici [[date promise]]~: [[choice: a / b]]!"},
		{i18n.FR, "{n} : {{client.phone|l'autre}}...", "{n}~: {{client.phone|l’autre}}…"},
		{i18n.FR, "https://exemple", "https://exemple"},
		{i18n.EN, "It's: 12.5% ... ok ?", "It’s: 12.5% … ok ?"},
		{i18n.EN, "{{client.address|}}, [[date promise]]", "{{client.address|}}, [[date promise]]"},
	} {
		want := strings.ReplaceAll(tt.want, "~", "\u00a0")
		if got := Tidy(tt.in, tt.lang); got != want {
			t.Errorf("%q: %q, want %q", tt.in, got, want)
		}
	}
}

// FuzzTidy holds that what has been tidied is tidy, and keeps its blanks.
func FuzzTidy(f *testing.F) {
	f.Add("L'heure : 14 h 05 ? « Oui » 12 345 % {{a|b}} [[text c]]")
	f.Add("«» 1  $ 5 h 5 h {n} ' ...")
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range languages {
			once := Tidy(s, lang)
			if twice := Tidy(once, lang); twice != once {
				t.Errorf("%q became %q, then %q", s, once, twice)
			}
			countWords(s)
			typographyFaults(s, lang)
			saidPhrases(s, phrases(lang))
		}
	})
}

func TestCountWords(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "Start the timer.": 3, "L’heure d’arrivée": 2, "D’ici [[date promise]]\u00a0: oui": 3, "call-back": 1,
		"{n} on {total}": 3, "{{client.address|Madame, Monsieur}}": 1, "«\u00a0Oui\u00a0»": 1, "3\u00a0%": 2, "a - b": 2, "{{": 0, "[[": 0,
	} {
		if got := countWords(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestExpand(t *testing.T) {
	got := strings.Join(expand("a(b|) c(d|e)*"), ",")
	if want := "ab cd*,a cd*,ab ce*,a ce*"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
