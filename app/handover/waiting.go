package handover

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Waiting is the hand-over that waits for whoever is at the counter, on Today until they have taken it.
type Waiting struct {
	env     *ui.Env
	all     []journal.Handover // the newest, or none
	last    journal.Ref
	trouble string
	taken   func(ctx app.Context) // reads again what was taken over
}

// NewWaiting is a hand-over not looked for yet.
func NewWaiting(env *ui.Env) *Waiting {
	w := &Waiting{env: env}
	w.taken = w.Refresh
	return w
}

// Look reads it, and gives what shows it.
func (w *Waiting) Look(ctx context.Context) (show func(app.Context)) {
	all, last := latest(ctx, w.env, w.env.Book.Today().Handover)
	return func(app.Context) { w.all, w.last = all, last }
}

// Refresh looks for it again.
func (w *Waiting) Refresh(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() { w.env.Do(w.Look(bg)) })
}

// View shows the note, with the press that takes over; nothing where there is none.
func (w *Waiting) View() app.UI {
	h, ok := waiting(w.env, w.all)
	if !ok {
		return nil
	}
	say := w.env.Say
	return html.Section().Class("card").Aria("labelledby", "t-handover").Body(
		html.H2().ID("t-handover").Class("tags").Dir("auto").Body(ui.Icon("people"), html.Text(say.T("handover.from", "who", name(w.env, h.From), "when", moment(w.env, h.At)))),
		ui.If(h.Note != "", func() app.UI { return ui.Notes(say, h.Note) }),
		html.Div().Class("btns").Body(
			ui.Button("btn btn--soft", "take_over", "check", say.T("handover.take"), w.take),
			ui.Link("btn", w.env.Href("/handover"), "", say.T("handover.see")).Attr("name", "see_handover")),
		ui.ErrorLine("take_over", w.trouble))
}

// take records who took over, and when.
func (w *Waiting) take(ctx app.Context, _ app.Event) {
	h, ok := waiting(w.env, w.all)
	if !ok {
		return
	}
	taken, err := h.Take(w.env.Author(), w.env.Now())
	if err != nil {
		w.trouble = ui.Refusal(w.env.Say, err)
		return
	}
	w.env.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
		if w.trouble = ""; err != nil {
			w.trouble = ui.Trouble(w.env.Say, err)
		} else {
			w.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/handover", What: w.env.Say.T("handover.took")}
		}
		w.taken(ctx)
	}, store.Write{Record: taken, Base: w.last.N})
}
