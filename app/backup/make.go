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
)

// making is a backup being made, and what came of it.
type making struct {
	env     *ui.Env
	busy    bool
	far     ui.Far
	file    *file
	trouble string
}

// file is a backup that was made and read again.
type file struct {
	name string
	ui.File
	sum    exchange.Summary
	folder string // that it lies in; empty when it was handed to the device
}

// where has a place for a backup made ready, and returns what puts it there.
type where func(context.Context) (func(context.Context, *file) error, error)

// start makes a backup and hands it to the device.
func (m *making) start(ctx app.Context, _ app.Event) { m.run(ctx, sealedFor(m.env), m.handed) }

// handed hands a backup to the device.
func (m *making) handed(context.Context) (func(context.Context, *file) error, error) {
	return func(_ context.Context, f *file) error { return m.env.Device.Offer(f.name, f.File) }, nil
}

// toFolder puts a backup into the folder that was chosen. The user is asked again where the browser wants that: in a press.
func (m *making) toFolder(ctx context.Context) (func(context.Context, *file) error, error) {
	into, there := m.env.Device.KeptFolder(ctx)
	if !there || !into.Allowed(ctx, true) {
		return m.handed(ctx)
	}
	return func(ctx context.Context, f *file) error { return put(ctx, m.env, into, f) }, nil
}

// run makes a backup and has it kept somewhere.
func (m *making) run(ctx app.Context, to age.To, where where) {
	if m.busy {
		return
	}
	*m = making{env: m.env, busy: true}
	bg, held := context.WithoutCancel(ctx), m.env.Unsaved()
	ctx.Async(func() {
		if _, slow := to.(age.Passphrase); slow {
			time.Sleep(paint)
		}
		var f *file
		keep, err := where(bg)
		if err == nil {
			f, err = write(bg, m.env, to, &m.far)
		}
		if err == nil {
			err = keep(bg, f)
		}
		if err == nil {
			m.env.BackedUp(m.env.Today(), held)
		}
		m.env.Do(func(app.Context) {
			if m.busy = false; err != nil {
				m.trouble = m.env.Say.T("backup.failed")
				return
			}
			m.file = f
		})
	})
}

// view is how far it is, or what came of it.
func (m *making) view() app.UI {
	say := m.env.Say
	switch {
	case m.busy:
		return html.Div().Attr("role", "status").Body(html.P().Class("hint").Text(say.T("backup.making")), m.far.Bar(say.T("backup.making")))
	case m.trouble != "":
		return ui.ErrorLine("make_backup", m.trouble)
	case m.file == nil:
		return nil
	}
	words := say.N("backup.made", float64(m.file.sum.Revisions))
	if n := m.file.sum.Photos; n > 0 {
		words += " " + say.N("backup.photos", float64(n))
	}
	if m.file.folder != "" {
		return ui.Banner("good", "check", say.T("folder.put", "name", m.file.name, "folder", m.file.folder))
	}
	return ui.Banner("good", "check", words, ui.If(m.env.Device.CanHand(m.file.name, m.file.File), func() app.UI {
		return ui.Button("btn", "share_backup", "share", say.T("export.share"), func(ctx app.Context, _ app.Event) {
			bg, f := context.WithoutCancel(ctx), m.file
			ctx.Async(func() { _ = m.env.Device.Hand(bg, f.name, f.File) })
		}, m.file.name)
	}))
}

// sealedFor is whom backups are sealed for: whoever holds the printed code, once there is one. Nobody has to be asked for it.
func sealedFor(env *ui.Env) age.To {
	to, err := age.ParseRecipient(env.Book.Vault().Recipient)
	if err != nil {
		return nil
	}
	return to
}

// write writes everything into a file, and reads the file again to be sure of it.
func write(ctx context.Context, env *ui.Env, to age.To, far *ui.Far) (*file, error) {
	defer store.Sparing()()
	if err := env.Book.LoadIndex(ctx); err != nil {
		return nil, err
	}
	erased, err := env.Book.Erased(ctx)
	if err != nil {
		return nil, err
	}
	photos, _ := env.Book.Photos(ctx)
	far.Begin(env, 2*(here(env)+photos))
	made, body := env.Now(), env.Device.Gather()
	_, reopen, err := exchange.Write(body, exchange.Content{
		Made: made, Vault: env.Book.VaultID(), Erased: erased,
		Revisions: func(yield func(journal.Revision) error) error {
			return env.Book.Revisions(ctx, counted(far, yield))
		},
		Photo: func(id string) ([]byte, error) {
			far.Step(1)
			jpeg, err := env.Book.Photo(ctx, id)
			if errors.Is(err, store.ErrNone) {
				err = nil
			}
			return jpeg, err
		},
	}, to)
	if err != nil {
		return nil, err
	}
	mime, ids := "application/x-ndjson", []age.Identity(nil)
	if to != nil {
		mime, ids = "application/octet-stream", []age.Identity{reopen}
	}
	f := &file{name: exchange.FileName(made, to != nil)}
	if f.File, err = body.File(mime, nil); err != nil {
		return nil, err
	}
	f.sum, err = read(ctx, f.File, far, journal.Intake{}, ids)
	return f, err
}

// read reads a backup, with a pause now and then.
func read(ctx context.Context, f ui.File, far *ui.Far, in journal.Intake, ids []age.Identity) (exchange.Summary, error) {
	revision, photo := in.Revision, in.Photo
	in.Revision = counted(far, func(r journal.Revision) error {
		if revision == nil {
			return nil
		}
		return revision(r)
	})
	in.Photo = func(id string, jpeg []byte) error {
		far.Step(1)
		if photo == nil {
			return nil
		}
		return photo(id, jpeg)
	}
	return exchange.Read(f.Reader(ctx), in, ids...)
}

// counted counts records as their revisions pass.
func counted(far *ui.Far, yield func(journal.Revision) error) func(journal.Revision) error {
	return func(r journal.Revision) error {
		n := 0
		if r.N == 1 {
			n = 1
		}
		far.Step(n)
		return yield(r)
	}
}

// here is how many records are here, settings apart.
func here(env *ui.Env) (n int) {
	if env.Book == nil {
		return 0
	}
	for kind, of := range env.Book.Counts() {
		if kind != journal.KindSettings {
			n += of
		}
	}
	return n
}
