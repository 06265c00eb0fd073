package ui

import (
	"sort"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Complaint is an improvement asked for, received now, with the house's own standard (F06). Its reference is no other's:
// the index must be loaded.
func (e *Env) Complaint(client, what string) journal.Complaint {
	taken := map[string]bool{}
	for _, c := range e.Book.List(journal.KindComplaint, 0) {
		taken[c.Aside] = true
	}
	return journal.NewComplaint(journal.NewID(), client, what, e.Now(), e.Book.Today().Settings,
		func(reference string) bool { return taken[reference] })
}

// Complaints parts the improvements asked for among the entries: those under way by the day of their next step, and those
// that are over, in the order in which they came.
func Complaints(entries []store.Entry) (open, over []store.Entry) {
	for _, c := range entries {
		switch {
		case c.Kind != journal.KindComplaint:
		case c.State == string(journal.Closed):
			over = append(over, c)
		default:
			open = append(open, c)
		}
	}
	sort.SliceStable(open, func(i, j int) bool { return open[i].Due < open[j].Due })
	return open, over
}

// ComplaintRow is one improvement asked for in a list, with the step that comes next and by when.
func (e *Env) ComplaintRow(c store.Entry, who bool) app.UI {
	say, today := e.Say, e.Today()
	state, due, words := "kept", "due--kept", say.T("complaint.step_closed")
	if c.State != string(journal.Closed) {
		state, due, words = "open", "", say.T("complaint.next_by", "step", say.T("complaint.do_"+c.Tags), "day", DayWords(say, c.Due, today))
		if c.Due == today {
			state = "today"
		} else if journal.LateBy(c.Due, today, journal.DayOf(Unix(c.At, e.Now().Location()))).Days > 0 {
			state, due = "late", "due--late"
		}
	}
	return html.A().Class("row").Attr("href", e.Href("/complaints/"+c.ID)).Body(
		html.Span().Class("row-lead").Body(Symbol("promise-"+state, "state state--"+state)),
		html.Span().Class("row-body").Body(
			html.Span().Class("promise-what two-lines").Dir("auto").Text(c.Title),
			If(who, func() app.UI { return html.Span().Class("promise-who").Body(Person(e.Who(c.Client))) }),
			html.Span().Class("due "+due).Text(words),
			html.Span().Class("meta").Text(c.Aside)),
		If(c.Facts.Marks.Has(journal.MarkSafety), func() app.UI { return html.Span().Class("row-end").Body(SmallIcon("alert")) }))
}

// ComplaintRows is a titled list of them; nil when there are none.
func (e *Env) ComplaintRows(id, title string, end app.UI, all []store.Entry, who bool) app.UI {
	var rows []app.UI
	for _, c := range all {
		rows = append(rows, e.ComplaintRow(c, who))
	}
	return If(len(rows) > 0, func() app.UI { return Block(id, title, end, Rows(rows...)) })
}

// AskImprovement leads to the form of an improvement asked for by a client, with what hand says at the moment of the tap.
func (e *Env) AskImprovement(client string, hand func() Handed) app.UI {
	return Link("btn", e.Href("/complaints/new/"+client), "improve", e.Say.T("complaint.ask")).Attr("name", "ask_improvement").
		OnClick(func(ctx app.Context, _ app.Event) {
			h := hand()
			e.Handed = &h
		}, client)
}

// Long is a length of time in the words of someone who waits for an answer: minutes, hours, then days.
func (e *Env) Long(d time.Duration) string {
	if days := int(d / (24 * time.Hour)); days >= 3 {
		return e.Say.N("duration.days", float64(days))
	}
	if d < time.Minute {
		return e.Say.T("duration.moment")
	}
	return Duration(e.Say, d.Truncate(time.Minute))
}
