package ui

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Shown is the record that a screen is about: read on arrival and after every change, and taken back by its undo.
type Shown struct {
	env  *Env
	id   string
	then func(app.Context) // called on the UI goroutine after each reading; what it reads is awaited with the record

	Version    store.Version
	Read       bool // whether it was looked for yet
	unreadable bool
	trouble    string

	open bool            // the history is shown
	past []store.Version // what it shows, once read
}

// NewShown is a record not read yet. Then, which may be nil, is called after each reading.
func NewShown(env *Env, id string, then func(app.Context)) *Shown {
	if then == nil {
		then = func(app.Context) {}
	}
	return &Shown{env: env, id: id, then: then}
}

// Open reads the record first, then the index for what belongs to it.
func (s *Shown) Open(ctx app.Context) {
	s.env.Early(ctx, s.Refresh)
}

// Follow reads a record that a screen shows by other means, for its history: another one, or the same again.
func (s *Shown) Follow(ctx app.Context, id string) {
	if s.id != id {
		s.id, s.Version, s.Read, s.open, s.trouble = id, store.Version{}, false, false, ""
	}
	if id != "" {
		s.Refresh(ctx)
	}
}

// Refresh implements [Refresher].
func (s *Shown) Refresh(ctx app.Context) {
	id := s.id
	ctx.Async(func() {
		v, err := s.env.Book.Get(context.WithoutCancel(ctx), id)
		s.env.Do(func(ctx app.Context) {
			if id != s.id {
				return
			}
			s.Read, s.unreadable = true, errors.Is(err, journal.ErrUnreadable)
			if err == nil {
				s.Version = v
			}
			s.then(ctx)
		})
	})
	s.readPast(ctx)
}

// Absent is what to show in the place of a record that cannot be shown; nil while it is being read, or when it can.
func (s *Shown) Absent() []app.UI {
	say := s.env.Say
	switch {
	case !s.Read || s.Version.Record != nil && !s.unreadable:
		return nil
	case s.unreadable:
		return []app.UI{Empty(say.T("unreadable.title"), say.T("unreadable.text"), Link("btn", s.env.Href("/settings/backup"), "backup", say.T("backup.title")))}
	case s.Version.N > 0:
		return []app.UI{Empty(say.T("gone.title"), say.T("gone.text"), s.Undo(say.T("gone.undo")))}
	}
	return []app.UI{Empty(say.T("missing.title"), say.T("missing.text"), Link("btn", s.env.Href("/"), "today", say.T("tab.today")))}
}

// Undo is the button that takes back the last change of the record, and all that was changed with it. It says which: the
// record itself, or its last correction.
func (s *Shown) Undo(first string) app.UI {
	label := first
	if s.Version.N > 1 && s.Version.Record != nil {
		label = s.env.Say.T("undo.last")
	}
	return Button("btn", "undo", "undo", label, func(ctx app.Context, e app.Event) {
		s.env.Undo(ctx, s.Version.Ref, func(ctx app.Context, err error) {
			s.Refused(err)
			s.Refresh(ctx)
		})
	})
}

// Refused keeps the sentence for an undo that was refused; nil clears it.
func (s *Shown) Refused(err error) {
	s.trouble = ""
	if err != nil {
		s.trouble = UndoTrouble(s.env.Say, err)
	}
}

// Trouble is the sentence for an undo that was refused, or nothing.
func (s *Shown) Trouble() app.UI { return ErrorLine("undo", s.trouble) }
