package calculators

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// experience is what the worker's own promises teach of the next one: how long their work took beside what was foreseen.
func (s *Calculator) experience() calc.Learned {
	return calc.LearnedMargin(journal.Ratios(s.env.Book.List(journal.KindPromise, 0)))
}

// learn reads the promises once the index is there: they are too many to read at every key.
func (s *Calculator) learn(ctx app.Context) {
	s.env.LoadIndex(ctx, func(app.Context) {
		l := s.experience()
		s.learnt = &l
	})
}

// learned is the margin that experience proposes, below the field of the margin; under ten cases, how many are missing.
func (s *Calculator) learned(in content.Input) app.UI {
	if in.ID != "margin_share" || s.learnt == nil {
		return nil
	}
	say, l := s.env.Say, *s.learnt
	if !l.Enough {
		return html.P().Class("hint").Text(say.N("calculator.too_few", float64(l.Cases), "enough", say.Number(calc.LearnedEnough, 0)))
	}
	margin := say.Percent(l.Margin, 0)
	return html.Div().Class("pane pane--tight unprinted").Body(
		html.P().Class("hint").Text(say.N("calculator.learned", float64(l.Cases), "margin", margin)),
		ui.Button("btn btn--soft", "use_learned", "check", say.T("calculator.use_learned", "margin", margin), func(ctx app.Context, e app.Event) {
			if c, ok := s.calculator(); ok {
				s.putNumber(ctx, c, in.ID, s.learnt.Margin*100, true)
				s.remember(c)
			}
		}))
}
