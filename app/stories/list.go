// Package stories is the room of what is worth telling: conversations kept without the client's identity (F12), and service
// lived as a client, with what it teaches (F13).
package stories

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// List is all stories, then all that was seen elsewhere.
type List struct{ env *ui.Env }

// NewList is the screen of all of them.
func NewList(env *ui.Env) *List { return &List{env} }

// Open brings the index in.
func (s *List) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher]: the next View reads the book again.
func (s *List) Refresh(app.Context) {}

// shelves are the two kinds of records of the room: the message of their title, their symbol, and where a new one is made.
var shelves = []struct {
	kind            journal.Kind
	key, icon, make string
}{
	{journal.KindStory, "story", "story", "/stories/new"},
	{journal.KindObservation, "observation", "reveal", "/stories/observe"},
}

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("stories.title"), Back: "/kit", Layout: "stage--two"}
	if !s.env.Book.Loaded() {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	for _, shelf := range shelves {
		var rows []app.UI
		for _, e := range s.env.Book.List(shelf.kind, 0) {
			rows = append(rows, s.row(e, shelf.icon))
		}
		body := ui.Rows(rows...)
		if len(rows) == 0 {
			body = html.P().Class("card").Text(say.T(shelf.key + ".empty"))
		}
		v.Stage = append(v.Stage, html.Div().Class("pane").Body(
			ui.Block("st-"+shelf.key, say.T(shelf.key+".all"), nil, body,
				html.Div().Class("btns").Body(ui.Link("btn btn--soft", s.env.Href(shelf.make), "plus", say.T(shelf.key+".new")).Attr("name", "new_"+shelf.key)))))
	}
	return v
}

func (s *List) row(e store.Entry, icon string) app.UI {
	return html.A().Class("row").Attr("href", s.env.Href("/stories/"+e.ID)).Body(
		ui.Icon(icon),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Dir("auto").Text(e.Title),
			html.Span().Class("meta").Text(s.env.Say.T("story.kind_"+e.State)+" · "+ui.DayWords(s.env.Say, e.Done, s.env.Today()))))
}
