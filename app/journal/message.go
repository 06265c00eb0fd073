package journal

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/scripts"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

// Message is a text ready to leave: the same words for every way out.
type Message struct {
	Lang    i18n.Lang
	Text    string // for a text message
	Subject string // for an e-mail
	Body    string
	Phone   string
	Email   string
	Title   string // above the words; empty: that of a promise
	copied  bool
}

// PromiseMessage puts a promise in words, in the client's language, and hands them to then on the UI goroutine.
func PromiseMessage(ctx app.Context, env *ui.Env, promise string, then func(*Message)) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		m, err := promiseMessage(bg, env, promise)
		if err != nil {
			return
		}
		env.Do(func(app.Context) { then(m) })
	})
}

func promiseMessage(ctx context.Context, env *ui.Env, id string) (*Message, error) {
	v, err := env.Book.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	p, _ := v.Record.(domain.Promise)
	cv, err := env.Book.Get(ctx, p.Client)
	if err != nil {
		return nil, err
	}
	c, _ := cv.Record.(domain.Client)
	about := ""
	if iv, err := env.Book.Get(ctx, p.Interaction); err == nil {
		if i, ok := iv.Record.(domain.Interaction); ok {
			about = i.About
		}
	}
	lang := env.LangOf(c)
	if _, err := env.Guide.Load(ctx, lang); err != nil {
		return nil, err
	}
	m := &Message{Lang: lang, Phone: c.Phone, Email: c.Email}
	fill := func(slug string) (subject, body string) {
		record := ui.ScriptRecord(c, env.Book.Today().Settings, about, lang)
		whole := false
		for _, s := range scripts.Versions(ctx, env, slug, lang) { // one's own may ask for more than a promise holds
			if subject, body, whole = ui.FillPromise(s, record, c, p, lang, env.Today()); whole {
				break
			}
		}
		return subject, body
	}
	_, m.Text = fill("promise-made-text")
	m.Subject, m.Body = fill("promise-made-email")
	return m, nil
}

// View shows the message and its ways out.
func (m *Message) View(env *ui.Env) app.UI {
	say := env.Say
	open := func(url string) app.EventHandler {
		return func(ctx app.Context, e app.Event) { env.Device.Open(url) }
	}
	sms, mail := ui.SMS(m.Phone, m.Text), ui.Mail(m.Email, m.Subject, m.Body)
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
		html.P().Class("quote quote--s").Lang(m.Lang.Tag()).Dir("auto").Text(m.Text),
		html.Div().Class("btns").Body(
			ui.Button("btn btn--soft", "sms", "text", say.T("action.sms"), open(sms), sms).Attr("value", sms),
			ui.Button("btn btn--soft", "email", "mail", say.T("action.email"), open(mail), mail).Attr("value", mail),
			ui.Button("btn", "copy", "copy", copied, func(ctx app.Context, e app.Event) {
				bg := context.WithoutCancel(ctx)
				ctx.Async(func() {
					err := env.Device.Copy(bg, m.Text)
					env.Do(func(app.Context) { m.copied = err == nil })
				})
			}, m.Text),
			ui.If(env.Device.CanShare(), func() app.UI {
				return ui.Button("btn", "share", "share", say.T("action.share"), func(ctx app.Context, e app.Event) {
					bg := context.WithoutCancel(ctx)
					ctx.Async(func() { _ = env.Device.Share(bg, m.Subject, m.Text) })
				}, m.Text)
			}),
		))
}
