// Package help is where to turn when it goes wrong: immediate help (F21), and the screen of an address that leads
// nowhere. Help must work in gloves, without a network, without the index and without anything fetched.
package help

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// Now is the screen of immediate help.
type Now struct{ env *ui.Env }

// New is the screen of immediate help.
func New(env *ui.Env) *Now { return &Now{env} }

// Open implements [ui.Screen]: there is nothing to load.
func (s *Now) Open(app.Context) {}

// View implements [ui.Screen].
func (s *Now) View() ui.View {
	say, set := s.env.Say, s.env.Book.Today().Settings
	buddy := ui.Link("btn", s.env.Href("/settings"), "people", say.T("help.set_buddy"))
	if set.BuddyPhone != "" {
		name := set.BuddyName
		if name == "" {
			name = say.Phone(set.BuddyPhone)
		}
		buddy = html.A().Class("btn btn--soft").Attr("name", "call_buddy").Attr("href", ui.Tel(set.BuddyPhone)).
			Body(ui.Icon("call"), html.Span().Body(html.Text(say.T("help.call", "name", name)), html.Small().Text(say.T("help.buddy"))))
	}
	var steps []app.UI
	for _, key := range []string{"away", "calm", "agree", "leave"} {
		steps = append(steps, html.Li().Body(html.Div().Body(html.H3().Text(say.T("help.step_"+key)))))
	}
	return ui.View{Title: say.T("help.title"), Layout: "sos stage--two", Stage: []app.UI{
		html.Div().Class("pane").Body(
			html.P().Class("sos-lead").Text(say.T("help.lead")),
			html.Div().Class("sos-call").Body(
				html.A().Class("btn btn--danger").Attr("name", "call_911").Attr("href", "tel:911").
					Body(ui.Icon("call"), html.Span().Body(html.Text(say.T("help.emergency")), html.Small().Text(say.T("help.emergency_when")))),
				buddy,
			),
			html.P().Class("meta").Text(say.T("help.no_dial")),
		),
		ui.Block("h-steps", say.T("help.meanwhile"), nil, html.Ol().Class("steps").Body(steps...)),
	}}
}

// Lost is the screen of an address that leads nowhere.
type Lost struct{ env *ui.Env }

// NewLost is the screen of an address that leads nowhere.
func NewLost(env *ui.Env) *Lost { return &Lost{env} }

// Open implements [ui.Screen]: there is nothing to load.
func (s *Lost) Open(app.Context) {}

// View implements [ui.Screen].
func (s *Lost) View() ui.View {
	say := s.env.Say
	return ui.View{Title: say.T("missing.title"), Room: say.T("shell.name"), Stage: []app.UI{
		html.Div().Class("card empty").Body(
			ui.Mark(""),
			html.H1().ID("top").TabIndex(-1).Class("empty-title").Text(say.T("missing.title")),
			html.P().Text(say.T("missing.page")),
			html.Div().Class("btns").Body(
				ui.Link("btn btn--soft", s.env.Href("/"), "today", say.T("tab.today")),
				ui.Link("btn", s.env.Href("/clients"), "people", say.T("tab.clients")),
			)),
	}}
}
