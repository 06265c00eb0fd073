package checklists

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// path is the learning path from the weakest skills: places to go, each ticked off once it was gone to (F47).
func (s *Result) path(b *content.Bundle, l *list, weakest []checklist.Rated) app.UI {
	say := s.env.Say
	titles := map[string]string{}
	stops := checklist.Path(weakest, func(id string) []string {
		it, _ := l.item(id)
		var routes []string
		for _, link := range it.Next {
			if title, ok := b.Title(link); ok {
				titles[link.Path()] = title
				routes = append(routes, link.Path())
			}
		}
		return routes
	})
	if len(stops) == 0 {
		return nil
	}
	learned := s.env.Book.Today().Settings.Learned
	n := checklist.Learned(stops, learned)
	var items []app.UI
	for _, st := range stops {
		it, _ := l.item(st.Item)
		items = append(items, s.stop(st.Route, titles[st.Route], it.Name, slices.Contains(learned, st.Route)))
	}
	progress := ui.Output("learned", strconv.Itoa(n), say.T("checklist.answered", "n", strconv.Itoa(n), "total", strconv.Itoa(len(stops))))
	return ui.Block("k-path", l.Result["next"], progress, bar(checklist.Share(n, len(stops))), ui.Rows(items...),
		ui.If(s.at == "path", func() app.UI { return ui.ErrorLine("path", s.trouble) }))
}

// stop is one place of the path, with its tick.
func (s *Result) stop(route, title, skill string, done bool) app.UI {
	say := s.env.Say
	icon := "promise-open"
	if done {
		icon = "promise-kept"
	}
	state := "state"
	if done {
		state = "state state--kept"
	}
	tick := html.Button().Class("state-btn").Attr("type", "button").Attr("name", "learn").Attr("value", route).
		Aria("label", say.T("checklist.learned", "what", title)).Aria("pressed", ui.Bool(done)).Body(ui.Symbol(icon, state)).
		OnClick(func(ctx app.Context, e app.Event) { s.learn(ctx, route) }, route)
	return html.Div().Class("row row--split").Body(tick, html.A().Attr("href", s.env.Href(route)).Body(
		html.Span().Class("promise-what").Text(title), html.Span().Class("promise-who").Text(skill)))
}

// learn ticks a place off, or takes the tick away.
func (s *Result) learn(ctx app.Context, route string) {
	if s.env.Saving == ui.Saving {
		return
	}
	s.env.ChangeSettings(ctx, func(set *journal.Settings) {
		if i := slices.Index(set.Learned, route); i >= 0 {
			set.Learned = slices.Delete(slices.Clone(set.Learned), i, i+1)
		} else {
			set.Learned = append(slices.Clone(set.Learned), route)
		}
	}, func(ctx app.Context, err error) {
		s.at, s.trouble = "path", ""
		if err != nil {
			s.trouble = ui.Trouble(s.env.Say, err)
		}
	})
}
