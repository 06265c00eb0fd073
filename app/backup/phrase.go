package backup

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/age"
	"trousse/internal/vault"
)

// phrase makes a backup that a passphrase of its own opens, which is kept nowhere.
type phrase struct {
	making      *making
	form        *ui.Form
	field, also ui.Secret
}

const (
	phraseName = "backup_passphrase"
	againName  = "backup_passphrase_again"
)

func newPhrase(m *making) *phrase { return &phrase{making: m, form: ui.NewForm(map[string]string{})} }

func (p *phrase) view() app.UI {
	say := p.making.env.Say
	return html.Details().Class("fold").Body(
		html.Summary().Attr("name", "sealed_by_phrase").Body(html.Span().Text(say.T("backup.phrase_title")), ui.Icon("next")),
		html.Form().Class("fold-body form").OnSubmit(p.submit).Body(
			html.P().Text(say.T("backup.phrase_text")),
			p.field.View(p.making.env, p.form, phraseName, say.T("restore.passphrase"), say.T("backup.phrase_hint"), "new-password"),
			ui.Slot(p.making.env.Strength(p.form.Get(phraseName))),
			p.also.View(p.making.env, p.form, againName, say.T("security.again"), "", "new-password"),
			html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "make_sealed_backup").Flag("disabled", p.making.busy).
				Body(ui.Icon("lock"), html.Span().Text(say.T("backup.phrase_make"))),
		))
}

// refused says beside its field what keeps a passphrase from being taken, and whether there is anything.
func (p *phrase) refused(ctx app.Context) bool {
	env, f := p.making.env, p.form
	clear(f.Errors)
	typed := f.Get(phraseName)
	switch err := vault.Passphrase(typed).Check(); {
	case errors.Is(err, vault.ErrShort):
		f.Errors[phraseName] = env.Say.T("security.short", "n", ui.Count(vault.MinPassphrase))
	case errors.Is(err, vault.ErrLong):
		f.Errors[phraseName] = env.Say.T("security.long")
	case env.Guessed(typed):
		f.Errors[phraseName] = env.Say.T("strength.why_common")
	case strings.TrimSpace(typed) != typed: // nobody sees it, and it counts
		f.Errors[phraseName] = env.Say.T("backup.phrase_space")
	case typed != f.Get(againName):
		f.Errors[againName] = env.Say.T("security.differ")
	}
	if len(f.Errors) == 0 {
		return false
	}
	ui.FocusError(ctx)
	return true
}

func (p *phrase) submit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if p.making.busy || p.refused(ctx) {
		return
	}
	to := age.Passphrase{Text: p.form.Get(phraseName)}
	p.making.run(ctx, to, func(context.Context) (func(context.Context, *file) error, error) {
		return func(_ context.Context, f *file) error {
			err := p.making.env.Device.Offer(f.name, f.File)
			if err == nil {
				p.making.env.Do(p.forget)
			}
			return err
		}, nil
	})
	p.making.env.Bring("backup-state")
}

// forget lets go of what was typed.
func (p *phrase) forget(ctx app.Context) {
	p.form.Fill(ctx, map[string]string{phraseName: "", againName: ""})
}

// paint is what the screen takes to say that it works, before the key of a passphrase stops everything for a moment.
const paint = 50 * time.Millisecond
