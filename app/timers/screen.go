package timers

import (
	"context"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// Screen is one timer: before it starts, while it runs, and what is left of it.
type Screen struct {
	env    *ui.Env
	face   *face
	form   *ui.Form
	draft  *ui.Draft      // of what is typed before it starts
	client journal.Client // the one that the screen was opened for, once read; its ID is set at once
	bundle *content.Bundle
	taken  string // id of the timer whose step and client are on the screen
	left   []done // what is still to be logged, newest first
	now    string // id of the one just stopped
	thrown *done  // one just thrown away, to put back
}

// NewHold is the timer of someone who waits, for a client (an id, or empty).
func NewHold(env *ui.Env, client string) *Screen { return newScreen(env, &hold, client) }

// NewTalk is the timer of a conversation.
func NewTalk(env *ui.Env, client string) *Screen { return newScreen(env, &talk, client) }

func newScreen(env *ui.Env, f *face, client string) *Screen {
	s := &Screen{env: env, face: f, client: journal.Client{ID: client}}
	key, start := f.key+"-form", map[string]string{f.field: strconv.Itoa(f.usual(env.Book.Today().Settings))}
	if client != "" {
		key += "/" + client
	}
	typed := env.Timers.Typed[f.tool]
	for name, value := range typed {
		start[name] = value
	}
	s.form = ui.NewForm(start)
	s.form.Changed = s.changed
	s.draft = ui.NewDraft(env, key, s.form)
	if typed != nil && env.Fault == "" { // what was typed while the kit was locked can be put away now
		delete(env.Timers.Typed, f.tool)
		s.draft.Hold()
	}
	return s
}

func (s *Screen) running() *ui.Timer { return s.env.Timers.Runs[s.face.tool] }

// Open reads what is still to be logged, the client, and the words to say.
func (s *Screen) Open(ctx app.Context) {
	s.Refresh(ctx)
	s.draft.Find(ctx)
	id := s.client.ID
	ctx.Async(func() { s.read(id) })
}

// read reads a client, and the words to say in the client's language.
func (s *Screen) read(id string) {
	var c journal.Client
	if id != "" {
		v, _ := s.env.Book.Get(context.Background(), id)
		c, _ = v.Record.(journal.Client)
	}
	b, err := s.env.Guide.Load(context.Background(), s.env.LangOf(c))
	s.env.Do(func(app.Context) {
		if id != s.client.ID {
			return
		}
		s.client = c
		s.client.ID = id
		if err == nil {
			s.bundle = b
		}
	})
}

// take puts the step and the client of a running timer on the screen, once: it may have been started on another one.
func (s *Screen) take(t *ui.Timer) {
	if s.taken == t.ID {
		return
	}
	s.taken = t.ID
	s.form.Start["step"], s.form.Values["step"] = t.Step, t.Step
	if s.client.ID != t.Client {
		s.client = journal.Client{ID: t.Client}
		go s.read(t.Client)
	}
}

// Leave implements [ui.Leaver].
func (s *Screen) Leave() {
	s.env.Device.StayAwake(false)
	s.draft.Leave()
	if s.env.Timers.Changed {
		put(s.env)()
	}
}

// Refresh implements [ui.Refresher]: the kit is on the screen again, or another window has saved something.
func (s *Screen) Refresh(ctx app.Context) {
	s.awake()
	s.face.left(ctx, s.env, func(all []done) { s.left = all })
}

// awake keeps the screen lit while its timer runs.
func (s *Screen) awake() { s.env.Device.StayAwake(s.running() != nil) }

// changed keeps the step in progress with the timer, where it is put away at the next second; before that, it is a draft.
func (s *Screen) changed(ctx app.Context, name string) {
	t := s.running()
	if t == nil {
		s.draft.Touch(ctx)
		s.remember()
	} else if name == "step" {
		t.Step = s.form.Get("step")
		s.env.Timers.Changed = true
	}
}

// remember keeps what is typed in a locked kit until it is open: in memory alone, since nothing can be sealed.
func (s *Screen) remember() {
	if s.env.Fault != ui.FaultLocked {
		return
	}
	if s.env.Timers.Typed == nil {
		s.env.Timers.Typed = map[string]map[string]string{}
	}
	s.env.Timers.Typed[s.face.tool] = s.form.Values
}

// View implements [ui.Screen].
func (s *Screen) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("timer." + s.face.key + "_title"), Back: "/kit", Task: true, Layout: "stage--two",
		Actions: []app.UI{s.sound()}}
	if !s.env.Timers.Known {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	if t := s.running(); t != nil {
		v.Layout = "stage--narrow"
		s.take(t)
		s.during(&v, t)
		return v
	}
	for _, d := range s.left {
		if d.ID == s.now {
			v.Layout = "stage--narrow"
			s.after(&v, d)
			return v
		}
	}
	s.before(&v)
	return v
}

// before is what to say first, and how long.
func (s *Screen) before(v *ui.View) {
	say, f := s.env.Say, s.face
	if s.env.Fault == "" { // a locked kit puts nothing away
		v.Sub = html.Small().Body(s.draft.State(say))
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(s.steps(), s.words(f.key+"-before")),
		html.Div().Class("pane").Body(
			s.draft.Offer(say, s.form.Fill),
			ui.Slot(s.who()),
			html.Form().Class("card form").OnSubmit(s.start).OnKeyDown(s.form.OnKey).ID("timer-form").Body(
				ui.Field{Form: s.form, Name: f.field, Mode: "decimal", Unit: say.T("unit.minutes"), Most: 8,
					Label: say.T("timer." + f.key + "_limit"), Hint: say.T("timer." + f.key + "_limit_hint")}.View(),
				ui.If(f == &hold, s.step),
			),
			s.rows(""),
		),
	}
	v.Bar = []app.UI{
		html.Button().Class("buckle").Attr("type", "submit").Attr("form", "timer-form").Attr("name", "start_"+f.key).
			Body(ui.Icon(f.icon), html.Span().Text(say.T("timer."+f.key+"_start"))),
		ui.If(f == &hold, s.refused),
	}
}

// steps are what to do before someone waits, without which the timer is worth little.
func (s *Screen) steps() app.UI {
	var steps []app.UI
	for _, n := range []string{"1", "2", "3"} {
		steps = append(steps, html.Li().Body(html.Div().Body(html.H2().Text(s.env.Say.T("timer."+s.face.key+"_step_"+n)))))
	}
	return html.Ol().Class("steps").Body(steps...)
}

func (s *Screen) step() app.UI {
	return ui.Field{Form: s.form, Name: "step", Label: s.env.Say.T("timer.step"), Place: s.env.Say.T("timer.step_place")}.View()
}

// refused turns a no into a promise to call back, today.
func (s *Screen) refused() app.UI {
	return s.env.LogThis("btn", s.env.Say.T("timer.refused"), func() ui.Handed {
		return ui.Handed{Client: s.client.ID, Values: map[string]string{"promise": s.env.Say.T("log.promise_call"), "promise_date": string(s.env.Today())}}
	}).Attr("name", "call_back")
}

// who is the client that the screen was opened for.
func (s *Screen) who() app.UI {
	return ui.If(s.client.Name != "", func() app.UI {
		return html.P().Class("timer-who").Body(ui.Person(either(s.client.PreferredName, s.client.Name)))
	})
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// start begins to count. The press lets the browser sound later.
func (s *Screen) start(ctx app.Context, e app.Event) {
	e.PreventDefault()
	n, err := s.env.Say.ParseNumber(s.form.Get(s.face.field))
	if err != nil || n < 0.5 || n > journal.MaxMinutes {
		ui.FieldErrors(s.env.Say, s.form, &journal.FieldError{Field: s.face.field, Problem: journal.NotListed, Limit: journal.MaxMinutes}, nil)
		ui.FocusError(ctx)
		return
	}
	s.draft.Forget(ctx)
	delete(s.env.Timers.Typed, s.face.tool)
	s.begin(&ui.Timer{Limit: time.Duration(n * float64(time.Minute)), Client: s.client.ID, Step: s.form.Get("step")})
}

// again has the same client wait once more: the longest wait is the one that counts.
func (s *Screen) again(d done) {
	limit, err := s.env.Say.ParseNumber(s.form.Get(s.face.field))
	if err != nil || limit < 0.5 {
		limit = float64(s.face.usual(s.env.Book.Today().Settings))
	}
	s.begin(&ui.Timer{ID: d.ID, Limit: time.Duration(limit * float64(time.Minute)), Client: d.Client, Step: d.Step,
		Longest: d.length(), Times: d.Times})
}

func (s *Screen) begin(t *ui.Timer) {
	if s.running() != nil {
		return
	}
	s.thrown = nil
	if !silent(s.env) {
		s.env.Device.AllowSound()
	}
	s.face.start(s.env, t)
	s.awake()
	s.env.Top("top")
}

// during is the time that runs, large, with what to say when it gets long.
func (s *Screen) during(v *ui.View, t *ui.Timer) {
	say, f := s.env.Say, s.face
	elapsed, _ := t.Elapsed(s.env.Now())
	count, _ := f.due(elapsed, t.Limit)
	shown, label, words, state := f.show(say, elapsed, t.Limit, count)
	class := "timer timer--" + state
	v.Stage = []app.UI{
		ui.Slot(s.who()),
		html.Div().Class(class).Body(
			html.P().Class("timer-label").Text(label),
			html.P().Class("timer-face").Attr("role", "timer").Body(ui.Output("elapsed", strconv.Itoa(int(elapsed/time.Second)), shown)),
			ui.Slot(html.P().Class("timer-words").Attr("role", "status").Body(ui.If(words != "", func() app.UI { return ui.Icon("alert") }), html.Text(words))),
		),
		html.Div().Class("only-read").Body(ui.Output("warnings", strconv.Itoa(count), strconv.Itoa(count))),
		ui.If(f == &hold, func() app.UI {
			return html.Form().Class("form").OnSubmit(func(_ app.Context, e app.Event) { e.PreventDefault() }).OnKeyDown(s.form.OnKey).Body(s.step())
		}),
		s.words(f.key + "-" + state),
	}
	v.Bar = []app.UI{ui.Button("buckle", "stop_"+f.key, "check", say.T("timer."+f.key+"_stop"), func(app.Context, app.Event) { s.stop() })}
}

func (s *Screen) stop() {
	d, ran := s.face.stop(s.env)
	if !ran {
		return
	}
	s.now, s.taken = d.ID, ""
	s.left = append([]done{d}, without(s.left, d.ID)...)
	s.awake()
	s.env.Top("top")
}

func without(all []done, id string) (rest []done) {
	for _, d := range all {
		if d.ID != id {
			rest = append(rest, d)
		}
	}
	return rest
}

// after is the moment to thank, and to log how long it was.
func (s *Screen) after(v *ui.View, d done) {
	say, f := s.env.Say, s.face
	v.Stage = []app.UI{
		ui.Slot(s.who()),
		html.Div().Class("timer timer--done").Body(
			html.P().Class("timer-label").Text(say.T("timer."+f.key+"_done")),
			html.P().Class("timer-face timer-face--words").Body(ui.Output(f.value, strconv.Itoa(d.Seconds), ui.Duration(say, d.length()))),
			ui.If(d.Times > 1, func() app.UI { return html.P().Class("meta").Text(say.N("timer.longest", float64(d.Times))) }),
		),
		s.words(f.key + "-after"),
		html.Div().Class("btns").Body(
			ui.If(f == &hold, func() app.UI {
				return ui.Button("btn", "start_hold", f.icon, say.T("timer.again"), func(app.Context, app.Event) { s.again(d) }, d.ID, d.Seconds)
			}),
			s.forget(d),
		),
		s.rows(d.ID),
	}
	v.Bar = []app.UI{s.log("buckle", d)}
}

// rows are the other times that are still to be logged, but for one.
func (s *Screen) rows(but string) app.UI {
	say := s.env.Say
	var rows []app.UI
	for _, d := range s.left {
		if d.ID == but {
			continue
		}
		title := ui.Duration(say, d.length())
		if d.Client != "" {
			title += " · " + s.env.Who(d.Client)
		}
		rows = append(rows, html.Div().Class("row").Body(
			html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(title),
				html.Span().Class("meta").Text(ui.MomentWords(say, d.At.In(s.env.Now().Location()), s.env.Today()))),
			html.Div().Class("btns").Body(s.log("btn btn--soft", d), s.forget(d))))
	}
	return ui.Slot(
		ui.If(s.thrown != nil, func() app.UI {
			return ui.Banner("", "erase", say.T("timer.thrown"), ui.Button("btn", "undo", "undo", say.T("action.undo"), func(app.Context, app.Event) {
				s.left = append([]done{*s.thrown}, s.left...)
				s.face.leave(s.env, *s.thrown)
				s.thrown = nil
			}))
		}),
		ui.If(len(rows) > 0, func() app.UI { return ui.Block("h-left", say.T("timer.left"), nil, ui.Rows(rows...)) }),
	)
}

// log hands the time over to the log form.
func (s *Screen) log(class string, d done) app.UI {
	return s.env.LogThis(class, s.env.Say.T("timer.log"), func() ui.Handed {
		values := map[string]string{s.face.value: strconv.Itoa(d.Seconds)}
		if d.Step != "" {
			values["notes"] = s.env.Say.T("timer.note", "step", d.Step)
		}
		return ui.Handed{Client: d.Client, Values: values, From: s.face.draft(d.ID)}
	}).Attr("data-id", d.ID)
}

func (s *Screen) forget(d done) app.UI {
	return ui.Button("btn btn--quiet", "discard", "", s.env.Say.T("timer.discard"), func(app.Context, app.Event) {
		s.left, s.now, s.thrown = without(s.left, d.ID), "", &d
		s.face.forget(s.env, d.ID)
	}, d.ID).Attr("value", d.ID)
}

// sound lets the warnings be heard, or not. It is off, too, where the browser waits for a press before it lets anything
// sound: after a reload.
func (s *Screen) sound() app.UI {
	on := !silent(s.env) && (s.running() == nil || s.env.Device.SoundAllowed())
	icon := "silent"
	if on {
		icon = "sound"
	}
	return html.Button().Class("icon-btn").Attr("type", "button").Attr("name", "sound").Aria("pressed", ui.Bool(on)).
		Aria("label", s.env.Say.T("timer.sound")).Title(s.env.Say.T("timer.sound")).Body(ui.Icon(icon)).
		OnClick(func(app.Context, app.Event) {
			if on {
				s.env.Device.LocalSet(soundKey, "yes")
			} else {
				s.env.Device.LocalSet(soundKey, "")
				s.env.Device.AllowSound()
			}
			arm(s.env)
		}, on)
}
