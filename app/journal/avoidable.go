package journal

import (
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

// avoidable is the part of the form that marks a conversation as caused by an error that could have been avoided (F11).
func (l *Log) avoidable() app.UI {
	say, f := l.env.Say, l.form
	causes := []ui.Choice{{Value: "", Label: say.T("avoidable.none")}}
	for _, c := range domain.Causes {
		causes = append(causes, ui.Choice{Value: string(c), Label: say.T("cause.of_" + string(c))})
	}
	open := f.Start["cause"] != "" || f.Errors["cause"]+f.Errors["cost"]+f.Errors["cause_note"] != ""
	return html.Details().Class("fold").Flag("open", open).Body(
		html.Summary().Attr("name", "open_avoidable").Body(html.Span().Text(say.T("avoidable.fold")), ui.Icon("next")),
		html.Div().Class("fold-body").Body(
			ui.Select(f, "cause", say.T("avoidable.cause"), say.T("avoidable.cause_hint"), causes),
			ui.Field{Form: f, Name: "cost", Mode: "decimal", Unit: "$", Label: say.T("avoidable.cost"), Extra: say.T("form.optional"), Hint: say.T("avoidable.cost_hint")}.View(),
			ui.Field{Form: f, Name: "cause_note", Label: say.T("avoidable.note"), Extra: say.T("form.optional")}.View()))
}

// showAvoidable is the error in the values of that part's controls.
func showAvoidable(a *domain.AvoidableError, say *i18n.Printer, v map[string]string) {
	if a == nil {
		return
	}
	v["cause"], v["cause_note"] = string(a.Cause), a.Note
	if a.Cost > 0 {
		v["cost"] = strconv.FormatFloat(float64(a.Cost)/100, 'f', -1, 64)
		if say.Lang() == i18n.FR {
			v["cost"] = strings.Replace(v["cost"], ".", ",", 1)
		}
	}
}

// avoidable is the error that the form describes, or nil.
func (f filled) avoidable() (*domain.AvoidableError, error) {
	cause, note, cost := f.values["cause"], strings.TrimSpace(f.values["cause_note"]), strings.TrimSpace(f.values["cost"])
	if cause+note+cost == "" {
		return nil, nil
	}
	a := domain.AvoidableError{Cause: domain.Cause(cause), Note: note}
	if cost != "" {
		n, err := f.say.ParseNumber(cost)
		if err != nil || n < 0 || n*100 > domain.MaxCost {
			return nil, &domain.FieldError{Field: "cost", Problem: domain.BadNumber, Limit: domain.MaxCost / 100}
		}
		a.Cost = int(math.Round(n * 100))
	}
	return &a, nil
}

// said is the error in words.
func said(say *i18n.Printer, a *domain.AvoidableError) string {
	words := say.T("cause.of_" + string(a.Cause))
	if a.Cost > 0 {
		words += " · " + say.Money(float64(a.Cost)/100)
	}
	if a.Note != "" {
		words += " · " + a.Note
	}
	return words
}
