package calculators

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// month offers to count the people served this month from the journal, by how they felt at the end (F67).
func (s *Calculator) month(in content.Input) app.UI {
	return ui.If(in.ID == "dissatisfied", func() app.UI {
		return s.noted("use_month", func() calc.Numbers {
			return felt(s.env.Book.List(journal.KindInteraction, mostOfMonth), s.env.Now())
		})
	})
}

// departures offers to count the departures that were noted, door by door (F65).
func (s *Calculator) departures(in content.Input) app.UI {
	return ui.If(in.ID == "other", func() app.UI {
		return s.noted("use_departures", func() calc.Numbers { return left(s.env.Book.List(journal.KindDeparture, 0)) })
	})
}

// noted is a button that fills fields from what the journal holds. Count is asked once the index is there; it returns
// nothing when there is nothing to count.
func (s *Calculator) noted(name string, count func() calc.Numbers) app.UI {
	say := s.env.Say
	return html.Div().Class("pane pane--tight unprinted").Body(
		ui.Button("btn", name, "log", say.T("calculator."+name), func(ctx app.Context, e app.Event) {
			s.env.LoadIndex(ctx, func(ctx app.Context) {
				c, ok := s.calculator()
				found := count()
				if s.said = name; !ok || len(found) == 0 {
					return
				}
				s.said = ""
				for field, n := range found {
					s.putNumber(ctx, c, field, n, true)
				}
				s.remember(c)
			})
		}),
		ui.Slot(ui.If(s.said == name, func() app.UI {
			return html.P().Class("hint").Attr("role", "status").Text(say.T("calculator.none_" + name))
		})),
	)
}

// mostOfMonth is more conversations than anyone logs in a month.
const mostOfMonth = 5000

// felt counts this month's conversations that ended well and badly: a feeling of 4 or 5, of 1 or 2.
func felt(talks []journal.Entry, now time.Time) calc.Numbers {
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location()).Unix()
	n := calc.Numbers{"satisfied": 0, "dissatisfied": 0}
	for i := range talks {
		if e := &talks[i]; e.At >= first && e.State != journal.Gone {
			switch {
			case e.After >= 4:
				n["satisfied"]++
			case e.After == 1 || e.After == 2:
				n["dissatisfied"]++
			}
		}
	}
	if n["satisfied"]+n["dissatisfied"] == 0 {
		return nil
	}
	return n
}

// left counts departures by their doors.
func left(departures []journal.Entry) calc.Numbers {
	n, any := calc.Numbers{}, false
	for _, d := range journal.Doors {
		n[string(d)] = 0
	}
	for i := range departures {
		if e := &departures[i]; e.State != journal.Gone {
			n[e.State]++
			any = true
		}
	}
	if !any {
		return nil
	}
	return n
}
