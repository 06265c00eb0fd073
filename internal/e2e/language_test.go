package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"trousse/internal/i18n"
)

// TestLanguage changes the language by address and by button.
func TestLanguage(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	for _, route := range []string{"/", "/log", "/clients", "/help-now", "/calculators/lost-client", "/settings"} {
		headings := map[string]bool{}
		for _, lang := range []string{"fr", "en"} {
			p.open(route + "?lang=" + lang)
			p.wait(lang+" on "+route, `document.documentElement.lang === %v && document.querySelector("h1")`, i18n.Lang(lang).Tag())
			headings[eval[string](p, `document.title`)] = true
		}
		if len(headings) != 2 {
			t.Errorf("%s has the same title in both languages: %v", route, headings)
		}
	}
	p.open("/clients")
	p.wait("the language chosen stays", `document.documentElement.lang === "en-CA"`)

	p.open("/log")
	p.fill(conversation...)
	p.press("switch_language")
	p.wait("the other language", `document.documentElement.lang === "fr-CA"`)
	for i := 0; i < len(conversation); i += 2 {
		p.holds(conversation[i], conversation[i+1])
	}
	p.press("save")
	p.output("save_state", "saved")

	// A comma before three digits is not the same in both: in a field, in a line of amounts, in a draft.
	for _, c := range []struct{ total, now, kept string }{{"3.73", "en-CA", "1.250"}, {"1439.49", "fr-CA", "1250"}} {
		p.turn("/promises/new")
		p.fill("promise", "1,250", "estimate_hours", "1,250")
		p.output("draft_state", "saved")
		p.turn("/calculators/quebec-taxes")
		p.fill("amounts", "1,250\n2")
		p.output("total", c.total)
		p.press("switch_language")
		p.wait("the other language", `document.documentElement.lang === %v`, c.now)
		p.holds("amounts", c.kept+"\n2")
		p.output("total", c.total)
		p.turn("/promises/new")
		p.press("resume_draft")
		p.holds("estimate_hours", c.kept)
		p.holds("promise", "1,250")
	}
	p.turn("/calculators/gesture")
	for _, c := range [][3]string{{"fr-CA", "2553.75", "en-CA"}, {"en-CA", "1305", "fr-CA"}} {
		p.fill("gesture_cost", "1,250")
		p.output("gain", c[1])
		p.press("switch_language")
		p.wait("the other language", `document.documentElement.lang === %v`, c[2])
		p.wait("the same number", `document.querySelector("[name=gesture_cost]").value !== "1,250"`)
		p.output("gain", c[1])
	}
}

// TestFormats compares what the kit writes with what the browser's own Intl writes for fr-CA and en-CA.
//
// The kit differs on purpose in three places, which are left out here and held by the tests of package i18n: the first
// of a month is « 1er » in French, an amount of 100 dollars or more that is whole has no cents in running text, and
// rounding looks at the number as people write it (1.005 is 1.01), not at its binary fraction.
func TestFormats(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/help-now")
	numbers := []float64{0, 1, 1.5, 2, 7, 10, 999, 1000, 1234.5, 24500, 1234567.89, 0.05, -3, -1234.5}
	days := []time.Time{time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), time.Date(2027, 2, 28, 0, 0, 0, 0, time.UTC), time.Date(2026, 8, 9, 0, 0, 0, 0, time.UTC)}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		say, tag := i18n.For(lang), lang.Tag()
		intl := func(what, got, expression string, args ...any) {
			t.Helper()
			if want := eval[string](p, expression, args...); got != want {
				t.Errorf("%s %s: %q, the browser writes %q", tag, what, got, want)
			}
		}
		for _, n := range numbers {
			intl(fmt.Sprint("number ", n), say.Number(n, 2), `new Intl.NumberFormat(%v, { maximumFractionDigits: 2 }).format(%v)`, tag, n)
			intl(fmt.Sprint("money ", n), say.MoneyExact(n), `new Intl.NumberFormat(%v, { style: "currency", currency: "CAD" }).format(%v)`, tag, n)
			intl(fmt.Sprint("percent ", n), say.Percent(n/100, 1), `new Intl.NumberFormat(%v, { style: "percent", maximumFractionDigits: 1 }).format(%v)`, tag, n/100)
			form := eval[string](p, `new Intl.PluralRules(%v).select(%v)`, tag, n)
			if form == "many" { // French: a million of something; the kit's nouns are the same
				form = "other"
			}
			want := say.T("search.found."+form, "n", say.Number(n, 2))
			if got := say.N("search.found", n); got != want {
				t.Errorf("%s plural of %v: %q, the browser counts %q", tag, n, got, want)
			}
		}
		for _, d := range days {
			y, m, day := d.Date()
			for style, options := range map[i18n.DateStyle]string{
				i18n.DateLong: `{ dateStyle: "long", timeZone: "UTC" }`, i18n.DateFull: `{ dateStyle: "full", timeZone: "UTC" }`,
			} {
				intl("date "+d.Format(time.DateOnly), say.Date(y, m, day, style), `new Intl.DateTimeFormat(%v, `+options+`).format(%v)`, tag, d.UnixMilli())
			}
		}
		for _, clock := range [][2]int{{0, 5}, {9, 30}, {14, 5}, {23, 59}} {
			want := eval[string](p, `new Intl.DateTimeFormat(%v, { timeStyle: "short", timeZone: "UTC" }).format(Date.UTC(2026, 0, 1, %v, %v))`, tag, clock[0], clock[1])
			// Intl ties the parts with spaces of several kinds, and writes the French hour with two digits.
			even := strings.NewReplacer("\u202f", " ", "\u00a0", " ")
			if got := say.Clock(clock[0], clock[1]); !strings.HasSuffix(even.Replace("0"+got), even.Replace(want)) {
				t.Errorf("%s %d:%02d: %q, the browser writes %q", tag, clock[0], clock[1], got, want)
			}
		}
	}
}
