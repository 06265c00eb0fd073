package calculators

import (
	"maps"
	"math"
	"strings"
	"testing"

	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

// TestNothingAbsurdIsWorkedOut types what nobody should into each field of each calculator: it is refused beside its field, or
// it counts for exactly what was typed. No result is anything but a number, and those that do not stand on it stay.
func TestNothingAbsurdIsWorkedOut(t *testing.T) {
	absurd := []string{"-1", "--", "1e309", "NaN", "∞", "abc", "", " ", "0", "1e-5", "101", "1000001", strings.Repeat("9", 25), strings.Repeat("9", 400), "-0,5", "24,5"}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range machines {
			c, _ := b.Calculator(m.slug)
			for _, in := range c.Inputs {
				if !in.Numeric() {
					continue
				}
				for _, text := range absurd {
					w, errs := sheetIn(t, b, lang, m.slug, map[string]string{in.ID: text})
					v, err := i18n.For(lang).ParseNumber(text)
					if in.Unit == content.UnitPercent {
						v /= 100
					}
					if have, ok := w.typed.numbers[in.ID]; errs[in.ID] == "" && strings.TrimSpace(text) != "" && (err != nil || !ok || have != v) {
						t.Errorf("%s %s: %s = %q counts for %v", lang, m.slug, in.ID, text, have)
					}
					for name, v := range w.out.numbers {
						if math.IsNaN(v) || math.IsInf(v, 0) || calc.Raw(v) == "" {
							t.Errorf("%s %s: with %s = %q, %s is %v", lang, m.slug, in.ID, text, name, v)
						}
					}
					if said := w.text(); strings.Contains(said, "NaN") || strings.Contains(said, "Inf") || strings.Contains(said, "∞") {
						t.Errorf("%s %s: with %s = %q:\n%s", lang, m.slug, in.ID, text, said)
					}
				}
			}
		}
	}
}

// TestMoneyDoesNotDrift shows sums that binary arithmetic misses: a dime and two, and a thousand nickels.
func TestMoneyDoesNotDrift(t *testing.T) {
	nickels := strings.TrimSuffix(strings.Repeat("0,05\n", 1000), "\n")
	for _, c := range []struct{ amounts, rounding, subtotal, gst, qst, total string }{
		{"0,1\n0,2", "invoice", "0,30 $", "0,02 $", "0,03 $", "0,35 $"},
		{nickels, "invoice", "50,00 $", "2,50 $", "4,99 $", "57,49 $"},
		{nickels, "line", "50,00 $", "0,00 $", "0,00 $", "50,00 $"},
	} {
		w, errs := sheetFor(t, i18n.FR, "quebec-taxes", map[string]string{"amounts": c.amounts, "rounding": c.rounding})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for name, want := range map[string]string{"subtotal": c.subtotal, "gst": c.gst, "qst": c.qst, "total": c.total} {
			words, _ := w.words(name)
			if got := strings.ReplaceAll(words, "\u00a0", " "); got != want {
				t.Errorf("%.12q %s: %s is %s, want %s", c.amounts, c.rounding, name, got, want)
			}
		}
	}
	w, _ := sheetFor(t, i18n.EN, "lost-client", map[string]string{"average_transaction": "0.1", "transactions_per_year": "3", "years": "1"})
	if words, _ := w.words("lifetime_value"); words != "$0.30" || calc.Raw(w.out.numbers["lifetime_value"]) != "0.3" {
		t.Errorf("three dimes are %s", words)
	}
}

// TestFiguresKeptReadTheSameInTheOtherLanguage keeps what was typed in French, and types it anew in both languages.
func TestFiguresKeptReadTheSameInTheOtherLanguage(t *testing.T) {
	bundles := map[i18n.Lang]*content.Bundle{}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		bundles[lang] = b
	}
	for slug, fields := range map[string]map[string]string{
		"quebec-taxes":      {"amounts": "1 234,56 $\n0,05\n12", "direction": "before", "rounding": "line", "gst_share": "5", "qst_share": "9,975"},
		"silent-complaints": {"complaints": "10", "silent_per_complaint": "32,333333", "never_again_share": "91", "lifetime_value": "1 000,5", "severity": "none"},
		"promise-date":      {"promise": "Le toit, 2,5 jours", "start": "2027-03-25", "hours_needed": "7,5", "hours_per_day": "8", "margin_share": "12,5", "works": "1234", "easter": "easter_monday", "own_days_off": "2027-04-01/2027-04-03"},
	} {
		fr := New(&ui.Env{Say: i18n.For(i18n.FR)}, slug)
		c, _ := bundles[i18n.FR].Calculator(slug)
		for name, text := range fields {
			fr.form.Values[name] = text
		}
		kept, want := fr.figures(c), fr.work(c)
		for lang, b := range bundles {
			c, _ := b.Calculator(slug)
			got := sheetOf(&ui.Env{Say: i18n.For(lang)}, c, kept)
			if len(got.refused) > 0 || len(got.out.numbers) == 0 || !maps.Equal(got.out.numbers, want.out.numbers) || !maps.Equal(got.out.days, want.out.days) {
				t.Errorf("%s in %s: %v %v\n%v\nwant\n%v", slug, lang, kept, got.refused, got.out, want.out)
			}
		}
	}
}
