package lock

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/vault"
)

// errPasskey is returned for a passkey that does not open this kit: it was refused, lost, or is of another device.
var errPasskey = errors.New("the passkey does not open")

// ask opens the kit by the passkey. The device asks in its own way and takes its time: meanwhile the passphrase opens as ever.
func (s *Screen) ask(ctx app.Context, _ app.Event) {
	credential, salt, ok := s.env.Lock.Vault.Passkey()
	if !ok || s.working {
		return
	}
	s.trouble = ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		answer, err := s.env.Lock.AskPasskey(bg, credential, salt)
		s.env.Do(func(ctx app.Context) {
			switch {
			case s.working || s.env.Fault != ui.FaultLocked: // the passphrase was first
			case err != nil:
				s.trouble = refusal(s.env, errPasskey)
			default:
				s.try(ctx, func() error { // nobody guesses what a passkey answers: nothing is counted
					err := s.env.Lock.Open(bg, vault.Passkey{Credential: credential, Salt: salt, Answer: answer})
					switch {
					case err == nil:
						s.env.Device.LocalSet(triesKey, "")
					case errors.Is(err, vault.ErrWrong), errors.Is(err, vault.ErrNoSlot):
						return errPasskey
					}
					return err
				})
			}
		})
	})
}

// passkey is a passkey that is being made, in the settings.
type passkey struct {
	form   *ui.Form
	field  ui.Secret
	can    bool // the device offers them
	asking bool
	made   vault.Passkey // kept while the passphrase that goes with it is wrong: the device is asked once
}

// look sees whether the device has passkeys.
func (s *Security) look(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		can := s.env.Lock.CanPasskey(bg)
		s.env.Do(func(app.Context) { s.key.can = can })
	})
}

// passkey adds the device's own way to know its owner, or takes it away.
func (s *Security) passkey() app.UI {
	say, k := s.env.Say, &s.key
	switch {
	case s.env.Book.Vault().Has(vault.PasskeySlot):
		return html.Section().Class("card").Body(html.H2().Text(say.T("passkey.title")), html.P().Text(say.T("passkey.there")),
			html.Div().Class("btns").Body(ui.Button("btn", "remove_passkey", "erase", say.T("passkey.remove"), func(ctx app.Context, _ app.Event) {
				s.rewrap(ctx, func(_ context.Context, v vault.Vault) (vault.Vault, error) { return v.WithoutPasskey(), nil })
			})))
	case !k.can:
		return nil
	}
	return html.Form().Class("card form").OnSubmit(s.addPasskey).Body(html.H2().Text(say.T("passkey.title")), html.P().Text(say.T("passkey.text")),
		k.field.View(s.env, k.form, "passphrase_now", say.T("security.now"), say.T("security.now_hint"), "current-password"),
		ui.Slot(waiting(s.env)),
		html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "add_passkey").Flag("disabled", k.asking).
			Body(ui.Icon("device"), html.Span().Text(say.T("passkey.add"))))
}

func (s *Security) addPasskey(ctx app.Context, e app.Event) {
	e.PreventDefault()
	k, say := &s.key, s.env.Say
	typed := k.form.Get("passphrase_now")
	clear(k.form.Errors)
	switch {
	case k.asking || wait(s.env) > 0:
		return
	case typed == "":
		k.form.Errors["passphrase_now"] = say.T("security.now_missing")
		ui.FocusError(ctx)
		return
	}
	k.asking = true
	bg, made := context.WithoutCancel(ctx), k.made
	ctx.Async(func() {
		refused := ""
		var err error
		if made.Answer == nil {
			made.Salt = make([]byte, 32)
			rand.Read(made.Salt)
			if made.Credential, made.Answer, err = s.env.Lock.NewPasskey(bg, say.T("shell.name"), made.Salt); err != nil {
				refused = say.T("passkey.none")
			}
		}
		if err == nil {
			if err = attempt(s.env, func() error {
				return rewrapped(bg, s.env, func(bg context.Context, v vault.Vault) (vault.Vault, error) {
					return v.AddPasskey(bg, s.env.Lock.Cipher, typedSecret(typed), made)
				})
			}); err != nil {
				refused = s.why(err)
			}
		}
		s.env.Do(func(ctx app.Context) {
			k.asking = false
			if err == nil {
				s.key = passkey{form: ui.NewForm(map[string]string{}), can: true}
				s.env.Saving = ui.Saved
				return
			}
			if k.made = made; made.Answer == nil {
				k.made = vault.Passkey{}
			}
			k.form.Errors["passphrase_now"] = refused
			ui.FocusError(ctx)
		})
	})
}
