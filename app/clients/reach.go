package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// reach holds the ways to get in touch, then the other numbers and addresses, and the ways to serve the person now: on hold,
// or step by step, which someone without a number may need at the counter.
func (s *Sheet) reach(c journal.Client) app.UI {
	others := s.others(c)
	now := html.Div().Class("btns").Body(
		ui.Link("btn btn--quiet", s.env.Href("/hold/"+s.id), "wait", s.env.Say.T("timer.hold_title")).Attr("name", "open_hold"),
		ui.Link("btn btn--quiet", s.env.Href("/guided/"+s.id), "talk", s.env.Say.T("guided.title")).Attr("name", "open_guided"))
	if c.Phone+c.Email == "" && others == nil {
		return html.Div().Body(s.env.Reach(c, ui.Contact{}, false, nil), now)
	}
	return s.env.Reach(c, ui.Contact{}, false, html.Div().Body(others, now))
}

// others are what else the person is known by: numbers and addresses to use, names, a house; nil when there is nothing.
func (s *Sheet) others(c journal.Client) app.UI {
	say := s.env.Say
	var lines []app.UI
	for _, d := range c.Also {
		words, href, by := d.Value, "", journal.Phone
		switch d.Kind {
		case journal.DetailPhone:
			words, href = say.Phone(d.Value), ui.Tel(d.Value)
		case journal.DetailEmail:
			href, by = ui.Mail(d.Value, "", ""), journal.Email
		}
		label := d.Label
		if label == "" {
			label = say.T("detail." + string(d.Kind))
		}
		value := app.UI(html.Text(words))
		if href != "" {
			value = html.A().Attr("name", "also_"+string(d.Kind)).Attr("href", href).Text(words).
				OnClick(func(app.Context, app.Event) { s.env.Began(ui.Contact{Client: c.ID, Channel: by}) }, c.ID, string(by))
		}
		lines = append(lines, html.Div().Body(html.Dt().Dir("auto").Text(ui.Sentence(label)), html.Dd().Dir("auto").Body(value)))
	}
	return ui.If(len(lines) > 0, func() app.UI { return html.Dl().Class("likes").Body(lines...) })
}
