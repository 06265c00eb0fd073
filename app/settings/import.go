package settings

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/exchange/contacts"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Import is the screen where people come in from another address book. Nothing is kept before it was shown: what the file
// is, what each column becomes, who would come in and who is here already.
type Import struct {
	env  *ui.Env
	form *ui.Form // how the file is read, what its columns become, what is done with whom

	brought ui.File        // by another app; nil for none
	file    *contacts.File // nil until one was read
	plan    *arrivals      // nil until it was looked at
	turn    int            // what was begun for an earlier file, or other columns, is of no use
	working bool
	most    int // how many are listed in each part of the preview
	trouble string
	backup  bool   // the file is one, which is put back elsewhere
	said    string // what the import, or its undo, came to
	came    bool   // people came in
	back    string
	seen    int // how many of those who come in are shown

	past []store.Version // the last imports, newest first
}

// listed is how many people are shown at a time in each part of the preview; samples, how many of those who come in.
const listed, samples = 20, 5

// NewImport is the screen where contacts come in. Its arrow leads back to whichever screen led here.
func NewImport(env *ui.Env) *Import {
	s := &Import{env: env, form: ui.NewForm(map[string]string{}), most: listed, back: "/settings"}
	if env.From == "/clients" || env.From == "/" {
		s.back = env.From
	}
	s.form.Changed = s.changed
	return s
}

// Open brings the index in: who is here already must be known.
func (s *Import) Open(ctx app.Context) {
	s.env.LoadIndex(ctx, s.Refresh)
	s.Take(ctx)
}

// Take implements [ui.Taker]: the people of a file from another app are shown at once.
func (s *Import) Take(ctx app.Context) {
	if b, ok := s.env.Device.Brought(true); ok {
		s.brought = b.File
		s.open(ctx, true)
	}
}

// Refresh implements [ui.Refresher].
func (s *Import) Refresh(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var past []store.Version
		for _, e := range s.env.Book.List(journal.KindImport, listed) {
			if v, err := s.env.Book.Get(bg, e.ID); err == nil && v.Record != nil {
				past = append(past, v)
			}
		}
		s.env.Do(func(app.Context) { s.past = past })
	})
}

// View implements [ui.Screen].
func (s *Import) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("import.title"), Back: s.back, Layout: "stage--two", Task: true, Stage: []app.UI{
		html.Div().Class("pane").Body(
			ui.Slot(ui.If(s.env.Importing != nil, s.underWay)),
			ui.Slot(ui.If(s.said != "", func() app.UI { return ui.Banner("good", "check", s.said) })),
			s.choose(), ui.Slot(ui.If(s.file != nil, s.reading))),
		html.Div().Class("pane").Body(
			ui.Slot(ui.If(s.plan != nil && s.env.Importing == nil, s.preview)),
			ui.Slot(s.before()...)),
	}}
	off := s.working || s.env.Importing != nil
	switch {
	case s.came && s.file == nil && !s.working: // the one thing left to do is to look at them
		v.Bar = []app.UI{ui.Link("buckle", s.env.Href("/clients"), "people", say.T("import.see")).Attr("name", "see_clients")}
		return v
	case s.plan == nil:
		v.Bar = []app.UI{ui.Button("buckle", "preview_import", "people", say.T("import.preview"), s.look).Flag("disabled", off)}
		return v
	}
	v.Bar = []app.UI{ui.Button("buckle", "confirm_import", "check", s.plan.promise(say), s.run).
		Flag("disabled", off || s.plan.adds+s.plan.completes == 0)}
	return v
}

// choose is where a file is chosen, or its text pasted.
func (s *Import) choose() app.UI {
	say := s.env.Say
	return html.Section().Class("card form").Body(
		html.H2().Text(say.T("import.choose")),
		html.P().Text(say.T("import.text")),
		html.Div().Class("field").Body(
			html.Label().Attr("for", "import_file").Text(say.T("import.file")),
			html.Input().Class("input").Attr("type", "file").ID("import_file").Attr("name", "import_file").
				Attr("autocomplete", "off").OnChange(func(ctx app.Context, _ app.Event) {
				s.brought = nil
				s.open(ctx, false)
			}),
			html.P().Class("hint").Text(say.T("import.file_hint")),
		),
		html.Details().Class("fold").Body(
			html.Summary().Attr("name", "import_paste").Body(html.Span().Text(say.T("import.paste")), ui.Icon("next")),
			html.Div().Class("fold-body").Body(ui.Field{Form: s.form, Name: "import_text", Label: say.T("import.pasted"), Lines: true}.View())),
		ui.Slot(ui.If(s.working, func() app.UI {
			return html.Div().Body(html.P().Class("hint").Attr("role", "status").Text(say.T("import.reading")), html.Div().Class("wait-bar"))
		}), ui.ErrorLine("import_file", s.trouble), ui.If(s.backup, func() app.UI {
			return html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/settings/backup"), "restore", say.T("restore.title")).Attr("name", "open_backup"))
		})),
	)
}

// underWay tells how far the import, or its undo, has come. It goes on when the screen is left.
func (s *Import) underWay() app.UI {
	say, now := s.env.Say, s.env.Importing
	key := "import.coming"
	if now.Undo {
		key = "import.leaving"
	}
	done, of := say.Number(float64(now.Done), 0), say.Number(float64(now.Of), 0)
	return html.Section().Class("card form").Attr("role", "status").Body(
		html.H2().Text(say.T(key)),
		html.Progress().Class("progress").Attr("value", ui.Count(now.Done)).Attr("max", ui.Count(max(1, now.Of))).Aria("label", say.T(key)),
		html.P().Body(ui.Output("import_done", ui.Count(now.Done), say.T("import.so_far", "done", done, "of", of))),
		html.P().Class("hint").Text(say.T("import.stay")),
	)
}

// fresh is how long ago the last batch of an import came in that another window may still be at.
const fresh = 20 * time.Second

// before lists the last imports, each with the way to take all of it back.
func (s *Import) before() []app.UI {
	say := s.env.Say
	var all []app.UI
	for _, v := range s.past {
		i, ok := v.Record.(journal.Import)
		if now := s.env.Importing; !ok || now != nil && now.ID == i.ID && !now.Undo {
			continue
		}
		when := say.DateTime(i.At.In(s.env.Now().Location()))
		kind, icon, words := "", "people", say.T("import.came", "when", when, "what", came(say, i))
		switch {
		case i.Stage == journal.ImportUndoing:
			kind, icon, words = "warn", "alert", say.T("import.half_undone", "when", when)
		case i.Stage == journal.ImportUnderWay && s.env.Now().Sub(v.At) < fresh:
			kind, icon, words = "warn", "wait", say.T("import.elsewhere", "when", when)
		case i.Stage == journal.ImportUnderWay:
			kind, icon = "warn", "alert"
			words = say.T("import.cut_short", "when", when, "done", say.Number(float64(i.Done), 0), "of", say.Number(float64(i.People), 0))
		}
		all = append(all, ui.Banner(kind, icon, words,
			ui.Button("btn", "undo_import", "undo", say.T("import.undo"), func(ctx app.Context, _ app.Event) { s.undo(ctx, i) }, i.ID, v.N).
				Attr("value", i.ID).Flag("disabled", s.env.Importing != nil)))
	}
	return all
}
