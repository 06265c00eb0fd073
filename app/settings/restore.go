package settings

import (
	"context"
	"errors"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/age"
	"trousse/internal/exchange"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// restore puts a backup in the place of what is here: the file is read and counted first, and nothing changes before
// that is confirmed.
type restore struct {
	env     *ui.Env
	sum     *exchange.Summary
	file    ui.File
	form    *ui.Form
	sealed  *age.KeyError // the file was made for a code, or for a passphrase, that is asked for
	ids     []age.Identity
	working bool
	sure    bool // what is here would be replaced, and that was accepted once
	trouble string
}

func newRestore(env *ui.Env) *restore {
	return &restore{env: env, form: ui.NewForm(map[string]string{})}
}

// paint is what the screen takes to say that it works, before the key of a passphrase stops everything for a moment.
const paint = 50 * time.Millisecond

func (r *restore) view() app.UI {
	say := r.env.Say
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("restore.title")),
		html.P().Text(say.T("restore.text")),
		html.Div().Class("field").Body(
			html.Label().Attr("for", "backup_file").Text(say.T("restore.file")),
			html.Input().Class("input").Attr("type", "file").ID("backup_file").Attr("name", "backup_file").Attr("accept", ".jsonl,.age").
				Attr("autocomplete", "off").OnChange(r.pick),
		),
		ui.Slot(ui.If(r.sealed != nil, r.secret)),
		ui.Button("btn", "restore_backup", "restore", say.T("restore.read"), r.read).Flag("disabled", r.working),
		ui.Slot(ui.If(r.working, func() app.UI { return html.Div().Class("wait-bar") }), ui.ErrorLine("backup_file", r.trouble)),
		ui.If(r.sum != nil, r.confirm),
	)
}

// secret asks for what opens a sealed file.
func (r *restore) secret() app.UI {
	say, name := r.env.Say, r.secretName()
	label, hint := say.T("restore.code"), say.T("restore.code_hint")
	if r.sealed.Passphrase {
		label, hint = say.T("restore.passphrase"), ""
	}
	return html.Div().Class("field").Body(
		html.P().Text(say.T("restore.sealed")),
		html.Label().Attr("for", name).Text(label),
		html.Input().Class("input").Attr("type", "text").ID(name).Attr("name", name).Attr("autocomplete", "off").Attr("autocapitalize", "none").
			Attr("spellcheck", "false").OnInput(r.form.OnInput),
		ui.If(hint != "", func() app.UI { return html.P().Class("hint").Text(hint) }),
	)
}

func (r *restore) secretName() string {
	if r.sealed.Passphrase {
		return "passphrase"
	}
	return "recovery_code"
}

// typed is what was typed to open the file, nothing as long as nothing was.
func (r *restore) typed() ([]age.Identity, error) {
	if r.sealed == nil {
		return nil, nil
	}
	text := r.form.Get(r.secretName())
	switch {
	case text == "":
		return nil, nil
	case r.sealed.Passphrase:
		return []age.Identity{age.Passphrase{Text: text}}, nil
	}
	key, err := vault.ParseIdentity(text)
	return []age.Identity{key}, err
}

// pick reads another file, which is sealed otherwise if it is.
func (r *restore) pick(ctx app.Context, e app.Event) {
	r.sealed = nil
	r.read(ctx, e)
}

func (r *restore) read(ctx app.Context, e app.Event) {
	ids, err := r.typed()
	if err != nil {
		r.trouble = r.env.Say.T("restore.mistyped")
		return
	}
	r.working, r.trouble, r.sum, r.sure = true, "", nil, false
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		time.Sleep(paint)
		file, err := r.env.Device.Picked("backup_file")
		var sum exchange.Summary
		if err == nil {
			sum, err = exchange.Read(file.Reader(bg), journal.Intake{}, ids...)
		}
		if err == nil && r.env.Book != nil {
			err = r.env.Book.LoadIndex(bg) // what is here must be counted before it can be replaced
		}
		r.env.Do(func(app.Context) {
			r.working = false
			if errors.As(err, &r.sealed) && ids == nil {
				return // it is asked for
			}
			if err != nil {
				r.trouble = refusal(r.env, err)
				return
			}
			r.sum, r.file, r.ids = &sum, file, ids
		})
	})
}

func refusal(env *ui.Env, err error) string {
	if other := (*age.KeyError)(nil); errors.As(err, &other) {
		if other.Passphrase {
			return env.Say.T("restore.other_passphrase")
		}
		return env.Say.T("restore.other_code")
	}
	for _, t := range []struct {
		err error
		key string
	}{
		{exchange.ErrNewer, "newer"}, {exchange.ErrTooLarge, "large"}, {exchange.ErrDamaged, "damaged"},
		{exchange.ErrNotBackup, "not_backup"}, {ui.ErrNoFile, "no_file"}, {store.ErrFull, "full"},
	} {
		if errors.Is(err, t.err) {
			return env.Say.T("restore." + t.key)
		}
	}
	return env.Say.T("restore.failed")
}

// confirm shows what the file holds, what is here, and asks.
func (r *restore) confirm() app.UI {
	say := r.env.Say
	here := 0
	if r.env.Book != nil {
		for k, n := range r.env.Book.Counts() {
			if k != journal.KindSettings {
				here += n
			}
		}
	}
	label, class := say.T("restore.confirm"), "btn btn--soft"
	if here > 0 {
		label, class = say.T("restore.replace"), "btn btn--danger-quiet"
		if r.sure {
			label = say.T("restore.replace_sure")
		}
	}
	return html.Div().Class("pane").Body(
		html.P().Class("label").Text(say.T("restore.holds", "when", say.DateTime(r.sum.Made.In(r.env.Now().Location())))),
		ui.Counts(r.env, "file", r.sum.Counts, r.sum.Photos),
		ui.Slot(ui.If(here > 0, func() app.UI { return ui.Banner("warn", "alert", say.N("restore.here", float64(here))) })),
		ui.Slot(ui.If(r.sure, func() app.UI {
			return ui.Button("btn", "restore_keep", "", say.T("restore.keep"), func(ctx app.Context, e app.Event) { r.sum, r.sure = nil, false })
		})),
		ui.Button(class, "restore_confirm", "restore", label, func(ctx app.Context, e app.Event) { r.run(ctx, here) }, here).Flag("disabled", r.working),
	)
}

// run restores. Where something is here already, it asks once more, and takes a copy of it first.
func (r *restore) run(ctx app.Context, here int) {
	if here > 0 && !r.sure {
		r.sure = true
		return
	}
	r.working, r.trouble = true, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		err := r.put(bg, here)
		r.env.Do(func(ctx app.Context) {
			r.working = false
			if err != nil {
				r.trouble = refusal(r.env, err)
				return
			}
			r.env.Last, r.env.Saving = nil, ui.Saved
			if home := r.env.Href("/"); ctx.Page().URL().Path != home {
				ctx.Navigate(home)
				return
			}
			r.env.Reopen()
		})
	})
}

func (r *restore) put(ctx context.Context, here int) error {
	if here > 0 {
		if _, err := download(ctx, r.env); err != nil {
			return err
		}
	}
	if r.env.Fault != "" {
		if err := r.env.StartEmpty(ctx); err != nil {
			return err
		}
	}
	return r.env.Book.Restore(ctx, store.Replace, func(in journal.Intake) error {
		_, err := exchange.Read(r.file.Reader(ctx), in, r.ids...)
		return err
	})
}
