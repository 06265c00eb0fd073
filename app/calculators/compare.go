package calculators

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Compare sets two scenarios of a calculator side by side, with the difference of each result.
type Compare struct {
	env   *ui.Env
	slug  string
	shown [2]*ui.Shown
	said  string // what became of the last press
}

// NewCompare is the screen of two scenarios: the slug and their ids, a slash between two.
func NewCompare(env *ui.Env, all string) *Compare {
	slug, ids, _ := strings.Cut(all, "/")
	a, b, _ := strings.Cut(ids, "/")
	return &Compare{env: env, slug: slug, shown: [2]*ui.Shown{ui.NewShown(env, a, nil), ui.NewShown(env, b, nil)}}
}

// Open reads both.
func (s *Compare) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.Refresh(ctx)
}

// Refresh implements [ui.Refresher].
func (s *Compare) Refresh(ctx app.Context) {
	for _, x := range s.shown {
		x.Refresh(ctx)
	}
}

// View implements [ui.Screen].
func (s *Compare) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("compare.title"), Back: "/calculators/" + s.slug, Layout: "stage--narrow"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok || !s.shown[0].Read || !s.shown[1].Read {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	c, known := b.Calculator(s.slug)
	var sheets [2]sheet
	var names [2]string
	for i, x := range s.shown {
		if absent := x.Absent(); absent != nil {
			v.Stage = append(absent, x.Trouble())
			return v
		}
		rec, ok := x.Version.Record.(journal.Scenario)
		if !known || !ok || rec.Calculator != s.slug {
			v.Stage = []app.UI{s.env.NotHere()}
			return v
		}
		sheets[i], names[i] = sheetOf(s.env, c, rec.Figures), rec.Name
	}
	v.Sub = html.Small().Text(c.Title)
	given, results := pairs(sheets)
	v.Stage = []app.UI{html.Section().Class("card beside").Body(
		s.table(say.T("compare.results"), names, results),
		s.table(say.T("compare.given"), names, given),
		ui.If(len(given) == 0, func() app.UI { return html.P().Class("meta").Text(say.T("compare.same")) }),
		html.P().Class("hint unprinted").Text(say.T("compare.hint")),
		ways(s.env, &s.said, true, c.Title, func() string { return compared(say, c.Title, names, given, results) }),
	), html.Div().Class("btns unprinted").Body(
		ui.Link("btn", s.env.Href(scenarioPath(s.slug, s.shown[0].Version.ID)), "calculator", names[0]),
		ui.Link("btn", s.env.Href(scenarioPath(s.slug, s.shown[1].Version.ID)), "calculator", names[1]),
	)}
	return v
}

// sheetOf works a calculator out from figures that were kept.
func sheetOf(env *ui.Env, c content.Calculator, figures map[string]string) sheet {
	s := New(env, c.Slug)
	for _, in := range c.Inputs {
		raw, ok := figures[in.ID]
		if !ok {
			raw = s.start(in)
		}
		s.form.Values[in.ID] = s.hold(in, raw, true)
	}
	return s.work(c)
}

// pair is one value in both scenarios: its words, and the difference where there is one.
type pair struct {
	name, label string
	cells       [3]value
}

// value is one value: its words, and its raw value when it is a number.
type value struct{ words, raw string }

// pairs are the fields in which two calculations differ, and their results, the one that stands first first.
func pairs(w [2]sheet) (given, results []pair) {
	for _, in := range w[0].c.Inputs {
		p := pair{name: in.ID, label: in.Label}
		for i := range w {
			p.cells[i].words = w[i].given(in)
			if v, ok := w[i].typed.numbers[in.ID]; ok {
				p.cells[i].raw = calc.Raw(v)
			}
		}
		if p.cells[0].words != p.cells[1].words {
			given = append(given, p)
		}
	}
	main := w[0].main()
	for _, first := range []bool{true, false} {
		for _, o := range w[0].c.Outputs {
			if p, ok := result(w, o); ok && (o.ID == main) == first {
				results = append(results, p)
			}
		}
	}
	return given, results
}

// result is one result of both; false when neither has it.
func result(w [2]sheet, o content.Output) (pair, bool) {
	p := pair{name: o.ID, label: o.Label}
	say, had := w[0].say, 0
	for i := range w {
		if words, ok := w[i].words(o.ID); ok {
			p.cells[i].words = words
			had++
		}
		if v, ok := w[i].out.numbers[o.ID]; ok {
			p.cells[i].raw = calc.Raw(v)
		}
	}
	if had < 2 {
		return p, had > 0
	}
	a, b := w[0].out.numbers[o.ID], w[1].out.numbers[o.ID]
	d, words := calc.Difference(b, a), ""
	switch x, dated := w[0].out.days[o.ID]; {
	case dated:
		d = float64(int(w[1].out.days[o.ID].Sub(x).Hours() / 24))
		words = say.N("calculator.days", d)
	case o.Unit == content.UnitPercent:
		words = say.N("compare.points", d*100)
	default:
		words = w[0].in(o.Unit, d)
	}
	if d > 0 {
		words = "+" + words
	}
	p.cells[2] = value{words, calc.Raw(d)}
	return p, true
}

// given is what a field holds, in words.
func (w sheet) given(in content.Input) string {
	switch v, ok := w.typed.numbers[in.ID]; {
	case ok:
		return w.in(in.Unit, v)
	case in.Unit == content.UnitChoice:
		return option(in, w.typed.texts[in.ID])
	case in.Unit == content.UnitDate:
		if d := w.typed.day(in.ID); !d.IsZero() {
			return w.say.Date(d.Year(), d.Month(), d.Day(), i18n.DateLong)
		}
	case in.Unit == content.UnitAmounts:
		var all []string
		for _, v := range w.typed.lists[in.ID] {
			all = append(all, w.say.MoneyExact(v))
		}
		return strings.Join(all, " + ")
	}
	return ""
}

// table shows pairs: below each label, one value beside the other and the difference. Labels get a line of their own, so
// that figures never share it with words.
func (s *Compare) table(title string, names [2]string, pairs []pair) app.UI {
	if len(pairs) == 0 {
		return nil
	}
	head := func(words string) app.UI { return html.Th().Class("n").Attr("scope", "col").Dir("auto").Text(words) }
	differ := pairs[0].cells[2] != value{}
	row := html.Tr().Body(head(names[0]), head(names[1]), ui.If(differ, func() app.UI { return head(s.env.Say.T("compare.difference")) }))
	parts := []app.UI{html.Caption().Text(title), html.THead().Body(row)}
	span := 2
	if differ {
		span = 3
	}
	for _, p := range pairs {
		var cells []app.UI
		for i, suffix := range []string{"_1", "_2", "_difference"}[:span] {
			cells = append(cells, html.Td().Class("n").Body(ui.If(p.cells[i].words != "", func() app.UI {
				return ui.Output(p.name+suffix, p.cells[i].raw, p.cells[i].words)
			})))
		}
		parts = append(parts, html.TBody().Body(
			html.Tr().Body(html.Th().Attr("scope", "rowgroup").Attr("colspan", ui.Count(span)).Text(p.label)), html.Tr().Body(cells...)))
	}
	return html.Table().Class("ledger ledger--pairs").Body(parts...)
}

// compared is the comparison as it can be sent.
func compared(say *i18n.Printer, title string, names [2]string, given, results []pair) string {
	lines := []string{title, ""}
	for i, name := range names {
		lines = append(lines, say.T("calculator.pair", "name", say.Number(float64(i+1), 0), "value", name))
	}
	for _, part := range [2][]pair{results, given} {
		lines = append(lines, "")
		for _, p := range part {
			words := p.cells[0].words + " · " + p.cells[1].words
			if p.cells[2].words != "" {
				words += " (" + p.cells[2].words + ")"
			}
			lines = append(lines, say.T("calculator.pair", "name", p.label, "value", words))
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
