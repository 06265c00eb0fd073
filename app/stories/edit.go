package stories

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	domain "trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// removedKey is where the form keeps what was taken out of the text, a line each, so that a draft shows it too.
const removedKey = "_removed"

// Edit is the form of a story, or of a service lived as a client.
type Edit struct {
	env     *ui.Env
	id      string // of the record being corrected, or empty
	talk    string // id of the conversation that the story tells, or empty
	seen    bool   // a service lived as a client
	form    *ui.Form
	draft   *ui.Draft
	client  domain.Client // whose identity is removed
	version store.Version
	was     map[string]string // the values as they were read
	clean   string            // the text without identity, as it will be kept
	missing bool
	trouble string
}

// NewStory is a new story, of a conversation (an id) or of none.
func NewStory(env *ui.Env, talk string) *Edit { return newEdit(env, "story/"+talk, &Edit{talk: talk}) }

// NewObservation is a new service lived as a client.
func NewObservation(env *ui.Env) *Edit { return newEdit(env, "observation", &Edit{seen: true}) }

// NewCorrection is the form of a record of the room.
func NewCorrection(env *ui.Env, id string) *Edit { return newEdit(env, "story/"+id, &Edit{id: id}) }

func newEdit(env *ui.Env, key string, s *Edit) *Edit {
	s.env, s.form = env, ui.NewForm(map[string]string{"on": string(env.Today())})
	s.form.Changed = func(ctx app.Context, name string) {
		s.trouble = ""
		s.look()
		s.draft.Touch(ctx)
	}
	s.draft = ui.NewDraft(env, key, s.form)
	return s
}

// Open looks for a draft, and reads the record or the conversation.
func (s *Edit) Open(ctx app.Context) {
	s.draft.Find(ctx)
	bg := context.WithoutCancel(ctx)
	if s.id+s.talk == "" {
		return
	}
	ctx.Async(func() {
		v, err := s.env.Book.Get(bg, s.id+s.talk)
		talk := s.talk
		st, told := v.Record.(domain.Story)
		if told {
			talk = st.Interaction
		}
		tv, _ := s.env.Book.Get(bg, talk)
		i, spoken := tv.Record.(domain.Interaction)
		cv, _ := s.env.Book.Get(bg, i.Client)
		c, _ := cv.Record.(domain.Client)
		s.env.Do(func(ctx app.Context) {
			o, seen := v.Record.(domain.Observation)
			s.client = c
			switch {
			case err == nil && told:
				s.read(ctx, v, storyValues(st))
			case err == nil && seen:
				s.seen = true
				s.read(ctx, v, observationValues(o))
			case s.talk != "" && spoken:
				s.tell(ctx, i)
			default:
				s.missing = true
			}
		})
	})
}

func (s *Edit) read(ctx app.Context, v store.Version, values map[string]string) {
	s.version, s.was = v, values
	s.form.Fill(ctx, values)
	s.look()
}

// tell takes the words of a conversation, without the identity of whoever it was held with.
func (s *Edit) tell(ctx app.Context, i domain.Interaction) {
	var parts []string
	for _, t := range []string{i.About, i.Request, i.Notes} {
		if t != "" {
			parts = append(parts, t)
		}
	}
	text, removed := s.anonymous(strings.Join(parts, "\n\n"))
	if s.form.Get("text") == "" {
		s.form.Fill(ctx, map[string]string{"text": text, "on": string(domain.DayOf(i.At.In(s.env.Now().Location())))})
		s.form.Values[removedKey] = strings.Join(removed, "\n")
	}
	s.look()
}

func storyValues(st domain.Story) map[string]string {
	return map[string]string{"kind": string(st.StoryKind), "title": st.Title, "text": st.Text, "on": string(st.On)}
}

func observationValues(o domain.Observation) map[string]string {
	return map[string]string{"how": string(o.How), "where": o.Where, "what": o.What, "lesson": o.Lesson, "on": string(o.On)}
}

// standIns stand in the place of what would tell who someone is.
func (s *Edit) standIns() domain.StandIns {
	say := s.env.Say
	return domain.StandIns{Name: say.T("story.someone"), Phone: say.T("story.number"), Email: say.T("story.address")}
}

// anonymous is a text without identity, and what was taken out of it.
func (s *Edit) anonymous(text string) (clean string, removed []string) {
	clean, out := domain.Anonymous(text, s.client, search.Fold, s.standIns())
	for _, r := range out {
		removed = append(removed, strings.Join(strings.Fields(r.Text), " "))
	}
	return clean, removed
}

// look makes the text again as it will be kept.
func (s *Edit) look() {
	if !s.seen {
		s.clean, _ = s.anonymous(s.form.Get("text"))
	}
}

// removed is all that was taken out, or will be, each once.
func (s *Edit) removed() (all []string) {
	_, now := s.anonymous(s.form.Get("title") + "\n" + s.form.Get("text"))
	had := map[string]bool{"": true}
	for _, r := range append(strings.Split(s.form.Get(removedKey), "\n"), now...) {
		if !had[r] {
			had[r] = true
			all = append(all, r)
		}
	}
	return all
}

// Leave implements [ui.Leaver].
func (s *Edit) Leave() { s.draft.Leave() }

func (s *Edit) record() domain.Record {
	f, id := s.form, s.id
	if id == "" {
		id = domain.NewID()
	}
	if s.seen {
		return domain.Observation{ID: id, On: domain.Day(f.Get("on")), Where: f.Get("where"), How: domain.Verdict(f.Get("how")),
			What: f.Get("what"), Lesson: f.Get("lesson")}.Tidy()
	}
	talk := s.talk
	if was, ok := s.version.Record.(domain.Story); ok {
		talk = was.Interaction
	}
	title, _ := s.anonymous(f.Get("title"))
	text, _ := s.anonymous(f.Get("text"))
	return domain.Story{ID: id, On: domain.Day(f.Get("on")), StoryKind: domain.StoryKind(f.Get("kind")), Title: title, Text: text, Interaction: talk}.Tidy()
}

func (s *Edit) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	if s.env.Saving == ui.Saving {
		return
	}
	r := s.record()
	if err := r.Check(); err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	s.env.Saving = ui.Saving
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		s.draft.Saving()
		saved, err := s.env.Book.Save(bg, s.draft.Key(), store.Write{Record: r, Base: s.version.N})
		if err != nil {
			s.draft.NotSaved()
		} else {
			s.draft.Saved()
		}
		var theirs store.Version
		if errors.Is(err, store.ErrConflict) {
			theirs, _ = s.env.Book.Get(bg, r.Key())
		}
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.env.Saving, s.trouble = ui.Failed, ui.Trouble(s.env.Say, err)
				s.differ(theirs)
				return
			}
			s.env.Saving = ui.Saved
			s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/stories/" + r.Key(), What: s.env.Say.T(s.key() + ".name")}
			s.env.Done(ctx, "/stories/"+r.Key())
		})
	})
}

// differ shows what another window has saved in the meantime; saving again goes on top of it.
func (s *Edit) differ(theirs store.Version) {
	if theirs.N == 0 {
		return
	}
	s.version = theirs
	switch r := theirs.Record.(type) {
	case domain.Story:
		s.form.Differ(s.env.Say, s.was, storyValues(r))
	case domain.Observation:
		s.form.Differ(s.env.Say, s.was, observationValues(r))
	}
}

func (s *Edit) key() string {
	if s.seen {
		return "observation"
	}
	return "story"
}

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say, f, key := s.env.Say, s.form, s.key()
	v := ui.View{Title: say.T(key + ".name"), Back: "/stories", BackLabel: say.T("log.close"), Task: true, Layout: "stage--wide-left",
		Sub: html.Small().Body(s.draft.State(say))}
	if s.missing {
		v.Task, v.Stage = false, []app.UI{s.env.NotHere()}
		return v
	}
	choices := func(kinds ...string) (out []ui.Choice) {
		for _, k := range kinds {
			out = append(out, ui.Choice{Value: k, Label: say.T("story.kind_" + k)})
		}
		return out
	}
	field := func(name string, optional, lines bool) app.UI {
		extra := ""
		if optional {
			extra = say.T("form.optional")
		}
		return ui.Field{Form: f, Name: name, Label: say.T(key + "." + name), Extra: extra, Lines: lines}.View()
	}
	var kinds []string
	for _, k := range domain.StoryKinds {
		kinds = append(kinds, string(k))
	}
	fields := []app.UI{
		ui.Segment(f, "kind", say.T("story.kind"), choices(kinds...)), field("title", true, false),
		html.Div().Class("tall").Body(field("text", false, true)),
	}
	if s.seen {
		fields = []app.UI{
			ui.Segment(f, "how", say.T("observation.how"), choices(string(domain.GoodService), string(domain.BadService))), field("where", true, false),
			html.Div().Class("tall").Body(field("what", false, true)), field("lesson", true, true),
			ui.Field{Form: f, Name: "on", Type: "date", Label: say.T("observation.on")}.View(),
		}
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			s.draft.Offer(say, func(ctx app.Context, kept map[string]string) {
				f.Fill(ctx, kept)
				s.look()
			}),
			html.Form().Class("form").ID("story-form").OnSubmit(s.save).OnKeyDown(f.OnKey).Body(fields...)),
		ui.If(!s.seen, s.preview),
	}
	v.Bar = []app.UI{
		ui.ErrorLine("save", s.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "story-form").
			Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
	}
	return v
}

// preview is the story as it will be kept, with what stands in for an identity marked, and what was taken out.
func (s *Edit) preview() app.UI {
	say, all := s.env.Say, s.removed()
	var out []app.UI
	for _, r := range all {
		out = append(out, html.Li().Body(app.Elem("s").Dir("auto").Text(r)))
	}
	return html.Div().Class("pane").Body(ui.Block("st-kept", say.T("story.kept"), nil, html.Div().Class("card").Body(
		html.P().Class("notes").Dir("auto").Body(marked(s.clean, s.standIns())...),
		html.P().Class("label").Body(ui.Output("removed", strconv.Itoa(len(all)), say.N("story.removed", float64(len(all))))),
		html.Ul().Class("signs").Body(out...),
		html.P().Class("hint").Text(say.T("story.judge")),
	)))
}

// marked is a text with its stand-ins marked.
func marked(text string, in domain.StandIns) (out []app.UI) {
	for text != "" {
		at, word := len(text), ""
		for _, w := range []string{in.Name, in.Phone, in.Email} {
			if i := strings.Index(text, w); i >= 0 && i < at {
				at, word = i, w
			}
		}
		out = append(out, html.Text(text[:at]))
		if word != "" {
			out = append(out, app.Elem("mark").Text(word))
		}
		text = text[at+len(word):]
	}
	return out
}
