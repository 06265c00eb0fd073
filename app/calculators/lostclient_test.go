package calculators

import (
	"strings"
	"testing"

	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

func load(t *testing.T, lang i18n.Lang) words {
	t.Helper()
	b, err := content.Load(data.FS, lang)
	if err != nil {
		t.Fatal(err)
	}
	c, ok := b.Calculator("lost-client")
	if !ok {
		t.Fatal("no lost-client")
	}
	return words{say: i18n.For(lang), c: c}
}

func defaults(w words) numbers {
	in := numbers{}
	for _, f := range w.c.Inputs {
		if !f.Optional {
			in[f.ID] = calc.Some(f.Default)
		}
	}
	return in
}

func TestLostClientShowsItsArithmetic(t *testing.T) {
	for _, c := range []struct {
		lang  i18n.Lang
		arith string
		close string
	}{
		{i18n.FR, "3,50 $ × 200 achats = 700 $ par année | 700 $ × 5 ans = 3 500 $ | 12 personnes × 250 connaissances × 10 % × 2 % = 6 autres départs | " +
			"6 autres départs × 3 500 $ = 21 000 $ | 3 500 $ + 21 000 $ = 24 500 $",
			"Un départ vous prive de 3 500 $. Si l’histoire se raconte, 6 autres départs pourraient suivre : 21 000 $. En tout : 24 500 $."},
		{i18n.EN, "$3.50 × 200 purchases = $700 a year | $700 × 5 years = $3,500 | 12 people × 250 people they know × 10% × 2% = 6 other clients gone | " +
			"6 other clients gone × $3,500 = $21,000 | $3,500 + $21,000 = $24,500",
			"One lost client takes $3,500 with them. If the story gets around, 6 other clients could follow: $21,000. In all: $24,500."},
	} {
		w := load(t, c.lang)
		out, err := lostClient(w, defaults(w))
		if err != nil {
			t.Fatal(err)
		}
		plain := strings.ReplaceAll(strings.Join(out.arith, " | "), "\u00a0", " ")
		if plain != c.arith {
			t.Errorf("%s:\n got %s\nwant %s", c.lang, plain, c.arith)
		}
		if got := strings.ReplaceAll(out.closing, "\u00a0", " "); got != c.close {
			t.Errorf("%s:\n got %s\nwant %s", c.lang, got, c.close)
		}
		for name, want := range map[string]string{"yearly_value": "700", "lifetime_value": "3500", "lost_clients": "6", "indirect_cost": "21000",
			"total_cost": "24500", "total_low": "17500", "total_high": "31500"} {
			if got := calc.Raw(out.values[name].raw); got != want {
				t.Errorf("%s = %s, want %s", name, got, want)
			}
		}
		if _, shown := out.values["discounted_value"]; shown {
			t.Error("a discounted value without margin, retention or discount")
		}
	}
}

func TestLostClientDoubtedAndRefined(t *testing.T) {
	w := load(t, i18n.EN)
	in := defaults(w)
	in["average_transaction"], in["transactions_per_year"] = calc.Some(400), calc.Some(1)
	in["doubt"], in["retention"], in["discount"] = calc.Some(50), calc.Some(80), calc.Some(10)
	out, err := lostClient(w, in)
	if err != nil {
		t.Fatal(err)
	}
	if got := out.values["discounted_value"].words; got != "$1,062.05" {
		t.Errorf("discounted_value = %s", got)
	}
	if got := out.values["perpetual_value"].words; got != "$1,333.33" {
		t.Errorf("perpetual_value = %s", got)
	}
	if !strings.Contains(strings.Join(out.arith, "|"), "6 other clients gone × 50% = 3 other clients gone") {
		t.Errorf("no line for the doubt: %q", out.arith)
	}
	in["retention"], in["discount"] = calc.Some(100), calc.Some(0)
	if out, _ = lostClient(w, in); out.notes[len(out.notes)-1] != w.c.Notes["retention_guard"] {
		t.Error("a value without end is not explained")
	}
}

func TestLostClientNamesEveryRefusedField(t *testing.T) {
	w := load(t, i18n.FR)
	in := defaults(w)
	in["target_share"] = calc.Some(140)
	delete(in, "years")
	_, err := lostClient(w, in)
	var got []string
	for _, f := range fieldsOf(err) {
		if w.fault(f.Kind) == "" {
			t.Errorf("no sentence for %s", f.Kind)
		}
		got = append(got, f.Error())
	}
	if strings.Join(got, ", ") != "years: missing, target_share: percent" {
		t.Errorf("faults = %v", got)
	}
}
