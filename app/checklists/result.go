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

// Result is what one run amounts to, what changed since the one before, and where to go from there.
type Result struct {
	env   *ui.Env
	id    string
	shown *ui.Shown
	find  finder
	run   journal.ChecklistRun
	runs  []journal.ChecklistRun // of the same list, newest first
	made  map[string]journal.Ref // what was made of the run's answers: "promise/greeting" → the record
	read  bool

	trouble string // of an undo or a save beside an item
	at      string // that item
}

// NewResult is the screen of one run.
func NewResult(env *ui.Env, id string) *Result {
	s := &Result{env: env, id: id, find: finder{env: env}, made: map[string]journal.Ref{}}
	s.shown = ui.NewShown(env, id, s.around)
	return s
}

// Open reads the run, then what stands around it.
func (s *Result) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.shown.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Result) Refresh(ctx app.Context) { s.shown.Refresh(ctx) }

// drawn is how many runs of a list are read: enough for a trend, and for a good many others.
const drawn = 60

// around reads the list, its other runs, and what was made of this one.
func (s *Result) around(ctx app.Context) {
	run, ok := s.shown.Version.Record.(journal.ChecklistRun)
	if !ok || hidden(s.env, run) {
		return
	}
	s.run, s.find.slug = run, run.List
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var runs []journal.ChecklistRun
		for _, e := range s.env.Book.List(journal.KindChecklistRun, 0) {
			if e.State != run.List || s.env.Hides(e) || len(runs) == drawn {
				continue
			}
			if v, err := s.env.Book.Get(bg, e.ID); err == nil {
				if r, ok := v.Record.(journal.ChecklistRun); ok {
					runs = append(runs, r)
				}
			}
		}
		made := s.makings(bg, run)
		s.env.Do(func(ctx app.Context) {
			s.runs, s.made = runs, made
			s.find.open(ctx, func(app.Context) { s.read = true })
		})
	})
}

// before is the last run by the same kind of person before this one.
func (s *Result) before() (journal.ChecklistRun, bool) {
	for _, r := range s.runs {
		if r.Rater == s.run.Rater && r.ID != s.run.ID && !r.At.After(s.run.At) {
			return r, true
		}
	}
	return journal.ChecklistRun{}, false
}

// when says when a run was made.
func (s *Result) when(r journal.ChecklistRun) string {
	return ui.MomentWords(s.env.Say, r.At.In(s.env.Now().Location()), s.env.Today())
}

// View implements [ui.Screen].
func (s *Result) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("checklists.title"), Back: "/checklists", Layout: "stage--narrow"}
	if absent := s.shown.Absent(); absent != nil {
		v.Stage = append(absent, s.shown.Trouble())
		return v
	}
	if run, ok := s.shown.Version.Record.(journal.ChecklistRun); ok && hidden(s.env, run) {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	l, instead := s.find.list()
	if instead == nil && !s.read {
		instead = s.env.Waiting()
	}
	if instead != nil {
		v.Stage = []app.UI{instead}
		return v
	}
	v.Title, v.Back, v.Layout = l.Title, "/checklists/"+s.run.List, "stage--two"
	when := ui.Sentence(s.when(s.run))
	if s.run.Rater != "" {
		when += " · " + say.T("rater."+s.run.Rater)
	}
	v.Sub = html.Small().Text(when)
	b, _ := s.env.Guide.Bundle(say.Lang())
	var left, right []app.UI
	switch {
	case l.Method == content.MethodWords:
		left, right = s.words(b, l)
	case l.Method == content.MethodPlan:
		left, right = s.plan(b, l)
	case l.Method == content.MethodScale && len(l.Raters) > 0:
		left, right = s.views(b, l)
	case l.Method == content.MethodScale:
		left, right = s.score(b, l)
	default:
		left, right = s.count(b, l)
	}
	again := say.T("checklist.again")
	if l.Method == content.MethodPlan {
		again = say.T("checklist.go_on")
	}
	right = append(right, ui.Link("btn btn--soft", s.env.Href("/checklists/"+s.run.List), "checklist", again), s.shown.History(nil))
	v.Stage = []app.UI{html.Div().Class("pane").Body(left...), html.Div().Class("pane").Body(right...)}
	return v
}

// card opens the result: what it is, what changed, and what can be done with the run.
func (s *Result) card(l *list, body ...app.UI) app.UI {
	say := s.env.Say
	body = append([]app.UI{html.H2().Text(l.Result["title"])}, body...)
	return html.Section().Class("card").Body(append(body,
		html.Div().Class("btns btns--tight").Body(
			s.shown.Undo(say.T("action.undo")),
			ui.Link("btn", s.env.Href(route(s.run.List, s.id)+"/edit"), "edit", say.T("action.correct")),
		),
		ui.If(len(s.made) > 0, s.follows),
		s.shown.Trouble())...)
}

// follows says that what was made of the answers stays when they are taken back, and offers to take it back as well.
func (s *Result) follows() app.UI {
	say := s.env.Say
	return html.Div().Class("pane pane--tight").Body(html.P().Class("hint").Text(say.N("checklist.made_stays", float64(len(s.made)))),
		html.Div().Class("btns").Body(ui.Button("btn btn--quiet", "undo_all", "undo", say.T("checklist.undo_all"), func(ctx app.Context, _ app.Event) { s.undoAll(ctx) })))
}

// undoAll takes the run away with what was made of it, in one change: one undo brings all of it back.
func (s *Result) undoAll(ctx app.Context) {
	writes := []store.Write{{Record: s.run, Base: s.shown.Version.N, Gone: true}}
	var refs []journal.Ref
	for _, ref := range s.made {
		refs = append(refs, ref)
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		for _, ref := range refs {
			if v, err := s.env.Book.Get(bg, ref.ID); err == nil && v.Record != nil {
				writes = append(writes, store.Write{Record: v.Record, Base: v.N, Gone: true})
			}
		}
		s.env.Do(func(ctx app.Context) {
			s.env.Keep(ctx, func(ctx app.Context, _ store.Saved, err error) {
				s.shown.Refused(err)
				s.shown.Refresh(ctx)
			}, writes...)
		})
	})
}

// head is the figure of the run, with what it was the time before.
func (s *Result) head(l *list, label string) app.UI {
	say := s.env.Say
	f := figureOf(say, l, s.run)
	return html.Div().Class("result").Body(
		ui.If(label != "", func() app.UI { return html.Span().Class("result-label").Text(label) }),
		ui.If(f.known, func() app.UI { return ui.Output(f.name, f.number(), f.words) }),
		ui.If(f.known, func() app.UI { return s.change(l, f) }))
}

func (s *Result) change(l *list, f figure) app.UI {
	say := s.env.Say
	r, ok := s.before()
	was := figureOf(say, l, r)
	if !ok || !was.known {
		return nil
	}
	number, words := f.change(say, l, was)
	return html.P().Class("meta change").Body(ui.Output("change", raw(number), words), html.Span().Text(say.T("checklist.before",
		"when", s.when(r), "score", was.words)))
}

// count is the result of a list of yes and no.
func (s *Result) count(b *content.Bundle, l *list) (left, right []app.UI) {
	f := figureOf(s.env.Say, l, s.run)
	key := "some"
	switch {
	case !f.known:
		key = "none"
	case f.share == 1:
		key = "all"
	}
	left = []app.UI{s.card(l, s.head(l, ""), html.P().Text(l.Result[key]), s.few(l))}
	missed := s.answeredWith(l, "no")
	left = append(left, s.weak("k-no", l.answer("no"), l, missed))
	right = []app.UI{s.next(b, l, missed), s.trend(l), s.all(l, false)}
	return left, right
}

// few says that a few runs do not make a habit, where the list has words for it.
func (s *Result) few(l *list) app.UI {
	return ui.If(len(s.runs) < 5, func() app.UI { return meta(l.Result["few"]) })
}

// answeredWith are the items with that answer.
func (s *Result) answeredWith(l *list, answer string) []*content.Item {
	var out []*content.Item
	for i := range l.Items {
		if it := &l.Items[i]; s.run.Answers[it.ID] == answer {
			out = append(out, it)
		}
	}
	return out
}
