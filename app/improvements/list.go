// Package improvements is the room of what could be better, and of how far it has come (F50): heard, passed on, acted on,
// told to the clients who asked. It is drawn as the pyramid upside down, and handed over as a digest.
package improvements

import (
	"context"
	"sync"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// atOnce is how many records are read side by side.
const atOnce = 16

// read reads the improvements that are wanted, newest first, and hands them to then on the UI goroutine.
func read(ctx app.Context, env *ui.Env, wanted func(store.Entry) bool, then func([]journal.Improvement)) {
	bg := context.WithoutCancel(ctx)
	env.LoadIndex(ctx, func(ctx app.Context) {
		ctx.Async(func() {
			var ids []string
			for _, e := range env.Book.List(journal.KindImprovement, 0) {
				if wanted(e) {
					ids = append(ids, e.ID)
				}
			}
			records := make([]journal.Record, len(ids))
			var wait sync.WaitGroup
			slots := make(chan bool, atOnce)
			for i, id := range ids {
				slots <- true
				wait.Go(func() {
					v, _ := env.Book.Get(bg, id)
					records[i] = v.Record
					<-slots
				})
			}
			wait.Wait()
			all := []journal.Improvement{}
			for _, r := range records {
				if i, ok := r.(journal.Improvement); ok {
					all = append(all, i)
				}
			}
			env.Do(func(app.Context) { then(all) })
		})
	})
}

// List is every improvement, by how far it has come.
type List struct {
	env  *ui.Env
	all  []journal.Improvement // of those that were told, as many as are shown, and one more
	read bool
	only string // the band of the pyramid that is looked at; empty for all
	told int    // how many of those that were told are shown
}

// page is how many improvements that were told are shown at once.
const page = 10

// NewList is the screen of every improvement.
func NewList(env *ui.Env) *List { return &List{env: env, told: page} }

// Open reads them.
func (s *List) Open(ctx app.Context) { s.Refresh(ctx) }

// Refresh implements [ui.Refresher].
func (s *List) Refresh(ctx app.Context) {
	told := 0
	read(ctx, s.env, func(e store.Entry) bool {
		if e.State != string(journal.ToldBack) {
			return true
		}
		told++
		return told <= s.told+1
	}, func(all []journal.Improvement) { s.all, s.read = all, true })
}

// View implements [ui.Screen].
func (s *List) View() ui.View {
	say := s.env.Say
	add := s.env.Href("/improvements/new")
	v := ui.View{Title: say.T("improvements.title"), Back: "/kit", Layout: "stage--two", Actions: []app.UI{
		html.A().Class("icon-btn").Attr("href", add).Aria("label", say.T("improvements.new")).Body(ui.Icon("plus")),
	}}
	switch {
	case !s.read:
		v.Stage = []app.UI{s.env.Waiting()}
		return v
	case len(s.all) == 0:
		v.Stage = []app.UI{ui.Empty(say.T("improvements.empty_title"), say.T("improvements.empty"),
			ui.Link("btn btn--soft", add, "plus", say.T("improvements.new")))}
		return v
	}
	var groups []app.UI
	for _, state := range journal.ImprovementStates {
		if g := s.group(state); g != nil {
			groups = append(groups, g)
		}
	}
	if len(groups) == 0 {
		groups = append(groups, html.P().Class("card").Text(say.T("improvements.none_here")))
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(s.pyramid(),
			html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/improvements/digest"), "share", say.T("digest.title")))),
		html.Div().Class("pane").Body(groups...),
	}
	return v
}

// The bands of the pyramid upside down that are no level of the house.
const (
	clients = "clients" // those who asked, to be told
	nobody  = "nobody"  // it is not known who can act
)

// band is where an improvement waits: for the clients once it is done, otherwise for whoever can act. One that was told
// waits for nobody.
func band(i journal.Improvement) string {
	switch {
	case i.State == journal.ToldBack:
		return ""
	case i.State == journal.ActedOn:
		return clients
	case i.Level == "":
		return nobody
	}
	return string(i.Level)
}

// pyramid is the house as the clients see it: they stand on top, those who carry it all below. Each band tells how many
// improvements wait there, and shows only those.
func (s *List) pyramid() app.UI {
	say := s.env.Say
	count := map[string]int{}
	for _, i := range s.all {
		count[band(i)]++
	}
	bands := []string{clients}
	for _, l := range journal.Levels {
		bands = append(bands, string(l))
	}
	if count[nobody] > 0 {
		bands = append(bands, nobody)
	}
	var steps []app.UI
	for _, b := range bands {
		steps = append(steps, html.Button().Class("pyramid-band").Attr("type", "button").Attr("name", "level").Attr("value", b).
			Aria("pressed", ui.Bool(s.only == b)).Body(
			html.B().Text(say.T("level."+b)),
			ui.Output("waiting_"+b, ui.Count(count[b]), say.N("improvements.waiting", float64(count[b])))).
			OnClick(func(ctx app.Context, e app.Event) {
				if s.only == b {
					s.only = ""
				} else {
					s.only = b
				}
			}, b))
	}
	return ui.Block("m-pyramid", say.T("improvements.pyramid"), nil,
		html.P().Class("hint").Text(say.T("improvements.pyramid_hint")),
		html.Div().Class("pyramid").Attr("role", "group").Aria("labelledby", "m-pyramid").Body(steps...))
}

// group lists the improvements that have come as far; nil when there are none.
func (s *List) group(state journal.ImprovementState) app.UI {
	var rows []app.UI
	left := false
	for _, i := range s.all {
		if i.State != state || s.only != "" && band(i) != s.only {
			continue
		}
		if left = state == journal.ToldBack && len(rows) == s.told; left {
			break
		}
		rows = append(rows, s.row(i))
	}
	if len(rows) == 0 {
		return nil
	}
	return ui.Block("m-"+string(state), s.env.Say.T("improvements."+string(state)), nil, ui.Rows(rows...), ui.If(left, func() app.UI {
		return ui.Button("btn", "more", "", s.env.Say.T("action.more"), func(ctx app.Context, e app.Event) {
			s.told += page
			s.Refresh(ctx)
		})
	}))
}

func (s *List) row(i journal.Improvement) app.UI {
	say := s.env.Say
	meta := say.T("improvement.seen", "day", ui.DayWords(say, i.Seen, s.env.Today()))
	if who := whoActs(say, i); who != "" {
		meta += " · " + who
	}
	if left := len(i.ToTell()); left > 0 {
		meta += " · " + say.N("improvements.to_tell", float64(left))
	}
	return html.A().Class("row").Attr("href", s.env.Href("/improvements/"+i.ID)).Body(
		ui.Icon("up"),
		html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit two-lines").Dir("auto").Text(i.What),
			html.Span().Class("meta").Dir("auto").Text(meta)))
}
