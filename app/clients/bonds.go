package clients

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// thankYou is the script with which whoever sent someone is thanked (F10).
const thankYou = "referral-thanks"

// left says by which door a person left, and when (F09); nil for one who is still there.
func (s *Sheet) left() app.UI {
	say := s.env.Say
	for _, e := range s.of {
		if e.Kind != journal.KindDeparture {
			continue
		}
		words := say.T("departure.gone", "day", ui.DayWords(say, e.Done, s.env.Today()), "door", say.T("door.by_"+e.State))
		return ui.Banner("", "door-out", words,
			ui.Link("btn", s.env.Href("/clients/"+s.id+"/left/"+e.ID), "edit", say.T("action.correct")).Attr("name", "correct_departure"),
			ui.Button("btn", "undo_departure", "undo", say.T("action.undo"), func(ctx app.Context, _ app.Event) {
				s.takeBack(ctx, e)
			}, e.ID, e.N))
	}
	return nil
}

// takeBack takes a departure away: the person is back. It stays in the journal's history.
func (s *Sheet) takeBack(ctx app.Context, e store.Entry) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		v, err := s.env.Book.Get(bg, e.ID)
		s.env.Do(func(ctx app.Context) {
			if err != nil || v.Record == nil {
				s.Refresh(ctx)
				return
			}
			s.keep(ctx, store.Write{Record: v.Record, Base: v.N, Gone: true})
		})
	})
}

// keep saves what a press on the sheet changes, and reads the sheet again.
func (s *Sheet) keep(ctx app.Context, writes ...store.Write) {
	s.env.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) {
		s.Refused(err)
		if err == nil {
			s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/clients/" + s.id, Client: s.id}
		}
		s.Refresh(ctx)
	}, writes...)
}

// bonds are who sent this person, and whom this person sent (F10); nil when nobody.
func (s *Sheet) bonds(c journal.Client) app.UI {
	say := s.env.Say
	var rows []app.UI
	var unthanked []string
	if c.ReferredBy != "" {
		if e, ok := s.env.Book.Entry(c.ReferredBy); ok {
			rows = append(rows, s.bond(e, "bond.sent_by"))
		}
	}
	for _, e := range s.of {
		if e.Kind != journal.KindClient {
			continue
		}
		key := "bond.came"
		if e.Done != "" {
			key = "bond.thanked"
		} else {
			unthanked = append(unthanked, e.ID)
		}
		rows = append(rows, s.bond(e, key))
	}
	if len(rows) == 0 {
		return nil
	}
	return ui.Block("c-bonds", say.T("bond.title"), nil, ui.Rows(rows...), ui.If(len(unthanked) > 0, func() app.UI {
		return html.Div().Class("btns").Body(
			ui.Link("btn btn--soft", s.env.Href("/scripts/"+thankYou+"/for/"+s.id), "script", say.T("bond.words")),
			ui.Button("btn", "thank", "ambassador", say.T("bond.thank"), func(ctx app.Context, _ app.Event) { s.thank(ctx) }))
	}))
}

func (s *Sheet) bond(e store.Entry, key string) app.UI {
	return html.A().Class("row").Attr("href", s.env.Href("/clients/"+e.ID)).Body(
		ui.Monogram(e.Title, e.State == string(journal.Internal), "monogram--s"),
		html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(e.Title), html.Span().Class("meta").Text(s.env.Say.T(key))))
}

// thank notes, on each of those who came, that whoever sent them was thanked today: one change, one undo.
func (s *Sheet) thank(ctx app.Context) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var writes []store.Write
		for _, e := range s.of {
			if e.Kind != journal.KindClient || e.Done != "" {
				continue
			}
			v, err := s.env.Book.Get(bg, e.ID)
			if c, ok := v.Record.(journal.Client); err == nil && ok {
				c.Thanked = s.env.Today()
				writes = append(writes, store.Write{Record: c, Base: v.N})
			}
		}
		s.env.Do(func(ctx app.Context) {
			if len(writes) > 0 {
				s.keep(ctx, writes...)
			}
		})
	})
}

// asked are the improvements that this person asked for: what was done is to be told (F50). Nil when there are none.
func (s *Sheet) asked() app.UI {
	say := s.env.Say
	var rows []app.UI
	for _, e := range s.better[:min(len(s.better), few)] {
		rows = append(rows, html.A().Class("row").Attr("href", s.env.Href("/improvements/"+e.ID)).Body(
			ui.Icon("up"),
			html.Span().Class("row-body").Body(html.Span().Class("row-name row-name--kit two-lines").Dir("auto").Text(e.Title),
				html.Span().Class("meta").Text(say.T("improvement_state."+e.State)))))
	}
	return ui.If(len(rows) > 0, func() app.UI { return ui.Block("c-better", say.T("improvements.title"), nil, ui.Rows(rows...)) })
}
