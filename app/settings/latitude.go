package settings

import (
	"context"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// Latitude is the list of what the worker may decide without asking, with its limits (F51).
type Latitude struct {
	env     *ui.Env
	form    *ui.Form
	draft   *ui.Draft
	was     *journal.Gesture // the gesture being corrected; nil for a new one
	trouble string
	last    journal.Ref // the settings as this screen left them, to undo; N is 0 when there is nothing to
}

// NewLatitude is the screen of what the worker may decide.
func NewLatitude(env *ui.Env) *Latitude {
	s := &Latitude{env: env, form: ui.NewForm(map[string]string{})}
	s.form.Changed = func(ctx app.Context, _ string) {
		s.trouble = ""
		s.draft.Touch(ctx)
	}
	s.draft = ui.NewDraft(env, "latitude", s.form)
	return s
}

// Open looks for a gesture left half written.
func (s *Latitude) Open(ctx app.Context) { s.draft.Find(ctx) }

// Leave implements [ui.Leaver].
func (s *Latitude) Leave() { s.draft.Leave() }

// Refresh implements [ui.Refresher]: the next View reads the settings again.
func (s *Latitude) Refresh(app.Context) {}

// View implements [ui.Screen].
func (s *Latitude) View() ui.View {
	say := s.env.Say
	title := "latitude.add_title"
	if s.was != nil {
		title = "latitude.edit_title"
	}
	return ui.View{Title: say.T("latitude.title"), Back: "/settings", Layout: "stage--two", Sub: html.Small().Body(s.draft.State(say)), Stage: []app.UI{
		html.Div().Class("pane").Body(s.list(), s.undo()),
		html.Div().Class("pane").Body(
			s.draft.Offer(say, func(ctx app.Context, kept map[string]string) { s.form.Fill(ctx, kept) }),
			html.Form().Class("card form").OnSubmit(s.save).OnKeyDown(s.form.OnKey).Body(
				html.H2().Text(say.T(title)),
				ui.Field{Form: s.form, Name: "gesture_what", Label: say.T("latitude.what"), Place: say.T("latitude.what_place")}.View(),
				ui.Field{Form: s.form, Name: "gesture_limit", Label: say.T("latitude.limit"), Extra: say.T("form.optional"), Place: say.T("latitude.limit_place")}.View(),
				ui.ErrorLine("save", s.trouble),
				html.Div().Class("btns").Body(
					html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "save").Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
					ui.If(s.was != nil, func() app.UI {
						return ui.Button("btn btn--quiet", "cancel_edit", "", say.T("latitude.cancel"), func(app.Context, app.Event) { s.env.Do(s.clear) })
					}),
				),
			)),
	}}
}

func (s *Latitude) list() app.UI {
	say, all := s.env.Say, s.env.Book.Today().Settings.Latitude
	if len(all) == 0 {
		return ui.Empty(say.T("latitude.empty_title"), say.T("latitude.empty"))
	}
	var rows []app.UI
	for i, g := range all {
		button := func(name, icon, label string, off bool, press func(ctx app.Context)) app.UI {
			return ui.IconButton(name, icon, say.T(label, "what", g.What), func(ctx app.Context, _ app.Event) { press(ctx) }, g.What, g.Limit, i).
				Attr("value", g.What).Flag("disabled", off)
		}
		rows = append(rows, html.Div().Class("row").Body(
			html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(g.What),
				ui.If(g.Limit != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(g.Limit) })),
			html.Span().Class("row-end").Body(
				button("move_up", "up", "latitude.up", i == 0, func(ctx app.Context) { s.change(ctx, moved(g, -1), nil) }),
				button("move_down", "down", "latitude.down", i == len(all)-1, func(ctx app.Context) { s.change(ctx, moved(g, 1), nil) }),
				button("edit", "edit", "latitude.edit", false, func(ctx app.Context) { s.edit(ctx, g) }),
				button("remove", "erase", "latitude.remove", false, func(ctx app.Context) { s.change(ctx, replaced(g), nil) }),
			)))
	}
	return ui.Rows(rows...)
}

// undo takes the last change of the list back.
func (s *Latitude) undo() app.UI {
	return ui.If(s.last.N > 0, func() app.UI {
		return ui.Button("btn", "undo", "undo", s.env.Say.T("undo.last"), func(ctx app.Context, _ app.Event) {
			s.env.Undo(ctx, s.last, func(_ app.Context, err error) {
				s.last, s.trouble = journal.Ref{}, ""
				if err != nil {
					s.trouble = ui.UndoTrouble(s.env.Say, err)
				}
			})
		})
	})
}

// edit takes a gesture up into the form.
func (s *Latitude) edit(ctx app.Context, g journal.Gesture) {
	s.was, s.trouble = &g, ""
	s.form.Fill(ctx, map[string]string{"gesture_what": g.What, "gesture_limit": g.Limit})
	s.env.Focus("gesture_what")
}

func (s *Latitude) clear(ctx app.Context) {
	s.was = nil
	s.form.Fill(ctx, map[string]string{"gesture_what": "", "gesture_limit": ""})
}

func (s *Latitude) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving {
		return
	}
	g := journal.Gesture{What: strings.TrimSpace(s.form.Get("gesture_what")), Limit: strings.TrimSpace(s.form.Get("gesture_limit"))}
	if err := checkGesture(g); err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	if s.was == nil && len(s.env.Book.Today().Settings.Latitude) >= journal.MaxGestures {
		s.trouble = s.env.Say.T("latitude.full")
		return
	}
	apply := func(all []journal.Gesture) []journal.Gesture { return append(slices.Clone(all), g) }
	if s.was != nil {
		apply = replaced(*s.was, g)
	}
	s.change(ctx, apply, func(ctx app.Context) {
		s.draft.Forget(ctx)
		s.clear(ctx)
	})
}

func checkGesture(g journal.Gesture) error {
	switch {
	case g.What == "":
		return &journal.FieldError{Field: "gesture_what", Problem: journal.Missing}
	case len([]rune(g.What)) > journal.MaxLine:
		return &journal.FieldError{Field: "gesture_what", Problem: journal.TooLong, Limit: journal.MaxLine}
	case len([]rune(g.Limit)) > journal.MaxName:
		return &journal.FieldError{Field: "gesture_limit", Problem: journal.TooLong, Limit: journal.MaxName}
	}
	return nil
}

// change saves the list as apply makes it of what it is now, and offers to undo that; then is called when it is saved.
func (s *Latitude) change(ctx app.Context, apply func([]journal.Gesture) []journal.Gesture, then func(ctx app.Context)) {
	bg := context.WithoutCancel(ctx)
	s.env.ChangeSettings(ctx, func(set *journal.Settings) { set.Latitude = apply(set.Latitude) }, func(ctx app.Context, err error) {
		s.last, s.trouble = journal.Ref{}, ""
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			return
		}
		if then != nil {
			then(ctx)
		}
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

// moved puts a gesture one place up (-1) or down (1). One that is not there any more changes nothing.
func moved(g journal.Gesture, by int) func([]journal.Gesture) []journal.Gesture {
	return func(all []journal.Gesture) []journal.Gesture {
		all = slices.Clone(all)
		if i := slices.Index(all, g); i >= 0 && i+by >= 0 && i+by < len(all) {
			all[i], all[i+by] = all[i+by], all[i]
		}
		return all
	}
}

// replaced puts others, or nothing, in the place of a gesture. One that is not there any more is only added to.
func replaced(g journal.Gesture, by ...journal.Gesture) func([]journal.Gesture) []journal.Gesture {
	return func(all []journal.Gesture) []journal.Gesture {
		if i := slices.Index(all, g); i >= 0 {
			return slices.Replace(slices.Clone(all), i, i+1, by...)
		}
		return append(slices.Clone(all), by...)
	}
}

// latitude leads to the list, from the settings.
func (s *Settings) latitude() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("latitude.title")),
		html.P().Text(say.T("latitude.why")),
		ui.Link("btn btn--soft", s.env.Href("/settings/latitude"), "allowed", say.T("latitude.open")),
	)
}

// business leads to the worker's own figures, from the settings.
func (s *Settings) business() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("business.title")),
		html.P().Text(say.T("business.why")),
		ui.Link("btn btn--soft", s.env.Href("/settings/business"), "calculator", say.T("business.open")),
	)
}
