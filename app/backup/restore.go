package backup

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

// Restore brings a backup in, beside what is here or in its place: the file is read and counted first, and nothing changes
// before that is confirmed.
type Restore struct {
	env     *ui.Env
	form    *ui.Form
	brought ui.File       // by another app; nil for none
	sealed  *age.KeyError // the file was made for a code, or for a passphrase, that is asked for
	ids     []age.Identity
	found   *found
	far     ui.Far
	working bool
	sure    bool // what is here would be replaced, and that was accepted once
	trouble string
}

// found is what a file holds, beside what is here.
type found struct {
	file ui.File
	sum  exchange.Summary
	here int // records
	by   store.Comparison
}

// NewRestore is ready for a file.
func NewRestore(env *ui.Env) *Restore {
	r := &Restore{env: env, form: ui.NewForm(map[string]string{})}
	r.form.Changed = func(_ app.Context, name string) {
		if name == "restore_how" {
			r.sure = false
		}
	}
	return r
}

// View is the whole of it.
func (r *Restore) View() app.UI {
	say := r.env.Say
	return html.Section().Class("card").ID("restore").Body(
		html.H2().Text(say.T("restore.title")),
		html.P().Text(say.T("restore.text")),
		html.Div().Class("field").Body(
			html.Label().Attr("for", "backup_file").Text(say.T("restore.file")),
			html.Input().Class("input").Attr("type", "file").ID("backup_file").Attr("name", "backup_file").Attr("accept", ".jsonl,.age").
				Attr("autocomplete", "off").OnChange(r.pick),
		),
		ui.Slot(ui.If(r.sealed != nil, r.secret)),
		ui.Button("btn", "restore_backup", "restore", say.T("restore.read"), r.read).Flag("disabled", r.working),
		ui.Slot(ui.If(r.working, func() app.UI { return r.far.Bar(say.T("restore.title")) }), ui.ErrorLine("backup_file", r.trouble)),
		ui.If(r.found != nil, r.confirm),
	)
}

// secret asks for what opens a sealed file.
func (r *Restore) secret() app.UI {
	say, name := r.env.Say, r.secretName()
	label, hint := say.T("restore.code"), say.T("restore.code_hint")
	if r.sealed.Passphrase {
		label, hint = say.T("restore.passphrase"), say.T("restore.passphrase_hint")
	}
	return html.Div().Class("field").Body(
		html.P().Text(say.T("restore.sealed")),
		html.Label().Attr("for", name).Text(label),
		html.Input().Class("input").Attr("type", "text").ID(name).Attr("name", name).Attr("autocomplete", "off").Attr("autocapitalize", "none").
			Attr("spellcheck", "false").OnInput(r.form.OnInput),
		html.P().Class("hint").Text(hint),
	)
}

func (r *Restore) secretName() string {
	if r.sealed.Passphrase {
		return "passphrase"
	}
	return "recovery_code"
}

// typed is what was typed to open the file, nothing as long as nothing was.
func (r *Restore) typed() ([]age.Identity, error) {
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
func (r *Restore) pick(ctx app.Context, e app.Event) {
	r.sealed, r.brought = nil, nil
	r.read(ctx, e)
}

// Take reads a file that another app has handed over, or that was opened with the kit.
func (r *Restore) Take(ctx app.Context) {
	if b, ok := r.env.Device.Brought(true); ok {
		r.sealed, r.brought = nil, b.File
		r.read(ctx, app.Event{})
		r.env.Bring("restore")
	}
}

func (r *Restore) read(ctx app.Context, e app.Event) {
	ids, err := r.typed()
	if err != nil {
		r.trouble = r.env.Say.T("restore.mistyped")
		return
	}
	r.working, r.trouble, r.found, r.sure = true, "", nil, false
	r.form.Values["restore_how"] = "join"
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		time.Sleep(paint)
		f, err := r.look(bg, ids)
		r.env.Do(func(app.Context) {
			r.working = false
			if errors.As(err, &r.sealed) && ids == nil {
				return // it is asked for
			}
			if err != nil {
				r.trouble = refusal(r.env, err)
				return
			}
			r.found, r.ids = f, ids
		})
	})
}

// look reads the chosen file, and compares it with what is here.
func (r *Restore) look(ctx context.Context, ids []age.Identity) (*found, error) {
	file := r.brought
	if file == nil {
		var err error
		if file, err = r.env.Device.Picked("backup_file"); err != nil {
			return nil, err
		}
	}
	var err error
	f := &found{file: file}
	in, done := journal.Intake{}, func() store.Comparison { return store.Comparison{} }
	if r.env.Fault == "" {
		if err = r.env.Book.LoadIndex(ctx); err == nil {
			in, done, err = r.env.Book.Comparer(ctx)
		}
		if err != nil {
			return nil, err
		}
		f.here = here(r.env)
	}
	r.far.Begin(r.env, 0)
	f.sum, err = read(ctx, file, &r.far, in, ids)
	if err == nil {
		f.by = done()
	}
	return f, err
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
		{age.ErrWork, "work"}, {exchange.ErrNewer, "newer"}, {exchange.ErrTooLarge, "large"}, {exchange.ErrDamaged, "damaged"},
		{exchange.ErrNotBackup, "not_backup"}, {ui.ErrNoFile, "no_file"}, {store.ErrFull, "full"},
	} {
		if errors.Is(err, t.err) {
			return env.Say.T("restore." + t.key)
		}
	}
	return env.Say.T("restore.failed")
}
