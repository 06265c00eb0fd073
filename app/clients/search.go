// Package clients is the room of the people served: finding them, how they like to be served, and their records.
package clients

import (
	"sync/atomic"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// Search is the box that finds again: people, conversations and promises.
type Search struct {
	env  *ui.Env
	form *ui.Form
	hits []store.Entry
	late bool         // they are still looked for
	turn atomic.Int32 // of the question: what is found for an earlier one is of no use

	// Place shows, in the box while it is empty, what can be typed there.
	Place string
	// Also, when not nil, is told of every question: what else may answer it.
	Also func(ctx app.Context, q string)
}

// NewSearch is an empty search box.
func NewSearch(env *ui.Env) *Search {
	s := &Search{env: env, form: ui.NewForm(map[string]string{}), Place: "search.place"}
	s.form.Changed = func(ctx app.Context, _ string) {
		s.look(ctx)
		if s.Also != nil {
			s.Also(ctx, s.form.Get("q"))
		}
	}
	return s
}

// Asked tells whether something is being looked for.
func (s *Search) Asked() bool { return search.Fold(s.form.Get("q")) != "" }

// step is how long a search goes on before the screen gets its turn.
const step = 5 * time.Millisecond

// look looks for what is asked. Among very many records this takes more than one step: until the last, what was found before
// stays.
func (s *Search) look(ctx app.Context) {
	turn := s.turn.Add(1)
	s.late = false
	if !s.Asked() {
		s.hits = nil
		return
	}
	seeking := s.env.Book.Seek(s.form.Get("q"), page, journal.KindClient, journal.KindInteraction, journal.KindPromise, journal.KindComplaint)
	found, done := seeking.For(step)
	tell := func(ctx app.Context) {
		if s.turn.Load() != turn {
			return
		}
		if s.hits, s.late = found, false; !s.env.Book.Searchable() {
			s.env.LoadText(ctx, s.look)
		}
	}
	if done {
		tell(ctx)
		return
	}
	s.late = true
	ctx.Async(func() {
		for !done && s.turn.Load() == turn {
			store.Rest()
			found, done = seeking.For(step)
		}
		store.Rest() // showing it takes a turn of its own
		s.env.Do(tell)
	})
}

// Field is the box itself.
func (s *Search) Field() app.UI { return ui.SearchField(s.env.Say, s.form, s.env.Say.T(s.Place)) }

// Nothing tells that nothing was found, for certain.
func (s *Search) Nothing() bool { return len(s.hits) == 0 && !s.late && s.env.Book.Searchable() }

// New leads to the form of a new record.
func (s *Search) New() app.UI {
	return ui.Link("btn btn--soft", s.env.Href("/clients/new"), "plus", s.env.Say.T("clients.new"))
}

// Results lists what was found: people first.
func (s *Search) Results() app.UI {
	say := s.env.Say
	status := say.N("search.found", float64(len(s.hits)))
	if !s.env.Book.Searchable() || s.late && len(s.hits) == 0 {
		status = say.T("search.loading")
	}
	if s.Nothing() {
		return ui.Empty(say.T("search.none"), say.T("search.none_text"), s.New())
	}
	var people, rest []app.UI
	for _, h := range s.hits {
		switch h.Kind {
		case journal.KindClient:
			people = append(people, Row(s.env, h))
		case journal.KindInteraction:
			rest = append(rest, s.env.ConversationRow(h, true))
		case journal.KindComplaint:
			rest = append(rest, s.env.ComplaintRow(h, true))
		case journal.KindPromise:
			rest = append(rest, s.env.PromiseRow(h, true, s.look))
		}
	}
	return among([above]app.UI{html.P().Class("meta").Attr("role", "status").Text(status)}, people,
		ui.If(len(rest) > 0, func() app.UI { return ui.Rows(rest...) }))
}

// above is how many things may stand above people.
const above = 5

// among is people, between what stands above and below them. Whether some were found or everyone is shown, they are at the
// same place: a key changes their rows and makes none anew.
func among(head [above]app.UI, people []app.UI, below ...app.UI) app.UI {
	var body []app.UI
	for _, one := range head {
		body = append(body, ui.Slot(one))
	}
	body = append(body, ui.If(len(people) > 0, func() app.UI { return ui.Rows(people...) }))
	return html.Div().Class("pane").Body(append(body, below...)...)
}

// Row is one person in a list.
func Row(env *ui.Env, c store.Entry) app.UI {
	meta := c.Aside
	if c.State == string(journal.Internal) {
		meta = env.Say.T("client.internal")
	}
	return personRow(env, c, meta)
}

// personRow is one person, and a line of what there is to know.
func personRow(env *ui.Env, c store.Entry, meta string) app.UI {
	return html.A().Class("row").Attr("href", env.Href("/clients/"+c.ID)).Body(
		ui.Monogram(c.Title, c.State == string(journal.Internal), ""),
		html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(c.Title),
			ui.If(meta != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(meta) })),
	)
}
