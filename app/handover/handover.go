// Package handover is the counter changing hands: what is open, in plain words to share or print, a note for whoever comes
// next, and who took over, when.
package handover

import (
	"context"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Where the shift began when it was never handed over, and how many hand-overs are shown.
const (
	usual = 12 * time.Hour
	past  = 6
)

// Screen is the shift at hand, and those handed over before.
type Screen struct {
	*ui.Paper
	env    *ui.Env
	period *ui.Form
	out    ui.Leaflet
	all    []journal.Handover // newest first
	last   journal.Ref        // of the newest
	shift  journal.Shift
	read   bool
	wrong  string // why nothing was taken back
	taking *Waiting
}

// New is the screen of the shift at hand.
func New(env *ui.Env) *Screen {
	s := &Screen{env: env, taking: NewWaiting(env), Paper: ui.NewPaper(env, "handover", ""), period: ui.NewForm(map[string]string{"period": "last"})}
	s.taking.taken = s.Refresh
	s.period.Changed = func(app.Context, string) { s.gather() }
	s.Typed = func(app.Context, string) { s.out.Anew() }
	s.Make = func(_ journal.Record, v map[string]string) (journal.Record, error) {
		h := journal.Handover{ID: journal.NewID(), At: env.Now(), Since: s.since(), From: env.Author(), Note: v["note"]}.Tidy()
		return h, h.Check()
	}
	s.Do = env.Say.T("handover.give")
	return s
}

// Open looks for a note left half written, and brings the index in.
func (s *Screen) Open(ctx app.Context) {
	s.Paper.Open(ctx)
	s.env.LoadIndex(ctx, s.Refresh)
}

// Refresh implements [ui.Refresher].
func (s *Screen) Refresh(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		all, last := latest(bg, s.env, s.env.Book.List(journal.KindHandover, past))
		s.env.Do(func(app.Context) {
			s.all, s.last, s.read = all, last, s.env.Book.Loaded()
			s.taking.all, s.taking.last = all, last
			if len(all) == 0 && s.period.Get("period") == "last" {
				s.period.Values["period"] = "half"
			}
			s.gather()
		})
	})
}

// latest reads the last hand-overs, newest first, and names the newest.
func latest(ctx context.Context, env *ui.Env, entries []store.Entry) (all []journal.Handover, last journal.Ref) {
	for i, e := range entries {
		if v, err := env.Book.Get(ctx, e.ID); err == nil {
			if h, ok := v.Record.(journal.Handover); ok {
				all = append(all, h)
				if i == 0 {
					last = v.Ref
				}
			}
		}
	}
	return all, last
}

// waiting is the last hand-over while it waits for whoever is at the counter.
func waiting(env *ui.Env, all []journal.Handover) (journal.Handover, bool) {
	if len(all) == 0 || !all[0].Waits(env.Author()) {
		return journal.Handover{}, false
	}
	return all[0], true
}

// since is when the shift at hand began: that which is handed over to whoever looks at it, otherwise their own.
func (s *Screen) since() time.Time {
	now := s.env.Now()
	switch p := s.period.Get("period"); {
	case p == "day":
		return now.Add(-24 * time.Hour)
	case p == "half" || len(s.all) == 0:
		return now.Add(-usual)
	}
	if h, ok := waiting(s.env, s.all); ok && !h.Since.IsZero() {
		return h.Since
	}
	return s.all[0].At
}

// gather reads what is open.
func (s *Screen) gather() {
	s.out.Anew()
	var entries []journal.Entry
	for _, k := range []journal.Kind{journal.KindPromise, journal.KindComplaint, journal.KindImprovement} {
		entries = append(entries, s.env.Book.List(k, 0)...)
	}
	entries = append(entries, s.env.Book.List(journal.KindInteraction, 1000)...) // nobody has more in a shift
	s.shift = journal.OpenShift(entries, s.since(), s.env.Now())
}

// View implements [ui.Screen].
func (s *Screen) View() ui.View {
	say := s.env.Say
	s.Do = say.T("handover.give")
	var periods []ui.Choice
	for _, p := range []string{"last", "half", "day"} {
		if p != "last" || len(s.all) > 0 {
			periods = append(periods, ui.Choice{Value: p, Label: say.T("handover." + p)})
		}
	}
	v := s.Paper.View(say.T("handover.title"), "/", s.given,
		html.Div().Class("unprinted").Body(
			ui.Field{Form: s.Form, Name: "note", Label: say.T("handover.note"), Extra: say.T("form.optional"), Hint: say.T("handover.note_hint"), Lines: true}.View()),
		html.Div().Class("unprinted").Body(ui.Segment(s.period, "period", say.T("handover.since"), periods)))
	if _, ok := waiting(s.env, s.all); ok && strings.TrimSpace(s.Get("note")) == "" { // the page is the one they were given
		v.Bar = []app.UI{ui.ErrorLine("take_over", s.taking.trouble), ui.Button("buckle", "take_over", "check", say.T("handover.take"), s.taking.take)}
	}
	v.Layout = "stage--two"
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(append(v.Stage, html.Div().Class("unprinted").Body(s.before()))...),
		html.Div().Class("pane").Body(s.page()...),
	}
	return v
}

// page is the shift as it is handed over, once it is read.
func (s *Screen) page() []app.UI {
	if !s.read {
		return []app.UI{s.env.Waiting()}
	}
	say, text := s.env.Say, s.words()
	return []app.UI{
		html.Div().Class("letter").ID("shift").Dir("auto").Text(text),
		html.P().Class("hint unprinted").Text(say.T("handover.hint")),
		s.out.Ways(s.env, say.T("handover.title"), text),
	}
}

// given goes back to Today once the shift is handed over.
func (s *Screen) given(ctx app.Context, _ journal.Record, ref journal.Ref) {
	s.env.Last = &ui.LastSave{Ref: ref, Path: "/handover", What: s.env.Say.T("handover.given")}
	s.env.Done(ctx, "/")
}

// before lists the last hand-overs; the newest act can be taken back.
func (s *Screen) before() app.UI {
	if len(s.all) == 0 {
		return nil
	}
	say := s.env.Say
	var rows []app.UI
	for i, h := range s.all {
		taken := say.T("handover.untaken")
		if !h.Taken.IsZero() {
			taken = say.T("handover.taken", "who", name(s.env, h.By), "when", moment(s.env, h.Taken))
		}
		rows = append(rows, html.Div().Class("row").Body(
			html.Span().Class("row-body").Body(
				html.Span().Class("row-name row-name--kit").Dir("auto").Text(say.T("handover.from", "who", name(s.env, h.From), "when", moment(s.env, h.At))),
				html.Span().Class("meta").Dir("auto").Text(taken),
				ui.If(h.Note != "", func() app.UI { return ui.Notes(say, h.Note) })),
			html.Span().Class("row-end").Body(ui.If(i == 0, func() app.UI {
				return ui.IconButton("undo", "undo", say.T("undo.last"), func(ctx app.Context, _ app.Event) {
					s.env.Undo(ctx, s.last, func(ctx app.Context, err error) {
						if s.wrong = ""; err != nil {
							s.wrong = ui.UndoTrouble(s.env.Say, err)
						}
						s.Refresh(ctx)
					})
				})
			}))))
	}
	return ui.Block("h-past", say.T("handover.past"), nil, ui.Rows(rows...), ui.ErrorLine("undo", s.wrong))
}

// name is that of an author, or of someone who did not say.
func name(env *ui.Env, id string) string {
	if n := env.Book.Today().Settings.AuthorName(id); n != "" {
		return n
	}
	return env.Say.T("handover.someone")
}

// moment says when, with the hour on any day.
func moment(env *ui.Env, t time.Time) string {
	t = t.In(env.Now().Location())
	clock := env.Say.Clock(t.Hour(), t.Minute())
	if d := journal.DayOf(t); d != env.Today() {
		return ui.DayWords(env.Say, d, env.Today()) + ", " + clock
	}
	return clock
}
