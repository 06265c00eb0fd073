package insights

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/checklist"
	"trousse/internal/insight"
	"trousse/internal/journal"
)

// points is how many figures a line draws at most.
const points = 30

// pulse is what one answer to the list about one's own work came to, from 1 to 5 (F46).
type pulse struct {
	at   int64 // unix seconds
	mean float64
}

// readPulse reads the last pulses under the filters, oldest first, then calls then, unless others were asked for meanwhile:
// the worker's own, as the check-ins (F14).
func (s *Insights) readPulse(ctx app.Context, by insight.Filter, then func(app.Context, []pulse)) {
	if by.Channel != "" || by.Kind != "" {
		then(ctx, nil)
		return
	}
	var ids []string
	for _, e := range s.env.Book.List(journal.KindChecklistRun, 0) {
		if e.State == "pulse" && e.Aside == "" && !s.env.Hides(e) && by.Holds(e.Day(s.env.Now().Location())) && len(ids) < points {
			ids = append(ids, e.ID)
		}
	}
	turn := s.walk.turn.Load()
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var found []pulse
		for i := len(ids) - 1; i >= 0; i-- {
			v, err := s.env.Book.Get(bg, ids[i])
			run, ok := v.Record.(journal.ChecklistRun)
			if err != nil || !ok {
				continue
			}
			if m := checklist.Average.Score(run.Answers); m.N > 0 {
				found = append(found, pulse{run.At.Unix(), m.Value})
			}
		}
		s.env.Do(func(ctx app.Context) {
			if s.walk.turn.Load() == turn {
				then(ctx, found)
			}
		})
	})
}
