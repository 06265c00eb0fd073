package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// rest is what the shell knows of the second part of the program.
type rest struct{ here, missing bool }

// Rest is called when the second part of the program is here, or each time that it could not be had. What waits for it goes on.
func (s *Shell) Rest(here bool) {
	s.Do(func(ctx goapp.Context) {
		s.rest = rest{here: here, missing: !here}
		if _, waits := s.screen.(*coming); waits && here {
			s.show(ctx, s.path)
			ctx.Defer(func(goapp.Context) { s.focus() })
		}
	})
}

// Far says whether the room of a path of the page comes in the second part of the program.
func (s *Shell) Far(path string) bool { return farPath(s.below(path)) }

func farPath(path string) bool {
	for _, r := range rooms {
		if _, ok := match(r.pattern, path); ok {
			return far(r.pattern)
		}
	}
	return false
}

// far says so of a pattern. A test compares it with what the second part is made of (internal/site/later.txt).
func far(pattern string) bool {
	first, _, _ := strings.Cut(pattern[1:], "/")
	switch first {
	case "", "log", "interactions", "promises", "help-now", "hold", "talk", "kit", "playbooks", "scripts", "guides", "tips":
		return false
	case "clients":
		return strings.HasSuffix(pattern, "/file")
	}
	return !strings.HasPrefix(pattern, "/settings/security")
}

// enter opens the screen of a path, or what says that it is on its way.
func (s *Shell) enter(path string) (ui.Screen, ui.Sought) {
	if s.Want != nil && !s.rest.here && farPath(path) {
		s.Want()
		return &coming{s}, ui.Sought{}
	}
	return enter(s.env, path)
}

// coming stands where a room will be whose part of the program is not here yet: nobody waits for it but who asked for it.
type coming struct{ shell *Shell }

// Open implements [ui.Screen].
func (c *coming) Open(goapp.Context) {}

// View implements [ui.Screen].
func (c *coming) View() ui.View {
	s := c.shell
	say, title, text := s.env.Say, "coming.title", "coming.text"
	if s.rest.missing {
		title, text = "coming.missing_title", "coming.missing"
	}
	return ui.View{Title: say.T(title), Layout: "stage--narrow", Stage: []goapp.UI{
		html.Div().Class("card").Body(html.P().Attr("role", "status").Text(say.T(text))),
		ui.Slot(ui.If(!s.rest.missing, func() goapp.UI { return html.Div().Class("wait-bar") })),
		ui.Slot(ui.If(s.rest.missing, func() goapp.UI {
			return ui.Button("buckle", "try_again", "update", say.T("coming.again"), func(goapp.Context, goapp.Event) {
				s.Do(func(ctx goapp.Context) {
					s.rest.missing = false
					ctx.Defer(func(goapp.Context) { s.focus() }) // the button is gone, and the focus with it
				})
				s.Want()
			})
		})),
	}}
}
