package calculators

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

var update = flag.Bool("update", false, "write testdata/said.txt anew")

// sheetFor works a calculator out from what its fields hold; those not named hold their defaults.
func sheetFor(t *testing.T, lang i18n.Lang, slug string, fields map[string]string) (sheet, map[string]string) {
	t.Helper()
	b, err := content.Load(data.FS, lang)
	if err != nil {
		t.Fatal(err)
	}
	return sheetIn(t, b, lang, slug, fields)
}

// sheetIn is sheetFor with the words at hand.
func sheetIn(t *testing.T, b *content.Bundle, lang i18n.Lang, slug string, fields map[string]string) (sheet, map[string]string) {
	t.Helper()
	env := &ui.Env{Say: i18n.For(lang)}
	env.Guide = ui.NewGuide(nil)
	s := New(env, slug)
	c, ok := b.Calculator(slug)
	if !ok || !s.known {
		t.Fatalf("no %s", slug)
	}
	for _, in := range c.Inputs {
		v, given := fields[in.ID]
		switch {
		case !given && in.Unit == content.UnitDate:
			v = "2026-11-23"
		case !given:
			v = s.start(in)
			if in.Numeric() && v != "" {
				v = typedAs(env.Say, in.Unit, in.Default)
			}
		}
		s.form.Values[in.ID] = v
	}
	for name := range fields {
		if _, ok := s.form.Values[name]; !ok {
			t.Fatalf("%s has no field %s", slug, name)
		}
	}
	w := s.work(c)
	return w, s.form.Errors
}

// shown is what a calculation says: each result with its raw value and its words, the working, the conclusion.
func shown(w sheet) string {
	var lines []string
	for _, o := range w.c.Outputs {
		if words, ok := w.words(o.ID); ok {
			raw := calc.Raw(w.out.numbers[o.ID])
			if d, ok := w.out.days[o.ID]; ok {
				raw = d.Format("2006-01-02")
			}
			lines = append(lines, "out "+o.ID+" "+raw+" "+words)
		}
	}
	for _, a := range w.arithmetic() {
		lines = append(lines, "sum "+a)
	}
	if closing, ok := w.sentence(w.out.closing); ok {
		lines = append(lines, "end "+closing)
	}
	return strings.Join(lines, "\n")
}

// TestWhatCalculatorsSay runs the cases of testdata/said.txt. A case is "case LANG SLUG", the fields that are typed
// ("in NAME TEXT"), and what is then on the screen: "err NAME" a refused field with a sentence, "out NAME RAW WORDS" a
// result, "sum …" a line of the working, "end …" the conclusion. All of it, in that order. ~ is a no-break space.
func TestWhatCalculatorsSay(t *testing.T) {
	text, err := os.ReadFile("testdata/said.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		fields := map[string]string{}
		var head, kept []string
		var comment []string
		for line := range strings.Lines(block) {
			line = strings.TrimSuffix(line, "\n")
			words := strings.SplitN(line, " ", 3)
			switch words[0] {
			case "#":
				comment = append(comment, line)
			case "case":
				head = words
				kept = append(kept, line)
			case "in":
				fields[words[1]] = ""
				if len(words) > 2 {
					fields[words[1]] = strings.ReplaceAll(words[2], "|", "\n")
				}
				kept = append(kept, line)
			}
		}
		if head == nil {
			out.WriteString(strings.Join(comment, "\n") + "\n\n")
			continue
		}
		w, errs := sheetFor(t, i18n.Lang(head[1]), head[2], fields)
		for _, in := range w.c.Inputs {
			if sentence := errs[in.ID]; sentence != "" {
				kept = append(kept, "err "+in.ID+" "+sentence)
			}
		}
		kept = append(append(comment, kept...), shown(w))
		out.WriteString(strings.TrimRight(strings.ReplaceAll(strings.Join(kept, "\n"), "\u00a0", "~"), "\n") + "\n\n")
	}
	if got := strings.TrimRight(out.String(), "\n") + "\n"; got != string(text) {
		if *update {
			if err := os.WriteFile("testdata/said.txt", []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("what is said is not what testdata/said.txt says (go test ./app/calculators -update writes it anew):\n%s", difference(string(text), got))
	}
}

func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			have := "nothing"
			if i < len(b) {
				have = b[i]
			}
			return "want " + a[i] + "\n got " + have
		}
	}
	return "more: " + strings.Join(b[len(a):], "\n")
}

// TestEverySentenceIsSaid works every calculator out until each of its sentences, notes and counts has been used: none is
// left over, and none lacks a value that the arithmetic never gives.
func TestEveryCalculatorHasItsWords(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Calculators) != len(machines) {
			t.Errorf("%d calculators, %d machines", len(b.Calculators), len(machines))
		}
		for _, m := range machines {
			w, errs := sheetFor(t, lang, m.slug, nil)
			if len(errs) > 0 {
				t.Errorf("%s %s: the example is refused: %v", lang, m.slug, errs)
			}
			if _, ok := w.words(w.main()); !ok && m.slug != "doors-out" {
				t.Errorf("%s %s: no %s", lang, m.slug, w.main())
			}
			if m.picture != nil && m.picture(w) == nil {
				t.Errorf("%s %s: the example has no picture", lang, m.slug)
			}
			if strings.Contains(w.text(), "⟦") {
				t.Errorf("%s %s: %s", lang, m.slug, w.text())
			}
			for _, k := range []calc.Kind{calc.KindNumber, calc.KindNegative, calc.KindPercent, calc.KindMissing, calc.KindTooLarge, calc.KindPositive, calc.KindDay} {
				if text := w.fault(k); text == "" || strings.Contains(text, "⟦") {
					t.Errorf("%s %s: no sentence for %s", lang, m.slug, k)
				}
			}
		}
	}
}

func TestFills(t *testing.T) {
	for _, c := range []struct {
		of      func(typed, string) (string, float64, bool)
		changed string
		number  float64
		choice  string
		field   string
		v       float64
		ok      bool
	}{
		{severity, "severity", 0, "minor", "silent_per_complaint", 97.0 / 3, true},
		{severity, "severity", 0, "none", "silent_per_complaint", 26, true},
		{severity, "complaints", 0, "minor", "", 0, false},
		{fiveTimes, "recovery_cost", 80, "", "acquisition_cost", 400, true},
		{fiveTimes, "recovery_cost", -80, "", "", 0, false},
		{fiveTimes, "stay_share", 80, "", "", 0, false},
	} {
		in := typed{numbers: calc.Numbers{"recovery_cost": c.number}, texts: map[string]string{"severity": c.choice}}
		field, v, ok := c.of(in, c.changed)
		if ok != c.ok || ok && (field != c.field || v-c.v > 1e-9 || c.v-v > 1e-9) {
			t.Errorf("%+v: %s, %v, %v", c, field, v, ok)
		}
	}
}

func TestTypedAs(t *testing.T) {
	for _, c := range []struct {
		lang i18n.Lang
		unit string
		v    float64
		want string
	}{
		{i18n.FR, content.UnitMoney, 3.5, "3,50"},
		{i18n.EN, content.UnitMoney, 3.5, "3.50"},
		{i18n.FR, content.UnitMoney, 3500, "3500"},
		{i18n.EN, content.UnitMoney, 1234567.891, "1234567.89"},
		{i18n.FR, content.UnitCount, 97.0 / 3, "32,333333"},
		{i18n.EN, content.UnitPercent, 9.975, "9.975"},
		{i18n.FR, content.UnitHours, 0, "0"},
	} {
		got := typedAs(i18n.For(c.lang), c.unit, c.v)
		if got != c.want {
			t.Errorf("%s %s %v: %q, want %q", c.lang, c.unit, c.v, got, c.want)
		}
		// What stands in a field reads the same once the language is another.
		for _, other := range []i18n.Lang{i18n.FR, i18n.EN} {
			if v, err := i18n.For(other).ParseNumber(got); err != nil || v-c.v > 0.01 || c.v-v > 0.01 {
				t.Errorf("%q in %s: %v, %v", got, other, v, err)
			}
		}
	}
}

func TestLimit(t *testing.T) {
	for _, c := range []struct {
		lang  i18n.Lang
		words string
		want  float64
		ok    bool
	}{
		{i18n.FR, "jusqu’à 50\u00a0$", 50, true},
		{i18n.FR, "1 250,50 $ par mois", 1250.5, true},
		{i18n.EN, "up to $50", 50, true},
		{i18n.EN, "up to $1,250.50 a month.", 1250.5, true},
		{i18n.EN, "$20.", 20, true},
		{i18n.FR, "une fois par personne", 0, false},
		{i18n.FR, "20 $, ou 50 $ avec un collègue", 0, false},
		{i18n.FR, "", 0, false},
		{i18n.EN, "$", 0, false},
	} {
		if v, ok := limit(i18n.For(c.lang), c.words); ok != c.ok || v != c.want {
			t.Errorf("%q: %v, %v", c.words, v, ok)
		}
	}
}

func TestDaysOffAreRead(t *testing.T) {
	cal := calendarOf(typed{texts: map[string]string{"works": "12345", "own_days_off": "2026-12-24/2026-12-28 2027-03-05 demain 2027-01-02/2027-01-01"}})
	if len(cal.Off) != 2 || !cal.Works[1] || cal.Works[0] || cal.Works[6] {
		t.Errorf("%+v", cal)
	}
	for _, c := range [][3]string{{"12345", "6", "123456"}, {"12345", "3", "1245"}, {"", "7", "7"}, {"27", "1", "127"}} {
		if got := toggled(c[0], c[1]); got != c[2] {
			t.Errorf("%s and %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestCountedFromTheJournal(t *testing.T) {
	now := time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC)
	at := func(month time.Month, day int) int64 { return time.Date(2026, month, day, 9, 0, 0, 0, time.UTC).Unix() }
	talks := []journal.Entry{{At: at(11, 20), After: 5}, {At: at(11, 1), After: 4}, {At: at(11, 2), After: 3}, {At: at(11, 3), After: 1},
		{At: at(11, 4), After: 2, State: journal.Gone}, {At: at(11, 5)}, {At: at(10, 31), After: 5}}
	if n := felt(talks, now); n["satisfied"] != 2 || n["dissatisfied"] != 1 {
		t.Errorf("felt %v", n)
	}
	if n := felt(talks[4:], now); n != nil {
		t.Errorf("felt %v where there is nothing to tell", n)
	}
	n := left([]journal.Entry{{State: "moved"}, {State: "indifference"}, {State: "moved"}, {State: journal.Gone}})
	if n["moved"] != 2 || n["indifference"] != 1 || n["product"] != 0 || len(n) != len(journal.Doors) {
		t.Errorf("left %v", n)
	}
	if n := left([]journal.Entry{{State: journal.Gone}}); n != nil {
		t.Errorf("left %v where nobody did", n)
	}
}

// The doors of the arithmetic are those of the journal.
func TestDoors(t *testing.T) {
	for i, d := range calc.Doors {
		if journal.Doors[i] != journal.Door(d.Name) || journal.Doors[i].Avoidable() != d.Avoidable {
			t.Errorf("door %d: %v and %s", i, d, journal.Doors[i])
		}
	}
}
