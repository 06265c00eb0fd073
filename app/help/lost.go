package help

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// Lost is the screen of an address that leads nowhere.
type Lost struct {
	env *ui.Env
	why string // message
}

// NewLost is the screen of an address that leads nowhere, with the message that says why.
func NewLost(env *ui.Env, why string) *Lost { return &Lost{env, why} }

// Open implements [ui.Screen]: there is nothing to load.
func (s *Lost) Open(app.Context) {}

// View implements [ui.Screen].
func (s *Lost) View() ui.View {
	say := s.env.Say
	return ui.View{Title: say.T("missing.title"), Room: say.T("shell.name"), Back: "/", Stage: []app.UI{
		html.Div().Class("card empty").Body(
			ui.Mark(""),
			html.H1().ID("top").TabIndex(-1).Class("empty-title").Text(say.T("missing.title")),
			html.P().Text(say.T(s.why)),
			html.Div().Class("btns").Body(
				ui.Link("btn btn--soft", s.env.Href("/"), "today", say.T("tab.today")),
				ui.Link("btn", s.env.Href("/clients"), "people", say.T("tab.clients")),
			)),
	}}
}
