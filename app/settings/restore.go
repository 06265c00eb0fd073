package settings

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// restore puts a backup in the place of what is here: the file is read and counted first, and nothing changes before
// that is confirmed.
type restore struct {
	env     *ui.Env
	sum     *exchange.Summary
	file    ui.File
	working bool
	sure    bool // what is here would be replaced, and that was accepted once
	trouble string
}

func (r *restore) view() app.UI {
	say := r.env.Say
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("restore.title")),
		html.P().Text(say.T("restore.text")),
		html.Div().Class("field").Body(
			html.Label().Attr("for", "backup_file").Text(say.T("restore.file")),
			html.Input().Class("input").Attr("type", "file").ID("backup_file").Attr("name", "backup_file").Attr("accept", ".jsonl").
				Attr("autocomplete", "off").OnChange(r.read),
		),
		ui.Button("btn", "restore_backup", "restore", say.T("restore.read"), r.read).Flag("disabled", r.working),
		ui.Slot(ui.If(r.working, func() app.UI { return html.Div().Class("wait-bar") }), ui.ErrorLine("backup_file", r.trouble)),
		ui.If(r.sum != nil, r.confirm),
	)
}

func (r *restore) read(ctx app.Context, e app.Event) {
	r.working, r.trouble, r.sum, r.sure = true, "", nil, false
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		file, err := r.env.Device.Picked("backup_file")
		var sum exchange.Summary
		if err == nil {
			sum, err = exchange.Read(file.Reader(bg), journal.Intake{})
		}
		if err == nil && r.env.Book != nil {
			err = r.env.Book.LoadIndex(bg) // what is here must be counted before it can be replaced
		}
		r.env.Do(func(app.Context) {
			r.working = false
			if err != nil {
				r.trouble = refusal(r.env, err)
				return
			}
			r.sum, r.file = &sum, file
		})
	})
}

func refusal(env *ui.Env, err error) string {
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
		_, err := exchange.Read(r.file.Reader(ctx), in)
		return err
	})
}
