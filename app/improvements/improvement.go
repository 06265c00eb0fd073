package improvements

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Improvement shows one improvement: where it came from, how far it has come, and what comes next.
type Improvement struct {
	*ui.Shown
	env     *ui.Env
	id      string
	form    *ui.Form
	draft   *ui.Draft
	who     *ui.Picker
	begun   bool // the form shows who can act
	trouble string
}

// New is the screen of one improvement.
func New(env *ui.Env, id string) *Improvement {
	s := &Improvement{env: env, id: id, form: ui.NewForm(map[string]string{})}
	s.draft = ui.NewDraft(env, "improvement/"+id+"/act", s.form)
	s.form.Changed = func(ctx app.Context, name string) {
		if s.trouble = ""; name == "client" {
			s.who.Suggest(ctx)
			return
		}
		s.draft.Touch(ctx)
	}
	s.who = ui.NewPicker(env, s.form, func(ctx app.Context) {
		asked := s.who.Chosen.ID
		s.who.Drop(ctx)
		env.Do(func(ctx app.Context) { // the button goes, and with it what it has put off
			s.form.Fill(ctx, map[string]string{"client": ""})
		})
		if s.who.Except(asked) {
			return
		}
		s.act(ctx, func(i journal.Improvement) (journal.Improvement, error) { return i.Ask(asked) })
	}, nil)
	s.who.Except = func(id string) bool { // they are in the list already
		i, _ := s.record()
		return slices.ContainsFunc(i.Asked, func(a journal.Asker) bool { return a.Client == id })
	}
	s.who.Listed = true
	s.Shown = ui.NewShown(env, id, s.begin)
	return s
}

// begin shows who can act, as it was noted, once.
func (s *Improvement) begin(ctx app.Context) {
	i, ok := s.record()
	if !ok || s.begun {
		return
	}
	s.begun = true
	s.form.Fill(ctx, map[string]string{"level": string(i.Level), "who": i.Who})
}

// Open reads the improvement, and what the kit knows for the title of a list.
func (s *Improvement) Open(ctx app.Context) {
	s.draft.Find(ctx)
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.Shown.Open(ctx)
}

// Leave implements [ui.Leaver].
func (s *Improvement) Leave() { s.draft.Leave() }

func (s *Improvement) record() (journal.Improvement, bool) {
	i, ok := s.Version.Record.(journal.Improvement)
	return i, ok
}

// act saves what a press makes of the improvement, or says why it cannot be.
func (s *Improvement) act(ctx app.Context, change func(journal.Improvement) (journal.Improvement, error)) {
	i, ok := s.record()
	if !ok {
		return
	}
	next, err := change(i)
	if err != nil {
		if ui.FieldErrors(s.env.Say, s.form, err, nil); s.form.Errors["level"]+s.form.Errors["done"] == "" {
			s.trouble = ui.Refusal(s.env.Say, err)
		}
		ui.FocusError(ctx)
		return
	}
	s.env.Keep(ctx, func(ctx app.Context, _ store.Saved, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
		} else {
			s.trouble = ""
			s.draft.Forget(ctx)
		}
		s.Refresh(ctx)
	}, store.Write{Record: next, Base: s.Version.N})
}

// View implements [ui.Screen].
func (s *Improvement) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("improvement.title"), Back: "/improvements", Layout: "stage--two", Stage: s.Absent()}
	i, ok := s.record()
	if !ok || v.Stage != nil {
		return v
	}
	v.Sub = html.Small().Body(s.draft.State(say))
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(s.card(i), s.thread(i), s.History(told(say))),
		html.Div().Class("pane").Body(
			s.draft.Offer(say, func(ctx app.Context, kept map[string]string) { s.form.Fill(ctx, kept) }),
			ui.Slot(ui.ErrorLine("act", s.trouble)), s.next(i), s.asked(i)),
	}
	return v
}

func (s *Improvement) card(i journal.Improvement) app.UI {
	say := s.env.Say
	var lines []app.UI
	line := func(key string, body app.UI) {
		if body != nil {
			lines = append(lines, html.Div().Body(html.Dt().Text(say.T(key)), html.Dd().Dir("auto").Body(body)))
		}
	}
	line("improvement.from", source(s.env, i))
	if who := whoActs(say, i); who != "" {
		if i.Who != "" && i.Level != "" {
			who += " · " + say.T("level."+string(i.Level))
		}
		line("improvement.level", html.Text(who))
	}
	if i.Done != "" {
		line("improvement.done", html.Text(i.Done))
	}
	return html.Article().Class("card").Body(
		html.H2().Class("notes").Dir("auto").Text(i.What),
		html.Dl().Class("likes").Body(lines...),
		html.Div().Class("btns").Body(
			ui.Link("btn", s.env.Href("/improvements/"+s.id+"/edit"), "edit", say.T("action.correct")),
			s.Undo(say.T("undo.improvement"))),
		s.Trouble())
}

// thread is how far it has come, from the client and back to the client.
func (s *Improvement) thread(i journal.Improvement) app.UI {
	say := s.env.Say
	days := []journal.Day{i.Seen, i.Passed, i.Acted, i.Told}
	reached := 0
	for n, st := range journal.ImprovementStates {
		if st == i.State {
			reached = n
		}
	}
	var steps []app.UI
	for n, st := range journal.ImprovementStates {
		class, icon, words := "todo", "promise-open", ""
		switch {
		case days[n] != "":
			class, icon, words = "done", "promise-kept", ui.Sentence(ui.DayWords(say, days[n], s.env.Today()))
		case n < reached:
			class, icon, words = "done", "promise-kept", say.T("improvement.not_needed")
		}
		if n == reached {
			class += " now"
		}
		steps = append(steps, html.Li().Class(class).Body(ui.Symbol(icon, "state"),
			html.Div().Class("thread-body").Body(html.H3().Text(say.T("improvement_state."+string(st))), html.P().Class("meta").Text(words))))
	}
	return ui.Block("m-thread", say.T("improvement.how_far"), ui.Output("state", string(i.State), say.T("improvement_state."+string(i.State))).Class("only-read"),
		html.Div().Class("card").Body(html.Ol().Class("thread").Body(steps...)))
}

// next is what comes next: to pass it on, to say what was done, or to tell.
func (s *Improvement) next(i journal.Improvement) app.UI {
	say, f := s.env.Say, s.form
	waits := i.State == journal.Heard || i.State == journal.PassedOn
	passing, doing := "improvement.pass", "improvement.pass_on"
	if i.State == journal.PassedOn {
		passing, doing = "improvement.pass_again", "improvement.pass_on_again"
	}
	return html.Div().Class("slot").Body(
		html.Div().Class("pane").Hidden(!waits).Body(
			ui.Block("m-pass", say.T(passing), nil, html.Form().Class("card form").OnSubmit(still).Body(
				ui.Segment(f, "level", say.T("improvement.level"), levels(say)),
				ui.Field{Form: f, Name: "who", Label: say.T("improvement.who"), Extra: say.T("form.optional")}.View(),
				ui.Button("btn btn--soft", "pass_on", "share", say.T(doing), func(ctx app.Context, e app.Event) {
					s.act(ctx, func(i journal.Improvement) (journal.Improvement, error) {
						return i.PassOn(s.env.Today(), journal.Level(f.Get("level")), f.Get("who"))
					})
				}))),
			ui.Block("m-act", say.T("improvement.act"), nil, html.Form().Class("card form").OnSubmit(still).Body(
				ui.Field{Form: f, Name: "done", Label: say.T("improvement.done"), Hint: say.T("improvement.done_hint"), Lines: true}.View(),
				ui.Button("btn btn--soft", "act", "check", say.T("improvement.act_on"), func(ctx app.Context, e app.Event) {
					s.act(ctx, func(i journal.Improvement) (journal.Improvement, error) {
						if l := journal.Level(f.Get("level")); i.State == journal.Heard && l != "" {
							i.Level, i.Who = l, strings.TrimSpace(f.Get("who"))
						}
						return i.Act(s.env.Today(), f.Get("done"))
					})
				})))),
		ui.If(i.State == journal.ActedOn && len(i.Asked) == 0, func() app.UI {
			return ui.Block("m-all", say.T("improvement.tell_all_title"), nil, html.Div().Class("card form").Body(
				html.P().Text(say.T("improvement.tell_all_text")),
				ui.Button("btn btn--soft", "tell_all", "check", say.T("improvement.tell_all"), func(ctx app.Context, e app.Event) {
					s.act(ctx, func(i journal.Improvement) (journal.Improvement, error) { return i.TellAll(s.env.Today()) })
				})))
		}),
		ui.If(i.State == journal.ToldBack, func() app.UI { return ui.Banner("good", "check", say.T("improvement.all_told")) }),
	)
}

// still keeps a form where it is when Enter is pressed in it: each of its buttons says what it does.
func still(ctx app.Context, e app.Event) { e.PreventDefault() }

// told says what changed from one version to the next: how far it has come.
func told(say *i18n.Printer) func(was, is journal.Record) string {
	return func(was, is journal.Record) string {
		a, _ := was.(journal.Improvement)
		b, _ := is.(journal.Improvement)
		if a.State == b.State {
			return ""
		}
		return say.T("improvement_state." + string(b.State))
	}
}
