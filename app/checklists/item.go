package checklists

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// items are the lines to answer, under the headings of their areas; lines of no area come last. The worker's lines and
// the kit's stand in different elements: one kind never takes over the controls of the other.
func (s *Run) items(l *list) app.UI {
	var out []app.UI
	for _, area := range append(l.Areas[:len(l.Areas):len(l.Areas)], content.Choice{Label: s.env.Say.T("own_list.added")}) {
		var lines []app.UI
		for i := range l.Items {
			if it := &l.Items[i]; it.Area == area.ID && sees(s.rater, it) {
				lines = append(lines, html.Div().Class("card").Body(s.item(l, it)...))
			}
		}
		switch {
		case len(lines) == 0:
		case len(l.Areas) == 0:
			out = append(out, lines...)
		default:
			out = append(out, ui.Block("area-"+area.ID, area.Label, nil, lines...))
		}
	}
	if l.own.ID != "" {
		return html.Section().Class("form").Body(out...)
	}
	return html.Div().Class("form").Body(out...)
}

func (s *Run) item(l *list, it *content.Item) []app.UI {
	words := s.statement(it)
	switch l.Method {
	case content.MethodWords:
		return []app.UI{ui.Field{Form: s.form, Name: it.ID, Label: words, Lines: true}.View()}
	case content.MethodScale:
		numbers, apart := scale(l)
		return []app.UI{ui.Rate(s.form, it.ID, words, numbers, apart)}
	case content.MethodPlan:
		return s.step(l, it)
	}
	return []app.UI{ui.Segment(s.form, it.ID, words, choices(l.Answers))}
}

// statement is what the line says to whoever answers. What has only the worker's own words is told as theirs.
func (s *Run) statement(it *content.Item) string {
	switch {
	case s.rater == "":
		return it.Self
	case it.Other != "":
		return it.Other
	}
	return s.env.Say.T("checklist.in_their_words", "text", it.Self)
}

// step is one line of a plan: how far it is, who does it, and by when.
func (s *Run) step(l *list, it *content.Item) []app.UI {
	say, due := s.env.Say, "due-"+it.ID
	day, err := journal.ParseDay(s.form.Get(due))
	return []app.UI{
		ui.Segment(s.form, it.ID, it.Self, choices(l.Answers)),
		html.Div().Class("step-who").Body(
			ui.Field{Form: s.form, Name: "owner-" + it.ID, Label: say.T("checklist.owner")}.View(),
			ui.Field{Form: s.form, Name: due, Type: "date", Label: say.T("checklist.due"),
				Below: ui.Slot(ui.If(err == nil, func() app.UI { return html.P().Class("hint").Text(ui.DayWords(say, day, s.env.Today())) }))}.View(),
		),
	}
}

func choices(answers []content.Choice) []ui.Choice {
	var out []ui.Choice
	for _, a := range answers {
		out = append(out, ui.Choice{Value: a.ID, Label: a.Label})
	}
	return out
}

// scale splits the answers into the numbers and what stands apart from them.
func scale(l *list) (numbers, apart []ui.Choice) {
	for _, c := range choices(l.Answers) {
		if _, ok := checklist.Rating(c.Value); ok {
			numbers = append(numbers, c)
		} else {
			apart = append(apart, c)
		}
	}
	return numbers, apart
}

// scaleKey says once what each number of a scale means.
func scaleKey(l *list) app.UI {
	if l.Method != content.MethodScale {
		return nil
	}
	numbers, _ := scale(l)
	var key []app.UI
	for _, c := range numbers {
		key = append(key, html.Li().Body(html.B().Text(c.Value), html.Text(c.Label)))
	}
	return html.Ul().Class("key rate-key").Body(key...)
}
