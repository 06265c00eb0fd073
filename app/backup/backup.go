// Package backup is the room of copies: making one, being told when one is due, and putting one back.
package backup

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// Screen is where a copy of everything is made, and put back.
type Screen struct {
	env     *ui.Env
	restore *Restore
	making  making
	phrase  *phrase
	folder  chosen
	counts  map[journal.Kind]int // of what is here
	photos  int
	first   bool // putting one back comes first: nothing is here yet
}

// New is the screen of backups.
func New(env *ui.Env) *Screen {
	s := &Screen{env: env, restore: NewRestore(env), making: making{env: env}, folder: chosen{env: env, making: making{env: env}}}
	s.phrase = newPhrase(&s.making)
	t := env.Book.Today()
	s.first = len(t.Recent)+len(t.Promises)+len(t.People) == 0
	return s
}

// Open brings the index in, to count what is here.
func (s *Screen) Open(ctx app.Context) {
	s.folder.open(ctx)
	s.env.LoadIndex(ctx, s.Refresh)
	s.Take(ctx)
}

// Take implements [ui.Taker].
func (s *Screen) Take(ctx app.Context) { s.restore.Take(ctx) }

// Refresh implements [ui.Refresher].
func (s *Screen) Refresh(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	s.counts = s.env.Book.Counts()
	ctx.Async(func() {
		n, _ := s.env.Book.Photos(bg)
		s.env.Do(func(app.Context) { s.photos = n })
	})
}

// View implements [ui.Screen].
func (s *Screen) View() ui.View {
	say := s.env.Say
	readable := ui.Banner("warn", "alert", say.T("backup.readable"))
	if sealedFor(s.env) != nil {
		readable = html.P().Text(say.T("backup.sealed"))
	}
	v := ui.View{Title: say.T("backup.title"), Back: "/settings", Layout: "stage--two", Task: true, Stage: []app.UI{
		html.Div().Class("pane").Body(html.Section().Class("card").Body(
			html.H2().Text(say.T("backup.make_title")),
			html.P().Text(say.T("backup.make_text")),
			readable,
			ui.If(len(s.env.Authors()) > 0, func() app.UI { return html.P().Class("hint").Text(say.T("backup.everyone")) }),
			state(s.env),
			ui.Counts(s.env, "here", s.counts, s.photos),
			ui.If(len(s.env.Book.Unreadable()) > 0, func() app.UI {
				return ui.Banner("bad", "alert", say.N("backup.unreadable", float64(len(s.env.Book.Unreadable()))))
			}),
			html.Div().Class("slot").ID("backup-state").Body(s.making.view()),
			s.phrase.view(),
			html.Div().Class("btns").Body(ui.Link("btn btn--quiet", s.env.Href("/settings/export"), "out", say.T("export.title"))),
		), s.folder.view()),
		s.restore.View(),
	}}
	if s.first {
		v.Stage[0], v.Stage[1] = v.Stage[1], v.Stage[0]
	}
	if s.first && len(s.counts) == 0 {
		v.Bar = []app.UI{html.P().Class("hint").Text(say.T("backup.empty"))}
		return v
	}
	v.Bar = []app.UI{ui.Button("buckle", "make_backup", "backup", say.T("backup.make"), s.making.start).Flag("disabled", s.making.busy)}
	return v
}

// state says when the last backup was made, and how much came since.
func state(env *ui.Env) app.UI {
	say, day := env.Say, env.LastBackup()
	last := say.T("backup.never")
	if day != "" {
		last = say.T("backup.last", "day", ui.DayWords(say, day, env.Today()))
	}
	n := max(0, env.Unsaved().Records)
	words := ""
	switch {
	case n > 0:
		words = say.N("backup.due", float64(n))
	case day != "":
		words = say.T("backup.nothing_since")
	}
	return html.P().Class("meta").Body(ui.Output("last_backup", string(day), last), html.Text(" "), ui.Output("backup_changes", ui.Count(n), words))
}
