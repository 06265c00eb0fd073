package scripts

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/search"
)

// List is everything that can be said or sent: found by a word or a situation, favourites first.
type List struct {
	env    *ui.Env
	client string // id of whom it is for, or empty
	form   *ui.Form
	own    []own
	made   *shelf // for the bundle and the own scripts below
	of     *content.Bundle
}

// NewList is the screen of all scripts; a client's id makes it the choice of one for that client.
func NewList(env *ui.Env, client string) *List {
	return &List{env: env, client: client, form: ui.NewForm(map[string]string{})}
}

// Open fetches what the kit knows and what the worker wrote.
func (s *List) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.Refresh(ctx)
}

// Refresh implements [ui.Refresher].
func (s *List) Refresh(ctx app.Context) {
	readOwn(ctx, s.env, func(_ app.Context, all []own) { s.own, s.of = all, nil })
}

// shelf is made again when the language changes, or the own scripts have.
func (s *List) shelf(b *content.Bundle) *shelf {
	if s.of != b {
		s.made, s.of = newShelf(b, s.own), b
	}
	return s.made
}

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("scripts.title"), Back: "/kit", Actions: []app.UI{
		html.A().Class("icon-btn").Attr("name", "new_script").Attr("href", s.env.Href("/scripts/new")).Aria("label", say.T("scripts.new")).Body(ui.Icon("plus")),
	}}
	if s.client != "" {
		v.Back, v.LogFor = "/clients/"+s.client, s.client
	}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	v.Stage = []app.UI{ui.Slot(s.whom()), s.box()}
	shelf := s.shelf(b)
	if q := s.form.Get("q"); search.Fold(q) != "" {
		v.Stage = append(v.Stage, s.results(shelf.search(q, 30)))
		return v
	}
	v.Stage = append(v.Stage, ui.Slot(s.favourites(shelf)), s.jump(shelf), s.groups(shelf))
	return v
}

// whom names the client that a script is being chosen for.
func (s *List) whom() app.UI {
	if s.client == "" {
		return nil
	}
	return html.P().Class("aim").Body(html.Text(s.env.Say.T("scripts.for")+" "), ui.Person(s.env.Who(s.client)))
}

func (s *List) box() app.UI {
	say := s.env.Say
	return html.Form().Attr("role", "search").OnSubmit(func(ctx app.Context, e app.Event) { e.PreventDefault() }).Body(
		ui.Field{Form: s.form, Name: "q", Type: "search", Label: say.T("scripts.search"), Place: say.T("scripts.search_place"), Only: true}.View())
}

func (s *List) results(hits []row) app.UI {
	say := s.env.Say
	if len(hits) == 0 {
		return ui.Empty(say.T("scripts.none"), say.T("scripts.none_text"), ui.Link("btn btn--soft", s.env.Href("/scripts/new"), "plus", say.T("scripts.new")))
	}
	var rows []app.UI
	for _, r := range hits {
		rows = append(rows, s.row(r, s.star(r)))
	}
	return html.Div().Class("pane").Body(
		ui.Slot(html.P().Class("meta").Attr("role", "status").Text(say.N("search.found", float64(len(hits))))),
		ui.Rows(rows...))
}

// favourites come first, in the order in which the worker put them.
func (s *List) favourites(shelf *shelf) app.UI {
	say := s.env.Say
	all := shelf.favourites(s.env.Book.Today().Settings.Favourites)
	if len(all) == 0 {
		return nil
	}
	var rows []app.UI
	for i, r := range all {
		move := func(name, icon, label string, by int, off bool) app.UI {
			route := "/scripts/" + r.ID
			return ui.IconButton(name, icon, label, func(ctx app.Context, _ app.Event) {
				s.env.ChangeSettings(ctx, func(set *journal.Settings) { set.Favourites = shelf.moved(set.Favourites, route, by) }, func(app.Context, error) {})
			}, route).Attr("value", route).Flag("disabled", off)
		}
		rows = append(rows, s.row(r, s.star(r),
			ui.If(len(all) > 1, func() app.UI {
				return move("move_up", "up", say.T("scripts.up", "what", r.Title), -1, i == 0)
			}),
			ui.If(len(all) > 1, func() app.UI {
				return move("move_down", "down", say.T("scripts.down", "what", r.Title), +1, i == len(all)-1)
			})))
	}
	return ui.Block("sc-favourites", say.T("scripts.favourites"), nil, ui.Rows(rows...))
}

// jump leads down to each situation: there are too many scripts for one wall.
func (s *List) jump(shelf *shelf) app.UI {
	var chips []app.UI
	for _, g := range shelf.groups {
		short := g.short
		if short == "" {
			short = s.title(g)
		}
		chips = append(chips, html.A().Class("chip").Attr("href", "#sc-"+g.id).Text(short))
	}
	return html.Div().Class("chips").Attr("role", "group").Aria("label", s.env.Say.T("scripts.jump")).Body(chips...)
}

func (s *List) title(g group) string {
	if g.title != "" {
		return g.title
	}
	return s.env.Say.T("scripts.theme_" + g.id)
}

func (s *List) groups(shelf *shelf) app.UI {
	var blocks []app.UI
	for _, g := range shelf.groups {
		var rows []app.UI
		for _, i := range g.rows {
			rows = append(rows, s.row(shelf.rows[i], s.star(shelf.rows[i])))
		}
		blocks = append(blocks, ui.Block("sc-"+g.id, s.title(g), nil, ui.Rows(rows...)))
	}
	return html.Div().Class("columns").Body(blocks...)
}

// row is a script with what can be done to its place in the list.
func (s *List) row(r row, acts ...app.UI) app.UI {
	say := s.env.Say
	tag := ""
	switch {
	case r.own != nil && r.own.From == "":
		tag = say.T("script.own")
	case r.own != nil || r.foreign != "":
		tag = say.T("script.yours")
	}
	if r.foreign != "" {
		tag += " · " + say.T("language."+string(r.foreign))
	}
	return html.Div().Class("row-acts").Body(append([]app.UI{link(s.env, r.Script, tag, s.client)}, acts...)...)
}

func (s *List) star(r row) app.UI { return s.env.Star("/scripts/"+r.ID, r.Title) }
