// Package guided is the room of a guided intervention (F01): a step a screen, held in one hand while someone is on the
// line. The rules of its steps, and what it leaves, are the journal's.
package guided

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

// Screen is an intervention under way. All that it knows is in the form, so that its draft goes on at the very step.
type Screen struct {
	env     *ui.Env
	client  string // id of the one that it was opened for
	form    *ui.Form
	draft   *ui.Draft
	who     *ui.Picker
	asking  bool // who is meant, among records so near the name typed that the worker has to say
	trouble string
	done    *left    // what it left, once saved
	asked   []string // questions before the last change of them, to put back; nil when nothing was changed
}

// New is an intervention for a client (an id, or empty).
func New(env *ui.Env, client string) *Screen {
	s := &Screen{env: env, client: client, form: ui.NewForm(nil)}
	s.form.Values = domain.NewGuided(env.Now(), map[string]string{"channel": string(domain.Phone)}).Draft()
	s.form.Start = s.guided().Draft()
	s.form.Changed = s.changed
	s.draft = ui.NewDraft(env, "guided", s.form)
	s.who = ui.NewPicker(env, s.form, s.answered, s.read)
	s.who.Nameless = true
	return s
}

// Open looks for an intervention that was cut short, and for the client.
func (s *Screen) Open(ctx app.Context) {
	s.draft.Find(ctx)
	if s.client != "" {
		s.who.PickID(ctx, s.client)
	}
}

// Leave implements [ui.Leaver].
func (s *Screen) Leave() { s.draft.Leave() }

// guided is the intervention as the form holds it, with the number in its stored form where it can be read.
func (s *Screen) guided() domain.Guided {
	g := domain.ResumeGuided(s.form.Values)
	if stored, err := i18n.NormalizePhone(g.Get("phone")); err == nil {
		g = g.Set("phone", stored)
	}
	return g
}

// to shows the intervention as an act has left it, and keeps it at once.
func (s *Screen) to(ctx app.Context, g domain.Guided) {
	values := g.Draft()
	if stored, err := i18n.NormalizePhone(values["phone"]); err == nil {
		values["phone"] = s.env.Say.Phone(stored)
	}
	if g.Step() == domain.GuidedQuestions && values["questions"] == "" {
		values["questions_about"] = values["about"]
		values["questions"] = strings.Join(s.questions(), "\n")
	}
	s.form.Values, s.form.Start, s.form.Errors = values, map[string]string{}, map[string]string{}
	for k, v := range values {
		s.form.Start[k] = v
	}
	s.trouble, s.asking, s.who.Alike = "", false, nil
	s.keep(ctx)
	s.env.Top("step")
}

// keep puts the draft away at once, and says so.
func (s *Screen) keep(ctx app.Context) {
	s.draft.Touch(ctx)
	ctx.Async(func() {
		s.draft.Leave()
		s.env.Do(func(app.Context) {})
	})
}

// changed is called after each input. An answer keeps the question that it answers.
func (s *Screen) changed(ctx app.Context, name string) {
	s.trouble = ""
	if name == "client" {
		s.asking = false
		s.who.Suggest(ctx)
	}
	if n, ok := strings.CutPrefix(name, "answer_"); ok {
		if at, err := strconv.Atoi(n); err == nil {
			s.form.Values["question_"+n] = s.question(at)
		}
	}
	s.draft.Touch(ctx)
}

// answered goes on once the worker has said who is meant.
func (s *Screen) answered(ctx app.Context) {
	if s.asking {
		s.asking = false
		s.goOn(ctx)
	}
}

// read confirms the number and the address that the record holds, unless others were given.
func (s *Screen) read(app.Context) {
	for name, known := range map[string]string{"phone": s.env.Say.Phone(s.who.Known.Phone), "email": s.who.Known.Email} {
		if s.form.Get(name) == "" && known != "" {
			s.form.Values[name], s.form.Start[name] = known, known
		}
	}
}

// drop lets go of the client, and of the number and the address that were theirs.
func (s *Screen) drop(ctx app.Context, _ app.Event) {
	for name, known := range map[string]string{"phone": s.env.Say.Phone(s.who.Known.Phone), "email": s.who.Known.Email} {
		if s.form.Get(name) == known {
			s.form.Values[name], s.form.Start[name] = "", ""
		}
	}
	s.who.Drop(ctx)
	s.draft.Touch(ctx)
}

// resume goes on with an intervention that was cut short, at its step.
func (s *Screen) resume(ctx app.Context, kept map[string]string) {
	s.who.Chosen, s.who.Known = nil, domain.Client{}
	s.to(ctx, domain.ResumeGuided(kept))
	if id := kept["_client"]; id != "" {
		s.who.PickID(ctx, id)
	}
}

func (s *Screen) next(ctx app.Context, e app.Event) {
	e.PreventDefault()
	s.goOn(ctx)
}

// goOn goes on, unless this step holds what cannot be kept. Who is meant is settled before the name is left, and again
// before all is kept: the list of steps leads past it too.
func (s *Screen) goOn(ctx app.Context) {
	g := s.guided()
	if at := g.Step(); (at == domain.GuidedDone || at == domain.GuidedIdentify) && s.who.Chosen == nil {
		s.env.LoadIndex(ctx, s.identified)
		return
	}
	switch g.Step() {
	case domain.GuidedDone:
		s.save(ctx)
		return
	case domain.GuidedCallback:
		if !s.phoneReads(ctx) {
			return
		}
	}
	s.pass(ctx, g)
}

// identified settles who is meant by a typed name, and takes the number that was typed behind it.
func (s *Screen) identified(ctx app.Context) {
	if s.asking = !s.who.Meant(""); s.asking {
		ui.FocusError(ctx)
		return
	}
	if c := s.who.Chosen; c != nil {
		s.who.Pick(ctx, *c)
	} else if name, phone := ui.NameAndPhone(s.form.Get("client")); phone != "" {
		if name == "" { // someone who said no name
			name = s.env.Say.Phone(phone)
		}
		s.form.Values["client"], s.form.Values["phone"] = name, phone
	}
	g := s.guided()
	if g.Step() == domain.GuidedDone {
		s.save(ctx)
		return
	}
	s.pass(ctx, g)
}

func (s *Screen) pass(ctx app.Context, g domain.Guided) {
	next, err := g.Next()
	if err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, map[string]string{"notes": s.long(g)})
		ui.FocusError(ctx)
		return
	}
	s.to(ctx, next)
}

// long is the field to shorten when the notes are too long: they hold the answers too.
func (s *Screen) long(g domain.Guided) string {
	if g.Step() == domain.GuidedQuestions {
		return "answer_0"
	}
	return "notes"
}

// phoneReads refuses a number that cannot be called.
func (s *Screen) phoneReads(ctx app.Context) bool {
	typed := strings.TrimSpace(s.form.Get("phone"))
	if _, err := i18n.NormalizePhone(typed); typed == "" || err == nil {
		return true
	}
	s.form.Errors["phone"] = s.env.Say.T("problem.phone")
	ui.FocusError(ctx)
	return false
}

// dropped calls back, at the same step; without a number it asks for one.
func (s *Screen) dropped(ctx app.Context, _ app.Event) {
	g := s.guided()
	phone := s.callback(g)
	if phone == "" {
		s.to(ctx, g.Go(domain.GuidedCallback))
		s.form.Errors["phone"] = s.env.Say.T("guided.no_number")
		ui.FocusError(ctx)
		return
	}
	s.env.Device.Open(ui.Tel(phone))
	s.form.Values = g.Dropped().Draft()
	s.keep(ctx)
}

// callback is the number to call when the line drops; empty when none can be called.
func (s *Screen) callback(g domain.Guided) string {
	stored, err := i18n.NormalizePhone(g.Callback(s.who.Known))
	if err != nil {
		return s.who.Known.Phone
	}
	return stored
}
