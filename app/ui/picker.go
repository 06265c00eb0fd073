package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// Picker is the field, named client unless told otherwise, in which a person is chosen: what is typed, the records that it
// may mean, and the one that is meant. The choice is kept in the form beside what is typed, as _client, so that a draft
// holds it.
type Picker struct {
	Name string // of the field
	// Except, when not nil, tells that a client cannot be meant, by their id.
	Except func(id string) bool
	// Nameless offers to make a record of someone whose name is not known.
	Nameless bool
	// Listed refuses a name that no record has: nobody new is made here.
	Listed bool

	Chosen *store.Entry   // nil while a name is being typed
	Known  journal.Client // the whole record of the one chosen, once read
	Hits   []store.Entry  // records that what is typed may mean
	Alike  []store.Entry  // those so near that the user has to say; offered in the place of Hits

	// Then is called when somebody was chosen, and Read when the whole record is there. Either may be nil.
	Then, Read func(ctx app.Context)

	env  *Env
	form *Form
}

// NewPicker is the field with nobody chosen.
func NewPicker(env *Env, form *Form, then, read func(ctx app.Context)) *Picker {
	return &Picker{Name: "client", env: env, form: form, Then: then, Read: read}
}

// Suggest looks up what is typed. The form calls it when its field changes.
func (p *Picker) Suggest(ctx app.Context) {
	p.Hits, p.Alike = nil, nil
	delete(p.form.Values, "_fresh_"+p.Name)
	if typed := p.form.Get(p.Name); len(search.Fold(typed)) > 1 {
		p.Hits = p.others(p.env.Book.Search(typed, 4, journal.KindClient))
		if !p.env.Book.Loaded() {
			p.env.LoadIndex(ctx, p.Suggest)
		}
	}
}

// PickID chooses a client by id, once the index knows who that is.
func (p *Picker) PickID(ctx app.Context, id string) {
	if e, ok := p.env.Book.Entry(id); ok {
		p.take(ctx, e)
		return
	}
	p.env.LoadIndex(ctx, func(ctx app.Context) {
		if e, ok := p.env.Book.Entry(id); ok {
			p.take(ctx, e)
		}
	})
}

// Pick is a choice made by hand: like what is typed, it changes the form. One that the address brings does not.
func (p *Picker) Pick(ctx app.Context, e store.Entry) {
	p.take(ctx, e)
	if p.Chosen != nil && p.form.Changed != nil {
		p.form.Changed(ctx, "_"+p.Name)
	}
}

// take chooses a client and reads the whole record.
func (p *Picker) take(ctx app.Context, e store.Entry) {
	p.Chosen, p.Known, p.Hits, p.Alike = &e, journal.Client{}, nil, nil
	p.form.Values["_"+p.Name] = e.ID
	delete(p.form.Errors, p.Name)
	if p.Then != nil {
		p.Then(ctx)
	}
	ctx.Async(func() {
		v, err := p.env.Book.Get(context.WithoutCancel(ctx), e.ID)
		p.env.Do(func(ctx app.Context) {
			c, ok := v.Record.(journal.Client)
			if err != nil || !ok || p.Chosen == nil || p.Chosen.ID != e.ID {
				return
			}
			p.Known = c
			if p.Read != nil {
				p.Read(ctx)
			}
		})
	})
}

// Drop lets go of the client and goes back to the empty field.
func (p *Picker) Drop(ctx app.Context) {
	p.Chosen, p.Known = nil, journal.Client{}
	delete(p.form.Values, "_"+p.Name)
	delete(p.form.Values, "_fresh_"+p.Name)
	p.form.Values[p.Name], p.form.Start[p.Name] = "", ""
	p.env.Focus(p.Name)
}

// View is the record chosen, or the field with what is typed in it: the records that it may mean, and more under them. Drop
// is what the button beside the record does.
func (p *Picker) View(label, place string, more app.UI, drop app.EventHandler) app.UI {
	say := p.env.Say
	if e := p.Chosen; e != nil {
		return html.Div().Class("field").Body(
			html.Span().Class("label").Text(label),
			html.Div().Class("rows").Body(html.Div().Class("row").Body(
				Monogram(e.Title, e.State == string(journal.Internal), "monogram--s"),
				html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(e.Title),
					If(e.Aside != "", func() app.UI { return html.Span().Class("meta").Dir("auto").Text(e.Aside) })),
				Button("btn btn--quiet", "change_client", "", say.T("log.change_client"), drop),
			)))
	}
	offered := p.Alike
	if len(offered) == 0 {
		offered = p.Hits
	}
	return Field{Form: p.form, Name: p.Name, Label: label, Place: place,
		Below: html.Div().Class("pane pane--tight").Body(Slot(p.found(offered), p.recent()), more)}.View()
}

// others are the given records without those that cannot be meant.
func (p *Picker) others(all []store.Entry) []store.Entry {
	var kept []store.Entry
	for _, e := range all {
		if p.Except == nil || !p.Except(e.ID) {
			kept = append(kept, e)
		}
	}
	return kept
}

// recent offers the people served last, before anything is typed.
func (p *Picker) recent() app.UI {
	people := p.others(p.env.Book.Today().People)
	if p.form.Get(p.Name) != "" || len(people) == 0 && !p.Nameless {
		return nil
	}
	var chips []app.UI
	for _, c := range people[:min(len(people), 6)] {
		chips = append(chips, html.Button().Class("chip people").Attr("type", "button").Attr("name", "recent_client").Attr("value", c.ID).Dir("auto").Text(c.Title).
			OnClick(func(ctx app.Context, e app.Event) { p.Pick(ctx, c) }, c.ID))
	}
	if p.Nameless {
		chips = append(chips, html.Button().Class("chip").Attr("type", "button").Attr("name", "nameless").Text(p.env.Say.T("client.nameless")).
			OnClick(func(ctx app.Context, e app.Event) {
				p.form.Put(ctx, p.Name, p.env.Say.T("client.nameless_since", "when", p.env.Say.DateTime(p.env.Now())))
			}))
	}
	if !p.Listed {
		chips = append(chips, p.env.FromContacts(func(ctx app.Context, name, phone, email string) {
			p.form.Put(ctx, p.Name, strings.TrimSpace(name+" "+phone))
			p.form.Put(ctx, "email", email)
		}))
	}
	return html.Div().Class("chips").Attr("role", "group").Aria("label", p.env.Say.T("log.recent_clients")).Body(chips...)
}

// found lists the records that the typed name may mean.
func (p *Picker) found(offered []store.Entry) app.UI {
	if len(offered) == 0 {
		return If(!p.env.Book.Loaded() && p.form.Get(p.Name) != "", func() app.UI {
			return html.P().Class("hint").Attr("role", "status").Text(p.env.Say.T("search.loading"))
		})
	}
	var rows []app.UI
	for _, c := range offered {
		rows = append(rows, html.Button().Class("row").Attr("type", "button").Attr("name", "use_existing").Attr("value", c.ID).Body(
			Monogram(c.Title, c.State == string(journal.Internal), "monogram--s"),
			html.Span().Class("row-body").Body(html.Span().Class("row-name").Dir("auto").Text(c.Title),
				html.Span().Class("meta").Text(p.env.Say.T("log.use_existing"))),
		).OnClick(func(ctx app.Context, e app.Event) { p.Pick(ctx, c) }, c.ID))
	}
	return Rows(rows...)
}
