package scripts

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// bar is the action bar: what is missing, the ways out, and what left, to be noted.
func (s *Script) bar(f filled) []app.UI {
	say := s.env.Say
	reason := s.reason(f)
	out := []app.UI{
		ui.ErrorLine("note", s.trouble),
		ui.If(reason != "", func() app.UI { return html.P().Class("hint whole-bar").Attr("role", "status").Text(reason) }),
		ui.If(s.left != nil, s.offer),
	}
	off := !f.ready()
	long := utf8.RuneCountInString(f.message()) > longest
	main := byVoice
	if f.Register == content.Written {
		main = bySMS
		if len(f.Channels) > 0 && f.Channels[0] == string(journal.Email) {
			main = byEmail
		}
	}
	type way struct {
		name, icon, label string
		press             app.EventHandler
		address           string
	}
	ways := []way{{byVoice, "big-type", say.T("action.read_full_screen"), s.aloud, ""}, {byCopy, "copy", say.T("action.copy"), s.copy, ""}}
	if s.copied {
		ways[1].label = say.T("action.copied")
	}
	if f.Register == content.Written || len(f.Channels) == 0 {
		sms, mail := "", ""
		if !off && !long {
			sms, mail = ui.SMS(s.who.Known.Phone, f.words.Text()), ui.Mail(s.who.Known.Email, f.subject.Text(), f.words.Text())
		}
		ways = append(ways, way{bySMS, "text", say.T("action.sms"), s.open, sms}, way{byEmail, "mail", say.T("action.email"), s.open, mail})
	}
	if s.env.Device.CanShare() {
		ways = append(ways, way{byShare, "share", say.T("action.share"), s.share, ""})
	}
	var others []app.UI
	for _, w := range ways {
		shut := off || long && w.name != byVoice && w.name != byCopy
		if w.name == main && s.left == nil { // after that, the one thing to do is to note what left
			out = append(out, ui.Button("buckle buckle--way", w.name, w.icon, w.label, w.press, w.name).Attr("value", w.address).Flag("disabled", shut))
		} else {
			others = append(others, ui.IconButton(w.name, w.icon, w.label, w.press, w.name).Attr("value", w.address).Flag("disabled", shut))
		}
	}
	return append(out, html.Div().Class("ways").Body(others...))
}

// reason is why nothing may leave, in words; empty when it may.
func (s *Script) reason(f filled) string {
	say := s.env.Say
	switch {
	case f.parsed.faults > 0:
		return say.N("script.unknown", float64(f.parsed.faults))
	case f.open > 0:
		return say.N("script.open", float64(f.open))
	case utf8.RuneCountInString(f.message()) > longest:
		return say.T("script.too_long")
	}
	return ""
}

// leaves keeps what just left, so that it can be noted. The draft has served.
func (s *Script) leaves(ctx app.Context, way string, f filled) {
	say := s.env.Say
	left := sent{way: way, channel: channel(way, f.Channels), about: s.form.Get("blank-" + about), title: f.Title, words: f.message()}
	if left.about == "" {
		left.about = s.about
	}
	if ours, ok := s.find(say.Lang()); ok {
		left.title = ours.Title
	}
	left.promise, left.due = promise(f.parsed.words, f.words, f.answers, s.env.Today(), left.title, say)
	if left.reason = strings.TrimSpace(s.form.Get(reasonBlank)); left.reason == "" || s.slug != late {
		left.reason = left.title
	}
	s.left, s.noted, s.trouble = &left, nil, ""
	s.draft.Forget(ctx)
}

// settled tells whether it is known for whom the words are, before they leave. Those for somebody only just recognized are
// others: they are to be read first.
func (s *Script) settled(ctx app.Context) bool {
	if s.who.Chosen != nil {
		return true
	}
	ok := s.who.Meant("")
	if c := s.who.Chosen; c != nil {
		s.who.Pick(ctx, *c)
		return false
	}
	if !ok {
		ui.FocusError(ctx)
	}
	return ok
}

func (s *Script) copy(ctx app.Context, _ app.Event) {
	f, ok := s.fill()
	if !ok || !f.ready() || !s.settled(ctx) {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		err := s.env.Device.Copy(bg, f.words.Text())
		s.env.Do(func(ctx app.Context) {
			if s.copied = err == nil; s.copied {
				s.leaves(ctx, byCopy, f)
			} else {
				s.trouble = s.env.Say.T("script.not_copied")
			}
		})
	})
}

func (s *Script) share(ctx app.Context, _ app.Event) {
	f, ok := s.fill()
	if !ok || !f.ready() || !s.settled(ctx) {
		return
	}
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		err := s.env.Device.Share(bg, f.subject.Text(), f.words.Text())
		s.env.Do(func(ctx app.Context) {
			if err == nil {
				s.leaves(ctx, byShare, f)
			}
		})
	})
}

// open hands the message to the device's own program.
func (s *Script) open(ctx app.Context, _ app.Event) {
	f, ok := s.fill()
	way, address := ctx.JSSrc().Get("name").String(), ctx.JSSrc().Get("value").String()
	if !ok || !f.ready() || address == "" || !s.settled(ctx) {
		return
	}
	s.env.Device.Open(address)
	s.leaves(ctx, way, f)
	if s.env.LetGo(s.begun); s.who.Chosen != nil {
		s.begun = s.env.BeganHere(ui.Contact{Client: s.who.Chosen.ID, Channel: s.left.channel, Promise: s.owed.ID, Complaint: s.file.ID, About: s.left.about,
			Notes: cut(s.left.words, keepNote), What: s.left.promise, Due: s.left.due, Reason: s.left.reason})
	}
}

// aloud fills the screen with the words.
func (s *Script) aloud(ctx app.Context, _ app.Event) {
	if f, ok := s.fill(); !ok || !f.ready() || !s.settled(ctx) {
		return
	}
	s.reading = true
	s.env.Device.StayAwake(true)
	ctx.Defer(func(app.Context) {
		if d := app.Window().GetElementByID("reader"); d.Truthy() && !d.Get("open").Bool() {
			d.Call("showModal")
		}
	})
}

// reader is the words in large type, over the whole screen: to be read from, or held up to someone.
func (s *Script) reader(f filled) app.UI {
	if !s.reading {
		return nil
	}
	say := s.env.Say
	return html.Dialog().Class("reader").ID("reader").Aria("label", f.Title).On("close", func(ctx app.Context, _ app.Event) {
		s.reading = false
		s.env.Device.StayAwake(false)
		if f, ok := s.fill(); ok && f.ready() {
			s.leaves(ctx, byVoice, f)
		}
	}).Body(
		ui.Button("btn", "close_full_screen", "close", say.T("script.close"), func(ctx app.Context, _ app.Event) {
			app.Window().GetElementByID("reader").Call("close")
		}),
		html.P().Class("reader-words").Lang(f.lang.Tag()).Dir("auto").Text(f.words.Text()),
	)
}

// offer is what can be done with what just left: a note of it, in one tap or with more to it, and the note taken back.
func (s *Script) offer() app.UI {
	say := s.env.Say
	if s.noted != nil {
		key := "script.noted"
		switch {
		case s.owed.ID != "":
			key = "script.noted_told"
		case s.left.due != "":
			key = "script.noted_promise"
		}
		return html.Div().Class("offer").Attr("role", "status").Body(
			html.P().Body(ui.SmallIcon("check"), html.Span().Text(say.T(key))),
			html.Div().Class("btns").Body(
				ui.Button("btn", "undo", "undo", say.T("action.undo"), s.takeBack),
				ui.Link("btn", s.env.Href("/interactions/"+s.noted.ID), "", say.T("script.see")),
			))
	}
	left := *s.left
	known := s.who.Chosen != nil
	var btns []app.UI
	if known {
		btns = append(btns, ui.Button("buckle", "note_sent", "check", say.T("script.note_sent"), s.note).Flag("disabled", s.env.Saving == ui.Saving))
	}
	if s.owed.ID == "" { // of a promise that is there, another log would make a second one
		btns = append(btns, s.env.LogThis("btn", say.T("script.log_this"), func() ui.Handed {
			s.env.LetGo(s.begun)
			h := ui.Handed{Values: left.handed()}
			if s.file.ID != "" {
				h.Values["_complaint"] = s.file.ID
			}
			if s.who.Chosen != nil {
				h.Client = s.who.Chosen.ID
			}
			return h
		}))
	}
	question := say.T("script.sent")
	if !known {
		question = say.T("script.sent_nobody")
	}
	return html.Div().Class("offer").Attr("role", "status").Body(html.P().Text(question), html.Div().Class("btns").Body(btns...))
}

// note keeps what left as a conversation, with the promise in it.
func (s *Script) note(ctx app.Context, _ app.Event) {
	if s.env.Saving == ui.Saving || s.left == nil || s.noted != nil || s.who.Chosen == nil {
		return
	}
	client, now, left := s.who.Chosen.ID, s.env.Now(), *s.left
	i := left.noted(client, now)
	i.Complaint, i.Author = s.file.ID, s.env.Author()
	writes := []store.Write{{Record: i}}
	if p := left.promised(client, i.ID, journal.DayOf(now)); p != nil && s.owed.ID == "" {
		p.Complaint = s.file.ID
		writes = append(writes, store.Write{Record: *p})
	}
	bg := context.WithoutCancel(ctx)
	s.env.Saving, s.trouble = ui.Saving, ""
	ctx.Async(func() {
		v, err := s.env.Book.Get(bg, s.owed.ID)
		if p, ok := v.Record.(journal.Promise); ok && err == nil && p.Client == client && !p.Settled() {
			if p, err = p.Hear(journal.DayOf(now), left.due, left.reason); err == nil {
				writes = append(writes, store.Write{Record: p, Base: v.N})
			}
		} else {
			err = nil
		}
		var saved store.Saved
		if err == nil {
			saved, err = s.env.Book.Save(bg, "", writes...)
		}
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.env.Saving, s.trouble = ui.Failed, ui.Trouble(s.env.Say, err)
				return
			}
			s.env.Saving, s.noted = ui.Saved, &saved.Refs[0]
			s.env.LetGo(s.begun)
			s.env.Last = &ui.LastSave{Ref: saved.Refs[0], Path: "/interactions/" + i.ID, Client: client}
			s.env.Device.AskPersist(bg)
		})
	})
}

// takeBack undoes the note, and the promise with it.
func (s *Script) takeBack(ctx app.Context, _ app.Event) {
	if s.noted == nil {
		return
	}
	s.env.Undo(ctx, *s.noted, func(ctx app.Context, err error) {
		if s.trouble = ""; err != nil {
			s.trouble = ui.UndoTrouble(s.env.Say, err)
			return
		}
		s.noted = nil
	})
}
