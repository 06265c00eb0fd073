package calculators

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// figure is a figure of the worker's own: of this session, or else of the profile kept in the settings. Empty is one
// too: it was taken away.
func (s *Calculator) figure(in content.Input) (string, bool) {
	if !in.Own {
		return "", false
	}
	if raw, ok := s.env.Figures[in.ID]; ok {
		return raw, true
	}
	raw, ok := s.env.Book.Today().Settings.Profile[in.ID]
	return raw, ok
}

// figuresKey is where the figures of the session are kept while the kit is locked.
const figuresKey = "figures"

// Settle takes the figures of the session as they are, and returns what keeps them and waits for it: the kit is about to lock.
func Settle(env *ui.Env) func() {
	plain, err := json.Marshal(env.Figures)
	if err != nil || len(env.Figures) == 0 {
		return func() {}
	}
	return func() { _ = env.Book.PutDraft(context.Background(), figuresKey, plain) }
}

// recall takes up the figures of the session that were kept while the kit was locked, under those typed since.
func (s *Calculator) recall(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var kept map[string]string
		plain, err := s.env.Book.Draft(bg, figuresKey)
		if err != nil || plain == nil || json.Unmarshal(plain, &kept) != nil {
			return
		}
		s.env.Do(func(ctx app.Context) {
			maps.Copy(kept, s.env.Figures)
			s.env.Figures = kept
			if c, ok := s.calculator(); ok && !s.typed && s.named.id == "" {
				changed := s.form.Changed
				s.form.Changed = nil
				s.fill(ctx, c, true)
				s.form.Changed = changed
			}
		})
		_ = s.env.Book.DropDraft(bg, figuresKey)
	})
}

// remember keeps the worker's own figures, and the results that other calculators take, for the length of the session.
// What is still the example, or cannot be read, is not theirs.
func (s *Calculator) remember(c content.Calculator) {
	if s.env.Figures == nil {
		s.env.Figures = map[string]string{}
	}
	own := false
	for _, in := range c.Inputs {
		if !in.Own {
			continue
		}
		_, kept := s.figure(in)
		raw, ok := s.raw(in)
		if ok && (kept || raw != s.start(in)) {
			s.env.Figures[in.ID] = raw
			own = true
		}
	}
	if len(c.Gives) == 0 || !own {
		return
	}
	w := s.work(c)
	for _, name := range c.Gives {
		if v, ok := w.out.numbers[name]; ok {
			s.env.Figures[name] = calc.Raw(v)
		}
	}
}

// raw is what a field holds as it is kept; false when it cannot be read.
func (s *Calculator) raw(in content.Input) (string, bool) {
	text := strings.TrimSpace(s.form.Get(in.ID))
	if in.Unit == content.UnitAmounts {
		_, wrong := s.amounts(text)
		return eachLine(text, s.env.Say, calc.Raw), wrong == 0
	}
	if !in.Numeric() || text == "" {
		return text, text != "" || in.Optional
	}
	n, err := s.number(in.ID, text)
	return calc.Raw(n), err == nil
}

// forget goes back to the example, which is nobody's figure.
func (s *Calculator) forget(ctx app.Context, c content.Calculator) {
	for _, in := range c.Inputs {
		delete(s.env.Figures, in.ID)
	}
	for _, name := range c.Gives {
		delete(s.env.Figures, name)
	}
	changed := s.form.Changed
	s.form.Changed, s.said = nil, ""
	s.fill(ctx, c, false)
	s.form.Changed = changed
}

// under is what can be done with the fields: go back to the example, or keep the figures as those of the business.
func (s *Calculator) under(c content.Calculator) app.UI {
	say := s.env.Say
	again, own := "calculator.clear", false
	for _, in := range c.Inputs {
		if in.Default != 0 {
			again = "calculator.reset"
		}
		own = own || in.Own
	}
	return html.Div().Class("pane pane--tight unprinted").Body(
		html.Div().Class("btns").Body(
			ui.Button("btn btn--quiet", "reset", "undo", say.T(again), func(ctx app.Context, e app.Event) {
				if c, ok := s.calculator(); ok {
					s.forget(ctx, c)
				}
			}),
			ui.If(own, func() app.UI {
				return ui.Button("btn", "save_profile", "check", say.T("calculator.keep"), func(ctx app.Context, e app.Event) { s.keep(ctx) })
			})),
		ui.Slot(s.kept(), ui.ErrorLine("save_profile", s.trouble)),
	)
}

// keep makes the figures on the screen those of the business: every calculator starts from them.
func (s *Calculator) keep(ctx app.Context) {
	c, ok := s.calculator()
	if !ok || s.env.Saving == ui.Saving {
		return
	}
	s.remember(c)
	mine := map[string]string{}
	for _, in := range c.Inputs {
		if raw, ok := s.raw(in); ok && in.Own {
			mine[in.ID] = raw
		}
	}
	w := s.work(c)
	for _, name := range c.Gives {
		if v, ok := w.out.numbers[name]; ok {
			mine[name] = calc.Raw(v)
			s.env.Figures[name] = mine[name]
		}
	}
	s.keepAll(ctx, mine, func() {})
}

// keepAll keeps figures of the worker's own, by their names; an empty one is let go of. Then is called when they are kept.
func (s *Calculator) keepAll(ctx app.Context, mine map[string]string, then func()) {
	bg := context.WithoutCancel(ctx)
	s.env.ChangeSettings(ctx, func(set *journal.Settings) {
		profile := maps.Clone(set.Profile)
		if profile == nil {
			profile = map[string]string{}
		}
		for name, raw := range mine {
			if profile[name] = raw; raw == "" {
				delete(profile, name)
			}
		}
		set.Profile = profile
	}, func(ctx app.Context, err error) {
		s.last, s.trouble = journal.Ref{}, ""
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			return
		}
		then()
		ctx.Async(func() {
			v, err := s.env.Book.Get(bg, s.env.Book.Today().Settings.ID)
			s.env.Do(func(app.Context) {
				if err == nil {
					s.last = v.Ref
				}
			})
		})
	})
}

// kept says that the figures are kept, and takes it back.
func (s *Calculator) kept() app.UI {
	return ui.If(s.last.N > 0, func() app.UI {
		return ui.Banner("good", "check", s.env.Say.T("calculator.kept"),
			ui.Button("btn", "undo", "undo", s.env.Say.T("action.undo"), func(ctx app.Context, e app.Event) {
				s.env.Undo(ctx, s.last, func(ctx app.Context, err error) {
					s.last, s.trouble = journal.Ref{}, ""
					if err != nil {
						s.trouble = ui.UndoTrouble(s.env.Say, err)
					} else if s.undone != nil {
						s.undone(ctx)
					}
				})
			}))
	})
}
