package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
)

// Reach holds the ways to get in touch with a client, the preferred one tinted, the number, and more, which may be nil. What
// comes of it is asked afterwards; about, when it is not empty, says what it is about, and with which promise. Worded tells
// that a [Message] stands on the same screen, from which one writes: what is left here is to call.
func (e *Env) Reach(c journal.Client, about Contact, worded bool, more app.UI) app.UI {
	say := e.Say
	about.Client = c.ID
	var out []app.UI
	add := func(ch journal.Channel, name, href, icon, label string) {
		begun := about
		begun.Channel = ch
		a := html.A().Class("btn").Attr("name", name).Attr("href", href).Body(Icon(icon), html.Text(label)).
			OnClick(func(app.Context, app.Event) { e.Began(begun) }, c.ID, about.Promise, about.About)
		if c.BestChannel == ch {
			a.Attr("data-best", "true")
		}
		out = append(out, a)
	}
	if c.Phone != "" {
		add(journal.Phone, "call", Tel(c.Phone), "call", say.T("action.call"))
		if !worded {
			add(journal.Text, "sms", SMS(c.Phone, ""), "text", say.T("action.sms"))
		}
	}
	if c.Email != "" && !worded {
		add(journal.Email, "email", Mail(c.Email, "", ""), "mail", say.T("action.email"))
	}
	if len(out) == 0 && more == nil {
		if c.Email != "" {
			return nil
		}
		return html.P().Class("hint").Body(html.Text(say.T("client.no_reach")+" "), Link("", e.Href("/clients/"+c.ID+"/edit"), "", say.T("client.add_reach")))
	}
	return html.Div().Body(
		html.Div().Class("reach").Body(out...),
		If(c.Phone != "", func() app.UI { return html.P().Class("meta num reach-number").Text(say.Phone(c.Phone)) }),
		If(c.BestHours != "" && about.About+about.Promise != "", func() app.UI { // elsewhere all that they like stands above
			return html.P().Class("meta").Dir("auto").Text(say.T("client.best_at", "hours", c.BestHours))
		}),
		more,
	)
}
