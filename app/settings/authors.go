package settings

import (
	"context"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// authorsKey names the draft of the name being written.
const authorsKey = "authors"

// Authors is the list of those who stand at the counter by turns. It is no list of accounts: it says who wrote what.
type Authors struct {
	env     *ui.Env
	form    *ui.Form
	draft   *ui.Draft
	was     string // id of the one being renamed; empty for a new one
	trouble string
	last    journal.Ref // the settings as this screen left them, to undo; N is 0 when there is nothing to
}

// NewAuthors is the screen of those who stand at the counter.
func NewAuthors(env *ui.Env) *Authors {
	s := &Authors{env: env, form: ui.NewForm(map[string]string{})}
	s.form.Changed = func(ctx app.Context, _ string) {
		s.trouble = ""
		s.draft.Touch(ctx)
	}
	s.draft = ui.NewDraft(env, authorsKey, s.form)
	return s
}

// Open looks for a name left half written. The first one is likely that of whoever uses the kit already.
func (s *Authors) Open(ctx app.Context) {
	s.draft.Find(ctx)
	if set := s.env.Book.Today().Settings; len(set.Authors) == 0 {
		s.form.Read(ctx, map[string]string{"author_name": set.UserName})
	}
}

// Leave implements [ui.Leaver].
func (s *Authors) Leave() { s.draft.Leave() }

// Refresh implements [ui.Refresher]: the next View reads the settings again.
func (s *Authors) Refresh(app.Context) {}

// View implements [ui.Screen].
func (s *Authors) View() ui.View {
	say := s.env.Say
	title := "authors.add_title"
	if s.was != "" {
		title = "authors.edit_title"
	}
	return ui.View{Title: say.T("authors.title"), Back: "/settings", Layout: "stage--two", Sub: html.Small().Body(s.draft.State(say)), Stage: []app.UI{
		html.Div().Class("pane").Body(s.list(), ui.Slot(s.undo()), html.P().Class("hint").Text(say.T("authors.no_account"))),
		html.Div().Class("pane").Body(
			s.draft.Offer(say, s.form.Fill),
			html.Form().Class("card form").OnSubmit(s.save).OnKeyDown(s.form.OnKey).Body(
				html.H2().Text(say.T(title)),
				ui.Field{Form: s.form, Name: "author_name", Label: say.T("authors.name"), Hint: say.T("authors.name_hint")}.View(),
				ui.Field{Form: s.form, Name: "author_phone", Type: "tel", Label: say.T("client.phone"), Extra: say.T("form.optional"), Hint: say.T("authors.phone_hint")}.View(),
				ui.ErrorLine("save", s.trouble),
				html.Div().Class("btns").Body(
					html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "save").Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
					ui.If(s.was != "", func() app.UI {
						return ui.Button("btn btn--quiet", "cancel_edit", "", say.T("latitude.cancel"), func(app.Context, app.Event) { s.env.Do(s.clear) })
					}),
				),
			)),
	}}
}

func (s *Authors) list() app.UI {
	say, all := s.env.Say, s.env.Book.Today().Settings.Authors
	if len(all) == 0 {
		return ui.Empty(say.T("authors.empty_title"), say.T("authors.empty"))
	}
	var rows []app.UI
	for _, a := range all {
		name, icon, label := "retire", "close", "authors.retire"
		if a.Left {
			name, icon, label = "bring_back", "undo", "authors.bring_back"
		}
		rows = append(rows, html.Div().Class("row").Body(
			html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(a.Name),
				ui.If(a.Phone != "", func() app.UI { return html.Span().Class("meta num").Text(say.Phone(a.Phone)) }),
				ui.If(a.Left, func() app.UI { return html.Span().Class("meta").Text(say.T("authors.left")) })),
			html.Span().Class("row-end").Body(
				ui.IconButton("edit", "edit", say.T("authors.edit", "name", a.Name), func(ctx app.Context, _ app.Event) { s.edit(ctx, a) }, a.ID, a.Name, a.Phone).Attr("value", a.Name),
				ui.IconButton(name, icon, say.T(label, "name", a.Name), func(ctx app.Context, _ app.Event) {
					s.change(ctx, func(all []journal.Author, i int) { all[i].Left = !all[i].Left }, a.ID, nil)
				}, a.ID, a.Left).Attr("value", a.Name))))
	}
	return ui.Rows(rows...)
}

// undo takes the last change of the list back.
func (s *Authors) undo() app.UI {
	return ui.If(s.last.N > 0, func() app.UI {
		return ui.Button("btn", "undo", "undo", s.env.Say.T("undo.last"), func(ctx app.Context, _ app.Event) {
			s.env.Undo(ctx, s.last, func(_ app.Context, err error) {
				s.last, s.trouble = journal.Ref{}, ""
				if err != nil {
					s.trouble = ui.UndoTrouble(s.env.Say, err)
				}
			})
		}, s.last.N)
	})
}

// edit takes somebody up into the form.
func (s *Authors) edit(ctx app.Context, a journal.Author) {
	s.was, s.trouble = a.ID, ""
	s.form.Fill(ctx, map[string]string{"author_name": a.Name, "author_phone": s.env.Say.Phone(a.Phone)})
	s.env.Focus("author_name")
}

func (s *Authors) clear(ctx app.Context) {
	s.was = ""
	s.form.Fill(ctx, map[string]string{"author_name": "", "author_phone": ""})
}

func (s *Authors) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving {
		return
	}
	name, id := strings.TrimSpace(s.form.Get("author_name")), s.was
	phone, bad := i18n.NormalizePhone(s.form.Get("author_phone"))
	err := s.refuse(name)
	if err == nil && bad != nil {
		err = &journal.FieldError{Field: "author_phone", Problem: journal.BadPhone}
	}
	if err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	if id == "" {
		id = journal.NewID()
	}
	s.change(ctx, func(all []journal.Author, i int) { all[i].Name, all[i].Phone = name, phone }, id, func(ctx app.Context) {
		if s.env.Author() == "" { // the one who was alone so far is at the counter
			s.env.Sign(s.env.Book.Today().Settings.Authors[0].ID)
		}
		old := s.draft
		s.draft = ui.NewDraft(s.env, authorsKey, s.form)
		s.clear(ctx)
		old.Forget(ctx)
	})
}

// refuse says why a name cannot be put in the list.
func (s *Authors) refuse(name string) error {
	all := slices.Clone(s.env.Book.Today().Settings.Authors)
	for _, a := range all {
		if a.ID != s.was && strings.EqualFold(a.Name, name) {
			return &journal.FieldError{Field: "author_name", Problem: journal.NotListed}
		}
	}
	switch {
	case name == "":
		return &journal.FieldError{Field: "author_name", Problem: journal.Missing}
	case len([]rune(name)) > journal.MaxName:
		return &journal.FieldError{Field: "author_name", Problem: journal.TooLong, Limit: journal.MaxName}
	case s.was == "" && len(all) >= journal.MaxAuthors:
		return &journal.FieldError{Field: "author_name", Problem: journal.TooMany, Limit: journal.MaxAuthors}
	}
	return nil
}

// change saves what is changed of one in the list, who is put at its end when they are not in it, and offers to undo that;
// then, which may be nil, is called when it is saved.
func (s *Authors) change(ctx app.Context, apply func(all []journal.Author, i int), id string, then func(ctx app.Context)) {
	bg := context.WithoutCancel(ctx)
	s.env.ChangeSettings(ctx, func(set *journal.Settings) {
		set.Authors = slices.Clone(set.Authors)
		i := slices.IndexFunc(set.Authors, func(a journal.Author) bool { return a.ID == id })
		if i < 0 {
			i, set.Authors = len(set.Authors), append(set.Authors, journal.Author{ID: id})
		}
		apply(set.Authors, i)
	}, func(ctx app.Context, err error) {
		s.last, s.trouble = journal.Ref{}, ""
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			return
		}
		if then != nil {
			then(ctx)
		}
		ctx.Async(func() {
			v, err := s.env.Book.Get(bg, s.env.Book.Today().Settings.ID)
			s.env.Do(func(app.Context) {
				if err == nil {
					s.last = v.Ref
				}
			})
		})
	})
}

// authors leads to the list, from the settings.
func (s *Settings) authors() app.UI {
	say := s.env.Say
	return html.Section().Class("card").Body(
		html.H2().Text(say.T("authors.title")),
		html.P().Text(say.T("authors.why")),
		ui.Link("btn btn--soft", s.env.Href("/settings/authors"), "people", say.T("authors.open")),
	)
}
