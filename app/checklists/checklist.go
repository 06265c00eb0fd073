// Package checklists is the room of the lists that are run through, about an encounter or a way of working. The lists
// come from package content; a run is a record like any other.
package checklists

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// NewList is the screen of all checklists.
func NewList(env *ui.Env) ui.Screen {
	return ui.NewShelf(env, "checklists.title", "", func(b *content.Bundle) []app.UI {
		var deck []app.UI
		for _, c := range b.Checklists {
			deck = append(deck, ui.Pocket(env.Href("/checklists/"+c.Slug), "checklist", c.Title, c.Intro))
		}
		return []app.UI{html.Div().Class("deck").Body(deck...)}
	})
}

// The answers that a count of what was done is made of.
const (
	yes           = "yes"
	notApplicable = "not_applicable"
)

// Checklist is one list being run through.
type Checklist struct {
	env     *ui.Env
	slug    string
	form    *ui.Form
	draft   *ui.Draft
	past    []store.Entry // earlier runs, newest first
	done    *journal.ChecklistRun
	before  *journal.ChecklistRun
	ref     journal.Ref
	trouble string
}

// New is the screen of one list.
func New(env *ui.Env, slug string) *Checklist {
	s := &Checklist{env: env, slug: slug, form: ui.NewForm(map[string]string{})}
	s.draft = ui.NewDraft(env, "checklist/"+slug, s.form)
	s.form.Changed = func(ctx app.Context, _ string) {
		s.trouble = ""
		s.draft.Touch(ctx)
	}
	return s
}

// Open fetches the list, looks for a run left half-way, and finds the earlier ones.
func (s *Checklist) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.draft.Find(ctx)
	s.env.LoadIndex(ctx, s.Refresh)
}

// Refresh implements [ui.Refresher].
func (s *Checklist) Refresh(app.Context) {
	s.past = nil
	for _, e := range s.env.Book.List(journal.KindChecklistRun, 500) {
		if e.State == s.slug {
			s.past = append(s.past, e)
		}
	}
}

// Leave implements [ui.Leaver].
func (s *Checklist) Leave() { s.draft.Leave() }

// View implements [ui.Screen].
func (s *Checklist) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("checklists.title"), Back: "/checklists", Layout: "stage--narrow"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	c, ok := b.Checklist(s.slug)
	if !ok {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	v.Title = c.Title
	if s.done != nil {
		v.Stage = s.result(b, c)
		return v
	}
	v.Task = true
	v.Sub = html.Small().Body(s.draft.State(say))
	items := []app.UI{}
	for _, it := range c.Items {
		items = append(items, s.item(c, it))
	}
	v.Stage = []app.UI{
		s.draft.Offer(say, func(ctx app.Context, kept map[string]string) { maps.Copy(s.form.Values, kept) }),
		html.P().Class("aim").Text(c.Intro),
		s.last(),
		html.Form().Class("form").ID("run").OnSubmit(s.save).Body(items...),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.P().Class("meta").Attr("role", "status").Text(say.T("checklist.answered", "n", strconv.Itoa(s.answered(c)), "total", strconv.Itoa(len(c.Items)))),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "run").Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Checklist) answered(c content.Checklist) int {
	n := 0
	for _, it := range c.Items {
		if s.form.Get(it.ID) != "" {
			n++
		}
	}
	return n
}

func (s *Checklist) item(c content.Checklist, it content.Item) app.UI {
	var choices []ui.Choice
	for _, a := range c.Answers {
		choices = append(choices, ui.Choice{Value: a.ID, Label: a.Label})
	}
	return html.Div().Class("card").Body(ui.Segment(s.form, it.ID, it.Self, choices))
}

func (s *Checklist) last() app.UI {
	if len(s.past) == 0 {
		return nil
	}
	return html.P().Class("meta").Text(s.env.Say.N("checklist.past", float64(len(s.past)),
		"when", ui.MomentWords(s.env.Say, ui.Unix(s.past[0].At, s.env.Now().Location()), s.env.Today())))
}

func (s *Checklist) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving {
		return
	}
	run := journal.ChecklistRun{ID: journal.NewID(), List: s.slug, At: s.env.Now(), Answers: map[string]string{}}
	b, _ := s.env.Guide.Bundle(s.env.Say.Lang())
	c, _ := b.Checklist(s.slug)
	for _, it := range c.Items {
		if a := s.form.Get(it.ID); a != "" {
			run.Answers[it.ID] = a
		}
	}
	if run.Check() != nil {
		s.trouble = s.env.Say.T("checklist.nothing")
		return
	}
	s.env.Saving = ui.Saving
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		s.draft.Saving()
		saved, err := s.env.Book.Save(bg, s.draft.Key(), store.Write{Record: run})
		var before *journal.ChecklistRun
		if err != nil {
			s.draft.NotSaved()
		} else if len(s.past) > 0 {
			if v, err := s.env.Book.Get(bg, s.past[0].ID); err == nil {
				if r, ok := v.Record.(journal.ChecklistRun); ok {
					before = &r
				}
			}
		}
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.env.Saving = ui.Failed
				s.trouble = ui.Trouble(s.env.Say, err)
				return
			}
			s.env.Saving = ui.Saved
			s.done, s.before, s.ref = &run, before, saved.Refs[0]
			ctx.Defer(func(app.Context) { app.Window().Call("scrollTo", 0, 0) })
		})
	})
}

// result says how it went, what changed since the last run, and where to go from there.
func (s *Checklist) result(b *content.Bundle, c content.Checklist) []app.UI {
	say, run := s.env.Say, s.done
	n, total := score(*run, len(c.Items))
	key := "some"
	switch {
	case total == 0:
		key = "none"
	case n == total:
		key = "all"
	}
	change := ""
	if s.before != nil {
		if was, of := score(*s.before, len(c.Items)); of > 0 {
			change = say.T("checklist.before", "n", strconv.Itoa(was), "total", strconv.Itoa(of))
		}
	}
	out := []app.UI{html.Div().Class("card").Body(
		html.H2().Text(c.Result["title"]),
		ui.If(total > 0, func() app.UI {
			return html.P().Class("result").Body(ui.Output("done", strconv.Itoa(n), strings.ReplaceAll(c.Counts["count"].Words(say.Lang(), float64(n), 0), "{total}", strconv.Itoa(total))))
		}),
		html.P().Text(c.Result[key]),
		ui.If(change != "", func() app.UI { return html.P().Class("meta").Text(change) }),
		html.Div().Class("btns").Body(
			ui.Button("btn", "undo", "undo", say.T("action.undo"), func(ctx app.Context, e app.Event) {
				s.env.Undo(ctx, s.ref, func(ctx app.Context, err error) {
					if err != nil {
						s.trouble = ui.UndoTrouble(say, err)
						return
					}
					s.done = nil
					s.Refresh(ctx)
				})
			}),
			ui.Link("btn btn--soft", s.env.Href("/checklists"), "checklist", say.T("checklists.title")),
		),
		ui.ErrorLine("undo", s.trouble),
	)}
	if rows := s.next(b, c); len(rows) > 0 {
		out = append(out, ui.Block("k-next", c.Result["next"], nil, ui.Rows(rows...)))
	}
	return out
}

// next leads from what was not done to the tools that help with it.
func (s *Checklist) next(b *content.Bundle, c content.Checklist) []app.UI {
	var rows []app.UI
	seen := map[content.Link]bool{}
	for _, it := range c.Items {
		if a := s.done.Answers[it.ID]; a == "" || a == yes || a == notApplicable {
			continue
		}
		for _, l := range it.Next {
			if title, ok := b.Title(l); ok && !seen[l] {
				seen[l] = true
				rows = append(rows, html.A().Class("row").Attr("href", s.env.Href(l.Path())).Body(
					html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Text(title), html.Span().Class("meta").Text(it.Name)),
					html.Span().Class("row-end").Body(ui.SmallIcon("next"))))
			}
		}
	}
	return rows
}

// score counts what was done among what applies; a line left without an answer counts as not done.
func score(r journal.ChecklistRun, items int) (n, total int) {
	return r.Count(yes), items - r.Count(notApplicable)
}
