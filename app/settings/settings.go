// Package settings is the room behind the kit: who uses it, its language, what keeps the data safe, and what it is
// made of.
package settings

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Settings is the screen of whoever uses the kit.
type Settings struct {
	env     *ui.Env
	form    *ui.Form
	draft   *ui.Draft
	version store.Version
	ready   bool
	trouble string
	keeping ui.Keeping
}

// New is the screen of whoever uses the kit.
func New(env *ui.Env) *Settings {
	s := &Settings{env: env, form: ui.NewForm(map[string]string{})}
	s.draft = ui.NewDraft(env, "settings", s.form)
	s.form.Changed = func(ctx app.Context, _ string) {
		s.trouble = ""
		s.draft.Touch(ctx)
	}
	return s
}

// Open reads the settings, and asks the browser whether it keeps what is stored.
func (s *Settings) Open(ctx app.Context) {
	s.draft.Find(ctx)
	id := s.env.Book.Today().Settings.ID
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var v store.Version
		if id != "" {
			v, _ = s.env.Book.Get(bg, id)
		}
		s.env.Do(func(ctx app.Context) {
			s.version, s.ready = v, true
			set, _ := v.Record.(journal.Settings)
			s.form.Read(ctx, map[string]string{
				"user_name": set.UserName, "user_phone": s.env.Say.Phone(set.UserPhone), "business": set.Business,
				"buddy_name": set.BuddyName, "buddy_phone": s.env.Say.Phone(set.BuddyPhone),
				"help_name": set.HelpName, "help_phone": s.env.Say.Phone(set.HelpPhone),
				"hold_minutes": written(set.HoldMinutes), "talk_minutes": written(set.TalkMinutes),
				"ack_hours": written(set.AckHours), "answer_days": written(set.AnswerDays),
			})
		})
		keeping := s.env.Keeping(bg)
		s.env.Do(func(app.Context) { s.keeping = keeping })
	})
}

// Leave implements [ui.Leaver].
func (s *Settings) Leave() { s.draft.Leave() }

// View implements [ui.Screen].
func (s *Settings) View() ui.View {
	say, f := s.env.Say, s.form
	v := ui.View{Title: say.T("settings.title"), Back: "/", Layout: "stage--two"}
	field := func(name, kind, hint string) app.UI {
		h := ""
		if hint != "" {
			h = say.T(hint)
		}
		return ui.Field{Form: f, Name: name, Type: kind, Label: say.T("settings." + name), Hint: h}.View()
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			s.draft.Offer(say, func(ctx app.Context, kept map[string]string) { s.form.Fill(ctx, kept) }),
			s.safety(),
			html.Form().Class("card form").ID("settings-form").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(
				html.H2().Text(say.T("settings.you")),
				field("user_name", "", "settings.user_name_hint"),
				field("user_phone", "tel", ""),
				field("business", "", ""),
				html.H2().Text(say.T("settings.buddy")),
				html.P().Class("hint").Text(say.T("settings.buddy_hint")),
				field("buddy_name", "", ""),
				field("buddy_phone", "tel", ""),
				html.H2().Text(say.T("settings.help")),
				html.P().Class("hint").Text(say.T("settings.help_hint")),
				field("help_name", "", ""),
				field("help_phone", "tel", ""),
				ui.If(!s.env.Protected(), func() app.UI { return html.P().Class("hint").Text(say.T("settings.help_clear")) }),
				html.H2().Text(say.T("settings.timers")),
				s.whole("hold_minutes", "unit.minutes"),
				s.whole("talk_minutes", "unit.minutes"),
				html.H2().Text(say.T("settings.standards")),
				html.P().Class("hint").Text(say.T("settings.standards_hint")),
				s.whole("ack_hours", "unit.hours"),
				s.whole("answer_days", "unit.days"),
				html.P().Class("meta").Body(s.draft.State(say)),
				ui.ErrorLine("save", s.trouble),
				html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "save").Flag("disabled", !s.ready).
					Body(ui.Icon("check"), html.Span().Text(s.saveLabel())),
				ui.If(s.version.Record != nil, s.undo),
			),
		),
		html.Div().Class("pane").Body(s.language(), s.authors(), s.latitude(), s.business(), s.install(), html.Section().Class("card").Body(
			html.H2().Text(say.T("about.title")),
			ui.Link("btn", s.env.Href("/about"), "info", say.T("about.open")),
		)),
	}
	return v
}

// undo takes back the last change of the settings, and shows what they were.
func (s *Settings) undo() app.UI {
	return ui.Button("btn btn--quiet", "undo", "undo", s.env.Say.T("undo.last"), func(ctx app.Context, e app.Event) {
		s.env.Undo(ctx, s.version.Ref, func(ctx app.Context, err error) {
			s.trouble = ""
			if err != nil {
				s.trouble = ui.UndoTrouble(s.env.Say, err)
			}
			s.Open(ctx)
		})
	})
}

func (s *Settings) saveLabel() string {
	if s.env.Saving == ui.Saved {
		return s.env.Say.T("save.saved")
	}
	return s.env.Say.T("action.save")
}

// language offers the other language; the choice stays on this device.
func (s *Settings) language() app.UI {
	return html.Section().Class("card").Body(html.H2().Text(s.env.Say.T("settings.language")), ui.Languages(s.env))
}

// safety tells honestly how safe the data is here.
func (s *Settings) safety() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("settings.safety")),
		html.P().Text(say.T("settings.where")),
		html.Div().Class("btns").Body(
			ui.Link("btn btn--soft", s.env.Href("/settings/security"), "lock", say.T("security.title")).Attr("name", "open_security"),
			ui.Link("btn btn--soft", s.env.Href("/settings/backup"), "backup", say.T("backup.title")),
			ui.Link("btn", s.env.Href("/settings/export"), "out", say.T("export.title")),
			ui.Link("btn", s.env.Href(privacyPath), "shield", say.T("privacy.title")),
			ui.Link("btn", s.env.Href("/settings/import"), "people", say.T("import.open"))),
		s.keeping.Promise(say), s.keeping.Warning(s.env),
		ui.If(!s.env.Protected(), func() app.UI { return html.P().Class("meta").Text(say.T("settings.open_kit")) }),
	)
}

// install says how the kit gets its place on the home screen.
func (s *Settings) install() app.UI {
	say := s.env.Say
	if s.env.Device.Installed() {
		return nil
	}
	body := []app.UI{html.H2().Text(say.T("install.title")), html.P().Text(say.T("install.why"))}
	if s.env.Device.CanInstall() {
		body = append(body, ui.Button("btn btn--soft", "install", "device", say.T("install.do"), func(ctx app.Context, e app.Event) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				s.env.Device.Install(bg)
				s.env.Do(func(app.Context) {})
			})
		}))
	}
	for _, system := range []string{"ios", "android", "desktop"} {
		var steps []app.UI
		for _, n := range []string{"1", "2", "3"} {
			steps = append(steps, html.Li().Text(say.T("install."+system+"_"+n)))
		}
		body = append(body, html.Details().Class("fold").Flag("open", system == "ios" && s.env.Device.SafariTab()).Body(
			html.Summary().Body(html.Span().Text(say.T("install."+system)), ui.Icon("next")),
			html.Ol().Class("fold-body numbered").Body(steps...)))
	}
	return html.Section().Class("card").Body(body...)
}

func (s *Settings) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving || !s.ready {
		return
	}
	set, err := s.settings()
	if err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	v := s.version
	s.draft.KeepBy(ctx, func(bg context.Context) (store.Saved, error) {
		saved, err := s.env.Book.Save(bg, s.draft.Key(), store.Write{Record: set, Base: s.version.N})
		if err == nil || errors.Is(err, store.ErrConflict) { // after a conflict, saving again goes on top of what another window saved
			v, _ = s.env.Book.Get(bg, set.ID)
		}
		return saved, err
	}, func(ctx app.Context, _ store.Saved, err error) {
		s.version = v
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			return
		}
		s.draft = ui.NewDraft(s.env, "settings", s.form)
	})
}

func (s *Settings) settings() (journal.Settings, error) {
	set, _ := s.version.Record.(journal.Settings)
	if set.ID == "" {
		set.ID = journal.NewID()
	}
	set.UserName, set.Business, set.BuddyName = s.form.Get("user_name"), s.form.Get("business"), s.form.Get("buddy_name")
	for _, p := range []struct {
		name string
		to   *string
	}{{"user_phone", &set.UserPhone}, {"buddy_phone", &set.BuddyPhone}} {
		stored, err := i18n.NormalizePhone(s.form.Get(p.name))
		if err != nil {
			return set, &journal.FieldError{Field: p.name, Problem: journal.BadPhone}
		}
		*p.to = stored
	}
	if err := s.timesAndHelp(&set); err != nil {
		return set, err
	}
	set = set.Tidy()
	return set, set.Check()
}
