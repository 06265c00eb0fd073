package guided

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	domain "trousse/internal/journal"
)

// questions are those to ask about what the intervention is about: the worker's own, or else three that suit anything.
func (s *Screen) questions() []string {
	if own := s.env.Book.Today().Settings.QuestionsFor(s.form.Get("about")); own != nil {
		return own
	}
	return []string{s.env.Say.T("guided.ask_what"), s.env.Say.T("guided.ask_since"), s.env.Say.T("guided.ask_tried")}
}

// question is one of them. What was answered keeps its question, whatever has become of the list.
func (s *Screen) question(n int) string {
	if at := strconv.Itoa(n); s.form.Get("answer_"+at) != "" && s.form.Get("question_"+at) != "" {
		return s.form.Get("question_" + at)
	}
	if all := s.questions(); n < len(all) {
		return all[n]
	}
	return ""
}

// asks are the questions, each with room for its answer, and the way to write other ones.
func (s *Screen) asks() []app.UI {
	say := s.env.Say
	var fields, rest []app.UI
	for n := range domain.MaxQuestions {
		if q := s.question(n); q != "" {
			fields = append(fields, ui.Field{Form: s.form, Name: "answer_" + strconv.Itoa(n), Label: q, Lines: true}.View())
		}
	}
	rest = append(rest,
		ui.Field{Form: s.form, Name: "questions_about", Label: say.T("log.about"), Hint: say.T("guided.questions_about")}.View(),
		html.Div().Class("tall").Body(ui.Field{Form: s.form, Name: "questions", Label: say.T("guided.questions"), Hint: say.T("guided.questions_hint"), Lines: true}.View()),
		html.Div().Class("btns").Body(
			ui.Button("btn btn--soft", "save_questions", "check", say.T("guided.save_questions"), s.keepQuestions),
			ui.If(s.asked != nil, func() app.UI {
				return ui.Button("btn", "undo", "undo", say.T("action.undo"), func(ctx app.Context, _ app.Event) { s.change(ctx, s.asked, nil) })
			})),
	)
	return []app.UI{
		html.Div().Class("form").Body(fields...),
		html.Details().Class("fold").Body(html.Summary().Body(html.Span().Text(say.T("guided.edit_questions")), ui.Icon("next")),
			html.Div().Class("fold-body form").Body(rest...)),
	}
}

// keepQuestions keeps the questions for what they are about; none at all brings back those that suit anything.
func (s *Screen) keepQuestions(ctx app.Context, _ app.Event) {
	ask := strings.Split(s.form.Get("questions"), "\n")
	set := domain.Settings{Questions: []domain.Questions{{About: s.form.Get("questions_about"), Ask: ask}}}.Tidy()
	if err := set.Check(); err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	was := []string{}
	for _, q := range s.env.Book.Today().Settings.Questions {
		if sameAbout(q.About, s.form.Get("questions_about")) {
			was = q.Ask
		}
	}
	s.change(ctx, ask, was)
}

// change puts a list in the place of the one about the same thing. was is what undo puts back; nil for no undo.
func (s *Screen) change(ctx app.Context, ask, was []string) {
	about := s.form.Get("questions_about")
	s.env.ChangeSettings(ctx, func(set *domain.Settings) {
		all := []domain.Questions{{About: about, Ask: ask}}
		for _, q := range set.Questions {
			if !sameAbout(q.About, about) {
				all = append(all, q)
			}
		}
		set.Questions = all
	}, func(ctx app.Context, err error) {
		if err != nil {
			if !ui.FieldErrors(s.env.Say, s.form, err, nil) {
				s.trouble = ui.Trouble(s.env.Say, err)
			}
			return
		}
		if s.asked = was; len(ask) == 0 {
			ask = s.questions()
		}
		s.form.Fill(ctx, map[string]string{"questions": strings.Join(ask, "\n")})
	})
}

func sameAbout(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
