// Package promises is the room of what was promised (F05): the ledger, one promise and what can become of it, and the
// words in which it is sent.
package promises

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Groups lists the groups in which open promises are shown, in order: their message keys. Nudge holds those whose day is
// ahead but of which it is time to think: the client should hear where it stands, or the worker wanted to be reminded.
var Groups = []string{"overdue", "today", "nudge", "soon", "later"}

// Group places an open promise.
func Group(p store.Entry, today journal.Day) string {
	when := journal.WhenDue(p.Due, today)
	switch {
	case when == journal.Overdue:
		return "overdue"
	case when == journal.DueToday:
		return "today"
	case p.Next != "" && p.Next <= today:
		return "nudge"
	case when == journal.DueSoon:
		return "soon"
	}
	return "later"
}

// ByGroup places open promises, in their order.
func ByGroup(promises []store.Entry, today journal.Day) map[string][]store.Entry {
	out := map[string][]store.Entry{}
	for _, p := range promises {
		g := Group(p, today)
		out[g] = append(out[g], p)
	}
	return out
}

// Block is one titled group of promises, at most so many rows.
func Block(env *ui.Env, id, group string, end app.UI, promises []store.Entry, most int, then func(app.Context)) app.UI {
	var rows []app.UI
	for _, p := range promises[:min(len(promises), most)] {
		rows = append(rows, env.PromiseRow(p, true, then))
	}
	return ui.Block(id, env.Say.T("promises."+group), end, ui.Rows(rows...))
}
