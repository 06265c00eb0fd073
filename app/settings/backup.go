package settings

import (
	"bytes"
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Backup is the screen where a copy of everything is made, and put back.
type Backup struct {
	env     *ui.Env
	restore *restore
	working bool
	made    *exchange.Summary
	trouble string
}

// NewBackup is the screen of backups.
func NewBackup(env *ui.Env) *Backup { return &Backup{env: env, restore: &restore{env: env}} }

// Open brings the index in, to count what is here.
func (s *Backup) Open(ctx app.Context) { s.env.LoadIndex(ctx, func(app.Context) {}) }

// View implements [ui.Screen].
func (s *Backup) View() ui.View {
	say := s.env.Say
	last := say.T("backup.never")
	if d := s.env.Book.Today().Settings.LastBackup; d != "" {
		last = say.T("backup.last", "day", ui.DayWords(say, d, s.env.Today()))
	}
	v := ui.View{Title: say.T("backup.title"), Back: "/settings", Layout: "stage--two", Task: true, Stage: []app.UI{
		html.Section().Class("card").Body(
			html.H2().Text(say.T("backup.make_title")),
			html.P().Text(say.T("backup.make_text")),
			ui.Banner("warn", "alert", say.T("backup.readable")),
			html.P().Class("meta").Text(last),
			counts(s.env, s.env.Book.Counts()),
			ui.If(len(s.env.Book.Unreadable()) > 0, func() app.UI {
				return ui.Banner("bad", "alert", say.N("backup.unreadable", float64(len(s.env.Book.Unreadable()))))
			}),
			ui.If(s.working, func() app.UI { return html.Div().Class("wait-bar") }),
			ui.If(s.made != nil, func() app.UI {
				return ui.Banner("good", "check", say.N("backup.made", float64(s.made.Revisions)))
			}),
			ui.ErrorLine("make_backup", s.trouble),
		),
		s.restore.view(),
	}}
	v.Bar = []app.UI{ui.Button("buckle", "make_backup", "backup", say.T("backup.make"), s.make).Attr("disabled", s.working)}
	return v
}

func (s *Backup) make(ctx app.Context, e app.Event) {
	s.working, s.made, s.trouble = true, nil, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		sum, err := download(bg, s.env)
		if err == nil {
			_ = note(bg, s.env)
		}
		ctx.Dispatch(func(app.Context) {
			s.working = false
			if err != nil {
				s.trouble = s.env.Say.T("backup.failed")
				return
			}
			s.made = &sum
		})
	})
}

// download writes everything into a file, reads the file again to be sure of it, and hands it to the device.
func download(ctx context.Context, env *ui.Env) (exchange.Summary, error) {
	var buf bytes.Buffer
	if _, err := exchange.Write(&buf, env.Now(), env.Book.VaultID(), func(yield func(journal.Revision) error) error {
		return env.Book.Revisions(ctx, yield)
	}); err != nil {
		return exchange.Summary{}, err
	}
	sum, _, err := exchange.Read(bytes.NewReader(buf.Bytes()))
	if err != nil {
		return sum, err
	}
	return sum, env.Device.Download(exchange.FileName(env.Now()), "application/x-ndjson", buf.Bytes())
}

// note remembers the day of the backup.
func note(ctx context.Context, env *ui.Env) error {
	set := env.Book.Today().Settings
	base := 0
	if set.ID == "" {
		set.ID = journal.NewID()
	} else if v, err := env.Book.Get(ctx, set.ID); err == nil {
		base = v.N
	}
	set.LastBackup = env.Today()
	_, err := env.Book.Save(ctx, "", store.Write{Record: set, Base: base})
	return err
}

// counts lists how many records of each kind there are.
func counts(env *ui.Env, n map[journal.Kind]int) app.UI {
	var rows []app.UI
	for _, k := range journal.Kinds {
		if n[k] > 0 {
			rows = append(rows, html.Tr().Body(html.Th().Attr("scope", "row").Text(env.Say.T("kind."+string(k))),
				html.Td().Class("n").Body(ui.Output("count_"+string(k), env.Say.Number(float64(n[k]), 0), env.Say.Number(float64(n[k]), 0)))))
		}
	}
	return ui.If(len(rows) > 0, func() app.UI { return html.Table().Class("ledger").Body(html.TBody().Body(rows...)) })
}

// restore puts a backup in the place of what is here: the file is read and counted first, and nothing changes before
// that is confirmed.
type restore struct {
	env     *ui.Env
	sum     *exchange.Summary
	revs    []journal.Revision
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
		ui.Button("btn", "restore_backup", "restore", say.T("restore.read"), r.read).Attr("disabled", r.working),
		ui.Slot(ui.If(r.working, func() app.UI { return html.Div().Class("wait-bar") }), ui.ErrorLine("backup_file", r.trouble)),
		ui.If(r.sum != nil, r.confirm),
	)
}

func (r *restore) read(ctx app.Context, e app.Event) {
	r.working, r.trouble, r.sum, r.sure = true, "", nil, false
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		data, err := r.env.Device.PickedFile(bg, "backup_file", exchange.MaxFile)
		var sum exchange.Summary
		var revs []journal.Revision
		if err == nil {
			sum, revs, err = exchange.Read(bytes.NewReader(data))
		}
		ctx.Dispatch(func(app.Context) {
			r.working = false
			if err != nil {
				r.trouble = refusal(r.env, err)
				return
			}
			r.sum, r.revs = &sum, revs
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
	return env.Say.T("restore.not_backup")
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
		counts(r.env, r.sum.Counts),
		ui.Slot(ui.If(here > 0, func() app.UI { return ui.Banner("warn", "alert", say.N("restore.here", float64(here))) })),
		ui.Button(class, "restore_confirm", "restore", label, func(ctx app.Context, e app.Event) { r.run(ctx, here) }, here).Attr("disabled", r.working),
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
	return r.env.Book.Restore(ctx, func(yield func(journal.Revision) error) error {
		for _, rev := range r.revs {
			if err := yield(rev); err != nil {
				return err
			}
		}
		return nil
	})
}
