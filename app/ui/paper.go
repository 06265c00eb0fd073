package ui

import (
	"context"
	"errors"
	"maps"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// Paper is the form of one record, new or to be corrected: its controls and its draft, what refuses it, and what another
// window has saved in it meanwhile.
type Paper struct {
	*Form
	Draft   *Draft
	Version store.Version // what was read; none for a new record

	// Show is the record in the controls' values; Make the record that they describe, checked, on top of what it was,
	// which is nil for a new one. Taken, which may be nil, is called when a record or a draft was put in the controls.
	Show  func(rec journal.Record) map[string]string
	Make  func(was journal.Record, v map[string]string) (journal.Record, error)
	Taken func(ctx app.Context, v map[string]string)
	// Who, which may be nil, is the field of whom the record is about: it is settled before the record is made, and the
	// value _client is their id. Somebody new is kept with the record.
	Who *Picker
	// Say, when not nil, speaks in the place of the screen: to a client who holds the device.
	Say *i18n.Printer
	// Do is what the button says; empty: to save.
	Do string
	// Lasts tells that a record which was taken away is written again under its id: there is one of the settings.
	Lasts bool
	// Typed, which may be nil, is called after each input.
	Typed func(ctx app.Context, name string)

	env     *Env
	id      string
	read    bool // the record to correct is in the form
	missing bool // there is no such record here
	trouble string
}

// NewPaper is the form of the record of that id, or of a new one when id is empty, with its draft under a key.
func NewPaper(env *Env, key, id string) *Paper {
	p := &Paper{env: env, id: id, read: id == "", Form: NewForm(map[string]string{})}
	if id != "" {
		key += "/" + id
	}
	p.Draft = NewDraft(env, key, p.Form)
	p.Form.Changed = func(ctx app.Context, name string) {
		p.trouble = ""
		if p.Typed != nil {
			p.Typed(ctx, name)
		}
		p.Draft.Touch(ctx)
	}
	return p
}

// Open looks for a draft and reads the record.
func (p *Paper) Open(ctx app.Context) {
	p.Draft.Find(ctx)
	if p.id == "" {
		return
	}
	ctx.Async(func() {
		v, err := p.env.Book.Get(context.WithoutCancel(ctx), p.id)
		p.env.Do(func(ctx app.Context) {
			if err != nil || v.Record == nil && !p.Lasts {
				p.missing = true
				return
			}
			p.Version, p.read = v, true
			p.Form.Read(ctx, p.Show(v.Record))
			if p.Taken != nil {
				p.Taken(ctx, p.Values)
			}
		})
	})
}

// Take puts values in the controls.
func (p *Paper) Take(ctx app.Context, values map[string]string) {
	p.Form.Fill(ctx, values)
	if p.Taken != nil {
		p.Taken(ctx, values)
	}
}

// Follow shows another version of the record, which was brought back beside the form.
func (p *Paper) Follow(v store.Version) {
	if !p.read || v.Record == nil || v.N <= p.Version.N {
		return
	}
	p.Version = v
	p.env.Do(func(ctx app.Context) { p.Take(ctx, p.Show(v.Record)) })
}

// Leave implements [Leaver].
func (p *Paper) Leave() { p.Draft.Leave() }

// View is the screen of the form, with its button to save. Saved is called once the device has the record for good.
func (p *Paper) View(title, back string, saved func(ctx app.Context, rec journal.Record, ref journal.Ref), fields ...app.UI) View {
	say := p.say()
	v := View{Title: title, Back: back, Layout: "stage--narrow"}
	if p.missing {
		v.Stage = []app.UI{p.env.NotHere()}
		return v
	}
	v.Task, v.Sub = true, html.Small().Body(p.Draft.State(say))
	v.Stage = []app.UI{
		p.Draft.Offer(say, p.Take),
		html.Form().Class("form").ID("paper").OnKeyDown(p.OnKey).OnSubmit(func(ctx app.Context, e app.Event) {
			e.PreventDefault()
			p.save(ctx, saved)
		}).Body(fields...),
	}
	do := p.Do
	if do == "" {
		do = say.T("action.save")
	}
	v.Bar = []app.UI{
		ErrorLine("save", p.trouble),
		html.Button().Class("buckle").Attr("type", "submit").Attr("name", "save").Attr("form", "paper").
			Body(Icon("check"), html.Span().Text(do)),
	}
	return v
}

func (p *Paper) say() *i18n.Printer {
	if p.Say != nil {
		return p.Say
	}
	return p.env.Say
}

func (p *Paper) save(ctx app.Context, done func(ctx app.Context, rec journal.Record, ref journal.Ref)) {
	if p.env.Saving == Saving || !p.read {
		return
	}
	if p.Who == nil {
		p.send(ctx, done)
		return
	}
	p.env.LoadIndex(ctx, func(ctx app.Context) { p.send(ctx, done) })
}

// send saves the record that the form describes. Whom it is about can be told once the index is there.
func (p *Paper) send(ctx app.Context, done func(ctx app.Context, rec journal.Record, ref journal.Ref)) {
	values, with, settled, err := maps.Clone(p.Values), []store.Write(nil), true, error(nil)
	var rename map[string]string
	if p.Who != nil {
		values["_client"], with, settled, err = p.Who.Settle()
		rename = map[string]string{"name": "client"}
	}
	var rec journal.Record
	if err == nil && settled {
		rec, err = p.Make(p.Version.Record, values)
	}
	if err != nil || !settled {
		FieldErrors(p.say(), p.Form, err, rename)
		FocusError(ctx)
		return
	}
	w := store.Write{Record: rec, Base: p.Version.N}
	kept := func(ctx app.Context, saved store.Saved, theirs store.Version, err error) {
		if err == nil {
			done(ctx, rec, saved.Refs[0])
			return
		}
		p.trouble = Trouble(p.say(), err)
		if errors.Is(err, store.ErrConflict) {
			p.differ(ctx, theirs)
		}
	}
	if len(with) == 0 {
		p.Draft.KeepOne(ctx, w, kept)
		return
	}
	p.Draft.Keep(ctx, func(ctx app.Context, saved store.Saved, err error) { kept(ctx, saved, store.Version{}, err) }, append([]store.Write{w}, with...)...)
}

// differ brings in what another window has saved in the meantime. Saving again goes on top.
func (p *Paper) differ(ctx app.Context, theirs store.Version) {
	was := p.Show(p.Version.Record)
	if p.Version = theirs; theirs.Record == nil {
		return
	}
	p.Differ(ctx, p.say(), was, p.Show(theirs.Record))
	if p.Taken != nil {
		p.Taken(ctx, p.Values)
	}
}

// Keep saves what one press changes, then says how it went.
func (e *Env) Keep(ctx app.Context, then func(ctx app.Context, saved store.Saved, err error), writes ...store.Write) {
	if e.Saving == Saving {
		return
	}
	e.Saving = Saving
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		saved, err := e.Book.Save(bg, "", writes...)
		e.Do(func(ctx app.Context) {
			e.Saving = Saved
			if err != nil {
				e.Saving = Failed
			}
			then(ctx, saved, err)
		})
	})
}
