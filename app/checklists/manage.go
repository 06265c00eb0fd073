package checklists

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// most is how many earlier runs are listed.
const most = 100

// history lists the earlier runs by date; each leads to its result.
func (s *Run) history() app.UI {
	if len(s.past) == 0 {
		return nil
	}
	say, zone := s.env.Say, s.env.Now().Location()
	var rows []app.UI
	for _, e := range s.past[:min(len(s.past), most)] {
		who := ""
		if e.Aside != "" {
			who = say.T("rater." + e.Aside)
		}
		rows = append(rows, row(s.env, route(s.find.slug, e.ID), ui.Sentence(ui.MomentWords(say, ui.Unix(e.At, zone), s.env.Today())), nil, who))
	}
	words := say.N("checklist.past", float64(len(s.past)), "when", ui.MomentWords(say, ui.Unix(s.past[0].At, zone), s.env.Today()))
	return bareFold(words, ui.Rows(rows...))
}

// mayAdapt tells whether a list may be put in the worker's own words.
func mayAdapt(l *list) bool {
	return l.Method == content.MethodCount || l.Method == content.MethodScale
}

// yours says whose words these are, with the way back to the kit's. A chain is the worker's own or it is nobody's: there
// the offer to name its links comes first.
func (s *Run) yours(l *list) app.UI {
	say, edit := s.env.Say, s.env.Href("/checklists/"+s.find.slug+"/edit")
	switch {
	case l.adapted():
		return ui.Banner("", "edit", say.T("own_list.version"),
			ui.Button("btn btn--quiet", "get_original", "restore", say.T("own_list.get_original"), func(ctx app.Context, e app.Event) { s.takeAway(ctx) }))
	case checklist.WayOf(l.Score) == checklist.Chain:
		return ui.Banner("", "edit", say.T("own_list.links_text"), ui.Link("btn btn--soft", edit, "", say.T("own_list.links")))
	}
	return nil
}

// manage is what can be done with the list itself: change it, hand it on, take it away.
func (s *Run) manage(l *list) app.UI {
	say := s.env.Say
	change, took := say.T("own_list.adapt"), app.UI(nil)
	if l.own.ID != "" {
		change = say.T("own_list.edit")
	}
	if l.own.ID != "" && !l.adapted() {
		took = ui.Button("btn", "take_away", "erase", say.T("own_list.take_away"), func(ctx app.Context, e app.Event) { s.takeAway(ctx) })
	}
	copied := say.T("own_list.copy")
	if s.copied {
		copied = say.T("action.copied")
	}
	return ui.Block("k-manage", say.T("own_list.this"), nil, html.Div().Class("btns").Body(
		ui.If(mayAdapt(l), func() app.UI {
			return ui.Link("btn", s.env.Href("/checklists/"+s.find.slug+"/edit"), "edit", change)
		}),
		ui.Button("btn", "copy", "copy", copied, func(ctx app.Context, e app.Event) {
			text, bg := s.text(), context.WithoutCancel(ctx)
			ctx.Async(func() {
				err := s.env.Device.Copy(bg, text)
				s.env.Do(func(app.Context) { s.copied = err == nil })
			})
		}),
		ui.If(s.env.Device.CanShare(), func() app.UI {
			return ui.Button("btn", "share", "share", say.T("action.share"), func(ctx app.Context, e app.Event) {
				l, _ := s.find.list()
				text, bg := s.text(), context.WithoutCancel(ctx)
				ctx.Async(func() { _ = s.env.Device.Share(bg, l.Title, text) })
			})
		}),
		ui.If(l.own.ID != "" && s.find.own.N > 1, func() app.UI {
			return ui.Button("btn", "undo", "undo", say.T("undo.last"), func(ctx app.Context, e app.Event) { s.undo(ctx, s.find.own.Ref) })
		}),
		took,
	), s.words.History(nil), s.words.Trouble())
}

// text is the list as it is shared.
func (s *Run) text() string {
	l, _ := s.find.list()
	var items []string
	for _, it := range l.Items {
		items = append(items, it.Self)
	}
	return checklist.Text(l.Title, items)
}

// takeAway takes the worker's list away; the kit's, where there is one, is back at the same address. Runs stay.
func (s *Run) takeAway(ctx app.Context) {
	own, ok := s.find.own.Record.(journal.OwnList)
	if !ok || s.env.Saving == ui.Saving {
		return
	}
	s.env.Saving = ui.Saving
	bg, base := context.WithoutCancel(ctx), s.find.own.N
	ctx.Async(func() {
		saved, err := s.env.Book.Save(bg, "", store.Write{Record: own, Base: base, Gone: true})
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.env.Saving = ui.Failed
				s.trouble = ui.Trouble(s.env.Say, err)
				return
			}
			s.env.Saving, s.taken = ui.Saved, &saved.Refs[0]
			s.find.refresh(ctx, s.Refresh)
			s.env.Top("")
		})
	})
}

// tookAway says that the own list is gone, with the way to have it back.
func (s *Run) tookAway() app.UI {
	if s.taken == nil {
		return ui.Slot()
	}
	say := s.env.Say
	return ui.Slot(ui.Banner("good", "check", say.T("own_list.taken_away"),
		ui.Button("btn", "undo", "undo", say.T("action.undo"), func(ctx app.Context, e app.Event) { s.undo(ctx, *s.taken) })))
}

// undo takes back the last change of the worker's list.
func (s *Run) undo(ctx app.Context, ref journal.Ref) {
	s.env.Undo(ctx, ref, func(ctx app.Context, err error) {
		s.trouble = ""
		if err != nil {
			s.trouble = ui.UndoTrouble(s.env.Say, err)
			return
		}
		s.taken = nil
		s.find.refresh(ctx, s.Refresh)
	})
}

// gone offers to put back a list that was taken away; anything else stays as it is.
func (s *Run) gone(instead app.UI) app.UI {
	say, own := s.env.Say, s.find.own
	if own.Kind != journal.KindOwnList || own.Record != nil {
		return instead
	}
	return ui.Empty(say.T("gone.title"), say.T("gone.text"),
		ui.Button("btn", "undo", "undo", say.T("gone.undo"), func(ctx app.Context, e app.Event) { s.undo(ctx, s.find.own.Ref) }))
}
