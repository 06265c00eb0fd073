package clients

import (
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// page is how many people are shown at once, and how many of all kinds a search shows: a letter changes rows, and makes few.
// More are asked for.
const page = 30

// List is everyone served.
type List struct {
	env  *ui.Env
	look *Search
	kind *ui.Kinds
	most int

	only  string // the filter that is on; empty for everyone
	shown []store.Entry
	more  bool // there are more than are shown
	empty bool // there is nobody at all
	doors map[string]store.Entry
	tags  []string
	mixed bool // both external and internal
	owed  owed
}

// NewList is the screen of everyone served.
func NewList(env *ui.Env) *List {
	s := &List{env: env, look: NewSearch(env), most: page}
	s.kind = ui.NewKinds(env, func(app.Context) {
		s.most = page
		s.gather()
	})
	return s
}

// Open brings the index in.
func (s *List) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *List) Refresh(ctx app.Context) {
	s.look.look(ctx)
	s.gather()
	s.owed.find(ctx, s.env)
}

// The filters that are no tag. A tag stands behind its own sign, so that none is taken for these.
const (
	departed = "left"
	tagged   = "#"
)

// gather reads who is to be shown, and by what they can be told apart.
func (s *List) gather() {
	s.empty, s.shown, s.more, s.tags = true, nil, false, nil
	s.doors = map[string]store.Entry{}
	for _, e := range s.env.Book.List(journal.KindDeparture, 0) {
		s.doors[e.Client] = e
	}
	kinds, seen := map[string]bool{}, map[string]bool{}
	s.env.Book.Visit(journal.KindClient, func(e *store.Entry) {
		s.empty, kinds[e.State] = false, true
		for _, t := range strings.Split(e.Tags, "\n") {
			if t != "" && !seen[t] {
				seen[t] = true
				s.tags = append(s.tags, t)
			}
		}
		switch {
		case !s.passes(e):
		case len(s.shown) < s.most:
			s.shown = append(s.shown, *e)
		default:
			s.more = true
		}
	})
	s.mixed = len(kinds) > 1
	sort.Strings(s.tags)
}

// passes tells whether a client is among those that the filter shows. Those who left are shown apart.
func (s *List) passes(e *store.Entry) bool {
	_, left := s.doors[e.ID]
	switch {
	case !s.kind.Holds(e.State):
		return false
	case s.only == departed || left:
		return left && s.only == departed
	case s.only == "":
		return true
	}
	tag, ok := strings.CutPrefix(s.only, tagged)
	return ok && strings.Contains("\n"+e.Tags+"\n", "\n"+tag+"\n")
}

// filters are the chips that show a part of everyone; nil when all would be the same.
func (s *List) filters() app.UI {
	say := s.env.Say
	var chips []app.UI
	chip := func(value, label string) {
		chips = append(chips, html.Button().Class("chip").Attr("type", "button").Attr("name", "filter").Attr("value", value).
			Aria("pressed", ui.Bool(s.only == value)).Dir("auto").Body(ui.Symbol("check", "icon icon--s chip-tick"), html.Text(label)).
			OnClick(func(ctx app.Context, e app.Event) {
				if s.most = page; s.only == value {
					s.only = ""
				} else {
					s.only = value
				}
				s.gather()
			}, value))
	}
	if len(s.doors) > 0 || s.only == departed {
		chip(departed, say.T("clients.left"))
	}
	for _, t := range s.tags {
		chip(tagged+t, t)
	}
	return ui.If(len(chips) > 0, func() app.UI {
		return html.Div().Class("chips").Attr("role", "group").Aria("label", say.T("clients.filter")).Body(chips...)
	})
}

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("tab.clients"), Layout: "stage--narrow", Actions: []app.UI{
		html.A().Class("icon-btn").Attr("href", s.env.Href("/clients/new")).Aria("label", say.T("clients.new")).Body(ui.Icon("plus")),
	}}
	v.Stage = append(v.Stage, s.look.Field())
	if s.look.Asked() {
		v.Stage = append(v.Stage, s.look.Results())
		return v
	}
	switch {
	case !s.env.Book.Loaded():
		v.Stage = append(v.Stage, html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading")), html.Div().Class("wait-bar"))
		return v
	case s.empty:
		v.Stage = append(v.Stage, ui.Empty(say.T("clients.empty_title"), say.T("clients.empty"),
			html.Div().Class("btns").Body(ui.Link("btn btn--soft", s.env.Href("/clients/new"), "plus", say.T("clients.new")), s.bring())), ui.Slot(s.env.CutShort()))
		return v
	}
	var rows []app.UI
	for _, p := range s.shown {
		rows = append(rows, s.row(p))
	}
	v.Stage = append(v.Stage, among([above]app.UI{
		s.env.CutShort(),
		ui.If(s.mixed || !s.kind.All(), s.kind.View),
		s.filters(),
		s.owed.view(s.env),
		ui.If(len(rows) == 0, func() app.UI { return html.P().Class("card").Attr("role", "status").Text(say.T("clients.none_here")) }),
	}, rows, ui.If(s.more, func() app.UI {
		return ui.Button("btn", "more", "", say.T("action.more"), func(ctx app.Context, e app.Event) {
			s.most += page
			s.gather()
		})
	}), html.Div().Class("btns").Body(s.bring())))
	return v
}

// bring leads to where contacts come in from a file.
func (s *List) bring() app.UI {
	return ui.Link("btn", s.env.Href("/settings/import"), "people", s.env.Say.T("import.open"))
}

// row is one person; for one who left, with the door.
func (s *List) row(p store.Entry) app.UI {
	if d, ok := s.doors[p.ID]; ok {
		return personRow(s.env, p, s.env.Say.T("departure.gone", "day", ui.DayWords(s.env.Say, d.Done, s.env.Today()), "door", s.env.Say.T("door.by_"+d.State)))
	}
	return Row(s.env, p)
}
