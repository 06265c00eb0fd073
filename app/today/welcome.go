package today

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/store"
)

// welcomeKey holds how far somebody new has come: a step, and where they serve; or that they are through. It lies in clear.
const welcomeKey = "trousse.welcome"

const welcomed = "done"

// steps is how many steps somebody new is shown, at most.
const steps = 3

// trades are where people serve, with what serves there first.
var trades = []struct {
	name, icon string
	routes     []string
}{
	{"counter", "in-person", []string{"/playbooks/waiting", "/playbooks/angry", "/checklists/safe-counter"}},
	{"road", "kit", []string{"/calculators/promise-date", "/calculators/hourly-rate", "/playbooks/price"}},
	{"phone", "call", []string{"/hold", "/playbooks/talkative", "/playbooks/complaint-messages"}},
}

// empty tells whether nothing is kept yet that Today would show.
func empty(t store.Today) bool { return len(t.Recent)+len(t.Promises)+len(t.People) == 0 }

// newcomer is the step that somebody new is at, and where they serve; 0 for everybody else.
func (s *Today) newcomer(t store.Today) (step int, trade string) {
	at := s.env.Device.LocalGet(welcomeKey)
	if at == welcomed || !empty(t) {
		return 0, ""
	}
	if at == "" {
		return 1, ""
	}
	return min(int(at[0]-'0'), steps), at[1:]
}

// welcome goes on to a step, or ends.
func (s *Today) welcome(at string) app.EventHandler {
	return func(app.Context, app.Event) {
		s.env.Device.LocalSet(welcomeKey, at)
		s.env.Top("top")
	}
}

// newcomerView is one step: what the kit is, where one serves, what to do first. Each can be left for good, and none is in the
// way of the rest of the screen.
func (s *Today) newcomerView(step int, trade string) app.UI {
	say := s.env.Say
	body := []app.UI{html.P().Class("meta").Text(say.T("welcome.step", "n", strconv.Itoa(step), "of", strconv.Itoa(steps)))}
	next := func(name, at, label string) app.UI {
		return ui.Button("btn btn--soft", name, "", say.T(label), s.welcome(at), at)
	}
	skip := ui.Button("btn btn--quiet", "welcome_skip", "", say.T("welcome.skip"), s.welcome(welcomed))
	switch step {
	case 1:
		var pledges []app.UI
		for _, p := range [][2]string{{"device", "here"}, {"offline", "offline"}, {"unlock", "open"}} {
			pledges = append(pledges, html.Li().Body(ui.Icon(p[0]), html.Span().Text(say.T("welcome."+p[1]))))
		}
		body = append(body, html.H2().Text(say.T("today.empty_title")), html.P().Text(say.T("today.empty")), ui.Languages(s.env), html.Ul().Class("pledges").Body(pledges...), html.Div().Class("btns").Body(next("welcome_next", "2", "welcome.next"), skip, s.oldKit()))
	case 2:
		var choices []app.UI
		for _, t := range trades {
			choices = append(choices, html.Button().Class("choice").Attr("type", "button").Attr("name", "trade").Attr("value", t.name).
				OnClick(s.welcome("3"+t.name), t.name).
				Body(ui.Icon(t.icon), html.Span().Body(html.B().Text(say.T("trade."+t.name)), html.Span().Class("meta").Text(say.T("trade."+t.name+"_text"))), ui.SmallIcon("next")))
		}
		body = append(body, html.H2().Text(say.T("welcome.trade")), html.P().Class("hint").Text(say.T("welcome.trade_hint")),
			html.Div().Class("choices").Body(choices...), html.Div().Class("btns").Body(skip))
	default:
		rows := []app.UI{s.env.PlaceRow(ui.Place{Route: "/log", Icon: "log", Title: say.T("welcome.log")})}
		if b, ok := s.env.Guide.Bundle(say.Lang()); ok {
			for _, t := range trades {
				for _, route := range t.routes {
					if p, ok := s.env.Place(b, route); ok && t.name == trade {
						rows = append(rows, s.env.PlaceRow(p))
					}
				}
			}
		}
		rows = append(rows, s.env.PlaceRow(ui.Place{Route: "/settings", Icon: "settings", Title: say.T("welcome.you")}))
		body = append(body, html.H2().Text(say.T("welcome.start")), ui.Rows(rows...), s.sampleOffer(),
			html.Div().Class("btns").Body(next("welcome_done", welcomed, "welcome.done")))
	}
	return html.Div().Class("card welcome").Body(body...)
}

// oldKit leads who had a kit already to bringing it back.
func (s *Today) oldKit() app.UI {
	return ui.Link("btn btn--quiet", s.env.Href("/settings/backup"), "update", s.env.Say.T("today.have_backup"))
}
