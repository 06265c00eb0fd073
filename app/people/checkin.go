// Package people is the room of the person behind the counter (F14): how they are after a hard conversation, over time,
// and what helps. It is hidden from the others who share the kit, and says that hidden is not locked.
package people

import (
	"context"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/help"
	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// points is how many check-ins a trend draws at most.
const points = 30

// savedAs is the name under which the form keeps the id of what it has saved, so that a draft goes on with it.
const savedAs = "_id"

// CheckIn asks the worker how they are. A tap is saved at once; a note may follow.
type CheckIn struct {
	env   *ui.Env
	talk  string // id of the conversation after which it was asked, or empty
	form  *ui.Form
	draft *ui.Draft
	last  journal.Ref // what is saved of this one; N is 0 before
	again bool        // something was changed while it was being saved

	trouble string
}

// NewCheckIn asks after a conversation (an id), or whenever the worker likes.
func NewCheckIn(env *ui.Env, talk string) *CheckIn {
	s := &CheckIn{env: env, talk: talk, form: ui.NewForm(map[string]string{})}
	s.form.Changed = s.changed
	s.draft = ui.NewDraft(env, env.Own("check-in"), s.form)
	return s
}

// Open looks for a note left half written, and brings the earlier answers in.
func (s *CheckIn) Open(ctx app.Context) {
	s.draft.Find(ctx)
	s.env.LoadIndex(ctx, func(app.Context) {})
}

// Leave implements [ui.Leaver].
func (s *CheckIn) Leave() { s.draft.Leave() }

// Refresh implements [ui.Refresher]: the next View reads the book again.
func (s *CheckIn) Refresh(app.Context) {}

func (s *CheckIn) changed(ctx app.Context, name string) {
	s.trouble = ""
	s.draft.Touch(ctx)
	if name == "stress" {
		s.keep(ctx)
	}
}

// resume takes a draft up, on top of what was saved of it.
func (s *CheckIn) resume(ctx app.Context, kept map[string]string) {
	s.form.Fill(ctx, kept)
	bg, id := context.WithoutCancel(ctx), kept[savedAs]
	ctx.Async(func() {
		if v, err := s.env.Book.Get(bg, id); err == nil && v.Record != nil {
			s.env.Do(func(app.Context) { s.last, s.form.Values[savedAs] = v.Ref, id })
		}
	})
}

// keep saves what is answered.
func (s *CheckIn) keep(ctx app.Context) {
	if s.env.Saving == ui.Saving {
		s.again = true
		return
	}
	stress, _ := strconv.Atoi(s.form.Get("stress"))
	c := journal.CheckIn{ID: s.last.ID, At: s.env.Now(), Stress: stress, Note: s.form.Get("note"), Author: s.env.Book.Author(), Interaction: s.talk}
	if c.ID == "" {
		c.ID = journal.NewID()
	}
	if c.Author == "" && len(s.env.Authors()) > 0 {
		s.trouble = s.env.Say.T("author.first") // nobody's would be shown to nobody
		return
	}
	if err := c.Check(); err != nil {
		ui.FieldErrors(s.env.Say, s.form, err, nil)
		ui.FocusError(ctx)
		return
	}
	bg, base, old := context.WithoutCancel(ctx), s.last.N, s.draft
	s.env.Saving, s.again = ui.Saving, false
	s.draft = ui.NewDraft(s.env, s.env.Own("check-in"), s.form)
	ctx.Async(func() {
		if v, err := s.env.Book.Get(bg, c.ID); err == nil { // the moment is that of the first answer
			if was, ok := v.Record.(journal.CheckIn); ok {
				c.At, c.Interaction = was.At, was.Interaction
			}
		}
		s.env.Do(func(ctx app.Context) { old.Keep(ctx, s.kept, store.Write{Record: c.Tidy(), Base: base}) })
	})
}

func (s *CheckIn) kept(ctx app.Context, saved store.Saved, err error) {
	if err != nil {
		s.trouble = ui.Trouble(s.env.Say, err)
		s.draft.Touch(ctx)
		return
	}
	s.env.Last = nil // nothing of it on Today, which others see
	s.last = saved.Refs[0]
	s.form.Values[savedAs] = s.last.ID
	if s.again {
		s.keep(ctx)
	}
}

func (s *CheckIn) save(ctx app.Context, e app.Event) {
	e.PreventDefault()
	s.keep(ctx)
}

func (s *CheckIn) takeBack(ctx app.Context, _ app.Event) {
	s.env.Undo(ctx, s.last, func(ctx app.Context, err error) {
		if err != nil {
			s.trouble = ui.UndoTrouble(s.env.Say, err)
			return
		}
		was := s.last.ID
		s.last, s.trouble = journal.Ref{}, ""
		delete(s.form.Values, savedAs)
		s.again = false
		s.resume(ctx, map[string]string{savedAs: was}) // what is left of it, when a note alone was taken back
	})
}

// View implements [ui.Screen].
func (s *CheckIn) View() ui.View {
	say := s.env.Say
	v := ui.View{Title: say.T("checkin.title"), Back: "/kit", Layout: "stage--two", Sub: html.Small().Body(s.draft.State(say))}
	var levels []ui.Choice
	for n := 1; n <= journal.MaxStress; n++ {
		levels = append(levels, ui.Choice{Value: strconv.Itoa(n), Label: say.T("checkin.level_" + strconv.Itoa(n))})
	}
	v.Stage = []app.UI{
		html.Div().Class("pane").Body(
			s.draft.Offer(say, s.resume),
			html.Form().Class("card form").OnSubmit(s.save).OnKeyDown(s.form.OnKey).Body(
				ui.Rate(s.form, "stress", say.T("checkin.stress"), levels, nil),
				ui.Field{Form: s.form, Name: "note", Label: say.T("checkin.note"), Extra: say.T("form.optional"), Lines: true}.View(),
				ui.ErrorLine("save", s.trouble),
				html.Div().Class("btns").Body(
					html.Button().Class("btn btn--soft").Attr("type", "submit").Attr("name", "save").Body(ui.Icon("check"), html.Span().Text(say.T("action.save"))),
					ui.If(s.last.N > 0, func() app.UI { return ui.Button("btn", "undo", "undo", say.T("action.undo"), s.takeBack) }),
				),
				html.P().Class("hint").Text(say.T("checkin.hidden")),
			),
			ui.Slot(s.trend()),
		),
		html.Div().Class("pane").Body(help.After(s.env), s.buddy()),
	}
	return v
}

// buddy is whoever was set beforehand to be called: someone to talk to.
func (s *CheckIn) buddy() app.UI {
	set, say := s.env.Book.Today().Settings, s.env.Say
	if set.BuddyPhone == "" {
		return nil
	}
	name := set.BuddyName
	if name == "" {
		name = say.Phone(set.BuddyPhone)
	}
	return html.A().Class("btn").Attr("name", "call_buddy").Attr("href", ui.Tel(set.BuddyPhone)).Attr("dir", "auto").
		Body(ui.Icon("call"), html.Span().Text(say.T("help.call", "name", name)))
}

// trend draws the worker's own answers over time, from the second on, with their table one tap away.
func (s *CheckIn) trend() app.UI {
	say, zone := s.env.Say, s.env.Now().Location()
	var marks []ui.Point
	var rows []app.UI
	for _, e := range s.env.Book.List(journal.KindCheckIn, 0) {
		if s.env.Hides(e) || len(marks) == points {
			continue
		}
		marks = append([]ui.Point{{At: e.At, Share: float64(e.Before-1) / (journal.MaxStress - 1)}}, marks...)
		at := ui.Unix(e.At, zone)
		n := strconv.Itoa(int(e.Before))
		rows = append(rows, html.Tr().Body(html.Th().Attr("scope", "row").Text(say.Date(at.Year(), at.Month(), at.Day(), i18n.DateLong)),
			html.Td().Class("n").Text(n+" · "+say.T("checkin.level_"+n))))
	}
	if len(marks) < 2 {
		return nil
	}
	return ui.Block("k-trend", say.T("checkin.trend"), nil, html.Div().Class("card").Body(
		ui.Trend(marks, [2]string{"1", strconv.Itoa(journal.MaxStress)}).Attr("role", "img").Aria("label", say.N("checkin.trend_of", float64(len(marks)))),
		html.Details().Class("fold").Body(html.Summary().Body(html.Span().Text(say.T("checkin.answers")), ui.Icon("next")),
			html.Div().Class("fold-body").Body(html.Table().Class("ledger ledger--lines").Body(html.TBody().Body(rows...))))))
}
