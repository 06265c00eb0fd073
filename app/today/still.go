package today

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/backup"
	"trousse/app/lock"
	"trousse/app/promises"
	"trousse/app/ui"
)

// patience is how long the screen waits for what it reads first. It takes some thousandths of a second, as a rule.
const patience = 300 * time.Millisecond

// The notices that come by turns, in the order in which they stand.
const (
	sampled = iota
	draft
	install
	clock
	room
	backedUp
	wiped
	backupDue
	cutShort
	shift
	asked // at the end of the first pane, and not above what is due
	words // for the promise just made, where they were not there yet
	tip   // of the day, below the conversations
	notices
)

// still keeps the screen from moving under a thumb: what there is when it is shown has its place for as long as it is shown,
// and what comes in later stands at the end, below what came before it. It has its place the next time.
type still struct {
	stands bool          // the screen is shown
	early  [notices]bool // what was there then
	came   []int         // what was not, in the order in which it came in
	told   bool          // the words for the promise just made were there
	done   chan struct{} // closed once it stands
	late   *time.Timer
}

// settle reads the little that the screen is not shown without, for a moment.
func (s *Today) settle(ctx app.Context) {
	s.still.done = make(chan struct{})
	s.env.Stands = s.still.done
	s.still.late = time.AfterFunc(patience, func() { s.env.Do(s.stand) })
	bg, away, last := context.WithoutCancel(ctx), s.env.Away, s.env.Last
	step, _ := s.newcomer(s.env.Book.Today())
	lang := s.env.Say.Lang()
	ctx.Async(func() {
		if away != nil {
			<-away
		}
		kept, keeping, shift := s.draft.Look(), s.env.Keeping(bg), s.shift.Look(bg)
		var sent *ui.Message
		if last != nil && last.Promise != "" {
			sent = promises.Words(bg, s.env, last.Promise)
		}
		if step == steps { // it shows what the kit knows
			_, _ = s.env.Guide.Load(bg, lang)
		}
		s.env.Do(func(ctx app.Context) {
			s.draft.Offered, s.keeping = kept, keeping
			shift(ctx)
			if sent != nil {
				s.sent, s.sentFor = sent, last.Promise
			}
			s.stand(ctx)
		})
	})
}

// stand shows the screen with what is there by now.
func (s *Today) stand(ctx app.Context) {
	if s.still.stands {
		return
	}
	s.still.stands, s.still.told = true, s.sent != nil
	for i, n := range s.notices() {
		s.still.early[i] = n != nil
	}
	s.still.late.Stop()
	close(s.still.done)
	ctx.Defer(s.gather)
}

// notices are those that there are now; nil where there is none.
func (s *Today) notices() (all [notices]app.UI) {
	say, improvements := s.env.Say, s.env.Book.Today().Asked
	all[sampled] = s.sampled()
	all[draft] = s.draft.Waiting("/log")
	all[install] = s.install(s.env.Book.Today())
	all[clock] = ui.If(s.env.ClockDoubted(), func() app.UI { return ui.Banner("warn", "clock", s.env.ClockWords()) })
	all[room] = s.keeping.Warning(s.env)
	all[backedUp] = backup.Done(s.env)
	all[wiped] = lock.Wiped(s.env)
	all[backupDue] = s.backup.View()
	all[cutShort] = s.env.CutShort()
	all[shift] = s.shift.View()
	all[asked] = s.env.ComplaintRows("t-complaints", say.T("complaints.title"), s.allAsked(), improvements[:min(len(improvements), 5)], true)
	if !s.still.told {
		all[words] = s.message()
	}
	all[tip] = s.tipCard()
	return all
}

// placed puts each notice where it stands: in its own place, as has what was pressed for since, or at the end.
func (s *Today) placed() (early, late []app.UI) {
	all := s.notices()
	for i, n := range all {
		if s.still.early[i] {
			early = append(early, ui.Slot(n))
			continue
		}
		early = append(early, ui.Slot())
		if n != nil && !s.came(i) {
			s.still.came = append(s.still.came, i)
		}
	}
	for _, i := range s.still.came {
		if s.still.early[i] {
			all[i] = nil
		}
		late = append(late, ui.Slot(all[i]))
	}
	return early, late
}

// came tells whether a notice stands at the end already.
func (s *Today) came(notice int) bool {
	for _, i := range s.still.came {
		if i == notice {
			return true
		}
	}
	return false
}
