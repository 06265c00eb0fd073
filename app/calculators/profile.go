package calculators

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
)

// Profile is the worker's own figures, from which every calculator that asks for them starts.
type Profile struct {
	*Calculator // of no calculator: its fields are those of all of them
	draft       *ui.Draft
}

// NewProfile is the screen of the worker's own figures.
func NewProfile(env *ui.Env) *Profile {
	s := &Profile{Calculator: New(env, "")}
	s.draft = ui.NewDraft(env, "business", s.form)
	s.undone = s.fill
	return s
}

// Open fetches the words and fills in what is kept.
func (s *Profile) Open(ctx app.Context) {
	s.draft.Find(ctx)
	s.env.Need(ctx, func(ctx app.Context, b *content.Bundle) {
		if b != nil {
			s.fill(ctx)
			s.form.Changed = s.typed
		}
	})
}

// Refresh implements [ui.Refresher]: what is being typed stays.
func (s *Profile) Refresh(app.Context) {}

// Leave implements [ui.Leaver].
func (s *Profile) Leave() { s.draft.Leave() }

// own are the figures that a calculator asks for first: one that another has asked for before is not asked again.
type own struct {
	c      content.Calculator
	inputs []content.Input
	all    []content.Input // of those, and the others that are the worker's own
}

// owns are the calculators that ask for figures of the worker's own, in the order in which they are listed, and where else
// each figure serves.
func (s *Profile) owns() (all []own, also map[string][]string) {
	b, ok := s.env.Guide.Bundle(s.env.Say.Lang())
	if !ok {
		return nil, nil
	}
	also = map[string][]string{}
	seen := map[string]bool{}
	for _, m := range machines {
		c, _ := b.Calculator(m.slug)
		o := own{c: c}
		for _, in := range c.Inputs {
			switch {
			case !in.Own:
				continue
			case seen[in.ID]:
				also[in.ID] = append(also[in.ID], c.Title)
			default:
				o.inputs = append(o.inputs, in)
			}
			seen[in.ID] = true
			o.all = append(o.all, in)
		}
		if len(o.all) > 0 {
			all = append(all, o)
		}
	}
	return all, also
}

// fill shows what is kept; what is not stays empty, except where something has to be chosen.
func (s *Profile) fill(ctx app.Context) {
	changed := s.form.Changed
	s.form.Changed = nil
	all, _ := s.owns()
	for _, o := range all {
		for _, in := range o.inputs {
			raw, kept := s.env.Book.Today().Settings.Profile[in.ID]
			if !kept && (in.Unit == content.UnitWeek || in.Unit == content.UnitChoice) {
				raw = s.start(in)
			}
			s.put(ctx, in, raw, kept)
		}
	}
	s.form.Errors = map[string]string{}
	s.form.Changed = changed
}

// typed follows every key: what is worked out from the figures follows them.
func (s *Profile) typed(ctx app.Context, name string) {
	s.trouble = ""
	delete(s.aside, name)
	all, _ := s.owns()
	for _, o := range all {
		if len(o.c.Gives) == 0 || !asks(o.all, name) {
			continue
		}
		w, ok := s.probe(o)
		for _, given := range o.c.Gives {
			if v, there := w.out.numbers[given]; ok && there {
				s.follows(ctx, all, given, v)
			}
		}
	}
	s.draft.Touch(ctx)
}

func asks(inputs []content.Input, name string) bool {
	for _, in := range inputs {
		if in.ID == name {
			return true
		}
	}
	return false
}

// follows puts a result in the field of the same name.
func (s *Profile) follows(ctx app.Context, all []own, name string, v float64) {
	changed := s.form.Changed
	s.form.Changed = nil
	for _, o := range all {
		for _, in := range o.inputs {
			if in.ID == name {
				s.put(ctx, in, calc.Raw(v), true)
			}
		}
	}
	s.form.Changed = changed
}

// probe works a calculator out from the figures typed, and from its example for all else; false when one that it needs is
// not there.
func (s *Profile) probe(o own) (sheet, bool) {
	figures, whole := map[string]string{}, true
	for _, in := range o.all {
		raw, ok := s.raw(in)
		whole = whole && ok && (raw != "" || in.Optional)
		if ok && raw != "" {
			figures[in.ID] = raw
		}
	}
	return sheetOf(s.env, o.c, figures), whole
}

// View implements [ui.Screen].
func (s *Profile) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("business.title"), Back: "/calculators", Layout: "stage--narrow"}
	all, also := s.owns()
	if all == nil {
		v.Task, v.Stage = true, []app.UI{s.env.Waiting()}
		return v
	}
	v.Task, v.Sub = true, html.Small().Body(s.draft.State(say))
	var cards []app.UI
	for _, o := range all {
		if len(o.inputs) == 0 {
			continue
		}
		card := []app.UI{html.H2().Body(html.A().Attr("href", s.env.Href("/calculators/"+o.c.Slug)).Text(o.c.Title))}
		for _, in := range o.inputs {
			card = append(card, s.field(o.c, in))
			if where := also[in.ID]; len(where) > 0 {
				card = append(card, html.P().Class("meta").Text(say.T("business.also", "where", strings.Join(where, ", "))))
			}
		}
		cards = append(cards, html.Section().Class("card").Body(card...))
	}
	v.Stage = []app.UI{
		s.draft.Offer(say, func(ctx app.Context, kept map[string]string) { s.form.Fill(ctx, kept) }),
		html.P().Class("aim").Text(say.T("business.why")),
		ui.Slot(s.kept()),
		html.Form().Class("form form--calm").ID("business").OnKeyDown(s.form.OnKey).OnSubmit(func(ctx app.Context, e app.Event) {
			e.PreventDefault()
			s.save(ctx)
		}).Body(cards...),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "business").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

// save keeps the figures; one that was emptied is nobody's again. What each calculator would refuse is said beside it.
func (s *Profile) save(ctx app.Context) {
	if s.env.Saving == ui.Saving {
		return
	}
	mine := map[string]string{}
	s.form.Errors = map[string]string{}
	all, _ := s.owns()
	for _, o := range all {
		for _, in := range o.inputs {
			raw, ok := s.raw(in)
			if mine[in.ID] = raw; !ok && s.form.Get(in.ID) != "" {
				s.form.Errors[in.ID] = s.env.Say.T("calculator.number")
			}
		}
		w, _ := s.probe(o)
		for _, in := range o.all {
			if fault := w.refused[in.ID]; fault != "" && s.form.Errors[in.ID] == "" {
				s.form.Errors[in.ID] = fault
			}
		}
	}
	if len(s.form.Errors) > 0 {
		ui.FocusError(ctx)
		return
	}
	s.keepAll(ctx, mine, func() {
		for name := range mine {
			delete(s.env.Figures, name)
		}
		s.draft.Forget(ctx)
	})
}
