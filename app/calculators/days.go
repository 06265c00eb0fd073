package calculators

import (
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// calendarOf is the calendar that was filled in: the days worked, which Easter day is given, and own days off.
func calendarOf(t typed) calc.Calendar {
	cal := calc.Calendar{Easter: calc.Holiday(t.texts["easter"])}
	for _, d := range t.texts["works"] {
		if d >= '1' && d <= '7' {
			cal.Works[int(d-'0')%7] = true
		}
	}
	for _, span := range strings.Fields(t.texts["own_days_off"]) {
		if from, to, ok := spanOf(span); ok {
			cal.Off = append(cal.Off, calc.Span{From: from.Time(), To: to.Time()})
		}
	}
	return cal
}

// spanOf reads 2026-12-24/2027-01-04, or one day.
func spanOf(s string) (from, to journal.Day, ok bool) {
	a, b, two := strings.Cut(s, "/")
	if !two {
		b = a
	}
	from, err := journal.ParseDay(a)
	if err != nil {
		return "", "", false
	}
	to, err = journal.ParseDay(b)
	return from, to, err == nil && to >= from
}

// week is the days of the week that are worked, each on or off.
func (s *Calculator) week(in content.Input) app.UI {
	var chips []app.UI
	for d := 1; d <= 7; d++ {
		digit := strconv.Itoa(d)
		on := strings.Contains(s.form.Get(in.ID), digit)
		chips = append(chips, html.Button().Class("chip").Attr("type", "button").Attr("name", in.ID+"_"+digit).Aria("pressed", ui.Bool(on)).
			Body(ui.Symbol("check", "icon icon--s chip-tick"), html.Text(ui.Sentence(s.env.Say.T("weekday."+strconv.Itoa(d%7))))).
			OnClick(func(ctx app.Context, e app.Event) { s.form.Put(ctx, in.ID, toggled(s.form.Get(in.ID), digit)) }, digit))
	}
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(in.Label),
		html.Div().Class("chips").Body(chips...),
		ui.ErrorLine(in.ID, s.form.Errors[in.ID]),
	)
}

// toggled takes a digit out of sorted digits, or puts it in its place.
func toggled(digits, digit string) string {
	if strings.Contains(digits, digit) {
		return strings.ReplaceAll(digits, digit, "")
	}
	var b strings.Builder
	for d := '1'; d <= '7'; d++ {
		if strings.ContainsRune(digits+digit, d) {
			b.WriteRune(d)
		}
	}
	return b.String()
}

// spans are days off, one after the other, each of which can be taken away; two fields add to them.
func (s *Calculator) spans(in content.Input) app.UI {
	say := s.env.Say
	var rows []app.UI
	for _, span := range strings.Fields(s.form.Get(in.ID)) {
		words := s.spanWords(span)
		rows = append(rows, html.Div().Class("row").Body(
			html.Span().Class("row-body").Text(words),
			ui.IconButton("remove_day_off", "close", say.T("calculator.remove", "what", words), func(ctx app.Context, e app.Event) {
				s.form.Put(ctx, in.ID, strings.Join(without(strings.Fields(s.form.Get(in.ID)), span), " "))
			}, span).Attr("value", span)))
	}
	date := func(name, label string) app.UI {
		return ui.Field{Form: s.form, Name: name, Type: "date", Label: say.T(label)}.View()
	}
	return html.FieldSet().Class("field").Body(
		html.Legend().Text(in.Label),
		ui.If(in.Hint != "", func() app.UI { return html.P().Class("hint").Text(in.Hint) }),
		html.Div().Class("form unprinted").Body(date("off_from", "calculator.off_from"), date("off_to", "calculator.off_to"),
			ui.Button("btn", "add_day_off", "plus", say.T("calculator.off_add"), func(ctx app.Context, e app.Event) { s.addSpan(ctx, in.ID) })),
		ui.Slot(ui.If(len(rows) > 0, func() app.UI { return ui.Rows(rows...) })),
	)
}

// addSpan adds the days in the two fields to the days off.
func (s *Calculator) addSpan(ctx app.Context, name string) {
	from, err := journal.ParseDay(s.form.Get("off_from"))
	if err != nil {
		if s.aside["off_from"] = s.env.Say.T("calculator.off_day"); s.form.Get("off_from") != "" {
			s.aside["off_from"] = s.env.Say.T("problem.date")
		}
		return
	}
	span := string(from)
	if typed := s.form.Get("off_to"); typed != "" {
		to, err := journal.ParseDay(typed)
		switch {
		case err != nil:
			s.aside["off_to"] = s.env.Say.T("problem.date")
			return
		case to < from:
			s.aside["off_to"] = s.env.Say.T("calculator.off_order")
			return
		}
		if to > from {
			span += "/" + string(to)
		}
	}
	s.form.Put(ctx, name, strings.TrimSpace(strings.Join(append(without(strings.Fields(s.form.Get(name)), span), span), " ")))
	s.form.Put(ctx, "off_from", "")
	s.form.Put(ctx, "off_to", "")
}

func (s *Calculator) spanWords(span string) string {
	from, to, ok := spanOf(span)
	switch {
	case !ok:
		return span
	case from == to:
		return ui.Sentence(ui.Date(s.env.Say, from, i18n.DateFull))
	}
	return s.env.Say.T("calculator.span", "from", ui.Date(s.env.Say, from, i18n.DateLong), "to", ui.Date(s.env.Say, to, i18n.DateLong))
}

func without(list []string, x string) []string {
	out := make([]string, 0, len(list)+1)
	for _, y := range list {
		if y != x {
			out = append(out, y)
		}
	}
	return out
}

// maxWeeks is how many weeks the calendar draws; a longer wait is told in words alone.
const maxWeeks = 12

// calendar draws the weeks from the start to the promise: the days of work up to the date to aim for, the room after it,
// the date to promise, and the days off. What it shows stands in words around it.
func calendar(w sheet) app.UI {
	start, aim, promise := w.typed.day("start"), w.out.days["aim_date"], w.out.days["promise_date"]
	if start.IsZero() || aim.IsZero() || promise.IsZero() {
		return w.daysOff()
	}
	monday := start.AddDate(0, 0, -(int(start.Weekday())+6)%7)
	weeks := int(promise.Sub(monday).Hours()/24)/7 + 1
	if weeks > maxWeeks {
		return w.daysOff()
	}
	cal := calendarOf(w.typed)
	var shapes []app.UI
	for i := range 7 * weeks {
		day := monday.AddDate(0, 0, i)
		x, y := 92+44*float64(i%7), 4+40*float64(i/7)
		if i%7 == 0 {
			shapes = append(shapes, text("", "start", 0, y+22, w.say.Date(day.Year(), day.Month(), day.Day(), i18n.DateShort)))
		}
		shapes = append(shapes, cell(cal, day, start, aim, promise, x, y)...)
	}
	return html.Div().Class("pane pane--tight").Body(
		picture(8+40*weeks, shapes...),
		html.Ul().Class("key").Aria("hidden", "true").Body(
			key("mk-zone", w.say.T("calculator.day_work")), key("mk-room", w.say.T("calculator.day_room")), key("mk-1", w.label("promise_date"))),
		w.daysOff(),
	)
}

// cell is one day of the calendar.
func cell(cal calc.Calendar, day, start, aim, promise time.Time, x, y float64) []app.UI {
	class, number := "", ""
	why, off := cal.DayOff(day)
	switch {
	case day.Before(start) || day.After(promise):
		number = "tx-2"
	case off && why == calc.Weekend:
		number = "tx-2"
	case off:
		class, number = "mk-off", "tx-2"
	case day.Equal(promise):
		class, number = "mk-1", "on-1"
	case !day.After(aim):
		class = "mk-zone"
	default:
		class = "mk-room"
	}
	var out []app.UI
	if class != "" {
		out = append(out, rect(class, x, y, 40, 36).Attr("rx", "6"))
	}
	if day.Equal(aim) {
		out = append(out, rect("ln-edge", x+1, y+1, 38, 34).Attr("rx", "6"))
	}
	return append(out, text(number, "middle", x+20, y+23, strconv.Itoa(day.Day())))
}

// daysOff lists the holidays and own days off between the start and the promise.
func (w sheet) daysOff() app.UI {
	var rows []app.UI
	for _, d := range w.out.off {
		name := w.say.T("holiday." + string(d.Why))
		rows = append(rows, html.Tr().Body(
			html.Th().Attr("scope", "row").Text(ui.Sentence(w.say.Date(d.Day.Year(), d.Day.Month(), d.Day.Day(), i18n.DateDay))),
			html.Td().Text(name)))
	}
	return ui.If(len(rows) > 0, func() app.UI {
		return html.Table().Class("ledger").Body(html.Caption().Text(w.say.T("calculator.days_off")), html.TBody().Body(rows...))
	})
}
