package insights

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/insight"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// page is how many records are shown at once.
const page = 50

// easyName is the address of the easy clients, who fall in no part: it takes all that is known of a client to find them.
const easyName = "easy"

// Behind is the screen of the records behind a bar, under the same filters.
type Behind struct {
	env  *ui.Env
	name string
	walk walk
	most int

	ready bool
	n     int           // how many there are
	found []store.Entry // as many as are shown, the newest first; waits: the longest first
}

// NewBehind is the screen of the records behind a measure, or behind one of its parts.
func NewBehind(env *ui.Env, name string) *Behind { return &Behind{env: env, name: name, most: page} }

// Open brings the index in.
func (s *Behind) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Behind) Refresh(ctx app.Context) {
	by := byValues(kept(s.env), s.env.Today())
	first, last, known := insight.Behind(s.name)
	if !s.env.Book.Loaded() || !known && s.name != easyName {
		return
	}
	f := mine(s.env, insight.NewFold(by, s.env.Now()))
	comings := journal.NewComings(s.env.Now())
	n, found := 0, []store.Entry(nil)
	s.walk.over(ctx, s.env, by.Kind != "", func(e *journal.Entry) {
		switch {
		case s.name == easyName:
			comings.Add(e)
		case f.Falls(e, first, last):
			n++
			found = insert(found, e, s.before, s.most)
		}
	}, func(_ app.Context, internal map[string]bool) {
		for _, c := range comings.Easy() {
			if e, ok := s.env.Book.Entry(c.Client); ok && (by.Kind == "" || internal[c.Client] == (by.Kind == journal.Internal)) {
				if n++; n <= s.most {
					e.At = c.Last
					found = append(found, e)
				}
			}
		}
		s.n, s.found, s.ready = n, found, true
	}, f)
}

// before tells which of two records stands first.
func (s *Behind) before(a, b *store.Entry) bool {
	if s.name == insight.Waited.String() && a.Facts.Wait != b.Facts.Wait {
		return a.Facts.Wait > b.Facts.Wait
	}
	return a.At > b.At
}

// insert puts e at its place in a list of at most so many.
func insert(list []store.Entry, e *store.Entry, before func(a, b *store.Entry) bool, most int) []store.Entry {
	at := len(list)
	for at > 0 && before(e, &list[at-1]) {
		at--
	}
	if at == most {
		return list
	}
	if len(list) < most {
		list = append(list, store.Entry{})
	}
	copy(list[at+1:], list[at:])
	list[at] = *e
	return list
}

// View implements [ui.Screen].
func (s *Behind) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("insights.title"), Back: "/insights", Layout: "stage--narrow"}
	if _, _, known := insight.Behind(s.name); !known && s.name != easyName {
		v.Stage = []app.UI{s.env.NotHere()}
		return v
	}
	v.Title = label(say, s.name)
	v.Sub = html.Small().Text(told(s.env, kept(s.env)))
	if !s.ready {
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	}
	var rows []app.UI
	for _, e := range s.found {
		rows = append(rows, s.row(e))
	}
	v.Stage = []app.UI{
		html.P().Class("meta").Attr("role", "status").Body(ui.Output("behind", ui.Count(s.n), say.N("insights.records", float64(s.n)))),
		ui.If(s.n > 0, func() app.UI { return ui.Rows(rows...) }),
		ui.If(s.n == 0, func() app.UI { return html.P().Class("card").Text(say.T("insights.none")) }),
		ui.If(s.n > len(s.found), func() app.UI {
			return ui.Button("btn", "more", "", say.T("action.more"), func(ctx app.Context, _ app.Event) {
				s.most += page
				s.Refresh(ctx)
			})
		}),
	}
	return v
}

// row leads to one record.
func (s *Behind) row(e store.Entry) app.UI {
	say, env := s.env.Say, s.env
	line := func(route, icon, title, meta string) app.UI {
		return html.A().Class("row").Attr("href", env.Href(route)).Body(ui.Icon(icon),
			html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(title), html.Span().Class("meta").Dir("auto").Text(meta)))
	}
	when := ui.MomentWords(say, ui.Unix(e.At, env.Now().Location()), env.Today())
	switch e.Kind {
	case journal.KindInteraction:
		return s.talk(e, line, when)
	case journal.KindPromise:
		return env.PromiseRow(e, true, s.Refresh)
	case journal.KindComplaint:
		return env.ComplaintRow(e, true)
	case journal.KindDeparture:
		return line("/clients/"+e.Client+"/left/"+e.ID, "door-out", env.Who(e.Client),
			ui.DayWords(say, e.Done, env.Today())+" · "+say.T("door.by_"+e.State))
	case journal.KindClient:
		if s.name == easyName {
			return line("/clients/"+e.ID, "people", e.Title, say.T("owed.easy", "day", when))
		}
		return line("/clients/"+e.ID, "ambassador", e.Title, say.T("insights.sent_by", "who", env.Who(e.Client)))
	case journal.KindImprovement:
		return line("/improvements/"+e.ID, "up", e.Title, say.T("improvement_state."+e.State))
	}
	return line("/check-in", "breathe", when, label(say, "stress_"+ui.Count(int(e.Before))))
}

// talk is a conversation with what it is listed for: its wait, what its error cost.
func (s *Behind) talk(e store.Entry, line func(route, icon, title, meta string) app.UI, when string) app.UI {
	say, words := s.env.Say, ""
	switch part, _, _ := insight.Behind(s.name); {
	case part == insight.Waited:
		words = ui.Duration(say, seconds(e.Facts.Wait))
	case part >= insight.ErrorForgotten && part <= insight.ErrorOther && e.Facts.Cost > 0:
		words = say.Money(float64(e.Facts.Cost) / 100)
	case part >= insight.Promoter && part <= insight.GuessedDetractor:
		n, _ := e.Facts.Recommend()
		words = say.T("insights.of_ten", "n", say.Number(float64(n), 0))
	default:
		return s.env.ConversationRow(e, true)
	}
	return line("/interactions/"+e.ID, ui.ChannelIcon(e.Channel), s.env.Who(e.Client), words+" · "+when)
}
