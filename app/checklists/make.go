package checklists

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// What an answer becomes in one tap.
const (
	promised = "promise/"     // to oneself, due in a week
	improved = "improvement/" // something to pass on (F50)
)

// week is how long a promise to oneself has, in days.
const week = 7

// first is how many weak items are shown at once; the others are one tap away.
const first = 5

// weak are the items that ask for something, each with what it may become.
func (s *Result) weak(id, title string, l *list, items []*content.Item) app.UI {
	if len(items) == 0 {
		return nil
	}
	var cards []app.UI
	for _, it := range items {
		cards = append(cards, s.weakCard(l, it))
	}
	hint := s.env.Say.T("checklist.make_hint")
	if journal.PrivateList(s.run.List) && len(s.env.Authors()) > 0 { // what is made of an answer is everyone's
		hint = s.env.Say.T("checklist.make_seen")
	}
	return ui.Block(id, title, nil, html.P().Class("hint").Text(hint), s.more(cards, first))
}

// more shows the first of a list, and the others one tap away.
func (s *Result) more(cards []app.UI, first int) app.UI {
	list := func(cards []app.UI) app.UI {
		var items []app.UI
		for _, c := range cards {
			items = append(items, html.Li().Body(c))
		}
		return html.Ul().Class("pane pane--tight").Body(items...)
	}
	if len(cards) <= first+1 {
		return list(cards)
	}
	rest := cards[first:]
	return html.Div().Class("pane pane--tight").Body(list(cards[:first]),
		bareFold(s.env.Say.N("checklist.others", float64(len(rest))), list(rest)).Class("fold--cards"))
}

func (s *Result) weakCard(l *list, it *content.Item) app.UI {
	a := s.run.Answers[it.ID]
	label := l.answer(a)
	if l.Method == content.MethodScale && label != "" {
		label = a + " · " + label
	}
	more := it.Self
	if it.Self == it.Name {
		more = ""
	}
	return html.Div().Class("card").Body(
		html.Div().Class("compare-head").Body(
			html.H3().Dir("auto").Text(it.Name),
			ui.If(l.Method == content.MethodScale, func() app.UI { return html.Span().Class("tag").Text(label) })),
		meta(more),
		s.make(l, it, true))
}

// make are the buttons that turn an answer into a promise to oneself or an improvement, or what was made of it.
func (s *Result) make(l *list, it *content.Item, promise bool) app.UI {
	var made []app.UI
	if promise {
		made = append(made, s.making(promised, "make_promise", "promise", [2]string{"checklist.promise", "checklist.promised"}, l, it))
	}
	made = append(made, s.making(improved, "make_improvement", "up", [2]string{"checklist.improvement", "checklist.improved"}, l, it))
	return html.Div().Class("pane pane--tight").Body(html.Div().Class("btns").Body(made...),
		ui.If(s.at == it.ID, func() app.UI { return ui.ErrorLine("make-"+it.ID, s.trouble) }))
}

// making is one of the buttons, with its words before and after.
func (s *Result) making(kind, name, icon string, words [2]string, l *list, it *content.Item) app.UI {
	say := s.env.Say
	ref, done := s.made[kind+it.ID]
	if !done {
		return ui.Button("btn", name, icon, say.T(words[0]), func(ctx app.Context, e app.Event) {
			s.keep(ctx, kind, it.ID, s.what(l, it))
		}, it.ID, s.id, s.what(l, it)).Attr("value", it.ID).Aria("label", say.T("checklist.make", "action", say.T(words[0]), "name", it.Name))
	}
	return html.Div().Class("made").Attr("role", "status").Body(
		ui.Icon("check"), html.Span().Text(say.T(words[1])),
		ui.If(kind == improved, func() app.UI {
			return html.A().Class("btn").Attr("name", "open_improvement").Attr("href", s.env.Href("/improvements/"+ref.ID)).Text(say.T("improvement.follow"))
		}),
		ui.If(ref.N == 1, func() app.UI {
			return ui.IconButton("undo", "undo", say.T("action.undo"), func(ctx app.Context, e app.Event) { s.unmake(ctx, kind, it.ID) }, kind, it.ID).
				Attr("value", ref.ID)
		}))
}

// what is the answer in words that stand on their own: the item's, or what was written.
func (s *Result) what(l *list, it *content.Item) string {
	switch {
	case l.Method == content.MethodWords:
		return s.run.Notes[it.ID]
	case it.Name == it.Self:
		return it.Name
	}
	return s.env.Say.T("checklist.what", "name", it.Name, "list", l.Title)
}

// keep saves the promise or the improvement.
func (s *Result) keep(ctx app.Context, kind, item, what string) {
	if s.env.Saving == ui.Saving {
		return
	}
	today := s.env.Today()
	source := journal.FromChecklist
	if l, _ := s.find.list(); l != nil && l.Method == content.MethodWords {
		source = journal.FromReflection
	}
	var rec journal.Record = journal.Improvement{ID: journal.NewID(), What: what, Seen: today, Run: s.id, Item: item, Source: source}.Tidy()
	if kind == promised {
		rec = journal.Promise{ID: journal.NewID(), What: what, Made: today, Due: today.Add(week), Run: s.id, Item: item}.Tidy()
	}
	s.env.Saving, s.trouble = ui.Saving, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		saved, err := s.env.Book.Save(bg, "", store.Write{Record: rec})
		s.env.Do(func(app.Context) {
			if err != nil {
				s.env.Saving, s.at, s.trouble = ui.Failed, item, ui.Trouble(s.env.Say, err)
				return
			}
			s.env.Saving, s.made[kind+item] = ui.Saved, saved.Refs[0]
		})
	})
}

// unmake takes it back.
func (s *Result) unmake(ctx app.Context, kind, item string) {
	s.env.Undo(ctx, s.made[kind+item], func(ctx app.Context, err error) {
		s.at, s.trouble = item, ""
		if err != nil {
			s.trouble = ui.UndoTrouble(s.env.Say, err)
			return
		}
		delete(s.made, kind+item)
	})
}

// makings finds what was made of a run's answers. Nothing of the kind is older than the run.
func (s *Result) makings(ctx context.Context, run journal.ChecklistRun) map[string]journal.Ref {
	made := map[string]journal.Ref{}
	since := run.At.AddDate(0, 0, -1).Unix()
	for _, kind := range []journal.Kind{journal.KindPromise, journal.KindImprovement} {
		for _, e := range s.env.Book.List(kind, 0) {
			if e.Client != "" || e.At < since {
				continue
			}
			v, err := s.env.Book.Get(ctx, e.ID)
			if err != nil {
				continue
			}
			switch r := v.Record.(type) {
			case journal.Promise:
				if r.Run == run.ID {
					made[promised+r.Item] = v.Ref
				}
			case journal.Improvement:
				if r.Run == run.ID {
					made[improved+r.Item] = v.Ref
				}
			}
		}
	}
	return made
}

// next leads from what was weak to the tools that help with it, each once.
func (s *Result) next(b *content.Bundle, l *list, items []*content.Item) app.UI {
	var rows []app.UI
	seen := map[content.Link]bool{}
	for _, it := range items {
		for _, link := range it.Next {
			if title, ok := b.Title(link); ok && !seen[link] {
				seen[link] = true
				rows = append(rows, row(s.env, link.Path(), title, nil, it.Name))
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	shown := min(len(rows), 8)
	return ui.Block("k-next", l.Result["next"], nil, ui.Rows(rows[:shown]...), ui.If(len(rows) > shown, func() app.UI {
		return bareFold(s.env.Say.N("checklist.others", float64(len(rows)-shown)), ui.Rows(rows[shown:]...))
	}))
}
