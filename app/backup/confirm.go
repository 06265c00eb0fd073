package backup

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// confirm shows what the file holds, what each way to take it in would do, and asks.
func (r *Restore) confirm() app.UI {
	say, f := r.env.Say, r.found
	label, class := say.T("restore.confirm"), "btn btn--soft"
	switch {
	case f.here == 0:
	case r.how() == store.Join:
		label = say.T("restore.join")
	default:
		label, class = say.T("restore.replace"), "btn btn--danger-quiet"
		if r.sure {
			label = say.T("restore.replace_sure")
		}
	}
	return html.Div().Class("pane").Body(
		html.P().Class("label").Text(say.T("restore.holds", "when", say.DateTime(f.sum.Made.In(r.env.Now().Location())))),
		ui.Counts(r.env, "file", f.sum.Counts, f.sum.Photos),
		ui.Slot(ui.If(f.by.Erased > 0, func() app.UI {
			return html.P().Body(ui.Output("restore_erased", ui.Count(f.by.Erased), say.N("restore.erased", float64(f.by.Erased))))
		})),
		ui.Slot(ui.If(f.by.Away > 0, func() app.UI { return ui.Banner("warn", "alert", say.N("restore.away", float64(f.by.Away))) })),
		ui.Slot(ui.If(f.here > 0, r.ways)),
		ui.Slot(ui.If(r.sure, func() app.UI {
			return ui.Button("btn", "restore_keep", "", say.T("restore.keep"), func(ctx app.Context, e app.Event) { r.found, r.sure = nil, false })
		})),
		ui.Button(class, "restore_confirm", "restore", label, r.run).Flag("disabled", r.working),
	)
}

// ways are the two ways to take it in, in numbers.
func (r *Restore) ways() app.UI {
	say, by := r.env.Say, r.found.by
	join := say.N("restore.join_new", float64(by.New))
	if by.Known > 0 {
		join += " " + say.N("restore.join_known", float64(by.Known))
	}
	replace := say.N("restore.here", float64(r.found.here))
	if by.Alone > 0 {
		replace += " " + say.N("restore.alone", float64(by.Alone))
	}
	return html.Div().Body(
		ui.Options(r.form, "restore_how", say.T("restore.how"), []ui.Choice{
			{Value: "join", Label: say.T("restore.join"), Text: join},
			{Value: "replace", Label: say.T("restore.replace"), Text: replace},
		}),
		html.P().Class("hint").Text(say.T("restore.copy_first")))
}

func (r *Restore) how() store.How {
	if r.form.Get("restore_how") == "replace" {
		return store.Replace
	}
	return store.Join
}

// run restores. Where something is here already, it takes a copy of it first; where that is to go, it asks once more.
func (r *Restore) run(ctx app.Context, _ app.Event) {
	f, how := r.found, r.how()
	if f.here == 0 {
		how = store.Replace
	} else if how == store.Replace && !r.sure {
		r.sure = true
		return
	}
	r.working, r.trouble = true, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		copied, err := r.put(bg, f, how)
		r.env.Do(func(ctx app.Context) {
			r.working = false
			if err != nil {
				r.trouble = refusal(r.env, err)
				return
			}
			r.env.Last, r.env.Saving = nil, ui.Saved
			r.env.Restored = &ui.Restored{Joined: how == store.Join, New: f.by.New, Erased: f.by.Erased, Copy: copied}
			if home := r.env.Href("/"); ctx.Page().URL().Path != home {
				ctx.Navigate(home)
				return
			}
			r.env.Reopen()
		})
	})
}

// put brings the file in, and returns the name of the copy of what was here before.
func (r *Restore) put(ctx context.Context, f *found, how store.How) (copied string, err error) {
	held := r.env.Unsaved()
	if f.here > 0 {
		safe, err := write(ctx, r.env, sealedFor(r.env), &r.far)
		if err == nil {
			err = r.env.Device.Offer(safe.name, safe.File)
		}
		if err != nil {
			return "", err
		}
		copied = safe.name
	}
	if r.env.Fault != "" {
		if err := r.env.StartEmpty(ctx); err != nil {
			return "", err
		}
	}
	of := 0
	for _, n := range f.sum.Counts {
		of += n
	}
	r.far.Begin(r.env, of)
	err = r.env.Book.Restore(ctx, how, func(in journal.Intake) error {
		_, err := read(ctx, f.file, &r.far, in, r.ids)
		return err
	})
	if err == nil && how == store.Replace {
		r.env.BackedUp(journal.DayOf(f.sum.Made.In(r.env.Now().Location())), held)
	}
	return copied, err
}

// Done tells, on the screen that follows, what was taken in, and what leads back.
func Done(env *ui.Env) app.UI {
	say, r := env.Say, env.Restored
	if r == nil {
		return nil
	}
	words := say.T("restore.done")
	if r.Joined {
		words = say.N("restore.joined", float64(r.New))
	}
	if r.Erased > 0 {
		words += " " + say.N("restore.erased", float64(r.Erased))
	}
	if r.Copy != "" {
		words += " " + say.T("restore.way_back", "name", r.Copy)
	}
	return ui.Banner("good", "check", words, ui.Button("btn", "restore_seen", "", say.T("restore.seen"), func(app.Context, app.Event) { env.Restored = nil }))
}
