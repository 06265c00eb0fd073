package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Eraser takes a record away for good, which is asked twice: nothing brings it back. It stands with what corrects and
// undoes.
type Eraser struct {
	// Sure, which may be nil, is asked once more just before: what it says keeps everything where it is.
	Sure func() (why string)

	env     *Env
	ids     []string
	asked   bool
	working bool
	trouble string
}

// NewEraser erases the records of these ids.
func NewEraser(env *Env, ids ...string) *Eraser { return &Eraser{env: env, ids: ids} }

// Take has others erased in their place, and asks anew.
func (s *Eraser) Take(ids []string) { s.ids, s.asked, s.trouble = ids, false, "" }

// View is the button or, once it was pressed, what goes and the two ways on. What begins the sentences (erase.client …);
// of is what goes along, and back the route that is shown afterwards.
func (s *Eraser) View(what, back string, of []store.Entry, photos int) app.UI {
	say := s.env.Say
	if !s.asked {
		return Slot(html.Div().Class("btns").Body(Button("btn btn--quiet", "erase", "erase", say.T("erase."+what),
			func(ctx app.Context, _ app.Event) {
				s.asked, s.trouble = true, ""
				s.env.Focus("erasing")
			})))
	}
	counts, open := map[journal.Kind]int{}, 0
	for _, e := range of {
		if e.Kind == journal.KindClient {
			continue // whom they sent stays
		}
		counts[e.Kind]++
		if e.Kind == journal.KindPromise && e.State == string(journal.Open) {
			open++
		}
	}
	return Slot(html.Div().Class("erasing").ID("erasing").TabIndex(-1).Attr("role", "group").Aria("label", say.T("erase."+what)).Body(
		html.P().Body(html.Strong().Text(say.T("erase."+what+"_text"))),
		Counts(s.env, "erase", counts, photos),
		If(open > 0, func() app.UI {
			return html.P().Body(Output("erase_open", Count(open), say.N("erase.open", float64(open))))
		}),
		html.P().Text(say.T("erase.copies")),
		If(len(of) > 0, func() app.UI { return html.P().Text(say.T("erase.others")) }),
		If(s.working, func() app.UI { return html.Div().Class("wait-bar") }),
		ErrorLine("erase", s.trouble),
		html.Div().Class("btns").Body(
			Button("btn", "erase_keep", "", say.T("erase.keep"), func(ctx app.Context, _ app.Event) { s.asked = false }).Flag("disabled", s.working),
			Button("btn btn--danger", "erase_confirm", "erase", say.T("erase.confirm"), func(ctx app.Context, _ app.Event) { s.erase(ctx, back) }, back).
				Flag("disabled", s.working),
		)))
}

func (s *Eraser) erase(ctx app.Context, back string) {
	if s.working {
		return
	}
	if s.Sure != nil {
		if s.trouble = s.Sure(); s.trouble != "" {
			return
		}
	}
	s.working, s.trouble = true, ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		_, err := s.env.Book.Erase(bg, s.env.Today(), s.ids...)
		s.env.Do(func(ctx app.Context) {
			if s.working = false; err != nil {
				s.trouble = s.env.Say.T("erase.failed")
				return
			}
			s.env.Last, s.env.Saving, s.env.Erased = nil, Idle, true
			for _, id := range s.ids {
				s.env.forgetCalls(id)
			}
			s.env.Done(ctx, back)
		})
	})
}

// Counts lists how many records of each kind there are, and how many photos.
func Counts(env *Env, where string, n map[journal.Kind]int, photos int) app.UI {
	var rows []app.UI
	row := func(what, words string, n int) {
		rows = append(rows, html.Tr().Body(html.Th().Attr("scope", "row").Text(words),
			html.Td().Class("n").Body(Output("count_"+where+"_"+what, env.Say.Number(float64(n), 0), env.Say.Number(float64(n), 0)))))
	}
	for _, k := range journal.Kinds {
		private := k == journal.KindCheckIn && env.Book != nil && len(env.Authors()) > 0 // how many are everyone's own
		if n[k] > 0 && k != journal.KindSettings && !private {
			row(string(k), env.Say.T("kind."+string(k)), n[k])
		}
	}
	if photos > 0 {
		row("photo", env.Say.T("photo.title"), photos)
	}
	return If(len(rows) > 0, func() app.UI { return html.Table().Class("ledger").Body(html.TBody().Body(rows...)) })
}
