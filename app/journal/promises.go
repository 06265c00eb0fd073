package journal

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	domain "trousse/internal/journal"
	"trousse/internal/store"
)

// Promises lists what is still to keep, by when it is due.
type Promises struct{ env *ui.Env }

// NewPromises is the screen of all open promises.
func NewPromises(env *ui.Env) *Promises { return &Promises{env: env} }

// Open brings the index in, where there are more promises than Today holds.
func (s *Promises) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher]: the next View reads the book again.
func (s *Promises) Refresh(app.Context) {}

// View implements [ui.Screen].
func (s *Promises) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("promises.title"), Back: "/", Layout: "stage--narrow"}
	groups := ByWhen(s.env.Book.Today().Promises, s.env.Today())
	for _, g := range WhenKeys {
		if rows := groups[g.When]; len(rows) > 0 {
			v.Stage = append(v.Stage, PromiseBlock(s.env, "p-"+g.Key, say.T("promises."+g.Key), nil, rows, s.Refresh))
		}
	}
	if len(v.Stage) == 0 {
		v.Stage = []app.UI{ui.Empty(say.T("promises.empty_title"), say.T("promises.empty"))}
	}
	return v
}

// WhenKeys lists the groups of promises in the order in which they are shown, with their message keys.
var WhenKeys = []struct {
	When domain.When
	Key  string
}{{domain.Overdue, "overdue"}, {domain.DueToday, "today"}, {domain.DueSoon, "soon"}, {domain.DueLater, "later"}}

// ByWhen groups open promises by where their day stands.
func ByWhen(promises []store.Entry, today domain.Day) map[domain.When][]store.Entry {
	out := map[domain.When][]store.Entry{}
	for _, p := range promises {
		w := domain.WhenDue(p.Due, today)
		out[w] = append(out[w], p)
	}
	return out
}

// PromiseBlock is one titled group of promises, at most fifty rows.
func PromiseBlock(env *ui.Env, id, title string, end app.UI, promises []store.Entry, then func(app.Context)) app.UI {
	var rows []app.UI
	for _, p := range promises[:min(len(promises), 50)] {
		rows = append(rows, env.PromiseRow(p, true, then))
	}
	return ui.Block(id, title, end, ui.Rows(rows...))
}
