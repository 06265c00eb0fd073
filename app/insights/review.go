package insights

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

const (
	monthsBack  = 12 // that can be looked back at
	earlyInIt   = 7  // until that day of a month, the review begins with the month before
	triesAtOnce = 3
)

// Review is a month on one page, beside the month before: to print or to share. It names no client, and what the worker
// keeps to themselves is not on it.
type Review struct {
	env  *ui.Env
	form *ui.Form
	walk walk
	out  ui.Leaflet

	ready    bool
	is, was  insight.Insight
	forgot   int // easy clients, as of today
	month    insight.Period
	previous insight.Period
}

// NewReview is the review of this month, or of the last one while this one is young.
func NewReview(env *ui.Env) *Review {
	back := 0
	if env.Today().Time().Day() <= earlyInIt {
		back = 1
	}
	s := &Review{env: env, form: ui.NewForm(map[string]string{"month": strconv.Itoa(back)})}
	s.form.Changed = func(ctx app.Context, _ string) {
		s.out.Anew()
		s.Refresh(ctx)
	}
	return s
}

// Open brings the index in, and what the kit says of what to try.
func (s *Review) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.env.LoadIndex(ctx, s.Refresh)
}

// Refresh implements [ui.Refresher].
func (s *Review) Refresh(ctx app.Context) {
	if !s.env.Book.Loaded() {
		return
	}
	back, _ := strconv.Atoi(s.form.Get("month"))
	month, previous := insight.Months(s.env.Today(), -back, 1), insight.Months(s.env.Today(), -back-1, 1)
	is := insight.NewFold(insight.Filter{Period: month}, s.env.Now())
	was := insight.NewFold(insight.Filter{Period: previous}, s.env.Now())
	comings := journal.NewComings(s.env.Now())
	s.walk.over(ctx, s.env, false, func(e *journal.Entry) {
		is.Add(e)
		was.Add(e)
		comings.Add(e)
	}, func(app.Context, map[string]bool) {
		s.is, s.was, s.month, s.previous = is.Sum(), was.Sum(), month, previous
		s.forgot, s.ready = len(comings.Easy()), true
	})
}

// name is the month that a period begins in, with its year.
func name(say *i18n.Printer, p insight.Period) string {
	t := p.From.Time()
	return say.T("review.month", "month", say.T("month."+strconv.Itoa(int(t.Month()))), "year", strconv.Itoa(t.Year()))
}

// text is the review in plain words.
func (s *Review) text(lines []line) string {
	say := s.env.Say
	var b strings.Builder
	b.WriteString(s.heading() + "\n\n")
	for _, l := range lines {
		b.WriteString(say.T("review.line", "name", l.label, "is", l.is, "was", l.was) + "\n")
	}
	if next := s.is.Next(triesAtOnce); len(next) > 0 {
		b.WriteString("\n" + say.T("review.next") + "\n")
		for _, r := range next {
			b.WriteString("- " + say.T("try."+r.Name) + "\n")
		}
	}
	return b.String()
}

func (s *Review) heading() string {
	title := s.env.Say.T("review.of", "month", name(s.env.Say, s.month))
	if house := s.env.Book.Today().Settings.Business; house != "" {
		title += " · " + house
	}
	return title
}

// View implements [ui.Screen].
func (s *Review) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("review.title"), Back: "/insights", Layout: "stage--narrow"}
	var months []ui.Choice
	for back := range monthsBack {
		months = append(months, ui.Choice{Value: strconv.Itoa(back), Label: ui.Sentence(name(say, insight.Months(s.env.Today(), -back, 1)))})
	}
	choice := html.Div().Class("unprinted").Body(ui.Select(s.form, "month", say.T("review.choose"), "", months))
	if !s.ready {
		v.Stage = []app.UI{choice, s.env.Waiting()}
		return v
	}
	lines := lines(s.env, &s.is, &s.was)
	if len(lines) == 0 {
		v.Stage = []app.UI{choice, html.P().Class("card").Attr("role", "status").Text(say.T("review.nothing"))}
		return v
	}
	v.Stage = []app.UI{choice, s.page(lines), s.out.Ways(s.env, say.T("review.title"), s.text(lines)),
		html.P().Class("hint unprinted").Text(say.T("review.hint"))}
	return v
}

// page is what is printed.
func (s *Review) page(lines []line) app.UI {
	say := s.env.Say
	head := func(p insight.Period) app.UI {
		return html.Th().Class("n").Attr("scope", "col").Text(ui.Sentence(say.T("month_short." + strconv.Itoa(int(p.From.Time().Month())))))
	}
	var rows []app.UI
	for _, l := range lines {
		rows = append(rows, html.Tr().Body(html.Th().Attr("scope", "row").Text(l.label),
			html.Td().Class("n").Body(ui.Output(l.name, l.raw, l.is)), html.Td().Class("n").Text(l.was)))
	}
	next := tries(s.env, s.is.Next(triesAtOnce))
	return html.Section().Class("card review").Aria("labelledby", "review").Body(
		html.H2().ID("review").Dir("auto").Text(s.heading()),
		html.Table().Class("ledger").Body(
			html.THead().Body(html.Tr().Body(html.Th().Attr("scope", "col").Text(say.T("review.measure")), head(s.month), head(s.previous))),
			html.TBody().Body(rows...)),
		ui.If(s.forgot > 0, func() app.UI {
			return html.P().Body(ui.Output("easy_clients", ui.Count(s.forgot), say.N("insights.easy", float64(s.forgot))))
		}),
		ui.If(len(next) > 0, func() app.UI {
			return html.Div().Class("pane pane--tight").Body(append([]app.UI{html.H3().Text(say.T("review.next"))}, next...)...)
		}),
		html.P().Class("meta").Text(say.T("review.how")),
	)
}
