package complaints

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Ask is the form in which an improvement asked for is taken down.
type Ask struct {
	env     *ui.Env
	client  string // id of the client in the address, or empty
	form    *ui.Form
	draft   *ui.Draft
	who     *ui.Picker
	trouble string
}

// NewAsk is the form, for a client already known when the id is not empty.
func NewAsk(env *ui.Env, client string) *Ask {
	s := &Ask{env: env, client: client, form: ui.NewForm(map[string]string{})}
	s.draft = ui.NewDraft(env, "complaint", s.form)
	s.form.Changed = func(ctx app.Context, name string) {
		s.trouble = ""
		if name == "client" {
			s.who.Suggest(ctx)
		}
		s.draft.Touch(ctx)
	}
	s.who = ui.NewPicker(env, s.form, nil, nil)
	return s
}

// Focus starts in the client field when nobody is known yet, and otherwise in their words.
func (s *Ask) Focus() string {
	if s.client == "" {
		return "client"
	}
	return "what"
}

// Open takes what a conversation has handed over, and reads the client.
func (s *Ask) Open(ctx app.Context) {
	s.draft.Find(ctx)
	if h := s.env.Handed; h != nil {
		s.env.Handed = nil
		if len(h.Values) > 0 {
			s.form.Fill(ctx, h.Values)
			s.draft.Touch(ctx)
		}
	}
	if s.client != "" {
		s.who.PickID(ctx, s.client)
	}
	s.env.LoadIndex(ctx, func(app.Context) {})
}

// Leave implements [ui.Leaver].
func (s *Ask) Leave() { s.draft.Leave() }

// View implements [ui.Screen].
func (s *Ask) View() ui.View {
	say, f := s.env.Say, s.form
	v := ui.View{Title: say.T("complaint.new"), Back: "/complaints", BackLabel: say.T("log.close"), Task: true, Layout: "stage--narrow",
		Sub: html.Small().Body(s.draft.State(say))}
	if s.client != "" {
		v.Back = "/clients/" + s.client
	}
	v.Stage = []app.UI{
		s.draft.Offer(say, s.resume),
		html.Form().Class("form").ID("complaint-form").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(
			s.who.Someone(),
			field(s.env, f, "what"), field(s.env, f, "remedy"), field(s.env, f, "channel"), field(s.env, f, "severity"), field(s.env, f, "safety"),
		),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "complaint-form").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

func (s *Ask) resume(ctx app.Context, kept map[string]string) {
	s.form.Fill(ctx, kept)
	if id := kept["_client"]; id != "" {
		s.who.PickID(ctx, id)
	}
}

func (s *Ask) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving != ui.Saving {
		s.env.LoadIndex(ctx, s.send)
	}
}

// send reads the conversation in which it was heard, if there is one, and saves both.
func (s *Ask) send(ctx app.Context) {
	bg, heard := context.WithoutCancel(ctx), s.form.Get("_interaction")
	ctx.Async(func() {
		v, _ := s.env.Book.Get(bg, heard)
		s.env.Do(func(ctx app.Context) { s.keep(ctx, v) })
	})
}

func (s *Ask) keep(ctx app.Context, heard store.Version) {
	if s.env.Saving == ui.Saving {
		return
	}
	writes, err := s.compose(heard)
	if err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, map[string]string{"name": "client"})
		ui.FocusError(ctx)
		return
	}
	if writes == nil {
		ui.FocusError(ctx)
		return
	}
	c := writes[len(writes)-1].Record.(journal.Complaint)
	s.draft.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
			return
		}
		s.env.Last = &ui.LastSave{Ref: saved.Refs[len(saved.Refs)-1], Path: "/complaints/" + c.ID, Client: c.Client}
		s.env.Done(ctx, "/complaints/"+c.ID)
	}, writes...)
}

// compose is what to save, the improvement last: with a new record when nobody has the name that is typed, and with the
// conversation in which it was heard. Nothing when the user has to say who is meant.
func (s *Ask) compose(heard store.Version) ([]store.Write, error) {
	id, writes, ok, err := s.who.Settle()
	if err != nil || !ok {
		return nil, err
	}
	c := s.env.Complaint(id, s.form.Get("what"))
	if i, ok := heard.Record.(journal.Interaction); ok && i.Client == id {
		c.Interaction, i.Complaint = i.ID, c.ID
		writes = append(writes, store.Write{Record: i, Base: heard.N})
	}
	c = details(c, s.form).Tidy()
	return append(writes, store.Write{Record: c}), c.Check()
}
