// Package lock is the room of the lock: the screen that stands before a protected kit, and the one on which a passphrase is
// set, changed or taken away. What may be seen while the kit is locked is the shell's to say.
package lock

import (
	"context"
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/vault"
)

// paint is how long the screen has to say that it works before the one thread is taken.
const paint = 60 * time.Millisecond

// Screen asks for what opens the kit.
type Screen struct {
	env     *ui.Env
	form    *ui.Form
	field   ui.Secret
	code    bool // the recovery code is asked for
	working bool
	ticking bool
	trouble string
}

// New is the screen of a locked kit.
func New(env *ui.Env) *Screen {
	s := &Screen{env: env, form: ui.NewForm(map[string]string{})}
	s.form.Changed = func(app.Context, string) { s.trouble = "" }
	return s
}

// Open implements [ui.Screen].
func (s *Screen) Open(app.Context) { s.tick() }

// Focus is the field to fill, or the press that saves filling it.
func (s *Screen) Focus() string {
	if s.env.Lock.Vault.Has(vault.PasskeySlot) {
		return "open_passkey"
	}
	return s.asked()
}

// asked is the field that is asked for.
func (s *Screen) asked() string {
	if s.code {
		return "recovery_code"
	}
	return "passphrase"
}

// tick shows how long there is to wait, every second.
func (s *Screen) tick() {
	if s.ticking || wait(s.env) == 0 || s.env.Fault != ui.FaultLocked {
		return
	}
	s.ticking = true
	time.AfterFunc(time.Second, func() {
		s.env.Do(func(app.Context) {
			s.ticking = false
			s.tick()
		})
	})
}

// View implements [ui.Screen].
func (s *Screen) View() ui.View {
	say := s.env.Say
	left := wait(s.env)
	do := say.T("lock.open")
	if s.working {
		do = say.T("lock.opening")
	}
	var field app.UI
	if s.code {
		field = html.Div().Body(ui.Field{Form: s.form, Name: "recovery_code", Label: say.T("lock.code"), Hint: say.T("lock.code_hint")}.View())
	} else {
		field = html.Section().Body(s.field.View(s.env, s.form, "passphrase", say.T("lock.passphrase"), say.T("lock.passphrase_hint"), "current-password"))
	}
	return ui.View{Title: say.T("lock.title"), Whole: html.Main().ID("main").Class("lock").Body(
		html.Form().Class("lock-flap").ID("unlock-form").OnSubmit(s.submit).Body(
			ui.Mark(""),
			html.H1().ID("top").TabIndex(-1).Text(say.T("lock.title")),
			html.P().Text(say.T("lock.text")),
			ui.Slot(ui.If(s.env.Lock.Vault.Has(vault.PasskeySlot), func() app.UI {
				return ui.Button("btn btn--soft", "open_passkey", "device", say.T("passkey.open"), s.ask).ID("open_passkey")
			})),
			html.Div().Class("lock-field").Body(field),
			ui.Slot(ui.ErrorLine("unlock", s.trouble), ui.If(left > 0, func() app.UI {
				n := int((left + time.Second - 1) / time.Second)
				return html.P().Attr("role", "timer").Body(ui.Output("unlock_wait", ui.Count(n), say.T("lock.wait", "time", ui.Duration(say, time.Duration(n)*time.Second))))
			}), ui.If(s.working, func() app.UI {
				return html.Div().Class("wait-bar").Attr("role", "status").Aria("label", say.T("lock.opening"))
			})),
		),
		html.Div().Class("lock-buckle").Body(html.Button().Class("buckle").Attr("type", "submit").Attr("form", "unlock-form").Attr("name", "unlock").
			Flag("disabled", s.working || left > 0).Body(ui.Icon("unlock"), html.Span().Text(do))),
		s.foot(),
	)}
}

// foot is the other ways: the code, help, what can be used while it is locked; and why it is.
func (s *Screen) foot() app.UI {
	say, l := s.env.Say, s.env.Lock
	other := "lock.use_code"
	if s.code {
		other = "lock.use_passphrase"
	}
	var meta []string
	if l.Why != "" {
		meta = append(meta, say.T("lock.by_"+string(l.Why), "time", say.Clock(l.At.Hour(), l.At.Minute())))
	}
	if l.Took > 0 {
		meta = append(meta, took(s.env))
	}
	var lines []app.UI
	for _, line := range meta {
		lines = append(lines, html.P().Class("meta").Text(line))
	}
	return html.Div().Class("lock-foot").Body(
		ui.If(l.Vault.ID == "" || l.Vault.Has(vault.RecoverySlot), func() app.UI {
			return ui.Button("btn btn--quiet", "use_recovery", "", say.T(other), func(ctx app.Context, _ app.Event) {
				s.code, s.trouble = !s.code, ""
				ui.FocusOn(ctx, s.asked())
			})
		}),
		html.Div().Class("btns").Body(
			ui.Link("btn btn--danger-quiet", s.env.Href("/help-now"), "help", say.T("lock.help")),
			ui.Link("btn", s.env.Href("/kit"), "kit", say.T("lock.tools"))),
		html.Div().Body(lines...),
	)
}

// took says how long the last unlocking took.
func took(env *ui.Env) string {
	return env.Say.T("lock.took", "time", env.Say.Number(env.Lock.Took.Seconds(), 2))
}

// secret is what was typed.
func (s *Screen) secret() (vault.Secret, error) {
	if s.code {
		return vault.ParseRecovery(s.form.Get("recovery_code"))
	}
	return vault.Passphrase(s.form.Get("passphrase")), nil
}

func (s *Screen) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.working || wait(s.env) > 0 {
		return
	}
	if s.form.Get(s.asked()) == "" {
		s.form.Errors[s.asked()] = s.env.Say.T("problem.missing")
		ui.FocusError(ctx)
		return
	}
	typed, err := s.secret()
	if err != nil {
		s.trouble = refusal(s.env, err)
		return
	}
	bg := context.WithoutCancel(ctx)
	s.try(ctx, func() error { return attempt(s.env, func() error { return s.env.Lock.Open(bg, typed) }) })
}

// try opens the kit, or says why it does not open.
func (s *Screen) try(ctx app.Context, open func() error) {
	s.working, s.trouble = true, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		time.Sleep(paint)
		err := open()
		if errors.Is(err, vault.ErrWrong) && s.env.Lock.Vault.Spent(tries(s.env)) {
			_ = s.env.Lock.Wipe(bg) // which begins a new kit, or leaves one that nothing opens
		}
		s.env.Do(func(ctx app.Context) {
			if s.working = false; err != nil {
				s.trouble = refusal(s.env, err)
				s.tick()
				ui.FocusOn(ctx, s.asked())
			}
		})
	})
}
