package complaints

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Complaint is one improvement asked for: what comes next, with the form that does it, above all that was done so far.
type Complaint struct {
	*ui.Shown
	env     *ui.Env
	id      string
	form    *ui.Form
	draft   *ui.Draft
	client  journal.Client
	earlier []store.Entry // what the same client had asked for before

	act       string          // what the form is for: a stage to reach, or tell, delay …; empty: there is none
	step      int             // the step that the client is told of
	typed     map[string]bool // the controls that hold something of the user's
	turn      int             // counts the forms shown, so that none inherits the page of the one before
	seen      store.Version   // what the form was begun on
	meanwhile string          // what was changed elsewhere while something was typed here
	trouble   string
	minute    *time.Timer // shows the clock again
}

// New is the screen of one improvement asked for.
func New(env *ui.Env, id string) *Complaint {
	s := &Complaint{env: env, id: id, form: ui.NewForm(map[string]string{}), typed: map[string]bool{}}
	s.Shown = ui.NewShown(env, id, s.read)
	s.form.Changed = func(ctx app.Context, name string) {
		s.typed[name], s.trouble = true, ""
		s.form.Values["_act"], s.form.Values["_step"] = s.act, strconv.Itoa(s.step)
		s.draft.Touch(ctx)
	}
	s.draft = ui.NewDraft(env, "complaint/"+id, s.form)
	return s
}

// Open reads the record, and the scripts of its steps.
func (s *Complaint) Open(ctx app.Context) {
	s.draft.Find(ctx)
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.Shown.Open(ctx)
	s.minute = time.AfterFunc(time.Minute, func() {
		s.env.Do(func(app.Context) { s.minute.Reset(time.Minute) })
	})
}

// Leave implements [ui.Leaver].
func (s *Complaint) Leave() {
	s.draft.Leave()
	if s.minute != nil {
		s.minute.Stop()
	}
}

// read takes the record as it is now. A form in which something is typed stays, and says what has changed around it.
func (s *Complaint) read(ctx app.Context) {
	c, ok := s.Version.Record.(journal.Complaint)
	if !ok {
		return
	}
	s.earlier = journal.EarlierComplaints(c, s.env.Book.Of(c.Client))
	if s.client.ID != c.Client {
		s.readClient(ctx, c.Client)
	}
	if s.seen.N == s.Version.N {
		return
	}
	was, known := s.seen.Record.(journal.Complaint)
	s.seen = s.Version
	if !known || len(s.typed) == 0 {
		act, step := upcoming(c)
		s.begin(c, act, step)
		return
	}
	s.meanwhile = s.env.Say.T("complaint.meanwhile", "what", strings.Join(changes(s.env.Say, was, c), ", "))
	s.form.Differ(ctx, s.env.Say, values(was), values(c))
}

func (s *Complaint) readClient(ctx app.Context, id string) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, _ := s.env.Book.Get(bg, id)
		s.env.Do(func(app.Context) { s.client, _ = v.Record.(journal.Client) })
	})
}

// upcoming is the act that comes next by itself: the next step, or telling the client of a delay.
func upcoming(c journal.Complaint) (act string, step int) {
	next := c.Next()
	if next.Stage == journal.Delayed {
		return tell, next.Step
	}
	return string(next.Stage), next.Step
}

// begin shows the form of an act. What was typed stays in the controls of its name.
func (s *Complaint) begin(c journal.Complaint, act string, step int) {
	for name, value := range values(c) {
		if !s.typed[name] {
			s.form.Values[name] = value
		}
	}
	s.form.Start = map[string]string{}
	for name, value := range s.form.Values {
		s.form.Start[name] = value
	}
	s.form.Errors = map[string]string{}
	s.act, s.step, s.trouble, s.turn = act, step, "", s.turn+1
}

// start begins another act at a press.
func (s *Complaint) start(act string, step int) {
	c, _ := s.Version.Record.(journal.Complaint)
	if act == string(journal.Closed) {
		var fe *journal.FieldError
		if _, err := c.Close(s.env.Now(), journal.Closing{}); errors.As(err, &fe) && fe.Problem == journal.Untold {
			s.trouble = s.env.Say.T("complaint.guard")
			return
		}
	}
	s.meanwhile = ""
	s.begin(c, act, step)
	s.env.Bring("act-form")
}

// resume takes up a draft, with the act that it was for.
func (s *Complaint) resume(_ app.Context, kept map[string]string) {
	c, ok := s.Version.Record.(journal.Complaint)
	if !ok || fieldsOf(kept["_act"]) == nil {
		return
	}
	for name, value := range kept {
		s.form.Values[name], s.typed[name] = value, true
	}
	step, _ := strconv.Atoi(kept["_step"])
	s.begin(c, kept["_act"], step)
}

// done is the improvement with the act of the form done.
func (s *Complaint) done(c journal.Complaint) (journal.Complaint, error) {
	f, now := s.form, s.env.Now()
	told := &journal.Telling{At: now, By: journal.Channel(f.Get("told_by"))}
	spoken := *told
	if told.By == "" {
		told = nil
	}
	switch s.act {
	case tell:
		return c.Tell(s.step, spoken)
	case delay:
		return c.Delay(now, journal.Day(f.Get("until")), f.Get("reason"), told)
	case settle:
		return details(c, f, "severity").SettleNow(spoken, f.Get("note"))
	case after:
		return c.Afterwards(closing(f))
	case correct:
		c = details(c, f, about...).Tidy()
		return c, c.Check()
	case string(journal.Closed):
		return c.Close(now, closing(f))
	case string(journal.Assessed):
		c = details(c, f, about[3:]...)
	}
	return c.Advance(journal.Stage(s.act), now, f.Get("note"), told)
}

func (s *Complaint) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	c, ok := s.Version.Record.(journal.Complaint)
	if s.env.Saving == ui.Saving || !ok || s.act == "" {
		return
	}
	s.form.Errors, s.trouble = map[string]string{}, ""
	c, err := s.done(c)
	if err != nil {
		s.refuse(ctx, err)
		return
	}
	s.draft.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			s.Refresh(ctx) // after a conflict, the difference is shown
			return
		}
		s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/complaints/" + s.id, Client: c.Client}
		s.form.Values, s.typed, s.act, s.meanwhile = map[string]string{}, map[string]bool{}, "", ""
		offered := s.draft.Offered // one left behind stays on offer
		s.draft = ui.NewDraft(s.env, "complaint/"+s.id, s.form)
		s.draft.Offered = offered
		s.Refresh(ctx)
	}, store.Write{Record: c, Base: s.Version.N})
}

// refuse says why, beside the field where there is one.
func (s *Complaint) refuse(ctx app.Context, err error) {
	ui.FieldErrors(s.env.Say, s.form, err, map[string]string{"told": "told_by"})
	for name, sentence := range s.form.Errors {
		shown := fieldsOf(s.act)
		if !slices.Contains(shown, name) && !slices.Contains(shown, name+"?") {
			s.trouble = sentence
		}
	}
	ui.FocusError(ctx)
}
