package stories

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

// Shown is one story, or one service lived as a client.
type Shown struct {
	*ui.Shown
	env   *ui.Env
	id    string
	share *ui.Message // a story, ready to leave
}

// New is the screen of one of them.
func New(env *ui.Env, id string) *Shown {
	s := &Shown{env: env, id: id}
	s.Shown = ui.NewShown(env, id, func(app.Context) {
		if st, ok := s.Version.Record.(domain.Story); ok {
			whole := st.Text
			if st.Title != "" {
				whole = st.Title + "\n\n" + st.Text
			}
			s.share = &ui.Message{Lang: env.Say.Lang(), Text: whole, Subject: st.Title, Body: st.Text, Title: env.Say.T("story.share")}
		}
	})
	return s
}

// View implements [ui.Screen].
func (s *Shown) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("stories.title"), Back: "/stories", Layout: "stage--narrow", Stage: s.Absent()}
	if v.Stage != nil {
		return v
	}
	switch r := s.Version.Record.(type) {
	case domain.Story:
		v.Stage = []app.UI{html.Div().Class("card").Body(
			ui.If(r.Title != "", func() app.UI { return html.H2().Dir("auto").Text(r.Title) }),
			s.meta(string(r.StoryKind), r.On, ""),
			s.share.View(s.env),
			s.acts(say.T("story.undo"), ui.If(s.env.There(r.Interaction), func() app.UI {
				return ui.Link("btn", s.env.Href("/interactions/"+r.Interaction), "log", say.T("interaction.title"))
			})),
		)}
	case domain.Observation:
		v.Stage = []app.UI{html.Div().Class("card").Body(
			s.meta(string(r.How), r.On, r.Where),
			html.P().Class("notes").Dir("auto").Text(r.What),
			ui.If(r.Lesson != "", func() app.UI {
				return html.Div().Body(html.P().Class("label").Text(say.T("observation.lesson")), html.P().Class("notes").Dir("auto").Text(r.Lesson))
			}),
			ui.If(r.Lesson == "", func() app.UI { return html.P().Class("hint").Text(say.T("observation.no_lesson")) }),
			s.acts(say.T("observation.undo"), ui.If(r.Lesson != "", func() app.UI {
				return ui.Link("btn btn--soft", s.env.Href("/improvements/from/"+s.id), "up", say.T("observation.improve")).Attr("name", "improve")
			})),
		)}
	default:
		v.Stage = []app.UI{ui.If(s.Read, s.env.NotHere)}
		return v
	}
	v.Stage = append(v.Stage, s.History(nil))
	return v
}

func (s *Shown) meta(kind string, on domain.Day, where string) app.UI {
	words := s.env.Say.T("story.kind_"+kind) + " · " + ui.Date(s.env.Say, on, i18n.DateLong)
	if where != "" {
		words += " · " + where
	}
	return html.P().Class("meta").Dir("auto").Text(words)
}

func (s *Shown) acts(undo string, more app.UI) app.UI {
	return html.Div().Body(
		html.Div().Class("btns").Body(
			ui.Link("btn", s.env.Href("/stories/"+s.id+"/edit"), "edit", s.env.Say.T("action.correct")),
			s.Undo(undo), more),
		s.Trouble())
}
