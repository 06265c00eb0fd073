package promises

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// page is how many promises of a group are shown at once.
const page = 30

// Ledger is every promise: what is to be kept, by its day, and what became of the others.
type Ledger struct {
	env  *ui.Env
	form *ui.Form
	kind *ui.Kinds
	most int

	open    []store.Entry // soonest first
	settled []store.Entry // the last one first
	tally   Tally         // of those shown
	learned calc.Learned  // of all
	held    bool          // there is a promise, shown or not
}

// NewLedger is the screen of all promises.
func NewLedger(env *ui.Env) *Ledger {
	s := &Ledger{env: env, form: ui.NewForm(map[string]string{}), most: page}
	s.form.Changed = func(ctx app.Context, _ string) {
		s.most = page
		s.Refresh(ctx)
	}
	s.kind = ui.NewKinds(env, func(ctx app.Context) { s.form.Changed(ctx, "kind") })
	return s
}

// Open brings the index in, where there are more promises than Today holds.
func (s *Ledger) Open(ctx app.Context) {
	s.env.Early(ctx, s.Refresh)
}

// Refresh implements [ui.Refresher]: the promises that answer the filters are read from the index.
func (s *Ledger) Refresh(ctx app.Context) {
	book := s.env.Book
	all := book.Today().Promises
	switch {
	case s.asked():
		all = book.Search(s.form.Get("q"), 500, journal.KindPromise)
		if !book.Searchable() {
			s.env.LoadText(ctx, s.Refresh)
		}
	case book.Loaded():
		all = book.List(journal.KindPromise, 0)
	}
	s.open, s.settled, s.tally = nil, nil, Tally{}
	today := s.env.Today()
	for _, p := range all {
		if !s.kind.Has(p.Client) {
			continue
		}
		s.tally.Add(p, today)
		if p.State == string(journal.Open) {
			s.open = append(s.open, p)
		} else if p.State != store.Gone {
			s.settled = append(s.settled, p)
		}
	}
	sortBy(s.open, func(a, b *store.Entry) bool { return a.Due < b.Due || a.Due == b.Due && a.At < b.At })
	sortBy(s.settled, func(a, b *store.Entry) bool { return a.Done > b.Done || a.Done == b.Done && a.At > b.At })
	s.held = len(all) > 0 || s.asked()
	if !s.asked() && s.kind.All() {
		s.learned = calc.LearnedMargin(journal.Ratios(s.settled))
	}
}

func (s *Ledger) asked() bool { return search.Fold(s.form.Get("q")) != "" }

// View implements [ui.Screen].
func (s *Ledger) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("promises.title"), Back: "/", Layout: "stage--narrow"}
	if !s.held {
		if !s.env.Book.Loaded() {
			v.Stage = []app.UI{s.env.Waiting()}
			return v
		}
		v.Stage = []app.UI{ui.Empty(say.T("promises.empty_title"), say.T("promises.empty"),
			ui.Link("btn btn--soft", s.env.Href("/log"), "log", say.T("log.title")), s.note())}
		return v
	}
	v.Stage = []app.UI{
		ui.SearchField(say, s.form, say.T("promises.search")),
		s.kind.View(),
		html.Div().Class("btns").Body(s.note()),
		html.Div().Class("pane").Body(s.groups()...),
	}
	return v
}

// note leads to the form of a promise that was made outside any conversation.
func (s *Ledger) note() app.UI {
	return ui.Link("btn btn--soft", s.env.Href("/promises/new"), "plus", s.env.Say.T("promise.new")).Attr("name", "new_promise")
}

func (s *Ledger) groups() []app.UI {
	say := s.env.Say
	if !s.env.Book.Loaded() || s.asked() && !s.env.Book.Searchable() {
		return []app.UI{html.P().Class("hint").Attr("role", "status").Text(say.T("search.loading"))}
	}
	if len(s.open)+len(s.settled) == 0 {
		return []app.UI{html.P().Class("card").Attr("role", "status").Text(say.T("promises.none_here"))}
	}
	// Each keeps its place, so that a key changes the rows that stay and makes none anew.
	out := []app.UI{ui.If(!s.asked(), func() app.UI { return s.tally.View(say) }), ui.If(!s.asked(), func() app.UI { return learned(say, s.learned) })}
	more := false
	block := func(group string, rows []store.Entry) {
		more = more || len(rows) > s.most
		out = append(out, ui.If(len(rows) > 0, func() app.UI { return Block(s.env, "p-"+group, group, nil, rows, s.most, s.Refresh) }))
	}
	groups := ByGroup(s.open, s.env.Today())
	for _, g := range Groups {
		block(g, groups[g])
	}
	block("settled", s.settled)
	return append(out, ui.If(more, func() app.UI {
		return ui.Button("btn", "more", "", say.T("action.more"), func(app.Context, app.Event) { s.most += page })
	}))
}
