package clients

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Sheet is one person: how they like to be served, how to reach them, what was promised and said.
type Sheet struct {
	*ui.Shown
	env    *ui.Env
	id     string
	of     []store.Entry
	better []store.Entry // the improvements that this person asked for
	eraser *ui.Eraser
	most   int  // conversations shown
	all    bool // every promise is shown, not only the last ones settled
}

// NewSheet is the screen of one person.
func NewSheet(env *ui.Env, id string) *Sheet {
	s := &Sheet{env: env, id: id, eraser: ui.NewEraser(env, id), most: page}
	s.Shown = ui.NewShown(env, id, func(app.Context) {
		s.of, s.better = env.Book.Of(id), nil
		for _, e := range env.Book.List(journal.KindImprovement, 0) {
			if strings.Contains("\n"+e.Tags+"\n", "\n"+id+"\n") {
				s.better = append(s.better, e)
			}
		}
		s.know()
	})
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
		html.Div().Class("pane").Body(s.left(), s.who(c), s.promises(), s.complaints(), s.scenarios()),
		html.Div().Class("pane").Body(s.conversations(), s.bonds(c), s.asked(), s.record(c), s.History(nil)),
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
		tags(c),
		s.reach(c),
		html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/scripts/for/"+s.id), "script", say.T("client.scripts")),
			s.env.AskImprovement(s.id, func() ui.Handed { return ui.Handed{} })),
	)
}

// complaints are the improvements that this person asked for, those under way first.
func (s *Sheet) complaints() app.UI {
	open, over := ui.Complaints(s.of)
	return s.env.ComplaintRows("c-complaints", s.env.Say.T("complaints.title"), nil, append(open, over...), false)
}

// record says where what is known is kept, and how to mend it.
func (s *Sheet) record(c journal.Client) app.UI {
	say := s.env.Say
	purpose, consent := s.env.Book.Today().Settings.Purpose, c.ConsentHow
	if c.ConsentOn != "" {
		consent = strings.TrimSuffix(ui.Date(say, c.ConsentOn, i18n.DateLong)+" · "+consent, " · ")
	}
	return ui.Block("c-record", say.T("client.record"), nil, html.Div().Class("card").Body(
		html.P().Class("meta").Text(say.T("client.kept_here")),
		ui.If(purpose != "", func() app.UI {
			return html.P().Class("notes").Dir("auto").Text(say.T("contacts.line", "label", say.T("privacy.purpose"), "value", purpose))
		}),
		ui.If(consent != "", func() app.UI {
			return html.P().Class("notes").Dir("auto").Text(say.T("contacts.line", "label", say.T("client.consent"), "value", consent))
		}),
		html.Div().Class("btns").Body(
			ui.Link("btn", s.env.Href("/clients/"+s.id+"/edit"), "edit", say.T("action.correct")),
			s.Undo(say.T("undo.client")),
			ui.Link("btn", s.env.Href("/clients/"+s.id+"/file"), "out", say.T("privacy.file")).Attr("name", "open_file"),
			ui.Link("btn", s.env.Href("/clients/"+s.id+"/merge"), "people", say.T("merge.title")).Attr("name", "open_merge"),
			ui.If(s.left() == nil, func() app.UI {
				return ui.Link("btn", s.env.Href("/clients/"+s.id+"/left"), "door-out", say.T("departure.open")).Attr("name", "open_departure")
			}),
		),
		s.Trouble(),
		s.eraser.View("client", "/clients", s.of, 0),
	))
}

// tags are what a person is filed under; nil without any.
func tags(c journal.Client) app.UI {
	var tags []app.UI
	for _, t := range c.Tags {
		tags = append(tags, html.Span().Class("tag").Dir("auto").Text(t))
	}
	return ui.If(len(tags) > 0, func() app.UI { return html.Div().Class("tags").Body(tags...) })
}
