package insights

import (
	"math"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

// measures are the cards: how many cases there are under the filters, whether the filters apply, what to show, and where to
// note what is missing.
var measures = []struct {
	name     string
	cases    func(s *Insights) int
	channel  bool // can be filtered by channel
	kind     bool // and by the kind of client
	contents func(s *Insights) []app.UI
	where    string
}{
	{"feelings", of(insight.Before1, insight.After5), true, true, (*Insights).feelings, "/log"},
	{"promises", of(insight.KeptEarly, insight.Overdue), false, true, (*Insights).promises, "/log"},
	{"recommend", of(insight.Promoter, insight.NotFirst), true, true, (*Insights).recommend, "/playbooks/ending-well"},
	{"complaints", of(insight.Answered, insight.Unanswered), true, true, (*Insights).complaints, "/complaints/new"},
	{"waits", of(insight.Waited, insight.Waited), true, true, (*Insights).waits, "/hold"},
	{"errors", of(insight.ErrorForgotten, insight.ErrorOther), true, true, (*Insights).errors, "/log"},
	{"doors", of(insight.DoorMoved, insight.DoorOther), false, true, (*Insights).doors, "/clients"},
	{"words", func(s *Insights) int { return s.sum.Satisfied() + s.sum.Dissatisfied() }, true, true, (*Insights).words, "/log"},
	{"ambassadors", of(insight.Thanked, insight.Unthanked), false, true, (*Insights).ambassadors, "/clients"},
	{"easy", func(s *Insights) int { return len(s.easy) }, false, true, (*Insights).easyOnes, "/clients"},
	{"improvements", of(insight.ToldBack, insight.ActedOn), false, false, (*Insights).improvements, "/improvements"},
	{"self", func(s *Insights) int { return len(s.sum.Stress) + len(s.pulse) }, false, false, (*Insights).self, "/check-in"},
}

// of counts the cases of the parts from first to last.
func of(first, last insight.Part) func(*Insights) int {
	return func(s *Insights) int { return s.sum.Total(first, last) }
}

// cards are the measures that have something to show under the filters, as many as are to be drawn of all that there are,
// and the lines of those that have not: what to note, and where.
func (s *Insights) cards() (shown, silent []app.UI, all int) {
	s.few = false
	for _, m := range measures {
		title := s.env.Say.T("insights.of_" + m.name)
		switch id := "i-" + m.name; {
		case s.by.Channel != "" && !m.channel || s.by.Kind != "" && !m.kind:
		case m.cases(s) == 0:
			silent = append(silent, html.A().Class("row").Attr("href", s.env.Href(m.where)).Body(
				html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit").Text(title), html.Span().Class("meta").Text(s.env.Say.T("insights.no_"+m.name)))))
		case all < s.drawn:
			all++
			shown = append(shown, html.Section().Class("card").Aria("labelledby", id).Body(append([]app.UI{html.H2().ID(id).Text(title)}, m.contents(s)...)...))
		default:
			all++
		}
	}
	s.stand = len(shown)
	return shown, silent, all
}

// lead is the figure of a measure, under its stable name: n of N, with what it counts; or why it is withheld.
func (s *Insights) lead(name string, r insight.Rate) app.UI {
	say := s.env.Say
	if !r.Told() {
		return s.withheld(name, r.Of)
	}
	return html.Div().Body(
		html.P().Class("kept-rate").Body(ui.Output(name, calc.Raw(r.Share()), say.T("promises.of", "n", say.Number(float64(r.N), 0), "total", say.Number(float64(r.Of), 0)))),
		html.P().Class("meta").Text(say.T("figure."+name)))
}

// withheld says what a figure of so many cases still lacks to be told.
func (s *Insights) withheld(name string, of int) app.UI {
	s.few = true
	return html.P().Class("withheld").Body(html.B().Text(s.env.Say.T("figure."+name)), html.Text(" · "),
		ui.Output(name, "", s.env.Say.N("insights.lacks_"+lacks(name), float64(insight.Enough-of))))
}

// lacks names what a figure is made of: most are alone of their kind.
func lacks(figure string) string {
	switch figure {
	case "feeling_change":
		return "felt_better"
	case "first_rate", "ease_mean":
		return "content_rate"
	}
	return figure
}

// figure is a mean or a time, with how many cases it is of, withheld as rates are; nothing of none.
func (s *Insights) figure(name, raw, words string, of int) app.UI {
	say := s.env.Say
	switch {
	case of == 0:
		return nil
	case of < insight.Enough:
		return s.withheld(name, of)
	}
	return html.P().Body(s.pair(name, raw, words), html.Span().Class("meta").Text(" "+say.N("insights.cases", float64(of))))
}

// pair is a figure after its name.
func (s *Insights) pair(name, raw, words string) app.UI {
	return ui.Output(name, raw, s.env.Say.T("insights.pair", "name", s.env.Say.T("figure."+name), "value", words))
}

func (s *Insights) promises() []app.UI {
	return []app.UI{
		s.lead("kept_rate", s.sum.Kept()),
		s.span(insight.KeptEarly, insight.Overdue),
		s.more("/promises", "promise", "promises.all"),
	}
}

func (s *Insights) feelings() []app.UI {
	say := s.env.Say
	change, of := s.sum.Change()
	sign := ""
	if change > 0 {
		sign = "+"
	}
	return []app.UI{
		s.lead("felt_better", s.sum.FeltBetter()),
		s.faces(say.T("insights.before"), insight.Before1),
		s.faces(say.T("insights.after"), insight.After1),
		s.span(insight.Better, insight.Worse),
		s.figure("feeling_change", calc.Raw(change), sign+say.Number(change, 1), of),
	}
}

func (s *Insights) recommend() []app.UI {
	say := s.env.Say
	out := []app.UI{}
	for _, from := range []struct {
		asked bool
		first insight.Part
		name  string
	}{{true, insight.Promoter, "recommend_score"}, {false, insight.GuessedPromoter, "guessed_score"}} {
		points, of := s.sum.Promoters(from.asked)
		if of == 0 {
			continue
		}
		out = append(out, s.figure(from.name, calc.Raw(points), say.N("insights.points", math.Round(points)), of),
			s.stack(from.first, say.T("figure."+from.name)))
	}
	if len(out) > 0 {
		out = append(out, html.P().Class("meta").Text(say.T("insights.points_how")))
	}
	if r := s.sum.Content(); r.Of > 0 {
		out = append(out, s.lead("content_rate", r), s.span(insight.Content, insight.LessContent))
	}
	if r := s.sum.FirstTime(); r.Of > 0 {
		out = append(out, s.lead("first_rate", r), s.span(insight.First, insight.NotFirst))
	}
	mean, of := s.sum.Ease()
	return append(out, s.figure("ease_mean", calc.Raw(mean), say.Number(mean, 1), of))
}

func (s *Insights) complaints() []app.UI {
	median, longest, of := s.sum.FirstAnswer()
	return []app.UI{
		s.lead("answered_rate", s.sum.Answered()),
		s.span(insight.Answered, insight.Unanswered),
		s.figure("first_answer", ui.Count(median), s.env.Long(seconds(median)), of),
		s.longest("longest_answer", longest, s.env.Long(seconds(longest)), of),
		s.median(of),
		s.more("/complaints", "improve", "complaints.title"),
	}
}

func (s *Insights) waits() []app.UI {
	say := s.env.Say
	median, longest, of := s.sum.Waits()
	return []app.UI{
		s.longest("longest_wait", longest, ui.Duration(say, seconds(longest)), of),
		s.figure("median_wait", ui.Count(median), ui.Duration(say, seconds(median)), of),
		s.median(of),
		s.span(insight.Waited, insight.Waited),
	}
}

// median says what a median is, where one is shown.
func (s *Insights) median(of int) app.UI {
	return ui.If(of >= insight.Enough, func() app.UI { return html.P().Class("meta").Text(s.env.Say.T("insights.median")) })
}

// longest is the longest of some times: a fact, however few there are.
func (s *Insights) longest(name string, longest int, words string, of int) app.UI {
	return ui.If(of > 0, func() app.UI {
		return html.P().Body(s.pair(name, ui.Count(longest), words))
	})
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

func (s *Insights) errors() []app.UI {
	say := s.env.Say
	n, cents := s.sum.Errors()
	var all []bar
	for i := range s.sum.Cost {
		b := s.part(insight.ErrorForgotten + insight.Part(i))
		if s.sum.Cost[i] > 0 {
			b.end = say.Money(float64(s.sum.Cost[i]) / 100)
		}
		if b.n > 0 {
			all = append(all, b)
		}
	}
	return []app.UI{
		html.P().Class("kept-rate").Body(ui.Output("error_cost", calc.Raw(float64(cents)/100), say.N("insights.errors", float64(n), "cost", say.Money(float64(cents)/100)))),
		s.bars(n, all...),
	}
}

func (s *Insights) doors() []app.UI {
	say := s.env.Say
	r := s.sum.Avoidable()
	var all []bar
	for i, d := range calc.Doors {
		b := s.part(insight.DoorMoved + insight.Part(i))
		if d.Published > 0 && r.Told() {
			b.mark, b.end = d.Published, say.T("insights.published", "share", say.Percent(d.Published, 0))
		}
		all = append(all, b)
	}
	return []app.UI{
		s.lead("avoidable_share", r),
		s.bars(r.Of, all...),
		html.P().Body(html.Span().Class("grade grade--quoted").Text(say.T("grade.quoted"))),
		s.more("/calculators/doors-out", "calculator", "insights.to_calculator"),
	}
}

func (s *Insights) words() []app.UI {
	say := s.env.Say
	good, low, high := s.sum.Words()
	number := func(n int) string { return say.Number(float64(n), 0) }
	return []app.UI{
		html.P().Body(ui.Output("good_words", ui.Count(good), say.N("insights.good_words", float64(good)))),
		ui.If(high > 0, func() app.UI {
			return html.P().Body(ui.Output("bad_words", ui.Count(low), say.T("insights.bad_words", "low", number(low), "high", number(high))))
		}),
		s.bars(s.sum.Total(insight.After1, insight.After5),
			bar{name: "satisfied", label: label(say, "satisfied"), n: s.sum.Satisfied()},
			bar{name: "dissatisfied", label: label(say, "dissatisfied"), n: s.sum.Dissatisfied()}),
		html.P().Body(html.Span().Class("grade grade--quoted").Text(say.T("grade.quoted"))),
		s.more("/calculators/word-of-mouth", "calculator", "insights.to_calculator"),
	}
}

func (s *Insights) ambassadors() []app.UI {
	return []app.UI{
		s.lead("thanked_rate", s.sum.Thanked()),
		s.span(insight.Thanked, insight.Unthanked),
		html.P().Class("meta").Text(s.env.Say.T("insights.any_period")),
	}
}

func (s *Insights) easyOnes() []app.UI {
	say := s.env.Say
	return []app.UI{
		html.P().Class("kept-rate").Body(ui.Output("easy_clients", ui.Count(len(s.easy)), say.N("insights.easy", float64(len(s.easy))))),
		s.bars(len(s.easy), bar{name: easyName, label: label(say, easyName), n: len(s.easy)}),
		html.P().Class("meta").Text(say.T("insights.today")),
	}
}

func (s *Insights) improvements() []app.UI {
	return []app.UI{
		s.lead("told_rate", s.sum.ToldBack()),
		s.span(insight.ToldBack, insight.ActedOn),
		s.more("/improvements", "up", "improvements.title"),
	}
}

// self is how the worker is: their own check-ins and pulses, which the others do not see (F14, F46).
func (s *Insights) self() []app.UI {
	say := s.env.Say
	mean, of := s.sum.MeanStress()
	var stress, pulses []ui.Point
	var levels, notes []string
	for _, l := range s.sum.Stress[max(0, len(s.sum.Stress)-points):] {
		stress = append(stress, ui.Point{At: l.At, Share: float64(l.Level-1) / (journal.MaxStress - 1)})
		levels = append(levels, strconv.Itoa(l.Level)+" · "+say.T("checkin.level_"+strconv.Itoa(l.Level)))
	}
	for _, p := range s.pulse {
		pulses = append(pulses, ui.Point{At: p.at, Share: (p.mean - 1) / 4})
		notes = append(notes, say.Number(p.mean, 1))
	}
	return []app.UI{
		s.figure("stress_mean", calc.Raw(mean), say.Number(mean, 1), of),
		s.line(say.T("checkin.stress"), 1, journal.MaxStress, stress, levels),
		ui.If(of > 0, func() app.UI { return s.span(insight.Stress1, insight.Stress5) }),
		ui.If(len(pulses) > 0, func() app.UI {
			last := s.pulse[len(s.pulse)-1]
			return html.P().Body(s.pair("pulse", calc.Raw(last.mean), say.Number(last.mean, 1)))
		}),
		s.line(say.T("insights.pulse_line"), 1, 5, pulses, notes),
		html.P().Class("hint").Text(say.T("checkin.hidden")),
		s.more("/checklists/pulse", "checklist", "insights.to_pulse"),
	}
}

func (s *Insights) more(route, icon, key string) app.UI {
	return html.Div().Class("btns").Body(ui.Link("btn btn--quiet", s.env.Href(route), icon, s.env.Say.T(key)))
}
