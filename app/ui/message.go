package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Message is words ready to leave: the same words for every way out.
type Message struct {
	Lang    i18n.Lang
	Text    string // for a text message
	Subject string // for an e-mail
	Body    string
	Phone   string
	Email   string
	Title   string  // above the words; empty: that of a promise
	Contact Contact // what is asked about once it has left; without a client nothing is
	copied  bool
}

// View shows the message and its ways out.
func (m *Message) View(e *Env) app.UI {
	say := e.Say
	open := func(url string, by journal.Channel) app.EventHandler {
		return func(app.Context, app.Event) {
			e.Device.Open(url)
			if m.Contact.Client != "" {
				c := m.Contact
				c.Channel = by
				e.Began(c)
			}
		}
	}
	sms, mail := SMS(m.Phone, m.Text), Mail(m.Email, m.Subject, m.Body)
	copied := say.T("action.copy")
	if m.copied {
		copied = say.T("action.copied")
	}
	title := m.Title
	if title == "" {
		title = say.T("message.promise")
	}
	return html.Div().Class("form").Body(
		html.P().Class("label").Text(title),
		html.P().Class("quote quote--s notes").Lang(m.Lang.Tag()).Dir("auto").Text(m.Text),
		html.Div().Class("btns").Body(
			Button("btn btn--soft", "sms", "text", say.T("action.sms"), open(sms, journal.Text), sms).Attr("value", sms),
			Button("btn btn--soft", "email", "mail", say.T("action.email"), open(mail, journal.Email), mail).Attr("value", mail),
			Button("btn", "copy", "copy", copied, func(ctx app.Context, _ app.Event) {
				bg := context.WithoutCancel(ctx)
				ctx.Async(func() {
					err := e.Device.Copy(bg, m.Text)
					e.Do(func(app.Context) { m.copied = err == nil })
				})
			}, m.Text),
			If(e.Device.CanShare(), func() app.UI {
				return Button("btn", "share", "share", say.T("action.share"), func(ctx app.Context, _ app.Event) {
					bg := context.WithoutCancel(ctx)
					ctx.Async(func() { _ = e.Device.Share(bg, m.Subject, m.Text) })
				}, m.Text)
			}),
		))
}
