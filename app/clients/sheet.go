package clients

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Sheet is one person: how they like to be served, how to reach them, what was promised and said.
type Sheet struct {
	*ui.Shown
	env *ui.Env
	id  string
	of  []store.Entry
}

// NewSheet is the screen of one person.
func NewSheet(env *ui.Env, id string) *Sheet {
	s := &Sheet{env: env, id: id}
	s.Shown = ui.NewShown(env, id, func() { s.of = env.Book.Of(id) })
	return s
}

// View implements [ui.Screen].
func (s *Sheet) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("tab.clients"), Back: "/clients", BackLabel: say.T("clients.back"), Layout: "stage--two", Stage: s.Absent()}
	c, ok := s.Version.Record.(journal.Client)
	if !ok || v.Stage != nil {
		return v
	}
	v.LogFor, v.Room = s.id, v.Title
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(s.who(c), s.promises()),
		html.Div().Class("pane").Body(s.conversations(), s.record()),
	}
	return v
}

func (s *Sheet) who(c journal.Client) app.UI {
	say := s.env.Say
	likes := ui.Likes(say, c)
	name, full := c.Name, ""
	if c.PreferredName != "" && c.PreferredName != c.Name {
		name, full = c.PreferredName, c.Name
	}
	return html.Article().Class("who").Aria("labelledby", "top").Body(
		html.Div().Class("who-top").Body(
			ui.Monogram(c.Name, c.ClientKind == journal.Internal, ""),
			html.Div().Body(
				html.H1().Class("who-name").ID("top").TabIndex(-1).Dir("auto").Text(name),
				ui.If(full != "", func() app.UI { return html.P().Class("who-say").Dir("auto").Text(full) }),
				ui.If(c.ClientKind == journal.Internal, func() app.UI {
					return html.Span().Class("tag tag--info").Text(say.T("client.internal"))
				}),
			),
		),
		likes,
		s.reach(c),
		html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/scripts/for/"+s.id), "script", say.T("client.scripts"))),
	)
}

// reach holds the ways to get in touch, the preferred one tinted.
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
	if len(out) == 0 {
		return html.P().Class("hint").Text(say.T("client.no_reach"))
	}
	return html.Div().Body(
		html.Div().Class("reach").Body(out...),
		ui.If(c.Phone != "", func() app.UI { return html.P().Class("meta num reach-number").Text(say.Phone(c.Phone)) }),
		ui.Link("btn btn--quiet", s.env.Href("/hold/"+s.id), "wait", say.T("timer.hold_title")).Attr("name", "open_hold"),
	)
}

func (s *Sheet) promises() app.UI {
	var rows, done []app.UI
	for _, e := range s.of {
		switch {
		case e.Kind != journal.KindPromise:
		case e.State == string(journal.Open):
			rows = append(rows, s.env.PromiseRow(e, false, s.Refresh))
		case len(done) < 3:
			done = append(done, s.env.PromiseRow(e, false, s.Refresh))
		}
	}
	rows = append(rows, done...)
	return ui.If(len(rows) > 0, func() app.UI {
		return ui.Block("c-promises", s.env.Say.T("client.promises"), nil, ui.Rows(rows...))
	})
}

func (s *Sheet) conversations() app.UI {
	say := s.env.Say
	var rows []app.UI
	for _, e := range s.of {
		if e.Kind == journal.KindInteraction && len(rows) < page {
			rows = append(rows, s.env.ConversationRow(e, false))
		}
	}
	switch {
	case !s.env.Book.Loaded():
		return html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading"))
	case len(rows) == 0:
		return ui.Block("c-history", say.T("client.conversations"), nil, html.P().Class("card").Text(say.T("client.no_conversation")))
	}
	return ui.Block("c-history", say.T("client.conversations"), nil, ui.Rows(rows...))
}

// record says where what is known is kept, and how to mend it.
func (s *Sheet) record() app.UI {
	say := s.env.Say
	return ui.Block("c-record", say.T("client.record"), nil, html.Div().Class("card").Body(
		html.P().Class("meta").Text(say.T("client.kept_here")),
		html.Div().Class("btns").Body(
			ui.Link("btn", s.env.Href("/clients/"+s.id+"/edit"), "edit", say.T("action.correct")),
			s.Undo(say.T("undo.client")),
		),
		s.Trouble(),
	))
}
