package checklists

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Lists is the screen of all lists, with when each was last run and which are half done.
type Lists struct {
	env  *ui.Env
	half map[string]bool // addresses with a run left half-way
}

// NewList is the screen of all lists.
func NewList(env *ui.Env) *Lists { return &Lists{env: env} }

// Open fetches the kit's lists and finds the own ones, the runs and the drafts.
func (s *Lists) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.env.LoadIndex(ctx, func(app.Context) {})
	s.Refresh(ctx)
}

// Refresh implements [ui.Refresher].
func (s *Lists) Refresh(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		keys, _ := s.env.Book.DraftKeys(bg)
		s.env.Do(func(app.Context) {
			s.half = map[string]bool{}
			for _, key := range keys {
				if slug, ok := strings.CutPrefix(key, draftOf("", "")); ok {
					s.half[strings.TrimSuffix(slug, s.env.Own(""))] = true // those of others have more behind it
				}
			}
		})
	})
}

// View implements [ui.Screen].
func (s *Lists) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("checklists.title"), Back: "/kit", Layout: "stage--narrow"}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	last := map[string]int64{}
	for _, e := range s.env.Book.List(journal.KindChecklistRun, 0) {
		if e.Aside == "" && !s.env.Hides(e) && last[e.State] == 0 {
			last[e.State] = e.At
		}
	}
	var mine, kit []app.UI
	version := map[string]store.Entry{}
	for _, e := range s.env.Book.List(journal.KindOwnList, 0) {
		if _, ok := b.Checklist(e.State); !ok {
			mine = append(mine, s.row(e.ID, e.Title, "", false, last[e.ID]))
		} else if _, newer := version[e.State]; !newer {
			version[e.State] = e
		}
	}
	for _, c := range b.Checklists {
		title, own := c.Title, version[c.Slug]
		if own.ID != "" {
			title = own.Title
			for _, k := range known(s.env, c.Slug) {
				if k.Title == own.Title {
					title = c.Title
				}
			}
		}
		kit = append(kit, s.row(c.Slug, title, opening(c.Intro), own.ID != "", last[c.Slug]))
	}
	add := ui.Link("btn btn--soft", s.env.Href("/checklists/new"), "plus", say.T("own_list.new"))
	if len(mine) > 0 {
		v.Stage = append(v.Stage, ui.Block("k-own", say.T("own_list.mine"), nil, ui.Rows(mine...), add))
		add = nil
	}
	v.Stage = append(v.Stage, ui.Block("k-kit", say.T("checklists.kit"), nil, ui.Rows(kit...)), ui.If(add != nil, func() app.UI { return add }))
	return v
}

// opening is the first sentence of an intro: what the list is about.
func opening(intro string) string {
	first, _, _ := strings.Cut(intro, ". ")
	if len(first) < len(intro) && !strings.HasSuffix(first, ".") {
		first += "."
	}
	return first
}

// row is one list: what it is for, when it was last run, and whether a run waits to be finished.
func (s *Lists) row(slug, title, intro string, version bool, at int64) app.UI {
	say := s.env.Say
	last, tags := "", html.Span().Class("tags")
	if at > 0 {
		last = say.T("checklist.last", "when", ui.MomentWords(say, ui.Unix(at, s.env.Now().Location()), s.env.Today()))
	}
	var marks []app.UI
	if s.half[slug] {
		marks = append(marks, html.Span().Class("tag tag--info").Text(say.T("checklist.half")))
	}
	if version {
		marks = append(marks, html.Span().Class("tag").Text(say.T("own_list.version")))
	}
	return row(s.env, "/checklists/"+slug, title, tags.Body(marks...), intro, last)
}
