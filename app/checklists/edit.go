package checklists

import (
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Edit is the form of a list of the worker's own: a new one, one to change, or their version of one of the kit's.
type Edit struct {
	env     *ui.Env
	find    finder
	fresh   bool // a new list
	form    *ui.Form
	draft   *ui.Draft
	lines   []string // ids of the items, in order
	out     *cut     // the item last taken out
	own     journal.OwnList
	version int // the revision that own was read at
	ready   bool
	pasted  bool // what was pasted is among the items
	trouble string
}

// cut is an item that was taken out, and where it stood.
type cut struct {
	id string
	at int
}

// NewOwn is the form of a new list.
func NewOwn(env *ui.Env) *Edit {
	s := newEdit(env, "", "own_list")
	s.fresh, s.ready = true, true
	s.form.Start["method"], s.form.Values["method"] = journal.MethodCount, journal.MethodCount
	s.own = journal.OwnList{ID: journal.NewID()}
	s.lines = []string{journal.NewID()}
	s.note()
	return s
}

// NewEdit is the form of an own list, or of the version to make of one of the kit's.
func NewEdit(env *ui.Env, slug string) *Edit { return newEdit(env, slug, "own_list/"+slug) }

func newEdit(env *ui.Env, slug, key string) *Edit {
	s := &Edit{env: env, find: finder{env: env, slug: slug}, form: ui.NewForm(map[string]string{})}
	s.draft = ui.NewDraft(env, key, s.form)
	s.form.Changed = func(ctx app.Context, name string) {
		s.trouble = ""
		if name == "paste_items" {
			s.pasted = false
		}
		s.draft.Touch(ctx)
	}
	return s
}

// Focus starts in the title of a new list.
func (s *Edit) Focus() string {
	if s.fresh {
		return "title"
	}
	return "top"
}

// Open reads the list.
func (s *Edit) Open(ctx app.Context) {
	s.draft.Find(ctx)
	if s.fresh {
		return
	}
	s.find.open(ctx, func(ctx app.Context) {
		if l, instead := s.find.list(); instead == nil && !s.ready {
			s.start(l)
		}
	})
}

// start puts the list in the form before it is shown.
func (s *Edit) start(l *list) {
	s.ready = true
	s.own, s.version = l.own, s.find.own.N
	if l.own.ID == "" {
		s.version = 0
		s.own = journal.OwnList{ID: journal.NewID(), From: l.Slug, Method: l.Method}
	}
	values := map[string]string{"title": l.Title, "intro": l.Intro}
	for _, it := range l.Items {
		s.lines = append(s.lines, it.ID)
		values[control(it.ID)] = it.Self
	}
	for name, value := range values {
		s.form.Start[name], s.form.Values[name] = value, value
	}
	s.note()
}

// control names the control of an item.
func control(id string) string { return "item-" + id }

// order is the form's value that keeps the order of the items, so that drafts have it.
const order = "_items"

func (s *Edit) note() { s.form.Values[order] = strings.Join(s.lines, " ") }

// Leave implements [ui.Leaver].
func (s *Edit) Leave() { s.draft.Leave() }

// resume takes up a draft: first its order, then its words.
func (s *Edit) resume(ctx app.Context, kept map[string]string) {
	s.lines = strings.Fields(kept[order])
	for name, value := range kept {
		s.form.Start[name], s.form.Values[name] = value, value
	}
	s.show("")
	s.form.Fill(ctx, kept)
}

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("own_list.new"), Back: "/checklists", Layout: "stage--narrow"}
	var l *list
	if !s.fresh {
		var instead app.UI
		if l, instead = s.find.list(); instead == nil && !mayAdapt(l) {
			instead = s.env.NotHere()
		} else if instead == nil && !s.ready {
			instead = s.env.Waiting()
		}
		v.Title = say.T("own_list.edit")
		if instead != nil {
			v.Task, v.Stage = !s.find.read, []app.UI{instead}
			return v
		}
		v.Back = "/checklists/" + s.find.slug
	}
	f := s.form
	v.Task, v.Sub = true, html.Small().Body(s.draft.State(say))
	v.Stage = []app.UI{
		s.draft.Offer(say, s.resume),
		html.Form().Class("form").ID("own-list").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(
			ui.Slot(ui.If(s.own.From != "", func() app.UI { return html.P().Class("hint").Text(say.T("own_list.stands_in")) })),
			ui.Field{Form: f, Name: "title", Label: say.T("own_list.title_label")}.View(),
			ui.Field{Form: f, Name: "intro", Label: say.T("own_list.intro"), Extra: say.T("form.optional"), Lines: true}.View(),
			ui.Slot(ui.If(s.fresh, func() app.UI {
				return ui.Segment(f, "method", say.T("own_list.method"), []ui.Choice{
					{Value: journal.MethodCount, Label: say.T("own_list.method_count")}, {Value: journal.MethodScale, Label: say.T("own_list.method_scale")}})
			})),
			s.items(),
			fold(say.T("own_list.paste_title"),
				ui.Field{Form: f, Name: "paste_items", Label: say.T("own_list.paste"), Hint: say.T("own_list.paste_hint"), Lines: true}.View(),
				ui.Button("btn", "add_pasted", "plus", say.T("own_list.paste_add"), func(ctx app.Context, e app.Event) { s.takeIn(ctx) })),
		),
	}
	v.Bar = []app.UI{
		ui.Slot(ui.ErrorLine("save", s.trouble)),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "own-list").Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

// compose is the list that the form describes.
func (s *Edit) compose() journal.OwnList {
	own := s.own
	own.Title, own.Intro = s.form.Get("title"), s.form.Get("intro")
	if s.fresh {
		own.Method = s.form.Get("method")
	}
	own.Items = nil
	for _, id := range s.lines {
		own.Items = append(own.Items, journal.OwnItem{ID: id, Text: s.form.Get(control(id))})
	}
	return own.Tidy()
}

func (s *Edit) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving || !s.ready {
		return
	}
	s.takeIn(ctx)
	own := s.compose()
	if s.refused(own) {
		ui.FocusError(ctx)
		return
	}
	w := store.Write{Record: own, Base: s.version}
	s.draft.KeepOwn(ctx, w, own.From, "", func(ctx app.Context, _ store.Saved, theirs store.Version, err error) {
		if err != nil {
			if theirs.ID != "" { // saving again goes on top of what another window saved
				s.own.ID, s.version = theirs.ID, theirs.N
			}
			s.trouble = ui.Trouble(s.env.Say, err)
			return
		}
		slug := own.From
		if slug == "" {
			slug = own.ID
		}
		s.env.Done(ctx, "/checklists/"+slug)
	})
}

// refused puts the sentence for what cannot be kept beside its field.
func (s *Edit) refused(own journal.OwnList) bool {
	say := s.env.Say
	for _, it := range own.Items {
		if utf8.RuneCountInString(it.Text) > journal.MaxLine {
			s.form.Errors[control(it.ID)] = ui.Problem(say, &journal.FieldError{Field: "line", Problem: journal.TooLong, Limit: journal.MaxLine})
			return true
		}
	}
	err := own.Check()
	if err == nil {
		return false
	}
	if !ui.FieldErrors(say, s.form, err, nil) {
		s.trouble = ui.Trouble(say, err)
	}
	return true
}

// takeIn adds what was pasted, a line an item; a title above them names a list that has no name yet.
func (s *Edit) takeIn(ctx app.Context) {
	if s.pasted || strings.TrimSpace(s.form.Get("paste_items")) == "" {
		return
	}
	title, texts := checklist.Lines(s.form.Get("paste_items"))
	if title != "" && strings.TrimSpace(s.form.Get("title")) == "" {
		s.form.Put(ctx, "title", title)
	} else if title != "" {
		texts = append([]string{title}, texts...)
	}
	var kept []string
	for _, id := range s.lines { // an empty line makes room for those that come in
		if strings.TrimSpace(s.form.Get(control(id))) != "" {
			kept = append(kept, id)
		}
	}
	s.lines = kept
	for _, text := range texts {
		id := journal.NewID()
		s.lines = append(s.lines, id)
		s.form.Start[control(id)], s.form.Values[control(id)] = text, text
	}
	delete(s.form.Errors, "items")
	s.pasted = true
	s.form.Put(ctx, "paste_items", "")
	s.show("")
	s.draft.Touch(ctx)
}
