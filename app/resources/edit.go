package resources

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Edit is the form of a place to turn to: a new one, or one to correct. What corrects one of the kit's stands in its
// place from then on, and the kit's stays behind it.
type Edit struct {
	env     *ui.Env
	key     string // empty for a new one
	form    *ui.Form
	draft   *ui.Draft
	was     item      // what is corrected
	past    *ui.Shown // its history, where it is the worker's
	read    bool
	missing bool
	trouble string
}

// NewEdit is the form of a place to turn to: a new one when key is empty.
func NewEdit(env *ui.Env, key string) *Edit {
	s := &Edit{env: env, key: key, form: ui.NewForm(map[string]string{})}
	name := "resource"
	if key != "" {
		name += "/" + key
	}
	s.draft = ui.NewDraft(env, name, s.form)
	s.form.Changed = func(ctx app.Context, _ string) {
		s.trouble = ""
		s.draft.Touch(ctx)
	}
	s.past = ui.NewShown(env, "", func(ctx app.Context) {
		if v := s.past.Version; v.Record != nil && v.N > s.was.own.N { // an earlier version was brought back
			s.was.own = v
			s.form.Fill(ctx, toForm(env.Say, fromRecord(v, s.was)))
		}
	})
	return s
}

// Focus starts in the name of a new one.
func (s *Edit) Focus() string {
	if s.key == "" {
		return "name"
	}
	return "top"
}

// Open reads what is to be corrected.
func (s *Edit) Open(ctx app.Context) {
	s.draft.Find(ctx)
	s.env.Need(ctx, func(ctx app.Context, b *content.Bundle) {
		if b == nil || s.key == "" {
			s.read = b != nil
			return
		}
		s.env.LoadIndex(ctx, func(ctx app.Context) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				all := merge(b, records(bg, s.env.Book))
				s.env.Do(func(ctx app.Context) { s.take(ctx, all) })
			})
		})
	})
}

// take finds what is to be corrected, and shows it in the form.
func (s *Edit) take(ctx app.Context, all []item) {
	s.missing = true
	for _, i := range all {
		if i.key == s.key {
			s.was, s.read, s.missing = i, true, false
			s.form.Read(ctx, toForm(s.env.Say, i))
			s.past.Follow(ctx, i.own.ID)
		}
	}
}

// Leave implements [ui.Leaver].
func (s *Edit) Leave() { s.draft.Leave() }

func toForm(say *i18n.Printer, i item) map[string]string {
	return map[string]string{"name": i.name, "category": i.category, "phone": say.Phone(i.phone), "url": i.url, "notes": i.text}
}

// fromForm is the record that the form describes, checked.
func fromForm(v map[string]string) (journal.Resource, error) {
	phone, err := i18n.NormalizePhone(v["phone"])
	r := journal.Resource{Category: v["category"], Name: v["name"], Notes: v["notes"], Phone: phone, URL: address(v["url"])}.Tidy()
	if bad := r.Check(); bad != nil {
		return r, bad
	}
	if err != nil {
		return r, &journal.FieldError{Field: "phone", Problem: journal.BadPhone}
	}
	return r, nil
}

// address is an address of the web as people type it: without https:// most of the time. Another kind of address stays
// as it is, to be refused.
func address(typed string) string {
	typed = strings.TrimSpace(typed)
	before, _, colon := strings.Cut(typed, ":")
	if typed == "" || colon && !strings.ContainsAny(before, "/.") {
		return typed
	}
	return "https://" + typed
}

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say, f := s.env.Say, s.form
	v := ui.View{Title: say.T("resource.new"), Back: "/resources", Layout: "stage--narrow"}
	if s.key != "" {
		v.Title = say.T("resource.edit")
	}
	b, ok := s.env.Guide.Bundle(say.Lang())
	switch {
	case s.missing:
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	case !ok:
		v.Task, v.Stage = true, []app.UI{s.env.Waiting()}
		return v
	}
	v.Task, v.Sub = true, html.Small().Body(s.draft.State(say))
	v.Stage = []app.UI{
		s.draft.Offer(say, func(ctx app.Context, kept map[string]string) {
			maps.Copy(f.Values, kept)
			f.Fill(ctx, kept)
		}),
		html.Form().Class("form").ID("resource-form").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(
			ui.Field{Form: f, Name: "name", Label: say.T("resource.name")}.View(),
			ui.Select(f, "category", say.T("resource.category"), "", s.choices(b)),
			ui.Field{Form: f, Name: "phone", Type: "tel", Label: say.T("resource.phone"), Extra: say.T("form.optional")}.View(),
			ui.Field{Form: f, Name: "url", Type: "url", Label: say.T("resource.url"), Extra: say.T("form.optional"), Hint: say.T("resource.url_hint")}.View(),
			ui.Field{Form: f, Name: "notes", Label: say.T("resource.notes"), Hint: say.T("resource.notes_hint"), Lines: true}.View(),
		),
		s.past.History(nil), s.past.Trouble(),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "resource-form").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Edit) choices(b *content.Bundle) []ui.Choice {
	var all []ui.Choice
	for _, c := range b.Resources.Categories {
		all = append(all, ui.Choice{Value: c.ID, Label: c.Label})
	}
	if chosen := s.form.Get("category"); chosen != "" && label(b, chosen) == "" {
		return append(all, ui.Choice{Value: chosen, Label: s.env.Say.T("resource.uncategorized")})
	}
	return append([]ui.Choice{{Value: "", Label: s.env.Say.T("resource.uncategorized")}}, all...)
}

func (s *Edit) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving || !s.read {
		return
	}
	r, err := fromForm(s.form.Values)
	if err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	r.ID = journal.NewID()
	if s.was.kit {
		r.From = s.key
	}
	if mine, ok := s.was.record(); ok {
		r.ID, r.Hidden = mine.ID, mine.Hidden
	}
	s.keep(ctx, r)
}

func (s *Edit) keep(ctx app.Context, r journal.Resource) {
	w := store.Write{Record: r, Base: s.was.own.N}
	s.draft.KeepOwn(ctx, w, r.From, "", func(ctx app.Context, saved store.Saved, theirs store.Version, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			if errors.Is(err, store.ErrConflict) {
				s.differ(ctx, theirs)
			}
			return
		}
		key := s.key
		if key == "" {
			key = r.ID
		}
		s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: route(key), What: r.Name}
		s.env.Done(ctx, route(key))
	})
}

// differ shows, beside each field, what another window has saved in the meantime. Saving again then goes on top of it.
func (s *Edit) differ(ctx app.Context, theirs store.Version) {
	s.was.own = theirs
	if theirs.Record != nil {
		s.form.Differ(ctx, s.env.Say, s.form.Start, toForm(s.env.Say, fromRecord(theirs, s.was)))
	}
}
