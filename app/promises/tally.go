package promises

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// enough is how many promises have to be settled before the kept ones are set against them: of fewer, each weighs too much.
const enough = 5

// Tally counts what became of promises made to clients. Those that one makes to oneself are left out.
type Tally struct {
	Early, Kept, Late, Broken int
	Overdue                   int // open still, their day past: what becomes of them is not known yet
}

// Add counts one more.
func (t *Tally) Add(p store.Entry, today journal.Day) {
	if p.Client == "" {
		return
	}
	switch journal.PromiseState(p.State) {
	case journal.KeptEarly:
		t.Early++
	case journal.Kept:
		t.Kept++
	case journal.KeptLate:
		t.Late++
	case journal.Broken:
		t.Broken++
	case journal.Open:
		if p.Due < today {
			t.Overdue++
		}
	}
}

// Rate is how many were kept by their day, of how many settled. It is withheld while those are too few.
func (t Tally) Rate() (kept, of int, ok bool) {
	kept = t.Early + t.Kept
	of = kept + t.Late + t.Broken
	return kept, of, of >= enough
}

// View shows the rate in full, n of N, with what it is made of; or why it is withheld.
func (t Tally) View(say *i18n.Printer) app.UI {
	kept, of, ok := t.Rate()
	overdue := ui.If(t.Overdue > 0, func() app.UI {
		return html.P().Class("meta").Body(ui.Output("overdue_open", strconv.Itoa(t.Overdue), say.N("promises.overdue_open", float64(t.Overdue))))
	})
	if !ok {
		return html.Div().Class("withheld").Body(
			ui.Output("kept_rate", "", say.N("promises.withheld", float64(enough-of))), overdue)
	}
	var counts []app.UI
	for _, c := range []struct {
		n     int
		state string
		icon  string
	}{{t.Early, "kept_early", "early"}, {t.Kept, "kept", "kept"}, {t.Late, "late", "late"}, {t.Broken, "broken", "broken"}} {
		counts = append(counts, html.Li().Body(ui.Symbol("promise-"+c.icon, "state state--"+c.icon),
			html.Text(say.T("promises.count", "what", say.T("promise."+c.state), "n", say.Number(float64(c.n), 0)))))
	}
	return html.Section().Class("card kept-rate").Aria("labelledby", "kept-rate").Body(
		html.H2().ID("kept-rate").Text(say.T("promises.rate")),
		ui.Output("kept_rate", calc.Raw(float64(kept)/float64(of)),
			say.T("promises.of", "n", say.Number(float64(kept), 0), "total", say.Number(float64(of), 0))),
		html.Ul().Class("key meta").Body(counts...),
		overdue,
	)
}

// Line is the rate in one line, among what is known of one person; nothing before the first promise was settled.
func (t Tally) Line(say *i18n.Printer) app.UI {
	kept, of, ok := t.Rate()
	switch {
	case of == 0:
		return nil
	case !ok:
		return html.P().Class("meta").Body(ui.Output("kept_rate", "", say.N("promises.withheld", float64(enough-of))))
	}
	return html.P().Class("meta").Body(ui.Output("kept_rate", calc.Raw(float64(kept)/float64(of)), say.T("promises.count", "what", say.T("promises.rate"),
		"n", say.T("promises.of", "n", say.Number(float64(kept), 0), "total", say.Number(float64(of), 0)))))
}

// learned says how the time taken compared with what was foreseen (F64), or how many more cases it takes; nothing before
// the first.
func learned(say *i18n.Printer, l calc.Learned) app.UI {
	switch {
	case l.Cases == 0:
		return nil
	case !l.Enough:
		return html.P().Class("withheld").Body(ui.Output("learned_margin", "", say.N("promises.learning", float64(calc.LearnedEnough-l.Cases))))
	}
	return html.P().Class("card").Body(ui.Output("learned_margin", calc.Raw(l.Margin),
		say.T("promises.learned", "cases", say.Number(float64(l.Cases), 0), "ratio", say.Number(l.Ratio, 2), "margin", say.Number(100*l.Margin, 0))))
}
