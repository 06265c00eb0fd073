package resources

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

func route(key string) string { return content.Link{Kind: content.Resources, Slug: key}.Path() }

func anchor(key string) string { return "resource-" + key }

// cards are one place to turn to, after what was just done to it if anything was.
func (s *Directory) cards(i item) []app.UI {
	switch {
	case s.done == nil || s.done.item.key != i.key:
		return []app.UI{s.card(i)}
	case i.gone:
		return []app.UI{s.undo()}
	}
	return []app.UI{s.undo(), s.card(i)}
}

// card is one place to turn to, with how to reach it.
func (s *Directory) card(i item) app.UI {
	say := s.env.Say
	record, mine := i.record()
	id := anchor(i.key)
	return html.Article().Class("card").Aria("labelledby", id).Body(
		html.Div().Class("card-head").Body(
			html.H3().ID(id).TabIndex(-1).Dir("auto").Text(i.name),
			s.env.Star(route(i.key), i.name)),
		ui.If(i.text != "", func() app.UI { return html.P().Class("notes").Dir("auto").Text(i.text) }),
		ui.If(mine && !hides(record), func() app.UI {
			words := say.T("found.own")
			if i.kit {
				words = say.T("resource.version")
			}
			return html.P().Class("tags").Body(html.Span().Class("tag").Body(ui.Icon("edit"), html.Text(words)))
		}),
		html.Div().Class("btns").Body(s.reach(i)...),
		html.Div().Class("btns btns--end").Body(s.change(i)...),
	)
}

// reach are the ways to it.
func (s *Directory) reach(i item) []app.UI {
	say := s.env.Say
	var ways []app.UI
	if i.phone != "" {
		ways = append(ways, html.A().Class("btn btn--soft").Attr("name", "call").Attr("href", ui.Tel(i.phone)).Aria("label", say.T("resource.call", "phone", say.Phone(i.phone), "name", i.name)).
			Body(ui.Icon("call"), html.Span().Class("num").Text(say.Phone(i.phone))))
	}
	if i.url != "" {
		ways = append(ways, html.A().Class("btn").Attr("name", "site").Attr("href", i.url).Attr("target", "_blank").Attr("rel", "noopener noreferrer").
			Aria("label", say.T("resource.site_of", "name", i.name)).
			Body(ui.Icon("out"), html.Span().Text(say.T("resource.site"))))
	}
	label := say.T("action.copy")
	if s.copied == i.key {
		label = say.T("action.copied")
	}
	return append(ways, ui.Button("btn", "copy", "copy", label, func(ctx app.Context, _ app.Event) { s.copy(ctx, i) }, i.key, s.words(i)).Attr("value", i.key))
}

// words are the item in a few lines, to be pasted anywhere.
func (s *Directory) words(i item) string {
	var lines []string
	for _, line := range []string{i.name, s.env.Say.Phone(i.phone), i.url} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func (s *Directory) copy(ctx app.Context, i item) {
	bg, words := context.WithoutCancel(ctx), s.words(i)
	ctx.Async(func() {
		err := s.env.Device.Copy(bg, words)
		s.env.Do(func(app.Context) {
			if err == nil {
				s.copied = i.key
			}
		})
	})
}

// change are the ways to change it.
func (s *Directory) change(i item) []app.UI {
	say := s.env.Say
	record, mine := i.record()
	act := func(name, icon, label, words string, w func() store.Write) app.UI {
		return ui.Button("btn btn--quiet", name, icon, say.T(label), func(ctx app.Context, _ app.Event) { s.write(ctx, i, words, w()) }, i.key, i.own.N).Attr("value", i.key)
	}
	away := func() store.Write { return store.Write{Record: record, Base: i.own.N, Gone: true} }
	if i.hidden {
		return []app.UI{act("show", "reveal", "resource.show", "resource.shown", func() store.Write {
			if hides(record) {
				return away()
			}
			record.Hidden = false
			return store.Write{Record: record, Base: i.own.N}
		})}
	}
	all := []app.UI{ui.Link("btn btn--quiet", s.env.Href("/resources/"+i.key+"/edit"), "edit", say.T("action.correct")).Attr("name", "correct")}
	if mine && i.kit {
		all = append(all, act("original", "restore", "resource.original", "resource.back", away))
	}
	if i.kit {
		return append(all, act("hide", "conceal", "resource.hide", "resource.was_hidden", func() store.Write { return hide(i) }))
	}
	return append(all, act("remove", "erase", "resource.remove", "resource.removed", away))
}

// hide is the record that puts one of the kit's out of sight, what the worker corrected in it kept.
func hide(i item) store.Write {
	r, mine := i.record()
	if !mine {
		r = journal.Resource{ID: journal.NewID(), From: i.key, Category: i.category, Name: i.name}
	}
	r.Hidden = true
	return store.Write{Record: r, Base: i.own.N}
}

// write keeps a change of an item, and says in its place what was done.
func (s *Directory) write(ctx app.Context, i item, words string, w store.Write) {
	if s.env.Saving == ui.Saving {
		return
	}
	bg := context.WithoutCancel(ctx)
	s.env.Saving = ui.Saving
	ctx.Async(func() {
		saved, err := s.env.Book.Save(bg, "", w)
		own := records(bg, s.env.Book)
		s.env.Do(func(app.Context) {
			s.own, s.done = own, &done{item: i, words: words}
			if err != nil {
				s.env.Saving, s.done.trouble = ui.Failed, ui.Trouble(s.env.Say, err)
				return
			}
			s.env.Saving, s.done.ref, s.env.Last = ui.Saved, saved.Refs[0], nil
		})
	})
}

// undo says what was done, and takes it back.
func (s *Directory) undo() app.UI {
	say, d := s.env.Say, s.done
	if d.ref.ID == "" { // nothing was done
		return ui.ErrorLine("resource", d.trouble)
	}
	return html.Div().Body(
		ui.Banner("good", "check", say.T(d.words, "name", d.item.name),
			ui.Button("btn", "undo", "undo", say.T("action.undo"), func(ctx app.Context, _ app.Event) {
				s.env.Undo(ctx, d.ref, func(ctx app.Context, err error) {
					if err != nil {
						d.trouble = ui.UndoTrouble(say, err)
						return
					}
					s.done = nil
					s.Refresh(ctx)
				})
			}, d.ref.ID, d.ref.N),
			ui.Button("btn btn--quiet", "close", "", say.T("resource.fine"), func(app.Context, app.Event) { s.done = nil }, d.ref.ID, d.ref.N)),
		ui.ErrorLine("undo", d.trouble))
}
