package help

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
)

// calls are whom to call, on top: emergency services, the buddy, and a second number set beforehand. They are plain
// tel: links, which the browser follows at once. On a device that is no telephone the numbers stand large, for whoever
// has one. Short leaves out what is not set.
func (s *Now) calls(short bool) app.UI {
	say, set := s.env.Say, numbers(s.env)
	return html.Div().Class("pane pane--tight").Body(
		html.Div().Class("sos-call").Body(
			s.call("911", "911", "911", say.T("help.emergency"), say.T("help.emergency_when"), "btn btn--danger"),
			s.person("buddy", set.BuddyName, set.BuddyPhone, "people", short),
			s.person("help", set.HelpName, set.HelpPhone, "shield", short),
		),
		ui.If(!s.env.Device.CanDial(), func() app.UI { return html.P().Class("sos-ask").Text(say.T("help.no_dial")) }),
	)
}

// person is the call to someone set beforehand, or the way to set them.
func (s *Now) person(who, name, phone, icon string, short bool) app.UI {
	say := s.env.Say
	if phone == "" {
		return ui.If(s.env.Fault == "" && !short, func() app.UI {
			return ui.Link("btn", s.env.Href("/settings"), icon, say.T("help.set_"+who)).Attr("name", "set_"+who)
		})
	}
	if name == "" {
		name = say.Phone(phone)
	}
	return s.call(who, phone, name, say.T("help.call", "name", name), say.T("help."+who), "btn btn--soft")
}

func (s *Now) call(who, phone, name, label, why, class string) app.UI {
	words := []app.UI{html.Text(label)}
	if number := s.env.Say.Phone(phone); !s.env.Device.CanDial() {
		words = []app.UI{html.B().Class("sos-number num").Text(number),
			ui.If(name != number, func() app.UI { return html.Span().Class("sos-who").Text(name) })}
	}
	words = append(words, html.Small().Text(why))
	return html.A().Class(class).Attr("name", "call_"+who).Attr("href", ui.Tel(strings.TrimPrefix(phone, ";ext="))).Attr("dir", "auto").
		Body(ui.Icon("call"), html.Span().Body(words...)).
		OnClick(func(ctx app.Context, _ app.Event) { s.press(ctx, who, name) }, who, name)
}
