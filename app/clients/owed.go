package clients

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// owed are those who get less than they deserve: the easy ones (F08), those of whom nothing is heard any more, and those
// who sent someone and were not thanked (F10).
type owed struct {
	easy, dormant []journal.Regular
	thanks        []journal.Ambassador
}

// few is how many of each are brought to mind at a time.
const few = 3

// breath is how long the screen has to itself before all conversations are gone through.
const breath = 250 * time.Millisecond

// find goes through everyone, once the screen stands.
func (o *owed) find(ctx app.Context, env *ui.Env) {
	ctx.Async(func() {
		if env.Book.Counts()[journal.KindInteraction] > few {
			time.Sleep(breath)
		}
		comings, referred := journal.NewComings(env.Now()), []journal.Entry{}
		env.Walk(func(e *journal.Entry) {
			if comings.Add(e); e.Kind == journal.KindClient && e.Client != "" {
				referred = append(referred, *e)
			}
		}, nil)
		found := owed{easy: comings.Easy()}
		store.Rest() // the screen has its turn between all that takes long
		found.dormant = comings.Dormant(few)
		store.Rest()
		for _, a := range journal.Ambassadors(referred) {
			if len(a.Unthanked) > 0 {
				found.thanks = append(found.thanks, a)
			}
		}
		env.Do(func(app.Context) { *o = found })
	})
}

// view brings a few of them to mind, each with words to send; nil when there is nobody.
func (o *owed) view(env *ui.Env) app.UI {
	say := env.Say
	var rows []app.UI
	row := func(id, meta, slug string) {
		e, ok := env.Book.Entry(id)
		if !ok {
			return
		}
		rows = append(rows, html.Div().Class("row-acts").Body(personRow(env, e, meta),
			html.A().Class("icon-btn").Attr("name", "gesture").Attr("href", env.Href("/scripts/"+slug+"/for/"+id)).
				Aria("label", say.T("owed.words", "who", e.Title)).Body(ui.Icon("script"))))
	}
	last := func(key string, r journal.Regular) string {
		return say.T(key, "day", ui.MomentWords(say, ui.Unix(r.Last, env.Now().Location()), env.Today()))
	}
	for _, a := range o.thanks[:min(len(o.thanks), few)] {
		row(a.Client, say.N("owed.thanks", float64(len(a.Unthanked))), thankYou)
	}
	for _, r := range o.easy[:min(len(o.easy), few)] {
		row(r.Client, last("owed.easy", r), "loyal-thanks")
	}
	for _, r := range o.dormant {
		row(r.Client, last("owed.dormant", r), "dormant-hello")
	}
	if len(rows) == 0 {
		return nil
	}
	return html.Details().Class("fold").Body(
		html.Summary().Attr("name", "owed").Body(html.Span().Text(say.T("owed.title")), ui.Icon("next")),
		html.Div().Class("fold-body").Body(html.P().Class("hint").Text(say.T("owed.hint")), ui.Rows(rows...)))
}
