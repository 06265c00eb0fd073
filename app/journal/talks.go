package journal

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	domain "trousse/internal/journal"
	"trousse/internal/store"
)

// How many conversations are shown at first, and how many more at each press.
const (
	lately = 8
	page   = 50
)

// Talks is the list of conversations: the latest or, on a press, all of them, by the kind of client and by who logged them.
type Talks struct {
	env   *ui.Env
	kinds *ui.Kinds
	by    *ui.Form
	shown []store.Entry // once all were asked for, and the index is there
	more  bool
}

// NewTalks is the list as it was left in this session. Whoever has left the counter since is no choice any more.
func NewTalks(env *ui.Env) *Talks {
	if !slices.ContainsFunc(env.Authors(), func(a domain.Author) bool { return a.ID == env.Talks.By }) {
		env.Talks.By = ""
	}
	s := &Talks{env: env, by: ui.NewForm(map[string]string{"logged_by": env.Talks.By})}
	s.kinds = ui.NewKinds(env, s.again)
	s.by.Changed = func(ctx app.Context, _ string) {
		env.Talks.By = s.by.Get("logged_by")
		s.again(ctx)
	}
	return s
}

// again shows the first of them, under other filters.
func (s *Talks) again(app.Context) {
	s.env.Talks.Most = page
	s.Gather()
}

// Gather reads what is to be shown.
func (s *Talks) Gather() {
	s.shown, s.more = nil, false
	most := s.env.Talks.Most
	if most == 0 || !s.env.Book.Loaded() {
		return
	}
	for limit := most + 1; ; limit *= 4 {
		all := s.env.Book.List(domain.KindInteraction, limit)
		s.shown = s.shown[:0]
		for _, e := range all {
			if s.passes(e) {
				s.shown = append(s.shown, e)
			}
		}
		if s.more = len(s.shown) > most; s.more || len(all) < limit {
			s.shown = s.shown[:min(len(s.shown), most)]
			return
		}
	}
}

func (s *Talks) passes(e store.Entry) bool {
	by := s.env.Talks.By
	return s.kinds.Has(e.Client) && (by == "" || by == e.Tags)
}

// View is the list; nil when there is nothing in it.
func (s *Talks) View() app.UI {
	say, recent := s.env.Say, s.env.Book.Today().Recent
	if len(recent) == 0 {
		return nil
	}
	all := s.env.Talks.Most > 0 && s.env.Book.Loaded()
	title, show, more := "today.recent", recent[:min(len(recent), lately)], len(recent) > lately
	if all {
		title, show, more = "talks.all", s.shown, s.more
	}
	var rows []app.UI
	for _, e := range show {
		rows = append(rows, s.env.ConversationRow(e, true))
	}
	return ui.Block("t-recent", say.T(title), nil,
		ui.Slot(ui.If(all, s.filters)),
		ui.Slot(ui.If(len(rows) > 0, func() app.UI { return ui.Rows(rows...) }),
			ui.If(len(rows) == 0, func() app.UI { return html.P().Class("card").Attr("role", "status").Text(say.T("talks.none")) })),
		html.Div().Class("btns").Body(
			ui.If(more, func() app.UI { return ui.Button("btn btn--quiet", "more_talks", "", say.T("action.more"), s.press) }),
			ui.If(all, func() app.UI {
				return ui.Button("btn btn--quiet", "fewer_talks", "", say.T("talks.fewer"), func(app.Context, app.Event) { s.env.Talks.Most = 0 })
			})))
}

// press shows more of them.
func (s *Talks) press(ctx app.Context, _ app.Event) {
	s.env.Talks.Most += page
	s.env.LoadIndex(ctx, func(app.Context) { s.Gather() })
}

func (s *Talks) filters() app.UI {
	say := s.env.Say
	by := []ui.Choice{{Label: say.T("talks.anyone")}}
	for _, a := range s.env.Authors() {
		by = append(by, ui.Choice{Value: a.ID, Label: a.Name})
	}
	return html.Div().Class("form").Body(s.kinds.View(),
		ui.If(len(by) > 1, func() app.UI { return ui.Select(s.by, "logged_by", say.T("talks.by"), "", by) }))
}
