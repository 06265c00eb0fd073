// Package complaints is the room of the improvements that clients ask for (F06): what is under way by the day of its next
// step, one of them from its receipt until the client was told, and the form that takes it down.
package complaints

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// page is how many improvements of a group are shown at once.
const page = 30

// List is every improvement asked for.
type List struct {
	env        *ui.Env
	form       *ui.Form
	kind       *ui.Kinds
	most       int
	held       bool // there is one, shown or not
	open, over []store.Entry
}

// NewList is the screen of every improvement asked for.
func NewList(env *ui.Env) *List {
	s := &List{env: env, form: ui.NewForm(map[string]string{}), most: page}
	s.form.Changed = func(ctx app.Context, _ string) {
		s.most = page
		s.Refresh(ctx)
	}
	s.kind = ui.NewKinds(env, func(ctx app.Context) { s.form.Changed(ctx, "kind") })
	return s
}

// Open brings the index in.
func (s *List) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *List) Refresh(ctx app.Context) {
	all := s.env.Book.List(journal.KindComplaint, 0)
	s.held = len(all) > 0
	if s.asked() {
		if all = s.found(all); !s.env.Book.Searchable() {
			s.env.LoadText(ctx, s.Refresh)
		}
	}
	wanted := all[:0]
	for _, c := range all {
		if s.kind.Has(c.Client) {
			wanted = append(wanted, c)
		}
	}
	s.open, s.over = ui.Complaints(wanted)
}

func (s *List) asked() bool { return search.Fold(s.form.Get("q")) != "" }

// found are those of all that hold the words, and those of the clients who do.
func (s *List) found(all []store.Entry) []store.Entry {
	holds := map[string]bool{}
	for _, h := range s.env.Book.Search(s.form.Get("q"), 500, journal.KindComplaint, journal.KindClient) {
		holds[h.ID] = true
	}
	found := all[:0]
	for _, c := range all {
		if holds[c.ID] || holds[c.Client] {
			found = append(found, c)
		}
	}
	return found
}

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("complaints.title"), Back: "/kit", Layout: "stage--narrow", Actions: []app.UI{
		html.A().Class("icon-btn").Attr("name", "new_complaint").Attr("href", s.env.Href("/complaints/new")).Aria("label", say.T("complaint.new")).Body(ui.Icon("plus")),
	}}
	body := []app.UI{
		s.env.ComplaintRows("x-open", say.T("complaints.open"), nil, s.open[:min(len(s.open), s.most)], true),
		s.env.ComplaintRows("x-over", say.T("complaints.over"), nil, s.over[:min(len(s.over), s.most)], true),
		ui.If(max(len(s.open), len(s.over)) > s.most, func() app.UI {
			return ui.Button("btn", "more", "", say.T("action.more"), func(app.Context, app.Event) { s.most += page })
		}),
	}
	switch {
	case !s.env.Book.Loaded(), s.asked() && !s.env.Book.Searchable():
		body = []app.UI{html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading")), html.Div().Class("wait-bar")}
	case len(s.open)+len(s.over) > 0:
	case s.asked() || s.held:
		body = []app.UI{ui.Empty(say.T("complaints.none"), say.T("complaints.none_text"))}
	default:
		body = []app.UI{ui.Empty(say.T("complaints.empty_title"), say.T("complaints.empty"),
			ui.Link("btn btn--soft", s.env.Href("/complaints/new"), "plus", say.T("complaint.new")))}
	}
	v.Stage = []app.UI{ui.SearchField(say, s.form, say.T("complaints.place")), html.Div().Class("pane").Body(ui.Slot(ui.If(s.held, s.kind.View)), html.Div().Class("pane").Body(body...))}
	return v
}
