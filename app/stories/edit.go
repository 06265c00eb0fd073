package stories

import (
	"context"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	domain "trousse/internal/journal"
	"trousse/internal/search"
)

// removedKey is where the form keeps what was taken out of the text, a line each, so that a draft shows it too.
const removedKey = "_removed"

// Edit is the form of a story, or of a service lived as a client.
type Edit struct {
	*ui.Paper
	env    *ui.Env
	talk   string        // id of the conversation that the story tells, or empty
	seen   bool          // a service lived as a client
	client domain.Client // whose identity is removed
	known  bool          // the client was looked for
	clean  string        // the text without identity, as it will be kept
}

// NewStory is a new story, of a conversation (an id) or of none.
func NewStory(env *ui.Env, talk string) *Edit {
	return newEdit(env, "story-of/"+talk, "", &Edit{talk: talk})
}

// NewObservation is a new service lived as a client.
func NewObservation(env *ui.Env) *Edit { return newEdit(env, "observation", "", &Edit{seen: true}) }

// NewCorrection is the form of a record of the room.
func NewCorrection(env *ui.Env, id string) *Edit { return newEdit(env, "story", id, &Edit{}) }

func newEdit(env *ui.Env, key, id string, s *Edit) *Edit {
	s.env, s.Paper = env, ui.NewPaper(env, key, id)
	s.Show, s.Make = s.show, s.make
	s.Typed = func(app.Context, string) { s.look() }
	s.Taken = func(ctx app.Context, _ map[string]string) {
		s.look()
		s.know(ctx, func(app.Context, domain.Interaction) {})
	}
	if id == "" {
		s.Start["on"], s.Values["on"] = string(env.Today()), string(env.Today())
	}
	return s
}

// Open implements [ui.Screen]. A story that has just begun takes the words of its conversation, without the identity of
// whoever it was held with.
func (s *Edit) Open(ctx app.Context) {
	s.Paper.Open(ctx)
	s.know(ctx, func(ctx app.Context, i domain.Interaction) {
		var parts []string
		for _, t := range []string{i.About, i.Request, i.Notes} {
			if t != "" {
				parts = append(parts, t)
			}
		}
		text, removed := s.anonymous(strings.Join(parts, "\n\n"))
		if s.Get("text") == "" {
			s.Values[removedKey] = strings.Join(removed, "\n")
			s.Fill(ctx, map[string]string{"text": text, "on": string(domain.DayOf(i.At.In(s.env.Now().Location())))})
		}
		s.look()
	})
}

// know reads the conversation that the story tells, and whom it was held with.
func (s *Edit) know(ctx app.Context, then func(ctx app.Context, i domain.Interaction)) {
	bg, talk := context.WithoutCancel(ctx), s.talk
	if talk == "" || s.known {
		return
	}
	ctx.Async(func() {
		v, _ := s.env.Book.Get(bg, talk)
		i, ok := v.Record.(domain.Interaction)
		v, _ = s.env.Book.Get(bg, i.Client)
		c, _ := v.Record.(domain.Client)
		s.env.Do(func(ctx app.Context) {
			if s.client, s.known = c, true; ok {
				then(ctx, i)
			}
			s.look()
		})
	})
}

func (s *Edit) show(r domain.Record) map[string]string {
	switch r := r.(type) {
	case domain.Story:
		s.talk = r.Interaction
		return map[string]string{"kind": string(r.StoryKind), "title": r.Title, "text": r.Text, "on": string(r.On)}
	case domain.Observation:
		s.seen = true
		return map[string]string{"how": string(r.How), "where": r.Where, "what": r.What, "lesson": r.Lesson, "on": string(r.On)}
	}
	return nil
}

func (s *Edit) make(was domain.Record, v map[string]string) (domain.Record, error) {
	id := domain.NewID()
	if was != nil {
		id = was.Key()
	}
	if s.seen {
		o := domain.Observation{ID: id, On: domain.Day(v["on"]), Where: v["where"], How: domain.Verdict(v["how"]), What: v["what"], Lesson: v["lesson"]}.Tidy()
		return o, o.Check()
	}
	title, _ := s.anonymous(v["title"])
	text, _ := s.anonymous(v["text"])
	st := domain.Story{ID: id, On: domain.Day(v["on"]), StoryKind: domain.StoryKind(v["kind"]), Title: title, Text: text, Interaction: s.talk}.Tidy()
	return st, st.Check()
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
func (s *Edit) look() { s.clean, _ = s.anonymous(s.Get("text")) }

// removed is all that was taken out, or will be, each once.
func (s *Edit) removed() (all []string) {
	_, now := s.anonymous(s.Get("title") + "\n" + s.Get("text"))
	had := map[string]bool{"": true}
	for _, r := range append(strings.Split(s.Get(removedKey), "\n"), now...) {
		if !had[r] {
			had[r] = true
			all = append(all, r)
		}
	}
	return all
}

// View implements [ui.Screen].
func (s *Edit) View() ui.View {
	say, key := s.env.Say, "story"
	if s.talk != "" && !s.known { // nothing is typed, or saved, before it is known what to remove
		return ui.View{Title: say.T("story.name"), Back: "/stories", Task: true, Layout: "stage--narrow", Stage: []app.UI{s.env.Waiting()}}
	}
	field := func(name, extra string, lines bool) app.UI {
		return ui.Field{Form: s.Form, Name: name, Label: say.T(key + "." + name), Extra: extra, Lines: lines}.View()
	}
	var kinds []ui.Choice
	for _, k := range domain.StoryKinds {
		kinds = append(kinds, ui.Choice{Value: string(k), Label: say.T("story.kind_" + string(k))})
	}
	optional := say.T("form.optional")
	var fields []app.UI
	if s.seen {
		key = "observation"
		kinds = []ui.Choice{kinds[0], {Value: string(domain.BadService), Label: say.T("story.kind_bad")}}
		fields = []app.UI{
			ui.Segment(s.Form, "how", say.T("observation.how"), kinds), field("where", optional, false),
			html.Div().Class("tall").Body(field("what", "", true)), field("lesson", optional, true),
			ui.Field{Form: s.Form, Name: "on", Type: "date", Label: say.T("observation.on")}.View(),
		}
	} else {
		fields = []app.UI{ui.Segment(s.Form, "kind", say.T("story.kind"), kinds), field("title", optional, false),
			html.Div().Class("tall").Body(field("text", "", true)), s.preview()}
	}
	return s.Paper.View(say.T(key+".name"), "/stories", func(ctx app.Context, r domain.Record, ref domain.Ref) {
		s.env.Last = &ui.LastSave{Ref: ref, Path: "/stories/" + r.Key(), What: say.T(key + ".name")}
		s.env.Done(ctx, "/stories/"+r.Key())
	}, fields...)
}

// preview is the story as it will be kept, with what stands in for an identity marked, and what was taken out.
func (s *Edit) preview() app.UI {
	say, all := s.env.Say, s.removed()
	var out []app.UI
	for _, r := range all {
		out = append(out, html.Li().Body(html.S().Dir("auto").Text(r)))
	}
	return ui.Block("st-kept", say.T("story.kept"), nil, html.Div().Class("card").Body(
		html.P().Class("notes").Dir("auto").Body(marked(s.clean, s.standIns())...),
		html.P().Class("label").Body(ui.Output("removed", strconv.Itoa(len(all)), say.N("story.removed", float64(len(all))))),
		html.Ul().Class("signs").Body(out...),
		html.P().Class("hint").Text(say.T("story.judge")),
	))
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
			out = append(out, html.Mark().Text(word))
		}
		text = text[at+len(word):]
	}
	return out
}
