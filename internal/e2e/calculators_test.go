package e2e

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/calculators.txt
var calculatorsList string

// TestCalculators drives every calculator by its stable names.
func TestCalculators(t *testing.T) {
	t.Parallel()
	for i, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			p := fresh(t)
			for line := range strings.Lines(calculatorsList) {
				verb, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
				name, value, _ := strings.Cut(rest, " ")
				if both := strings.Split(value, " / "); len(both) == 2 {
					value = both[i]
				}
				value = strings.ReplaceAll(value, "|", "\n")
				switch verb {
				case "calculator":
					p.open("/calculators/" + name + "?lang=" + lang)
					p.has("copy")
				case "set":
					p.set(name, value)
				case "unfold":
					p.wait("the folds are open", `[...document.querySelectorAll("details")].every((d) => d.open = true)`)
				case "press":
					if value == "" {
						p.press(name)
					} else {
						p.press(name, value)
					}
				case "out":
					if value == "-" {
						p.wait("no result stands on it: "+name, `e2e.raw(%v) === null`, name)
					} else {
						p.output(name, value)
					}
				case "empty":
					p.output(name, "")
				case "holds":
					p.holds(name, value)
				case "refused":
					p.wait(name+" has its sentence", `e2e.refusal(%v)`, name)
				case "page":
					if n := p.pages(); n != 1 {
						t.Errorf("%s prints on %d pages", eval[string](p, `location.pathname`), n)
					}
				case "fine":
					p.wait(name+" is not refused for another's fault", `!e2e.refusal(%v)`, name)
				}
			}
		})
	}
}

// TestFiguresGoAlong types a value in one calculator and finds it in the others, keeps it, and takes it back.
func TestFiguresGoAlong(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/calculators/lost-client?lang=fr")
	p.set("average_transaction", "12,50")
	p.output("lifetime_value", "12500")
	p.follow("/calculators/gesture")
	p.holds("lifetime_value", "12500")
	p.set("lifetime_value", "8000,25")
	p.follow("/calculators/keep-or-replace")
	p.holds("lifetime_value", "8000,25")

	p.open("/calculators/keep-or-replace?lang=en")
	p.holds("lifetime_value", "3500") // nothing was kept yet
	p.open("/calculators/lost-client?lang=en")
	p.set("average_transaction", "12.50")
	p.press("save_profile")
	p.output("save_state", "saved")
	p.open("/calculators/silent-complaints?lang=en")
	p.holds("lifetime_value", "12500")
	p.open("/calculators/lost-client?lang=fr")
	p.holds("average_transaction", "12,50")
	p.press("reset")
	p.holds("average_transaction", "3,50")
	p.press("save_profile")
	p.press("undo")
	p.lacks("undo")
	p.output("save_state", "saved")
	p.open("/calculators/lost-client?lang=fr")
	p.holds("average_transaction", "12,50")
}

// TestADateBecomesAPromise works a date out and promises it in one press.
func TestADateBecomesAPromise(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	p.open("/calculators/promise-date?lang=en")
	p.fill("promise", "Repair the tap", "start", "2031-03-03", "hours_needed", "16", "hours_per_day", "8", "margin_share", "30")
	p.output("promise_date", "2031-03-05")
	p.press("log_this")
	p.at("/log")
	p.holds("promise", "Repair the tap")
	p.holds("promise_date", "2031-03-05")
	p.set("client", "Rosalie Gagnon")
	p.press("save")
	p.at("/")
	p.open("/promises")
	p.shows("Repair the tap")
}
