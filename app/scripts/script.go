// Package scripts is the room of what to say and what to send (F20 to F31): the kit's scripts and the worker's own, filled
// for a client, sent without a hole in them, noted in the journal, and written or adapted. It writes no words of its own.
package scripts

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
	"trousse/internal/store"
)

// Script is one text to say or to send: nothing leaves while a blank is open.
type Script struct {
	env    *ui.Env
	slug   string
	client string // id of the client in the address, or empty
	asked  string // id of the record that the script is about, or empty: an improvement asked for (F06), or a promise (F05)
	file   journal.Complaint
	owed   journal.Promise
	back   string // where the arrow leads
	form   *ui.Form
	draft  *ui.Draft
	who    *ui.Picker
	own    []own
	past   *ui.Shown // the worker's version that stands here, for its history
	ready  bool      // the own scripts were read: one may stand in the place of the kit's
	about  string    // what the client's latest conversation was about

	reading bool // the words fill the screen
	copied  bool
	left    *sent        // what left last, to be noted
	begun   string       // the contact by which it left, until it is noted
	noted   *journal.Ref // the note that was kept of it
	gone    *journal.Ref // the worker's version, just taken away
	trouble string
	parsed  map[string]templates // by text
}

// New is the screen of one script, in general or, behind a slash, for a client: hold-ask/id.
func New(env *ui.Env, slug string) *Script {
	s := &Script{env: env, form: ui.NewForm(map[string]string{}), parsed: map[string]templates{}, back: "/scripts"}
	s.slug, s.client, _ = strings.Cut(slug, "/")
	if s.client != "" {
		s.back = "/scripts/for/" + s.client
	}
	s.form.Changed = s.changed
	s.draft = ui.NewDraft(env, "script/"+slug, s.form)
	s.who = ui.NewPicker(env, s.form, s.picked, s.read)
	s.past = ui.NewShown(env, "", func(app.Context) {
		for i := range s.own {
			if o, ok := s.past.Version.Record.(journal.OwnScript); ok && s.own[i].ID == o.ID {
				s.own[i] = own{o, s.past.Version.Ref}
				env.Do(s.keep)
			}
		}
	})
	return s
}

// follow finds the worker's version that stands here now.
func (s *Script) follow(ctx app.Context) {
	id := ""
	if f, ok := s.fill(); ok && f.own != nil {
		id = f.own.ID
	}
	s.past.Follow(ctx, id)
}

// NewAbout is the screen of one script for whoever asked for an improvement, or was promised something: its slug, and the
// id of that.
func NewAbout(env *ui.Env, both string) *Script {
	slug, id, _ := strings.Cut(both, "/")
	s := New(env, slug)
	s.asked, s.draft = id, ui.NewDraft(env, "script/"+both, s.form)
	return s
}

// Open fetches what the kit knows, the worker's own scripts, and the client that the script is for.
func (s *Script) Open(ctx app.Context) {
	s.env.Need(ctx, func(app.Context, *content.Bundle) {})
	s.draft.Find(ctx)
	if h := s.env.Handed; h != nil { // what the screen before knows of the blanks
		s.env.Handed = nil
		s.form.Fill(ctx, h.Values)
	}
	if s.client != "" {
		s.who.PickID(ctx, s.client)
	}
	if s.asked != "" {
		bg := context.WithoutCancel(ctx)
		ctx.Async(func() {
			v, _ := s.env.Book.Get(bg, s.asked)
			s.env.Do(func(ctx app.Context) { s.concern(ctx, v) })
		})
	}
	s.Refresh(ctx)
}

// concern takes the record that the script is about: its client, its words, and the days that were said.
func (s *Script) concern(ctx app.Context, v store.Version) {
	var client string
	known := map[string]string{}
	switch rec := v.Record.(type) {
	case journal.Complaint:
		s.file, client, s.back = rec, rec.Client, "/complaints/"+rec.ID
		known = s.ofComplaint(rec)
	case journal.Promise:
		s.owed, client, s.back = rec, rec.Client, ui.PromisePath(rec.ID)
		known = s.ofPromise(rec)
	}
	for name, value := range known {
		if s.form.Get(name) == "" {
			s.form.Fill(ctx, map[string]string{name: value})
		}
	}
	if client != "" {
		s.client = client
		s.who.PickID(ctx, client)
	}
}

// ofComplaint is what a file answers: the reference stands in the record.
func (s *Script) ofComplaint(c journal.Complaint) map[string]string {
	days := map[string]string{"blank-date-first": string(c.AnswerBy)}
	if day := c.Promised(); day >= s.env.Today() {
		days["blank-date-promise"] = string(day)
	}
	days["blank-text-1"] = s.known(c)
	return days
}

// known is what the file holds of the first thing that the script asks: what went wrong, why it takes longer, how it was
// settled.
func (s *Script) known(c journal.Complaint) string {
	t, _ := s.find(s.env.Say.Lang())
	words, from := "", journal.Answered
	switch {
	case t.Stage == string(journal.Acknowledged):
		return within(c.What)
	case s.slug == "complaint-delay":
		from = journal.Delayed
	case t.Stage != string(journal.Closed):
		return ""
	}
	for _, step := range c.Steps {
		if step.Stage == from {
			words = step.Note
		}
	}
	return within(words)
}

// within are words as they go on a sentence of which they are not the end.
func within(words string) string { return strings.TrimRight(ui.MidSentence(words), ". ") }

// Refresh implements [ui.Refresher].
func (s *Script) Refresh(ctx app.Context) {
	if s.reading { // the browser let go of the lit screen when the kit left it
		s.env.Device.StayAwake(true)
	}
	readOwn(ctx, s.env, func(ctx app.Context, all []own) {
		s.own, s.ready = all, true
		s.keep(ctx)
		s.follow(ctx)
	})
}

// Leave implements [ui.Leaver].
func (s *Script) Leave() {
	s.draft.Leave()
	if s.reading {
		s.env.Device.StayAwake(false)
	}
}

// changed is called after each input. What has left is another text from then on.
func (s *Script) changed(ctx app.Context, name string) {
	s.copied, s.left, s.noted, s.trouble = false, nil, nil, ""
	if name == "client" {
		s.who.Suggest(ctx)
	}
	if s.form.Get(name) != "" { // typed in again
		delete(s.form.Values, skipKey(name))
	}
	s.check()
	s.draft.Touch(ctx)
}

// check puts a sentence beside each answer that cannot be used.
func (s *Script) check() {
	f, ok := s.fill()
	if !ok {
		return
	}
	for _, q := range f.questions {
		delete(s.form.Errors, q.name)
		if _, fault := answer(q, s.form.Get(q.name), s.env.Say, s.env.Today()); fault != "" {
			s.form.Errors[q.name] = s.env.Say.T(fault)
		}
	}
}

// picked is called when a client was chosen.
func (s *Script) picked(ctx app.Context) {
	s.copied, s.left, s.noted = false, nil, nil
	s.env.LoadIndex(ctx, func(app.Context) {})
}

// read is called when the client's record is there: the text is fetched in their language, and what they called about.
func (s *Script) read(ctx app.Context) {
	lang, client := s.env.LangOf(s.who.Known), s.who.Known.ID
	bg := context.WithoutCancel(ctx)
	s.env.LoadIndex(ctx, func(ctx app.Context) {
		latest := ""
		for _, e := range s.env.Book.Of(client) {
			if e.Kind == journal.KindInteraction {
				latest = e.ID
				break
			}
		}
		ctx.Async(func() {
			_, _ = s.env.Guide.Load(bg, lang)
			v, _ := s.env.Book.Get(bg, latest)
			s.env.Do(func(ctx app.Context) {
				if s.who.Known.ID != client {
					return
				}
				i, _ := v.Record.(journal.Interaction)
				s.about = i.About
				if name := "blank-" + about; s.form.Get(name) == "" {
					s.form.Fill(ctx, map[string]string{name: s.about})
				}
				s.keep(ctx)
				s.follow(ctx)
			})
		})
	})
}

// drop lets go of the client, and of what they called about.
func (s *Script) drop(ctx app.Context, _ app.Event) {
	if name := "blank-" + about; s.form.Get(name) == s.about {
		s.form.Fill(ctx, map[string]string{name: ""})
	}
	s.about, s.left, s.noted = "", nil, nil
	s.who.Drop(ctx)
	s.keep(ctx)
}

// keep gives every field its answer again, after the text has changed: the framework may show a field in the place of
// another.
func (s *Script) keep(ctx app.Context) {
	f, ok := s.fill()
	if !ok {
		return
	}
	for _, q := range f.questions {
		s.form.Fill(ctx, map[string]string{q.name: s.form.Get(q.name)})
	}
	s.check()
}

// resume takes up a draft, with the client that it was for.
func (s *Script) resume(ctx app.Context, kept map[string]string) {
	s.form.Fill(ctx, kept)
	if id := kept["_client"]; id != "" {
		s.who.PickID(ctx, id)
	}
	s.check()
}

// filled is the script as far as it is filled.
type filled struct {
	text
	parsed    templates
	questions []question
	answers   script.Answers
	subject   script.Filled
	words     script.Filled
	open      int // blanks still to be answered, each counted once
}

// lang is the language that the text should have: the client's, once the kit knows it in that language.
func (s *Script) lang() i18n.Lang {
	if s.who.Known.ID == "" {
		return s.env.Say.Lang()
	}
	lang := s.env.LangOf(s.who.Known)
	if _, ok := s.env.Guide.Bundle(lang); !ok {
		return s.env.Say.Lang()
	}
	return lang
}

// find is the script in a language.
func (s *Script) find(lang i18n.Lang) (text, bool) {
	b, ok := s.env.Guide.Bundle(lang)
	if !ok {
		return text{}, false
	}
	return stands(s.slug, lang, b, s.own)
}

// fill fills the script with what is known and answered.
func (s *Script) fill() (filled, bool) {
	t, ok := s.find(s.lang())
	if !ok {
		return filled{}, false
	}
	c := s.who.Known
	tu := t.lang == i18n.FR && c.FormOfAddress == journal.AddressFirstWith
	f := filled{text: t, parsed: s.parse(t, tu), answers: script.Answers{}}
	record := ui.ScriptRecord(c, s.env.Writer(), s.form.Get("blank-"+about), t.lang)
	record["complaint.reference"] = s.file.Reference
	same := f.parsed
	if ours, ok := s.find(s.env.Say.Lang()); ok && ours.lang != t.lang {
		same = s.parse(ours, tu)
	}
	f.questions = questions(f.parsed, same, record)
	for _, q := range f.questions {
		if s.form.Get(skipKey(q.name)) != "" {
			f.answers[q.Key] = script.Answer{Skipped: true}
		} else if a, fault := answer(q, s.form.Get(q.name), s.env.Say, s.env.Today()); fault == "" {
			f.answers[q.Key] = a
		}
	}
	as := script.Context{Lang: t.lang, Spoken: t.Register == content.Spoken, Today: s.env.Today().Time()}
	f.subject, f.words = f.parsed.subject.Fill(record, f.answers, as), f.parsed.words.Fill(record, f.answers, as)
	f.open = holes(f.subject, f.words)
	return f, true
}

// parse parses a text, once for as long as it stays the same.
func (s *Script) parse(t text, tu bool) templates {
	key := t.Subject + "\n" + ui.ScriptText(t.Script, tu)
	p, ok := s.parsed[key]
	if !ok {
		p = parse(t.Script, tu)
		s.parsed[key] = p
	}
	return p
}

// holes counts the blanks that are still to be answered, each once.
func holes(parts ...script.Filled) int {
	seen := map[string]bool{}
	for _, p := range parts {
		for _, seg := range p.Segments {
			if seg.State == script.Hole {
				seen[seg.Key] = true
			}
		}
	}
	return len(seen)
}

// ready tells whether the words may leave: no hole is left, and nothing that the kit does not know.
func (f filled) ready() bool { return f.subject.Open+f.words.Open == 0 }

// message is all that leaves: the subject, when there is one, above the words.
func (f filled) message() string {
	if subject := f.subject.Text(); subject != "" {
		return subject + "\n\n" + f.words.Text()
	}
	return f.words.Text()
}

// save keeps a change of the worker's own scripts, and reads them again.
func (s *Script) save(ctx app.Context, writes []store.Write, then func(ref journal.Ref)) {
	bg := context.WithoutCancel(ctx)
	s.env.Saving, s.trouble = ui.Saving, ""
	ctx.Async(func() {
		saved, err := s.env.Book.Save(bg, "", writes...)
		s.env.Do(func(ctx app.Context) {
			if err != nil {
				s.env.Saving, s.trouble = ui.Failed, ui.Trouble(s.env.Say, err)
			} else {
				s.env.Saving = ui.Saved
				then(saved.Refs[0])
			}
			s.Refresh(ctx)
		})
	})
}
