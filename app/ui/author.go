package ui

import (
	"context"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/journal"
)

// What the device remembers of who is at the counter. Each window has its own; a new one starts with the last chosen.
const (
	authorKey = "trousse.author"
	leftKey   = "trousse.left" // when the kit left the screen, in unix seconds
	// The same beside the drafts: browsers write what they remember late, and a kill loses it.
	keptKey = "author"
)

// idle is how long a device lies before it asks who holds it.
const idle = 15 * time.Minute

// Author is who is at the counter; empty for nobody, or while nobody is told apart.
func (e *Env) Author() string {
	if e.Book == nil {
		return ""
	}
	return e.Book.Author()
}

// Writer is the settings as whoever is at the counter signs.
func (e *Env) Writer() journal.Settings { return e.Book.Today().Settings.By(e.Author()) }

// Authors are those who share the counter; none when there is nobody to tell apart.
func (e *Env) Authors() []journal.Author {
	if present := e.Book.Today().Settings.Present(); len(present) > 1 {
		return present
	}
	return nil
}

// Sign has whoever it is write from now on, in this window.
func (e *Env) Sign(id string) {
	e.Book.SetAuthor(id)
	e.Doubt = false
	e.Device.WindowSet(authorKey, id)
	e.Device.LocalSet(authorKey, id)
	go func() { _ = e.Book.PutDraft(context.Background(), keptKey, []byte(id)) }()
}

// Leave notes when the kit leaves the screen.
func (e *Env) Leave() {
	e.Device.LocalSet(leftKey, strconv.FormatInt(e.Now().Unix(), 10))
}

// Return finds who was at the counter, once the journal is open and whenever the kit comes back to the screen. After a
// while it may be someone else.
func (e *Env) Return() {
	id := e.Device.WindowGet(authorKey)
	if id == "" {
		id = e.Device.LocalGet(authorKey)
		e.Device.WindowSet(authorKey, id) // what another window chooses later is not this one's
	}
	e.Book.SetAuthor(id)
	if id == "" && len(e.Authors()) > 0 {
		go e.recall()
	}
	left, err := strconv.ParseInt(e.Device.LocalGet(leftKey), 10, 64)
	e.Doubt = e.Doubt || err == nil && e.Now().Sub(time.Unix(left, 0)) > idle
}

// recall finds who was there when the browser remembers nobody, unless someone has said so meanwhile.
func (e *Env) recall() {
	kept, err := e.Book.Draft(context.Background(), keptKey)
	if err != nil || len(kept) == 0 {
		return
	}
	e.Do(func(app.Context) {
		if e.Author() == "" {
			e.Book.SetAuthor(string(kept))
		}
	})
}

// Own is the key of a draft that nobody but its author is offered.
func (e *Env) Own(key string) string {
	if by := e.Author(); by != "" {
		key += "/" + by
	}
	return key
}

// Hides tells whether an entry is kept from whoever is at the counter.
func (e *Env) Hides(x journal.Entry) bool { return e.Book.Today().Settings.Hidden(x, e.Book.Author()) }

// Counter asks who is at the counter, in one press; nothing where there is nobody to tell apart.
func (e *Env) Counter() app.UI {
	all, now, say := e.Authors(), e.Author(), e.Say
	if len(all) == 0 {
		return nil
	}
	label := say.T("author.now")
	switch {
	case now == "":
		label = say.T("author.who")
	case e.Doubt:
		label = say.T("author.still", "name", e.Book.Today().Settings.AuthorName(now))
	}
	var chips []app.UI
	for _, a := range all {
		chips = append(chips, html.Button().Class("chip").Attr("type", "button").Attr("name", "author").Attr("value", a.ID).
			Aria("pressed", Bool(a.ID == now)).Dir("auto").Body(Symbol("check", "icon icon--s chip-tick"), html.Text(a.Name)).
			OnClick(func(ctx app.Context, _ app.Event) { e.SetAuthor(ctx, a.ID) }, a.ID))
	}
	return html.Div().Class("counter").Attr("role", "group").Aria("label", label).Body(
		html.Span().Class("counter-label").Aria("hidden", "true").Body(SmallIcon("people"), html.Text(label)),
		html.Div().Class("chips").Body(append(chips,
			Link("btn btn--quiet", e.Href("/handover"), "", say.T("handover.title")).Attr("name", "open_handover"))...))
}

// AuthorMenu is the same from the head of every screen that has room for it.
func (e *Env) AuthorMenu() app.UI {
	all, now := e.Authors(), e.Author()
	if len(all) == 0 {
		return nil
	}
	options := []app.UI{html.Option().Attr("value", "").Flag("selected", now == "").Flag("disabled", true).Text(e.Say.T("author.who"))}
	for _, a := range all {
		options = append(options, html.Option().Attr("value", a.ID).Flag("selected", a.ID == now).Text(a.Name))
	}
	return html.Select().Class("input author-menu").Attr("name", "author_menu").Attr("autocomplete", "off").Aria("label", e.Say.T("author.now")).
		Body(options...).OnInput(func(ctx app.Context, _ app.Event) { e.SetAuthor(ctx, ctx.JSSrc().Get("value").String()) })
}
