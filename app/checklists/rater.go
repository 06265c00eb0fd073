package checklists

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
)

// self is how content and the form name the worker among those who answer; records leave it empty.
const self = "self"

func raterName(rater string) string {
	if rater == "" {
		return self
	}
	return rater
}

// sees tells whether someone can judge an item. Lines that the worker added are shown to all.
func sees(rater string, it *content.Item) bool {
	return rater == "" || len(it.SeenBy) == 0 || slices.Contains(it.SeenBy, rater)
}

// who asks who answers, where others may.
func (s *Run) who(l *list) app.UI {
	if len(l.Raters) == 0 {
		return nil
	}
	var choices []ui.Choice
	for _, r := range l.Raters {
		choices = append(choices, ui.Choice{Value: r, Label: s.env.Say.T("rater." + r)})
	}
	return ui.Segment(s.form, "rater", s.env.Say.T("checklist.who"), choices)
}

// pass leads to the screen of whoever was chosen; what was answered so far waits as a draft.
func (s *Run) pass(ctx app.Context) {
	to := s.form.Get("rater")
	s.form.Values["rater"] = raterName(s.rater)
	path := "/checklists/" + s.find.slug
	if to != self {
		path += "/" + to
	}
	ctx.Navigate(s.env.Href(path))
}

// other fills the view of someone else's run before and after the form: first the device is passed on, with nothing of
// the worker's answers in sight, then it is given back. It reports false while the form is to be shown.
func (s *Run) other(v *ui.View, l *list) bool {
	say := s.env.Say
	v.Task = true
	switch {
	case s.given != "":
		v.Stage = []app.UI{html.Div().Class("card empty").Body(ui.Mark(""),
			html.H2().Text(say.T("pass.thanks")), html.P().Text(say.T("pass.give_back")))}
		v.Bar = []app.UI{ui.Link("buckle", s.env.Href(route(s.find.slug, s.given)), "check", say.T("pass.see_both"))}
	case !s.passed:
		v.Back = "/checklists/" + s.find.slug
		v.Stage = []app.UI{s.offer(), s.who(l), html.Div().Class("card empty").Body(ui.Symbol("device", "icon icon--l"),
			html.H2().Text(say.T("pass.title")), html.P().Text(say.T("pass.text")))}
		v.Bar = []app.UI{ui.Button("buckle", "begin", "next", say.T("pass.begin"), func(ctx app.Context, e app.Event) {
			s.passed = true
			s.env.Top("")
		})}
	default:
		return false
	}
	return true
}
