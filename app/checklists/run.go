package checklists

import (
	"context"
	"maps"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Run is one list being run through, by the worker or by someone else, or a run being corrected.
type Run struct {
	env   *ui.Env
	find  finder
	rater string // colleague, client, manager; empty for the worker
	edit  string // the run being corrected, or empty
	form  *ui.Form
	draft *ui.Draft
	past  []store.Entry // earlier runs, newest first
	words *ui.Shown     // the worker's version of the list, for its history

	version store.Version // of the run being corrected
	ready   bool          // what the form starts from was read
	missing bool          // there is no such run to correct
	asked   bool          // it was said once that lines are open
	passed  bool          // the device is in the other's hands
	given   string        // the run that someone else has saved

	taken   *journal.Ref // the own list that was taken away here
	copied  bool
	trouble string
}

// New is the screen of one list.
func New(env *ui.Env, slug string) *Run { return newRun(env, slug, "") }

// NewFor is the screen on which someone else answers a list about the worker (F40).
func NewFor(env *ui.Env, slug, rater string) *Run { return newRun(env, slug, rater) }

// NewCorrection is the screen on which a run is corrected.
func NewCorrection(env *ui.Env, id string) *Run {
	s := newRun(env, "", "")
	s.edit = id
	s.draft = ui.NewDraft(env, "checklist_run/"+id, s.form)
	return s
}

func newRun(env *ui.Env, slug, rater string) *Run {
	s := &Run{env: env, find: finder{env: env, slug: slug}, rater: rater, form: ui.NewForm(map[string]string{"rater": raterName(rater)})}
	key := draftOf(slug, rater)
	if journal.PrivateList(slug) {
		key = env.Own(key)
	}
	s.draft = ui.NewDraft(env, key, s.form)
	s.words = ui.NewShown(env, "", func(app.Context) {
		if v := s.words.Version; v.Record != nil && s.find.own.ID == v.ID {
			s.find.own = v
		}
	})
	s.form.Changed = s.changed
	return s
}

// draftOf is the key of the draft of a run. Each kind of rater has their own: nobody is offered another's answers.
func draftOf(slug, rater string) string {
	if rater != "" {
		rater = "/" + rater
	}
	return "checklist/" + slug + rater
}

func (s *Run) changed(ctx app.Context, name string) {
	s.trouble = ""
	if name == "rater" {
		s.pass(ctx)
		return
	}
	s.draft.Touch(ctx)
}

// Open finds the list, a run left half-way, and what the form starts from.
func (s *Run) Open(ctx app.Context) {
	s.draft.Find(ctx)
	if s.edit == "" {
		s.find.open(ctx, s.begin)
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, err := s.env.Book.Get(bg, s.edit)
		s.env.Do(func(ctx app.Context) {
			run, ok := v.Record.(journal.ChecklistRun)
			if s.missing = err != nil || !ok || hidden(s.env, run); s.missing {
				return
			}
			s.version, s.find.slug, s.rater = v, run.List, run.Rater
			s.start(run)
			s.find.open(ctx, s.begin)
		})
	})
}

// begin looks at the earlier runs. A plan goes on from the last one (F43).
func (s *Run) begin(ctx app.Context) {
	s.Refresh(ctx)
	l, _ := s.find.list()
	if s.ready || s.edit != "" || l.Method != content.MethodPlan {
		s.ready = true
		return
	}
	for _, it := range l.Items {
		s.form.Start[it.ID], s.form.Values[it.ID] = checklist.NotStarted, checklist.NotStarted
	}
	if len(s.past) == 0 {
		s.ready = true
		return
	}
	bg, last := context.WithoutCancel(ctx), s.past[0].ID
	ctx.Async(func() {
		v, err := s.env.Book.Get(bg, last)
		s.env.Do(func(app.Context) {
			if run, ok := v.Record.(journal.ChecklistRun); ok && err == nil {
				s.start(run)
			}
			s.ready = true
		})
	})
}

// start puts a run's answers in the form before it is shown.
func (s *Run) start(run journal.ChecklistRun) {
	values := map[string]string{}
	maps.Copy(values, run.Answers)
	maps.Copy(values, run.Notes)
	for item, step := range run.Plan {
		values["owner-"+item], values["due-"+item] = step.Owner, string(step.Due)
	}
	maps.Copy(s.form.Start, values)
	maps.Copy(s.form.Values, values)
}

// Refresh implements [ui.Refresher]: only what stands around the form is read again.
func (s *Run) Refresh(ctx app.Context) {
	s.words.Follow(ctx, s.find.own.ID)
	s.past = nil
	for _, e := range s.env.Book.List(journal.KindChecklistRun, 0) {
		if e.State == s.find.slug && !s.env.Hides(e) {
			s.past = append(s.past, e)
		}
	}
}

// Leave implements [ui.Leaver].
func (s *Run) Leave() { s.draft.Leave() }

// View implements [ui.Screen].
func (s *Run) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("checklists.title"), Back: "/checklists", Layout: "stage--narrow"}
	l, instead := s.find.list()
	switch {
	case s.missing || l.Method != "" && s.rater != "" && len(l.Raters) == 0:
		instead = s.env.NotHere()
	case instead == nil && !s.ready:
		instead = s.env.Waiting()
	}
	if instead != nil {
		v.Task = !s.missing && !s.ready // the bar has its place before it has its button
		v.Stage = []app.UI{s.tookAway(), ui.If(s.taken == nil, func() app.UI { return s.gone(instead) })}
		return v
	}
	v.Title = l.Title
	if s.rater != "" && s.edit == "" && s.other(&v, l) {
		return v
	}
	v.Task = true
	v.Sub = html.Small().Body(s.draft.State(say))
	if s.rater == "" && s.edit == "" {
		v.Actions = []app.UI{s.env.Star("/checklists/"+s.find.slug, l.Title)}
	}
	mine := s.rater == "" && s.edit == "" // what stands around the form is the worker's own
	intro := l.Intro
	if s.rater != "" {
		v.Back, intro = "/checklists/"+s.find.slug, l.IntroOther
	}
	if s.edit != "" {
		v.Back = route(s.find.slug, s.edit)
	}
	v.Stage = []app.UI{
		ui.If(!s.passed, func() app.UI { return s.offer() }),
		s.tookAway(),
		ui.Slot(ui.If(intro != "", func() app.UI { return introduction(intro) })),
		ui.Slot(ui.If(mine, func() app.UI { return s.yours(l) })),
		ui.Slot(ui.If(mine, func() app.UI { return s.who(l) })),
		ui.Slot(ui.If(mine, s.history)),
		ui.Slot(scaleKey(l)),
		html.Form().Class("form form--calm").ID("run").OnSubmit(s.save).OnKeyDown(s.form.OnKey).Body(s.items(l)),
		ui.If(mine, func() app.UI { return s.manage(l) }),
	}
	v.Bar = []app.UI{
		ui.Slot(ui.ErrorLine("save", s.trouble), ui.If(s.trouble == "" && s.asked, func() app.UI { return s.ask(l) })),
		html.P().Class("meta").Attr("role", "status").Text(s.answered(l)),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "run").Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Run) offer() app.UI {
	return s.draft.Offer(s.env.Say, func(ctx app.Context, kept map[string]string) {
		s.passed = s.rater != ""
		s.form.Fill(ctx, kept)
	})
}

// introduction opens the form: large where it is short.
func introduction(text string) app.UI {
	p := html.P().Dir("auto").Text(text)
	if len(text) <= 150 {
		p = p.Class("aim")
	}
	return p
}

// open counts the lines left without an answer.
func (s *Run) open(l *list) int { return checklist.Open(s.asks(l), s.form.Values) }

// asks are the items that whoever answers is asked.
func (s *Run) asks(l *list) []string {
	var out []string
	for i := range l.Items {
		if it := &l.Items[i]; sees(s.rater, it) {
			out = append(out, it.ID)
		}
	}
	return out
}

func (s *Run) answered(l *list) string {
	total := len(s.asks(l))
	n := total - s.open(l)
	if l.Method == content.MethodPlan {
		n = 0
		for _, id := range s.asks(l) {
			if s.form.Get(id) == checklist.Finished {
				n++
			}
		}
		return counted(s.env.Say.Lang(), l, n, total)
	}
	return s.env.Say.T("checklist.answered", "n", strconv.Itoa(n), "total", strconv.Itoa(total))
}

// ask says that lines are open, once; the next press saves all the same.
func (s *Run) ask(l *list) app.UI {
	n := s.open(l)
	return ui.If(n > 0, func() app.UI {
		return html.Div().Class("ask").Attr("role", "status").Body(
			html.P().Text(s.env.Say.N("checklist.open", float64(n))),
			ui.Button("btn btn--quiet", "go_to_open", "", s.env.Say.T("checklist.go_to_open"), func(ctx app.Context, e app.Event) { s.goToOpen() }))
	})
}

// goToOpen puts the focus on the first line without an answer.
func (s *Run) goToOpen() {
	l, _ := s.find.list()
	for _, id := range s.asks(l) {
		if s.form.Get(id) == "" {
			if e := app.Window().Get("document").Call("querySelector", `[name="`+id+`"]`); e.Truthy() {
				e.Call("focus")
			}
			return
		}
	}
}

func (s *Run) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	l, instead := s.find.list()
	if s.env.Saving == ui.Saving || instead != nil {
		return
	}
	if journal.PrivateList(s.find.slug) && s.env.Author() == "" && len(s.env.Authors()) > 0 {
		s.trouble = s.env.Say.T("author.first")
		return
	}
	run := s.compose(l)
	total := len(s.asks(l))
	switch open := s.open(l); {
	case open == total:
		s.trouble = s.env.Say.T("checklist.nothing")
		return
	case s.refused(run):
		ui.FocusError(ctx)
		return
	case open > 0 && !s.asked:
		s.asked = true
		return
	}
	w := store.Write{Record: run, Base: s.version.N}
	s.draft.KeepOne(ctx, w, func(ctx app.Context, _ store.Saved, theirs store.Version, err error) {
		switch {
		case err != nil:
			s.version.N = max(s.version.N, theirs.N) // saving again goes on top of what another window saved
			s.trouble = ui.Trouble(s.env.Say, err)
		case s.rater != "" && s.edit == "":
			s.given = run.ID
			s.env.Top("")
		default:
			s.env.Done(ctx, route(run.List, run.ID))
		}
	})
}

// route is where the result of a run is shown.
func route(slug, id string) string { return "/checklists/" + slug + "/runs/" + id }

// hidden tells whether a run is kept from whoever is at the counter.
func hidden(env *ui.Env, run journal.ChecklistRun) bool {
	return env.Hides(journal.Entry{Kind: journal.KindChecklistRun, State: run.List, Tags: run.Author})
}

// compose is the run that the form describes. Lines that were asked and left open are in it, empty.
func (s *Run) compose(l *list) journal.ChecklistRun {
	run := journal.ChecklistRun{ID: journal.NewID(), List: s.find.slug, At: s.env.Now(), Rater: s.rater}
	if journal.PrivateList(run.List) {
		run.Author = s.env.Author()
	}
	if was, ok := s.version.Record.(journal.ChecklistRun); ok {
		run.ID, run.At, run.Author = was.ID, was.At, was.Author
	}
	run.Answers, run.Notes, run.Plan = map[string]string{}, map[string]string{}, map[string]journal.Step{}
	for _, id := range s.asks(l) {
		if l.Method == content.MethodWords {
			run.Notes[id] = s.form.Get(id)
			continue
		}
		run.Answers[id] = s.form.Get(id)
		if l.Method == content.MethodPlan {
			run.Plan[id] = journal.Step{Owner: s.form.Get("owner-" + id), Due: journal.Day(s.form.Get("due-" + id))}
		}
	}
	return run.Tidy()
}

// refused puts the sentence for what cannot be kept beside the line that it is about.
func (s *Run) refused(run journal.ChecklistRun) bool {
	bad := false
	check := func(id string, part journal.ChecklistRun) {
		part.List, part.At = run.List, run.At
		if err := part.Check(); err != nil {
			bad = true
			ui.FieldErrors(s.env.Say, s.form, err, map[string]string{"notes": id, "owner": "owner-" + id, "due": "due-" + id})
		}
	}
	for id, text := range run.Notes {
		check(id, journal.ChecklistRun{Notes: map[string]string{id: text}})
	}
	for id, step := range run.Plan {
		check(id, journal.ChecklistRun{Plan: map[string]journal.Step{id: step}})
	}
	return bad
}
