// Package calculators is the room of the figures. The arithmetic is in package calc, the words, defaults and grades in
// package content; a machine here only joins the two, and one screen shows them all.
package calculators

import (
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// NewList is the screen of all calculators.
func NewList(env *ui.Env) ui.Screen {
	return ui.NewShelf(env, "calculators.title", "", func(b *content.Bundle) []app.UI {
		var deck []app.UI
		for _, m := range machines {
			if c, ok := b.Calculator(m.slug); ok {
				deck = append(deck, ui.Pocket(env.Href("/calculators/"+c.Slug), "calculator", c.Title, c.Intro))
			}
		}
		return []app.UI{html.Div().Class("deck").Body(deck...), html.Div().Class("btns").Body(
			ui.Link("btn btn--soft", env.Href("/settings/business"), "settings", env.Say.T("business.open")))}
	})
}

// Calculator is one calculator: results follow every key.
type Calculator struct {
	env     *ui.Env
	machine machine
	known   bool
	slug    string
	form    *ui.Form
	filled  map[string]filled     // what the program put in fields, by name
	aside   map[string]string     // what is wrong with fields that no result stands on, by name
	typed   bool                  // something was, since it was opened
	said    string                // what became of the last press: copied, kept
	learnt  *calc.Learned         // what the journal teaches (F64); nil until it was read
	last    journal.Ref           // the settings as this screen left them, to undo; N is 0 when there is nothing to
	trouble string                // why the figures were not kept, or not taken back
	named   *scenario             // what is kept under a name
	undone  func(ctx app.Context) // called once what was kept is taken back; may be nil
}

// filled is what the program put in a field: as long as its text stands, it is worth exactly n.
type filled struct {
	text string
	n    float64
	own  bool // a figure of the worker's own, not one of the kit's
}

// New is the screen of one calculator.
func New(env *ui.Env, slug string) *Calculator { return newCalculator(env, slug, "") }

// NewScenario is the screen of a calculator with figures that were kept under a name: the slug and the id, a slash between.
func NewScenario(env *ui.Env, both string) *Calculator {
	slug, id, _ := strings.Cut(both, "/")
	return newCalculator(env, slug, id)
}

func newCalculator(env *ui.Env, slug, id string) *Calculator {
	s := &Calculator{env: env, slug: slug, form: ui.NewForm(map[string]string{}), filled: map[string]filled{}, aside: map[string]string{}}
	for _, m := range machines {
		if m.slug == slug {
			s.machine, s.known = m, true
		}
	}
	s.named = newScenario(s, id)
	return s
}

// Open fetches the words and fills in the figures of the worker's own, or else the defaults.
func (s *Calculator) Open(ctx app.Context) {
	s.env.Need(ctx, func(ctx app.Context, b *content.Bundle) {
		if b == nil {
			return
		}
		if c, ok := b.Calculator(s.slug); ok {
			if s.named.id == "" {
				s.fill(ctx, c, true)
			}
			s.form.Changed = s.changed
			if s.machine.open != nil {
				s.machine.open(s, ctx)
			}
			s.named.open(ctx)
			s.recall(ctx)
		}
	})
}

// Refresh implements [ui.Refresher]: what is shown of the settings is read at each view.
func (s *Calculator) Refresh(ctx app.Context) {
	s.named.list()
	if s.named.shown != nil {
		s.named.shown.Refresh(ctx)
	}
}

// Leave implements [ui.Leaver]: figures without a name are kept, too, when the kit locks.
func (s *Calculator) Leave() {
	if s.typed && s.env.Fault == ui.FaultLocked {
		s.named.unnamed()
	}
	s.named.draft.Leave()
}

// calculator is the words of the calculator in the screen's language.
func (s *Calculator) calculator() (content.Calculator, bool) {
	b, ok := s.env.Guide.Bundle(s.env.Say.Lang())
	if !ok {
		return content.Calculator{}, false
	}
	return b.Calculator(s.slug)
}

// fill shows the worker's own figures where there are any and they are wanted, and the defaults everywhere else.
func (s *Calculator) fill(ctx app.Context, c content.Calculator, own bool) {
	for _, in := range c.Inputs {
		if raw, ok := s.figure(in); ok && own {
			s.put(ctx, in, raw, true)
		} else {
			s.put(ctx, in, s.start(in), false)
		}
	}
	s.form.Errors = map[string]string{}
}

// start is the default of a field, as it is kept: a number with a point, an option, a day.
func (s *Calculator) start(in content.Input) string {
	switch {
	case in.Optional:
		return ""
	case in.Unit == content.UnitDate:
		return string(s.env.Today())
	case len(in.Options) > 0:
		return in.Options[0].ID
	}
	return calc.Raw(in.Default)
}

// put shows a figure in its field and remembers what it is worth.
func (s *Calculator) put(ctx app.Context, in content.Input, raw string, own bool) {
	s.form.Put(ctx, in.ID, s.hold(in, raw, own))
}

// hold is a figure as one would type it, and remembers what it is worth.
func (s *Calculator) hold(in content.Input, raw string, own bool) string {
	text, n := raw, 0.0
	switch v, err := i18n.For(i18n.EN).ParseNumber(raw); {
	case in.Unit == content.UnitAmounts:
		text = eachLine(raw, i18n.For(i18n.EN), func(v float64) string { return typedAs(s.env.Say, content.UnitMoney, v) })
	case err == nil && in.Numeric():
		text, n = typedAs(s.env.Say, in.Unit, v), v
	}
	s.filled[in.ID] = filled{text, n, own}
	return text
}

// typedAs writes a number as one would type it: with the decimal sign of the language and nothing between thousands,
// which would read otherwise once the language is another.
func typedAs(say *i18n.Printer, unit string, v float64) string {
	text := say.Number(v, 6)
	if unit == content.UnitMoney {
		text = strings.Trim(say.MoneyExact(v), "$\u00a0 ")
		text = strings.TrimSuffix(strings.TrimSuffix(text, ",00"), ".00")
	}
	if say.Lang() == i18n.EN {
		return strings.ReplaceAll(text, ",", "")
	}
	return strings.ReplaceAll(text, "\u00a0", "")
}

// changed follows every key: fields that others fill, and the figures that other calculators take.
func (s *Calculator) changed(ctx app.Context, name string) {
	s.said, s.typed = "", true
	delete(s.aside, name)
	c, ok := s.calculator()
	if !ok {
		return
	}
	if s.machine.fill != nil {
		t, _ := s.read(c)
		if to, v, ok := s.machine.fill(t, name); ok {
			s.follow(ctx, c, to, v, name)
		}
	}
	s.remember(c)
	s.named.touch(ctx)
}

// follow fills a field from another, unless it holds something that was typed. A choice fills its field in any case: it
// was made to that end.
func (s *Calculator) follow(ctx app.Context, c content.Calculator, to string, v float64, from string) {
	for _, in := range c.Inputs {
		chosen := in.ID == from && len(in.Options) > 0
		if was := s.filled[to]; chosen || in.ID == to && !was.own && s.form.Get(to) == was.text {
			s.putNumber(ctx, c, to, v, false)
			return
		}
	}
}

// putNumber puts a number in a field by its name, without telling anyone.
func (s *Calculator) putNumber(ctx app.Context, c content.Calculator, name string, v float64, own bool) {
	changed := s.form.Changed
	s.form.Changed = nil
	for _, in := range c.Inputs {
		if in.ID == name {
			s.put(ctx, in, calc.Raw(v), own)
			s.filled[name] = filled{s.form.Get(name), v, own}
		}
	}
	s.form.Changed = changed
}

// View implements [ui.Screen].
func (s *Calculator) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("calculators.title"), Back: "/calculators", Layout: "stage--two"}
	if _, ok := s.env.Guide.Bundle(say.Lang()); !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	c, ok := s.calculator()
	if !ok || !s.known {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	if k := s.named; k.id != "" {
		v.Back = "/calculators/" + c.Slug
		if v.Stage = k.shown.Absent(); v.Stage != nil {
			v.Stage = append(v.Stage, k.shown.Trouble())
			return v
		}
		if _, ok := k.record(); k.shown.Read && !ok {
			v.Stage = []app.UI{s.env.NotHere()}
			return v
		}
		if k.n == 0 {
			v.Stage = []app.UI{s.env.Waiting()}
			return v
		}
	}
	w := s.work(c)
	v.Title = c.Title
	if main, ok := w.words(w.main()); ok {
		v.Sub = html.Small().Body(html.Text(w.label(w.main())+" "), html.B().Text(main))
	}
	v.Layout = ""
	v.Stage = []app.UI{html.Div().Class("reckon").Body(
		html.Div().Class("pane figures").Body(
			s.named.draft.Offer(say, s.named.resume),
			ui.Slot(s.named.head()),
			html.P().Class("aim").Text(c.Intro),
			html.Div().Class("form form--calm").Body(s.groups(c)...),
			s.under(c),
		),
		html.Div().Class("pane pane--stick").Body(s.results(w), s.beside(w), s.next(c))),
		s.named.view(),
	}
	return v
}

// work reads the fields, works the results out, and puts what is wrong beside its field.
func (s *Calculator) work(c content.Calculator) sheet {
	t, faults := s.read(c)
	out, err := s.machine.work(t)
	w := sheet{say: s.env.Say, c: c, typed: t, out: out}
	for _, f := range fieldsOf(err) {
		if _, typed := faults[f.Field]; !typed {
			faults[f.Field] = w.fault(f.Kind)
		}
	}
	w.faults, w.refused = len(faults), maps.Clone(faults)
	maps.Copy(faults, s.aside)
	s.form.Errors = faults
	return w
}
