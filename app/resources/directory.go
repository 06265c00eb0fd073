// Package resources is the room of where to turn (F49): the directory that comes with the kit, and what the worker added
// to it, corrected in it or put out of sight. All of it is on the device; only the websites need a network.
package resources

import (
	"context"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// item is one place to turn to, as it is shown.
type item struct {
	key      string // names it on the page: the kit's id, or the record's
	category string
	name     string
	text     string
	phone    string
	url      string
	own      store.Version // the worker's record, if there is one
	kit      bool          // it came with the kit, corrected or not
	hidden   bool
	gone     bool // just put out of sight: only what was done stands in its place
}

func (i item) record() (journal.Resource, bool) {
	r, ok := i.own.Record.(journal.Resource)
	return r, ok
}

// fromKit is one of the kit's own.
func fromKit(r content.Resource) item {
	return item{key: r.ID, category: r.Category, name: r.Name, text: r.Text, phone: r.Phone, url: r.URL, kit: true}
}

// fromRecord is what the worker's record shows in the place of the kit's, or by itself. One that only hides has no words
// of its own: it keeps the kit's, in the language of the screen.
func fromRecord(v store.Version, was item) item {
	r := v.Record.(journal.Resource)
	i := item{key: r.From, category: r.Category, name: r.Name, text: r.Notes, phone: r.Phone, url: r.URL, kit: was.kit}
	if hides(r) && was.kit {
		i = was
	}
	if i.key == "" {
		i.key = r.ID
	}
	i.own, i.hidden = v, r.Hidden
	return i
}

// hides tells whether a record does nothing but put one of the kit's out of sight.
func hides(r journal.Resource) bool {
	return r.Hidden && r.From != "" && r.Notes == "" && r.Phone == "" && r.URL == ""
}

// merge is the kit's directory with the worker's records in it: the kit's in their order, then the others by name.
func merge(b *content.Bundle, own []store.Version) []item {
	var all, added []item
	at := map[string]int{}
	for _, r := range b.Resources.Resources {
		at[r.ID] = len(all)
		all = append(all, fromKit(r))
	}
	for _, v := range own {
		r, ok := v.Record.(journal.Resource)
		if !ok {
			continue
		}
		if n, known := at[r.From]; known {
			all[n] = fromRecord(v, all[n])
		} else {
			added = append(added, fromRecord(v, item{}))
		}
	}
	sort.SliceStable(added, func(a, b int) bool { return search.Fold(added[a].name) < search.Fold(added[b].name) })
	return append(all, added...)
}

// records reads the worker's records. The index must be loaded.
func records(ctx context.Context, book *store.Book) []store.Version {
	var own []store.Version
	for _, e := range book.List(journal.KindResource, 0) {
		if v, err := book.Get(ctx, e.ID); err == nil && v.Record != nil {
			own = append(own, v)
		}
	}
	return own
}

// Directory is the screen of all places to turn to.
type Directory struct {
	env    *ui.Env
	form   *ui.Form
	own    []store.Version
	read   bool
	open   bool   // the hidden ones are shown
	copied string // key of what was copied last
	done   *done
}

// done is what was just done to an item, with how to take it back. It stands in the item's place.
type done struct {
	item    item   // as it was
	words   string // message, with {name}
	ref     journal.Ref
	trouble string
}

// New is the screen of all places to turn to.
func New(env *ui.Env) *Directory { return &Directory{env: env, form: ui.NewForm(map[string]string{})} }

// Open fetches what the kit knows, and the worker's records.
func (s *Directory) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.env.LoadIndex(ctx, s.reread)
}

// Refresh implements [ui.Refresher]. Before the index was asked for nothing can be told of the worker's records.
func (s *Directory) Refresh(ctx app.Context) {
	if s.read {
		s.reread(ctx)
	}
}

// reread reads the worker's records.
func (s *Directory) reread(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		own := records(bg, s.env.Book)
		s.env.Do(func(ctx app.Context) {
			s.own = own
			if !s.read {
				s.read = true
				s.arrive()
			}
			ctx.Defer(func(app.Context) { s.env.Land() })
		})
	})
}

// arrive prepares what the address asks for: a hidden item is unfolded, and one just saved says so.
func (s *Directory) arrive() {
	for _, v := range s.own {
		i := fromRecord(v, item{})
		s.open = s.open || i.hidden && s.env.Anchor == anchor(i.key)
		if last := s.env.Last; last != nil && last.Ref == v.Ref {
			s.done = &done{item: i, words: "resource.saved", ref: v.Ref}
		}
	}
}

// View implements [ui.Screen].
func (s *Directory) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("resources.title"), Back: "/kit", Layout: "stage--narrow", Actions: []app.UI{
		html.A().Class("icon-btn").Attr("href", s.env.Href("/resources/new")).Aria("label", say.T("resource.new")).Body(ui.Icon("plus")),
	}}
	b, ok := s.env.Guide.Bundle(say.Lang())
	if !ok || !s.read {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	var shown, hidden []item
	for _, i := range s.withDone(merge(b, s.own)) {
		switch {
		case !s.asked(b, i):
		case i.hidden:
			hidden = append(hidden, i)
		default:
			shown = append(shown, i)
		}
	}
	v.Stage = []app.UI{
		html.Div().Class("finder").Body(
			ui.SearchField(say, s.form, say.T("resources.place")),
			html.P().Class("meta").Text(say.T("resources.network"))),
		html.Div().Class("pane").Body(append(s.categories(b, shown), s.hidden(hidden))...),
		ui.If(len(shown)+len(hidden) == 0, func() app.UI { return ui.Empty(say.T("resources.none"), say.T("resources.none_text")) }),
		ui.Link("btn", s.env.Href("/resources/new"), "plus", say.T("resource.new")),
	}
	return v
}

// withDone keeps the place of what was just put out of sight.
func (s *Directory) withDone(all []item) []item {
	if s.done == nil {
		return all
	}
	was := s.done.item
	gone := was
	gone.gone = true
	for n, i := range all {
		if i.key == was.key {
			if i.hidden && !was.hidden {
				all[n] = gone
			}
			return all
		}
	}
	return append(all, gone)
}

// asked tells whether an item answers what is looked for: every word of it.
func (s *Directory) asked(b *content.Bundle, i item) bool {
	text := " " + search.Fold(strings.Join([]string{i.name, i.text, label(b, i.category), i.phone, i.url}, " "))
	for _, w := range strings.Fields(search.Fold(s.form.Get("q"))) {
		if !strings.Contains(text, " "+w) {
			return false
		}
	}
	return true
}

// label is the name of a category; empty for one that the kit does not have.
func label(b *content.Bundle, category string) string {
	for _, c := range b.Resources.Categories {
		if c.ID == category {
			return c.Label
		}
	}
	return ""
}

// categories are the items under the names of their categories, those without one last.
func (s *Directory) categories(b *content.Bundle, items []item) []app.UI {
	var blocks []app.UI
	block := func(id, title string, mine func(item) bool) {
		var cards []app.UI
		for _, i := range items {
			if mine(i) {
				cards = append(cards, s.cards(i)...)
			}
		}
		if len(cards) > 0 {
			blocks = append(blocks, ui.Block("category-"+id, title, nil, cards...))
		}
	}
	for _, c := range b.Resources.Categories {
		block(c.ID, c.Label, func(i item) bool { return i.category == c.ID })
	}
	block("other", s.env.Say.T("resource.uncategorized"), func(i item) bool { return label(b, i.category) == "" })
	return blocks
}

// hidden are the items that were put out of sight, folded away.
func (s *Directory) hidden(items []item) app.UI {
	if len(items) == 0 {
		return nil
	}
	var cards []app.UI
	for _, i := range items {
		cards = append(cards, s.cards(i)...)
	}
	return html.Details().Class("fold").Flag("open", s.open).Body(
		html.Summary().Body(html.Span().Text(s.env.Say.N("resources.hidden", float64(len(items)))), ui.Icon("next")),
		html.Div().Class("fold-body").Body(cards...))
}
