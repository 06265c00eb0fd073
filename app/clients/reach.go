package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// reach holds the ways to get in touch, the preferred one tinted, then the other numbers and addresses.
func (s *Sheet) reach(c journal.Client) app.UI {
	say := s.env.Say
	var out []app.UI
	add := func(ch journal.Channel, name, href, icon, label string) {
		a := html.A().Class("btn").Attr("name", name).Attr("href", href).Body(ui.Icon(icon), html.Text(label))
		if c.BestChannel == ch {
			a = a.DataSet("best", "true")
		}
		out = append(out, a)
	}
	if c.Phone != "" {
		add(journal.Phone, "call", ui.Tel(c.Phone), "call", say.T("action.call"))
		add(journal.Text, "sms", ui.SMS(c.Phone, ""), "text", say.T("action.sms"))
	}
	if c.Email != "" {
		add(journal.Email, "email", ui.Mail(c.Email, "", ""), "mail", say.T("action.email"))
	}
	others := s.others(c)
	if len(out) == 0 && others == nil {
		return html.P().Class("hint").Text(say.T("client.no_reach"))
	}
	return html.Div().Body(
		html.Div().Class("reach").Body(out...),
		ui.If(c.Phone != "", func() app.UI { return html.P().Class("meta num reach-number").Text(say.Phone(c.Phone)) }),
		others,
		ui.Link("btn btn--quiet", s.env.Href("/hold/"+s.id), "wait", say.T("timer.hold_title")).Attr("name", "open_hold"),
		ui.Link("btn btn--quiet", s.env.Href("/guided/"+s.id), "talk", say.T("guided.title")).Attr("name", "open_guided"),
	)
}

// others are what else the person is known by: numbers and addresses to use, names, a house; nil when there is nothing.
func (s *Sheet) others(c journal.Client) app.UI {
	say := s.env.Say
	var lines []app.UI
	for _, d := range c.Also {
		words, href := d.Value, ""
		switch d.Kind {
		case journal.DetailPhone:
			words, href = say.Phone(d.Value), ui.Tel(d.Value)
		case journal.DetailEmail:
			href = ui.Mail(d.Value, "", "")
		}
		label := d.Label
		if label == "" {
			label = say.T("detail." + string(d.Kind))
		}
		value := app.UI(html.Text(words))
		if href != "" {
			value = html.A().Attr("name", "also_"+string(d.Kind)).Attr("href", href).Text(words)
		}
		lines = append(lines, html.Div().Body(html.Dt().Dir("auto").Text(ui.Sentence(label)), html.Dd().Dir("auto").Body(value)))
	}
	return ui.If(len(lines) > 0, func() app.UI { return html.Dl().Class("likes").Body(lines...) })
}
