package clients

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Merge makes one record of two of the same person. Nothing is lost: one undo parts them again.
type Merge struct {
	*ui.Shown
	env     *ui.Env
	id      string
	form    *ui.Form
	who     *ui.Picker
	alike   []store.Entry
	trouble string
}

// NewMerge is the screen on which a record takes in another.
func NewMerge(env *ui.Env, id string) *Merge {
	s := &Merge{env: env, id: id, form: ui.NewForm(map[string]string{})}
	s.who = ui.NewPicker(env, s.form, func(app.Context) { s.trouble = "" }, func(app.Context) {})
	s.who.Except = func(other string) bool { return other == id }
	s.who.Listed = true
	s.form.Changed = func(ctx app.Context, name string) {
		s.trouble = ""
		s.who.Suggest(ctx)
	}
	s.Shown = ui.NewShown(env, id, func(app.Context) {
		s.alike = nil
		if c, ok := s.Version.Record.(journal.Client); ok {
			for _, e := range env.Book.Like(c.Name, c.Phone) {
				if e.ID != id && len(s.alike) < 4 {
					s.alike = append(s.alike, e)
				}
			}
		}
	})
	return s
}

// View implements [ui.Screen].
func (s *Merge) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("merge.title"), Back: "/clients/" + s.id, Layout: "stage--narrow", Stage: s.Absent()}
	keep, ok := s.Version.Record.(journal.Client)
	v.Task = ok || !s.Read
	if !ok || v.Stage != nil {
		return v
	}
	if s.form.Get("client") == "" {
		s.who.Alike = s.alike
	}
	v.Stage = []app.UI{
		html.P().Body(html.Text(say.T("merge.text")+" "), html.Strong().Dir("auto").Text(keep.Name)),
		html.Form().Class("form").OnSubmit(s.who.Enter).Body(
			s.who.View(say.T("merge.away"), say.T("log.client_place"), nil, func(ctx app.Context, _ app.Event) { s.who.Drop(ctx) })),
		ui.Slot(s.preview(keep)),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("merge", s.trouble),
		ui.Button("buckle", "merge", "people", say.T("merge.do"), func(ctx app.Context, _ app.Event) { s.merge(ctx) }).
			Flag("disabled", s.who.Known.ID == ""),
	}
	return v
}

// preview is what the one record will be, and how much comes to it.
func (s *Merge) preview(keep journal.Client) app.UI {
	say, away := s.env.Say, s.who.Known
	if away.ID == "" {
		return nil
	}
	m, err := journal.Merge(keep, away)
	if err != nil {
		return ui.ErrorLine("preview", ui.Refusal(say, err))
	}
	moved := s.env.Book.Of(away.ID)
	one := &Sheet{env: s.env, id: m.ID}
	return ui.Block("g-after", say.T("merge.after"), nil, html.Article().Class("card").Body(
		html.H3().Dir("auto").Text(m.Name),
		ui.If(m.PreferredName != "", func() app.UI { return html.P().Class("meta").Dir("auto").Text(m.PreferredName) }),
		ui.Likes(say, m),
		html.P().Class("meta num").Text(say.Phone(m.Phone)), html.P().Class("meta").Text(m.Email),
		one.others(m), tags(m),
		html.P().Body(ui.Output("moved", ui.Count(len(moved)), say.N("merge.moved", float64(len(moved))))),
		html.P().Class("hint").Text(say.T("merge.hint"))))
}

// merge saves the one record, with all that named the other.
func (s *Merge) merge(ctx app.Context) {
	away := s.who.Known.ID
	if s.env.Saving == ui.Saving || away == "" {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		writes, err := s.env.Book.Merge(bg, s.id, away)
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.trouble = ui.Refusal(s.env.Say, err)
				return
			}
			s.env.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
				if err != nil {
					s.trouble = ui.Trouble(s.env.Say, err)
					return
				}
				s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/clients/" + s.id, Client: s.id}
				s.env.Done(ctx, "/clients/"+s.id)
			}, writes...)
		})
	})
}
