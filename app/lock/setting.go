package lock

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/vault"
)

// setting is the form of a new passphrase: the first one, or another.
type setting struct {
	*work
	form  *ui.Form
	words string    // suggested
	now   ui.Secret // what opens the kit today
	next  ui.Secret
	again ui.Secret
	code  bool // a new recovery code is wanted, not a passphrase
}

func newSetting(w *work) *setting {
	s := &setting{work: w, form: ui.NewForm(map[string]string{})}
	s.form.Changed = func(app.Context, string) { s.trouble = "" }
	return s
}

// NewPassphrase is the screen that changes the passphrase.
func NewPassphrase(env *ui.Env) ui.Screen { return newSetting(&work{env: env}) }

// NewCode is the screen that makes a new recovery code.
func NewCode(env *ui.Env) ui.Screen {
	s := newSetting(&work{env: env})
	s.code = true
	return s
}

// Open suggests words.
func (s *setting) Open(ctx app.Context) { s.suggest(ctx) }

// suggest draws other words. A device that has not kept the list yet, and is off the network, suggests none.
func (s *setting) suggest(ctx app.Context) {
	bg, lang := context.WithoutCancel(ctx), string(s.env.Say.Lang())
	ctx.Async(func() {
		text, err := s.env.Device.Fetch(bg, "words-"+lang+".json")
		s.env.Do(func(app.Context) {
			var list []string
			if err == nil && json.Unmarshal(text, &list) == nil && len(list) > 0 {
				s.words, _ = vault.Suggest(list, vault.SuggestedWords)
			}
		})
	})
}

// View implements [ui.Screen].
func (s *setting) View() ui.View {
	if v, busy := s.busy(); busy {
		return v
	}
	say := s.env.Say
	v := ui.View{Title: say.T("security.change"), Back: "/settings/security", Layout: "stage--narrow", Stage: []app.UI{s.view()}}
	if s.code {
		v.Title = say.T("security.code_new")
	}
	if !s.env.Book.Vault().Protected() {
		v.Stage = []app.UI{html.Div().Class("card").Body(html.P().Text(say.T("security.open_title")),
			ui.Link("btn btn--soft", s.env.Href("/settings/security"), "lock", say.T("security.title")))}
	}
	return v
}

// view is the form.
func (s *setting) view() app.UI {
	say, f := s.env.Say, s.form
	var body []app.UI
	if s.env.Book.Vault().Protected() {
		body = append(body, s.now.View(s.env, f, "passphrase_now", say.T("security.now"), say.T("security.now_hint"), "current-password"),
			ui.Slot(waiting(s.env)))
	} else {
		body = append(body, html.H2().Text(say.T("security.set_title")))
	}
	do := say.T("security.set")
	if s.code {
		do = say.T("security.code_make")
		body = append(body, html.P().Text(say.T("security.code_text")))
	} else {
		body = append(body,
			html.P().Class("label").ID("suggested-label").Text(say.T("security.suggested")),
			html.P().Class("suggested").Lang(s.env.Say.Lang().Tag()).Body(ui.Output("suggested", s.words, s.words)),
			html.Div().Class("btns").Body(
				ui.Button("btn btn--soft", "use_suggested", "check", say.T("security.use"), func(ctx app.Context, _ app.Event) {
					s.next.Shown = true
					f.Put(ctx, "passphrase", s.words)
					ui.FocusOn(ctx, "passphrase_again")
				}),
				ui.Button("btn", "other_words", "update", say.T("security.more"), func(ctx app.Context, _ app.Event) { s.suggest(ctx) })),
			s.next.View(s.env, f, "passphrase", say.T("lock.passphrase"), say.T("security.passphrase_hint"), "new-password"),
			ui.Slot(s.env.Strength(f.Get("passphrase"))),
			s.again.View(s.env, f, "passphrase_again", say.T("security.again"), say.T("security.again_hint"), "new-password"))
	}
	body = append(body, ui.Slot(ui.ErrorLine("security", s.trouble)),
		html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "set_passphrase").Body(ui.Icon("lock"), html.Span().Text(do)))
	return html.Form().Class("card form").ID("passphrase-form").OnSubmit(s.submit).Body(body...)
}

// refused says beside its field what keeps a passphrase from being set, and whether there is anything.
func (s *setting) refused(ctx app.Context) bool {
	say, f := s.env.Say, s.form
	clear(f.Errors)
	p := vault.Passphrase(f.Get("passphrase"))
	switch err := p.Check(); {
	case s.env.Book.Vault().Protected() && f.Get("passphrase_now") == "":
		f.Errors["passphrase_now"] = say.T("security.now_missing")
	case s.code:
	case errors.Is(err, vault.ErrShort):
		f.Errors["passphrase"] = say.T("security.short", "n", ui.Count(vault.MinPassphrase))
	case errors.Is(err, vault.ErrLong):
		f.Errors["passphrase"] = say.T("security.long")
	case s.env.Guessed(f.Get("passphrase")):
		f.Errors["passphrase"] = say.T("strength.why_common")
	case vault.Fold(f.Get("passphrase")) != vault.Fold(f.Get("passphrase_again")):
		f.Errors["passphrase_again"] = say.T("security.differ")
	}
	if len(f.Errors) == 0 {
		return false
	}
	ui.FocusError(ctx)
	return true
}

func (s *setting) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.working || s.refused(ctx) || s.env.Book.Vault().Protected() && wait(s.env) > 0 {
		return
	}
	for name, typed := range s.form.Values { // the screen that works takes the fields away: after a refusal they come back
		s.form.Start[name] = typed
	}
	switch p := vault.Passphrase(s.form.Get("passphrase")); {
	case !s.env.Book.Vault().Protected():
		s.protect(ctx, p, false)
	case s.code:
		made := vault.NewRecovery()
		s.reopen(ctx, made, func(bg context.Context, v vault.Vault, with vault.Secret) (vault.Vault, error) {
			return v.AddRecovery(bg, s.env.Lock.Cipher, with, made)
		})
	default:
		s.reopen(ctx, vault.Recovery{}, func(bg context.Context, v vault.Vault, with vault.Secret) (vault.Vault, error) {
			return v.ChangePassphrase(bg, s.env.Lock.Cipher, with, p, s.cost(bg, p))
		})
	}
}

// protect sets the first passphrase and makes a recovery code, then moves everything under a new key.
func (s *setting) protect(ctx app.Context, p vault.Passphrase, leave bool) {
	s.run(ctx, func(bg context.Context) (vault.Recovery, error) {
		code, cipher := vault.NewRecovery(), s.env.Lock.Cipher
		v, key, err := s.env.Book.Vault().Protect(bg, cipher, p, s.cost(bg, p), code)
		if err == nil {
			err = s.move(bg, v, key, leave)
		}
		return code, err
	}, func(ctx app.Context, err error) {
		if err != nil {
			s.left(err, func(ctx app.Context) { s.protect(ctx, p, true) })
			return
		}
		s.env.Device.LocalSet(sinceKey, string(s.env.Today()))
		s.forget()
		s.env.Lock.Retime()
	})
}

// reopen changes what opens a protected kit, for whoever can open it. The key stays, and all that it seals.
func (s *setting) reopen(ctx app.Context, made vault.Recovery, change func(bg context.Context, v vault.Vault, with vault.Secret) (vault.Vault, error)) {
	with := typedSecret(s.form.Get("passphrase_now"))
	s.run(ctx, func(bg context.Context) (vault.Recovery, error) {
		return made, attempt(s.env, func() error {
			return rewrapped(bg, s.env, func(bg context.Context, v vault.Vault) (vault.Vault, error) { return change(bg, v, with) })
		})
	}, func(ctx app.Context, err error) {
		if err != nil {
			return
		}
		s.forget()
		if made.IsZero() {
			s.env.Saving = ui.Saved
			s.env.Done(ctx, "/settings/security")
		}
	})
}

// forget lets go of what was typed.
func (s *setting) forget() {
	clear(s.form.Values)
	clear(s.form.Start)
	s.words = ""
}

// cost is what a guess is to cost, on this device.
func (s *setting) cost(bg context.Context, p vault.Passphrase) vault.Cost {
	began := time.Now()
	if _, _, err := vault.New().Protect(bg, s.env.Lock.Cipher, p, vault.DefaultCost, vault.Recovery{}); err != nil {
		return vault.DefaultCost
	}
	return vault.Calibrate(time.Since(began))
}

// typedSecret takes a recovery code for one wherever a passphrase is asked for.
func typedSecret(typed string) vault.Secret {
	if code, err := vault.ParseRecovery(typed); err == nil {
		return code
	}
	return vault.Passphrase(typed)
}
