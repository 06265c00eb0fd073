package settings

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/age"
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
	photos  int // that are here
	trouble string
}

// NewBackup is the screen of backups.
func NewBackup(env *ui.Env) *Backup { return &Backup{env: env, restore: newRestore(env)} }

// Open brings the index in, to count what is here.
func (s *Backup) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Backup) Refresh(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		n, _ := s.env.Book.Photos(bg)
		s.env.Do(func(app.Context) { s.photos = n })
	})
}

// View implements [ui.Screen].
func (s *Backup) View() ui.View {
	say := s.env.Say
	last := say.T("backup.never")
	if d := s.env.Book.Today().Settings.LastBackup; d != "" {
		last = say.T("backup.last", "day", ui.DayWords(say, d, s.env.Today()))
	}
	readable := ui.Banner("warn", "alert", say.T("backup.readable"))
	if sealedFor(s.env) != nil {
		readable = html.P().Text(say.T("backup.sealed"))
	}
	v := ui.View{Title: say.T("backup.title"), Back: "/settings", Layout: "stage--two", Task: true, Stage: []app.UI{
		html.Section().Class("card").Body(
			html.H2().Text(say.T("backup.make_title")),
			html.P().Text(say.T("backup.make_text")),
			readable,
			ui.If(len(s.env.Authors()) > 0, func() app.UI { return html.P().Class("hint").Text(say.T("backup.everyone")) }),
			html.P().Class("meta").Text(last),
			ui.Counts(s.env, "here", s.env.Book.Counts(), s.photos),
			ui.If(len(s.env.Book.Unreadable()) > 0, func() app.UI {
				return ui.Banner("bad", "alert", say.N("backup.unreadable", float64(len(s.env.Book.Unreadable()))))
			}),
			ui.If(s.working, func() app.UI { return html.Div().Class("wait-bar") }),
			ui.If(s.made != nil, func() app.UI {
				words := say.N("backup.made", float64(s.made.Revisions))
				if n := s.made.Photos; n > 0 {
					words += " " + say.N("backup.photos", float64(n))
				}
				return ui.Banner("good", "check", words)
			}),
			ui.ErrorLine("make_backup", s.trouble),
			html.Div().Class("btns").Body(ui.Link("btn btn--quiet", s.env.Href("/settings/export"), "out", say.T("export.title"))),
		),
		s.restore.view(),
	}}
	v.Bar = []app.UI{ui.Button("buckle", "make_backup", "backup", say.T("backup.make"), s.make).Flag("disabled", s.working)}
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
		s.env.Do(func(app.Context) {
			s.working = false
			if err != nil {
				s.trouble = s.env.Say.T("backup.failed")
				return
			}
			s.made = &sum
		})
	})
}

// sealedFor is whom backups are sealed for: whoever holds the printed code, once there is one. Nobody has to be asked for it.
func sealedFor(env *ui.Env) age.To {
	to, err := age.ParseRecipient(env.Book.Vault().Recipient)
	if err != nil {
		return nil
	}
	return to
}

// download writes everything into a file, reads the file again to be sure of it, and hands it to the device.
func download(ctx context.Context, env *ui.Env) (exchange.Summary, error) {
	erased, err := env.Book.Erased(ctx)
	if err != nil {
		return exchange.Summary{}, err
	}
	to, body := sealedFor(env), env.Device.Gather()
	_, reopen, err := exchange.Write(body, exchange.Content{
		Made: env.Now(), Vault: env.Book.VaultID(), Erased: erased,
		Revisions: func(yield func(journal.Revision) error) error { return env.Book.Revisions(ctx, yield) },
		Photo: func(id string) ([]byte, error) {
			jpeg, err := env.Book.Photo(ctx, id)
			if errors.Is(err, store.ErrNone) {
				err = nil
			}
			return jpeg, err
		},
	}, to)
	if err != nil {
		return exchange.Summary{}, err
	}
	mime, ids := "application/x-ndjson", []age.Identity(nil)
	if to != nil {
		mime, ids = "application/octet-stream", []age.Identity{reopen}
	}
	file, err := body.File(mime, nil)
	if err != nil {
		return exchange.Summary{}, err
	}
	sum, err := exchange.Read(file.Reader(ctx), journal.Intake{}, ids...)
	if err != nil {
		return sum, err
	}
	return sum, env.Device.Offer(exchange.FileName(env.Now(), to != nil), file)
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
