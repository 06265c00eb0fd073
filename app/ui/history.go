package ui

import (
	"bytes"
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// History is every version of the record: who wrote it and when, newest first, and the way back to each. Tell, which may
// be nil, says in words what changed from one version to the next; empty where it has none.
func (s *Shown) History(tell func(was, is journal.Record) string) app.UI {
	say := s.env.Say
	if s.id == "" {
		return nil
	}
	label := say.T("history.title")
	if who := s.env.Book.Today().Settings.AuthorName(s.Version.Author); who != "" {
		label += " · " + who
	}
	return html.Section().Class("block").Aria("label", say.T("history.title")).Body(
		html.Div().Class("btns").Body(Button("btn btn--quiet", "history", "clock", label, func(ctx app.Context, _ app.Event) {
			s.past, s.open = nil, !s.open
			s.readPast(ctx)
		}).Aria("expanded", Bool(s.open))),
		Slot(If(s.open, func() app.UI { return s.versions(tell) })),
	)
}

func (s *Shown) versions(tell func(was, is journal.Record) string) app.UI {
	if s.past == nil {
		return s.env.Waiting()
	}
	var rows []app.UI
	for i := len(s.past) - 1; i >= 0; i-- {
		var before store.Version
		if i > 0 {
			before = s.past[i-1]
		}
		rows = append(rows, s.version(before, s.past[i], tell))
	}
	return Rows(rows...)
}

func (s *Shown) version(was, is store.Version, tell func(was, is journal.Record) string) app.UI {
	say := s.env.Say
	what := ""
	switch {
	case is.Record == nil:
		what = say.T("history.gone")
	case was.Record == nil && was.N > 0:
		what = say.T("history.back")
	case was.N == 0 && is.N == 1:
		what = say.T("history.first")
	default:
		if tell != nil && was.Record != nil {
			what = tell(was.Record, is.Record)
		}
		if what == "" {
			what = say.T("history.changed")
		}
	}
	meta := say.DateTime(is.At.In(s.env.Now().Location()))
	if who := s.env.Book.Today().Settings.AuthorName(is.Author); who != "" {
		meta += " · " + who
	}
	row := []app.UI{html.Span().Class("row-body").Body(
		html.Span().Class("row-name row-name--kit").Dir("auto").Text(what), html.Span().Class("meta").Text(meta))}
	if is.Record != nil && s.Version.Record != nil && !bytes.Equal(is.Body, s.Version.Body) {
		row = append(row, Button("btn btn--quiet", "restore_version", "undo", say.T("history.restore"), func(ctx app.Context, _ app.Event) {
			s.bring(ctx, is)
		}, is.ID, is.N, s.Version.N).Attr("value", Count(is.N)))
	}
	return html.Div().Class("row").Body(row...)
}

// readPast reads the versions while they are shown.
func (s *Shown) readPast(ctx app.Context) {
	if !s.open {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		past, err := s.env.Book.History(bg, s.id)
		s.env.Do(func(app.Context) {
			if err == nil {
				s.past = past
			}
		})
	})
}

// bring makes an earlier version the present one, by a new change.
func (s *Shown) bring(ctx app.Context, v store.Version) {
	if s.env.Saving == Saving {
		return
	}
	s.env.Saving = Saving
	bg, base := context.WithoutCancel(ctx), s.Version.N
	ctx.Async(func() {
		_, err := s.env.Book.Save(bg, "", store.Write{Record: v.Record, Base: base})
		s.env.Do(func(ctx app.Context) {
			s.env.Saving, s.trouble = Saved, ""
			if err != nil {
				s.env.Saving, s.trouble = Failed, Trouble(s.env.Say, err)
			}
			s.Refresh(ctx)
		})
	})
}
