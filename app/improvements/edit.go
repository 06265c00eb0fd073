package improvements

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/journal"
)

// Edit is the form of an improvement, new or known.
type Edit struct {
	*ui.Paper
	env  *ui.Env
	id   string
	from string // id of the conversation, complaint or observation that a new one comes from
	who  *ui.Picker
	base journal.Improvement // what a new one holds beside what the form shows
}

// NewEdit is the form of an improvement: a new one when id is empty.
func NewEdit(env *ui.Env, id string) *Edit {
	s := &Edit{env: env, id: id, Paper: ui.NewPaper(env, "improvement", id)}
	s.Show = func(rec journal.Record) map[string]string {
		i, _ := rec.(journal.Improvement)
		return map[string]string{"what": i.What, "level": string(i.Level), "who": i.Who, "done": i.Done, "source": string(i.Source)}
	}
	s.Make = s.make
	s.who = ui.NewPicker(env, s.Form, nil, nil)
	s.who.Listed = true
	if id == "" {
		s.Paper.Who = s.who
	}
	s.Typed = func(ctx app.Context, name string) {
		if name == "client" {
			s.who.Suggest(ctx)
		}
	}
	s.Taken = func(ctx app.Context, v map[string]string) {
		if id := v["_client"]; id != "" {
			s.who.PickID(ctx, id)
		}
	}
	return s
}

// NewFrom is the form of a new improvement that comes from a conversation, a complaint or an observation.
func NewFrom(env *ui.Env, from string) *Edit {
	s := NewEdit(env, "")
	s.from = from
	return s
}

// Focus starts in the words of a new one.
func (s *Edit) Focus() string {
	if s.id == "" {
		return "what"
	}
	return "top"
}

// Open reads the improvement to correct, or what a new one comes from.
func (s *Edit) Open(ctx app.Context) {
	s.Paper.Open(ctx)
	if s.from == "" {
		return
	}
	ctx.Async(func() {
		v, err := s.env.Book.Get(context.WithoutCancel(ctx), s.from)
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				return
			}
			what, client := "", ""
			s.base.From = s.from
			switch r := v.Record.(type) {
			case journal.Interaction:
				s.base.Source, what, client = journal.FromConversation, r.Request, r.Client
			case journal.Complaint:
				s.base.Source, what, client = journal.FromComplaint, r.What, r.Client
			case journal.Observation:
				s.base.Source, what = journal.FromObservation, r.Lesson
			default:
				s.base.From = ""
			}
			if s.Get("what") == "" {
				s.Take(ctx, map[string]string{"what": what, "_client": client, "source": string(s.base.Source)})
			}
		})
	})
}

// make is the improvement that the form describes.
func (s *Edit) make(was journal.Record, v map[string]string) (journal.Record, error) {
	i, known := was.(journal.Improvement)
	if !known {
		i = s.base
		i.ID, i.Seen, i.State, i.Source = journal.NewID(), s.env.Today(), journal.Heard, journal.Source(v["source"])
		if asked := v["_client"]; asked != "" {
			i.Asked = []journal.Asker{{Client: asked}}
		}
	}
	i.What, i.Level, i.Who = v["what"], journal.Level(v["level"]), v["who"]
	if i.Done != "" {
		i.Done = v["done"]
	}
	i = i.Tidy()
	return i, i.Check()
}

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say, f := s.env.Say, s.Form
	title, back := say.T("improvements.new"), "/improvements"
	if s.id != "" {
		title, back = say.T("improvement.correct"), "/improvements/"+s.id
	}
	fields := []app.UI{
		ui.Field{Form: f, Name: "what", Label: say.T("improvement.what"), Hint: say.T("improvement.what_hint"), Lines: true}.View(),
		ui.Segment(f, "level", say.T("improvement.level"), levels(say)),
		ui.Field{Form: f, Name: "who", Label: say.T("improvement.who"), Extra: say.T("form.optional")}.View(),
	}
	if was, ok := s.Version.Record.(journal.Improvement); ok && was.Done != "" {
		fields = append(fields, ui.Field{Form: f, Name: "done", Label: say.T("improvement.done"), Lines: true}.View())
	}
	if s.id == "" {
		if s.from == "" {
			fields = append(fields, ui.Segment(f, "source", say.T("improvement.source"), []ui.Choice{
				{Value: string(journal.FromConversation), Label: say.T("source.conversation")},
				{Value: string(journal.FromReflection), Label: say.T("source.reflection")}}))
		}
		fields = append(fields, s.who.View(say.T("improvement.asked_by"), say.T("log.client_place"), nil,
			func(ctx app.Context, _ app.Event) { s.who.Drop(ctx) }))
	}
	return s.Paper.View(title, back, s.saved, fields...)
}

func (s *Edit) saved(ctx app.Context, rec journal.Record, ref journal.Ref) {
	i, _ := rec.(journal.Improvement)
	s.env.Last = &ui.LastSave{Ref: ref, Path: "/improvements/" + i.ID, What: i.What}
	s.env.Done(ctx, "/improvements/"+i.ID)
}
