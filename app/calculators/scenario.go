package calculators

import (
	"errors"
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// scenario is the part of a calculator's screen in which its figures are kept under a name: the form, those that were
// kept, and the one that the screen shows, if it shows one.
type scenario struct {
	env  *ui.Env
	calc *Calculator
	id   string // of the one shown; empty for none

	form  *ui.Form // scenario_name, client; in a draft, the figures too
	draft *ui.Draft
	who   *ui.Picker
	shown *ui.Shown // the one shown; nil for none

	loaded  journal.Scenario // as it was put in the fields
	n       int              // its revision; 0 until then
	all     []store.Entry    // those of this calculator, newest first
	first   string           // id of the first of two to compare
	trouble string
}

// draftFigure is the name under which a draft keeps the figure of a field.
const draftFigure = "_figure "

func newScenario(s *Calculator, id string) *scenario {
	k := &scenario{env: s.env, calc: s, id: id, form: ui.NewForm(map[string]string{})}
	k.who = ui.NewPicker(s.env, k.form, nil, nil)
	k.who.Listed = true
	k.form.Changed = func(ctx app.Context, name string) {
		if name == "client" {
			k.who.Suggest(ctx)
		}
		k.touch(ctx)
	}
	k.begin()
	if id != "" {
		k.shown = ui.NewShown(s.env, id, k.take)
	}
	return k
}

// begin starts the draft, anew after each save.
func (k *scenario) begin() {
	key := "scenario/" + k.calc.slug
	if k.id != "" {
		key += "/" + k.id
	}
	k.draft = ui.NewDraft(k.env, key, k.form)
}

// scenarioPath is where a scenario is shown.
func scenarioPath(slug, id string) string { return "/calculators/" + slug + "/scenarios/" + id }

func (k *scenario) open(ctx app.Context) {
	k.draft.Find(ctx)
	if k.shown != nil {
		k.shown.Refresh(ctx)
	}
	k.env.LoadIndex(ctx, func(app.Context) { k.list() })
}

// list reads what was kept: not at every key.
func (k *scenario) list() {
	k.all = nil
	for _, e := range k.env.Book.List(journal.KindScenario, 0) {
		if e.State == k.calc.slug {
			k.all = append(k.all, e)
		}
	}
}

// take puts the scenario that was read in the fields, unless it is there, or something else was typed since.
func (k *scenario) take(ctx app.Context) {
	k.env.Need(ctx, func(ctx app.Context, b *content.Bundle) {
		rec, ok := k.shown.Version.Record.(journal.Scenario)
		c, known := k.calc.calculator()
		if !ok || !known || rec.Calculator != k.calc.slug || k.n == k.shown.Version.N {
			return
		}
		if k.n > 0 && !k.same(c) {
			return
		}
		k.show(ctx, c, rec)
		k.n, k.loaded = k.shown.Version.N, rec
	})
}

// same tells whether the fields hold what was put in them.
func (k *scenario) same(c content.Calculator) bool {
	return k.form.Get("scenario_name") == k.loaded.Name && k.client() == k.loaded.Client && maps.Equal(k.calc.figures(c), k.loaded.Figures)
}

// show puts a scenario in the fields.
func (k *scenario) show(ctx app.Context, c content.Calculator, rec journal.Scenario) {
	k.form.Fill(ctx, map[string]string{"scenario_name": rec.Name, "client": ""})
	if rec.Client == "" {
		k.who.Chosen = nil
		delete(k.form.Values, "_client")
	} else {
		k.who.PickID(ctx, rec.Client)
	}
	k.calc.load(ctx, c, rec.Figures)
}

// client is who the scenario is about; empty for nobody.
func (k *scenario) client() string { return k.form.Get("_client") }

// touch keeps the draft of a scenario that is being named, or of one that is shown, with the figures as they are.
func (k *scenario) touch(ctx app.Context) {
	k.trouble = ""
	if c, ok := k.calc.calculator(); ok && (k.id != "" || !k.form.Empty()) {
		for name, raw := range k.calc.figures(c) {
			k.form.Values[draftFigure+name] = raw
		}
		k.draft.Touch(ctx)
	}
}

// unnamed keeps as a draft what is not known by a name, and is not among the worker's own figures, which are kept by [Settle].
func (k *scenario) unnamed() {
	c, ok := k.calc.calculator()
	if !ok || k.id != "" || !k.form.Empty() {
		return
	}
	figures := k.calc.figures(c)
	for _, in := range c.Inputs {
		if !in.Own && figures[in.ID] != k.calc.start(in) {
			for name, raw := range figures {
				k.form.Values[draftFigure+name] = raw
			}
			k.draft.Hold()
			return
		}
	}
}

// resume takes a draft up: its name, its client, its figures.
func (k *scenario) resume(ctx app.Context, kept map[string]string) {
	c, ok := k.calc.calculator()
	if !ok {
		return
	}
	rec := journal.Scenario{Name: kept["scenario_name"], Client: kept["_client"], Figures: map[string]string{}}
	for _, in := range c.Inputs {
		if raw := kept[draftFigure+in.ID]; raw != "" {
			rec.Figures[in.ID] = raw
		}
	}
	k.show(ctx, c, rec)
	k.n = max(k.n, 1)
	if rec.Name+rec.Client == "" { // it served: it was only kept while the kit was locked
		k.calc.typed = true
		k.env.Do(func(ctx app.Context) { k.draft.Forget(ctx) })
	}
}

// figures are what the fields hold, as it is kept; without those that cannot be read.
func (s *Calculator) figures(c content.Calculator) map[string]string {
	out := map[string]string{}
	for _, in := range c.Inputs {
		if raw, ok := s.raw(in); ok && raw != "" {
			out[in.ID] = raw
		}
	}
	return out
}

// load puts figures in the fields, without making them those of the session.
func (s *Calculator) load(ctx app.Context, c content.Calculator, figures map[string]string) {
	changed := s.form.Changed
	s.form.Changed = nil
	for _, in := range c.Inputs {
		raw, ok := figures[in.ID]
		if !ok {
			raw = s.start(in)
		}
		s.put(ctx, in, raw, ok)
	}
	s.form.Changed = changed
}

// renamed tells whether another name was typed than that of the scenario shown: another scenario, then, unless it is said
// to be this one's.
func (k *scenario) renamed() bool {
	rec, shown := k.record()
	name := strings.TrimSpace(k.form.Get("scenario_name"))
	return shown && name != "" && name != rec.Name
}

// save keeps the figures on the screen under the name typed: in the scenario shown, or in another.
func (k *scenario) save(ctx app.Context, another bool) {
	k.env.LoadIndex(ctx, func(ctx app.Context) { k.send(ctx, another) })
}

func (k *scenario) send(ctx app.Context, another bool) {
	c, ok := k.calc.calculator()
	if !ok || k.env.Saving == ui.Saving {
		return
	}
	if !k.who.Meant("") {
		k.env.Focus("client")
		return
	}
	rec := journal.Scenario{ID: journal.NewID(), Calculator: c.Slug, Name: k.form.Get("scenario_name"), Client: k.client(), At: k.env.Now(), Figures: k.calc.figures(c)}.Tidy()
	base := 0
	if k.id != "" && !another {
		rec.ID, base = k.id, k.shown.Version.N
	}
	if k.refused(ctx, c, rec) {
		return
	}
	k.keep(ctx, store.Write{Record: rec, Base: base}, func(ctx app.Context, saved store.Saved) {
		k.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: scenarioPath(c.Slug, rec.ID), Client: rec.Client, What: rec.Name}
		if rec.ID != k.id {
			k.env.Done(ctx, scenarioPath(c.Slug, rec.ID))
		}
	})
}

// refused says why a scenario cannot be kept as it is, beside what is to be mended.
func (k *scenario) refused(ctx app.Context, c content.Calculator, rec journal.Scenario) bool {
	err, say := rec.Check(), k.env.Say
	switch {
	case k.calc.work(c).faults > 0:
		k.trouble = say.T("calculator.mend_first")
	case err == nil:
		return false
	case ui.FieldErrors(say, k.form, err, nil) && k.form.Errors["scenario_name"] != "":
		k.env.Focus("scenario_name")
	default:
		k.trouble = ui.Refusal(say, err)
	}
	return true
}

// takeAway takes the scenario shown away; the screen then offers to put it back.
func (k *scenario) takeAway(ctx app.Context) {
	if rec := k.shown.Version.Record; rec != nil {
		k.keep(ctx, store.Write{Record: rec, Base: k.shown.Version.N, Gone: true}, func(app.Context, store.Saved) {})
	}
}

// keep writes, the draft with the same stroke. What another window has saved is read, and a second try goes on top of it.
func (k *scenario) keep(ctx app.Context, w store.Write, then func(ctx app.Context, saved store.Saved)) {
	if k.env.Saving == ui.Saving {
		return
	}
	k.draft.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
		if k.trouble = ""; err != nil {
			k.trouble = ui.Trouble(k.env.Say, err)
		}
		if k.shown != nil && (err == nil || errors.Is(err, store.ErrConflict)) {
			k.shown.Refresh(ctx)
		}
		if err == nil {
			if rec, ok := w.Record.(journal.Scenario); ok && rec.ID == k.id && !w.Gone {
				k.loaded, k.n = rec, saved.Refs[0].N
			}
			k.begin()
			k.list()
			then(ctx, saved)
		}
	}, w)
}
