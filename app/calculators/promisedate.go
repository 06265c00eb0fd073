package calculators

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/journal"
)

// promiseDate is F64.
func promiseDate(t typed) (outcome, error) {
	due, v, err := calc.PromiseDate(t.day("start"), calendarOf(t), t.numbers)
	o := outcome{numbers: v, days: map[string]time.Time{}, off: due.Off, closing: "conclusion"}
	if !due.Aim.IsZero() {
		o.days["aim_date"] = due.Aim
	}
	if !due.Promise.IsZero() {
		o.days["promise_date"] = due.Promise
	}
	if due.Promise.Equal(due.Aim) {
		o.closing = "conclusion_same"
	}
	return o, err
}

// promise makes the promise in one tap: the log form opens with its words and its date.
func (s *Calculator) promise(w sheet) app.UI {
	day, ok := w.out.days["promise_date"]
	if !ok {
		return nil
	}
	if journal.DayOf(day) < s.env.Today() {
		return ui.Banner("warn", "alert", w.c.Notes["past"])
	}
	return html.Div().Class("btns unprinted").Body(s.env.LogThis("btn btn--soft", s.env.Say.T("calculator.promise"), s.hand))
}

// hand is the promise as it stands at the tap: its words, its date, and how long the work is thought to take.
func (s *Calculator) hand() ui.Handed {
	values := map[string]string{"promise": s.form.Get("promise")}
	if c, ok := s.calculator(); ok {
		w := s.work(c)
		if d, ok := w.out.days["promise_date"]; ok {
			values["promise_date"] = string(journal.DayOf(d))
		}
		if hours, ok := w.typed.numbers["hours_needed"]; ok {
			values["estimate_hours"] = calc.Raw(hours)
		}
	}
	return ui.Handed{Values: values}
}
