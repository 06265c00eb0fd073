// Package insights is the room of what the journal amounts to: what changed for people, whether promises are kept, what
// complaints and waits were like. Every rate is n of N and is withheld under five cases; every bar leads to the records
// behind it. The measures themselves are in internal/insight.
package insights

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

// Insights is the screen of all measures.
type Insights struct {
	env  *ui.Env
	form *ui.Form
	walk walk

	ready bool // the measures were worked out once
	drawn int  // how many of the cards are to be on the screen
	stand int  // how many are
	few   bool // a figure on it lacks cases
	held  bool // there is something to measure
	by    insight.Filter
	sum   insight.Insight
	easy  []journal.Regular
	pulse []pulse
}

// New is the screen of all measures.
func New(env *ui.Env) *Insights {
	s := &Insights{env: env, form: ui.NewForm(kept(env))}
	s.form.Changed = func(ctx app.Context, _ string) {
		env.Filters = s.form.Values
		s.Refresh(ctx)
	}
	return s
}

// Open brings the index in.
func (s *Insights) Open(ctx app.Context) { s.env.LoadIndex(ctx, s.Refresh) }

// Refresh implements [ui.Refresher].
func (s *Insights) Refresh(ctx app.Context) {
	by, ok := filter(s.env, s.form)
	if !ok || !s.env.Book.Loaded() {
		return
	}
	s.held = false
	for _, n := range s.env.Book.Counts() {
		s.held = s.held || n > 0
	}
	sum := mine(s.env, insight.NewFold(by, s.env.Now()))
	comings := journal.NewComings(s.env.Now())
	s.walk.over(ctx, s.env, by.Kind != "", func(e *journal.Entry) {
		sum.Add(e)
		comings.Add(e)
	}, func(ctx app.Context, internal map[string]bool) {
		var easy []journal.Regular
		for _, c := range comings.Easy() {
			if by.Kind == "" || internal[c.Client] == (by.Kind == journal.Internal) {
				easy = append(easy, c)
			}
		}
		s.readPulse(ctx, by, func(ctx app.Context, found []pulse) {
			turn := s.walk.turn.Load()
			s.env.Need(ctx, func(ctx app.Context, _ *content.Bundle) { // what to try stands above the cards
				s.ready, s.drawn = true, s.stand
				s.by, s.sum, s.easy, s.pulse = by, sum.Sum(), easy, found
				s.draw(ctx, turn)
			})
		})
	}, sum)
}

// fewCards are so few that what the others lack is shown at once.
const fewCards = 4

// frame is how long the screen has to itself between two cards.
const frame = 16 * time.Millisecond

// draw puts one more card on the screen, then the next one: all at once would hold a slow telephone up. As many as are there
// stay when other filters are asked for: what went and came back would move the rest from under the thumb.
func (s *Insights) draw(ctx app.Context, turn int32) {
	if s.walk.turn.Load() != turn || s.drawn == len(measures) {
		return
	}
	s.drawn++
	ctx.Defer(func(ctx app.Context) {
		ctx.Async(func() {
			time.Sleep(frame)
			s.env.Do(func(ctx app.Context) { s.draw(ctx, turn) })
		})
	})
}

// View implements [ui.Screen].
func (s *Insights) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("insights.title"), Back: "/kit", Sub: html.Small().Text(say.T("insights.sub"))}
	switch {
	case !s.ready:
		v.Stage = []app.UI{s.filters(), s.env.Waiting()}
		return v
	}
	shown, silent, all := s.cards()
	if all == 0 {
		v.Stage = []app.UI{
			ui.Slot(ui.If(s.held, s.filters)),
			html.Div().Class("whole").Body(ui.Empty(say.T("insights.empty_title"), say.T("insights.empty"),
				ui.Link("btn btn--soft", s.env.Href("/log"), "log", say.T("log.title")))),
			html.Div().Class("whole").Body(ui.Block("i-lacking", say.T("insights.lacking"), nil, ui.Rows(silent...))),
		}
		return v
	}
	v.Stage = []app.UI{
		s.filters(),
		ui.Slot(s.next()),
		html.Div().Class("columns whole").Body(shown...),
		ui.Slot(ui.If(s.few, func() app.UI { return html.P().Class("hint").Text(say.T("insights.few")) })),
		ui.If(len(silent) > 0 && s.drawn == len(measures), func() app.UI {
			return html.Details().Class("fold whole").Flag("open", all < fewCards).Body(
				html.Summary().Attr("name", "silent").Body(html.Span().Text(say.T("insights.silent")), ui.Icon("next")),
				html.Div().Class("fold-body").Body(ui.Rows(silent...)))
		}),
	}
	return v
}

// next is what to try, as the figures shown have it.
func (s *Insights) next() app.UI {
	say := s.env.Say
	body := tries(s.env, s.sum.Next(1))
	body = append(body, html.Div().Class("btns").Body(ui.Link("btn", s.env.Href("/insights/review"), "calendar", say.T("review.title"))))
	return html.Div().Class("card").Body(body...)
}

// tries are proposals with the way to each.
func tries(env *ui.Env, rules []insight.Rule) (out []app.UI) {
	b, ok := env.Guide.Bundle(env.Say.Lang())
	for _, r := range rules {
		var links []app.UI
		for _, route := range r.Routes {
			if !ok {
				break
			}
			if p, known := env.Place(b, route); known {
				links = append(links, html.A().Class("chip").Attr("href", env.Href(route)).Body(ui.SmallIcon(p.Icon), html.Span().Dir("auto").Text(p.Title)))
			}
		}
		out = append(out, html.Div().Class("pane pane--tight").Body(
			html.P().Text(env.Say.T("try."+r.Name)), html.Div().Class("chips unprinted").Body(links...)))
	}
	return out
}
