package ui

import (
	"context"
	"net/url"
	"sort"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// LoadIndex brings the index into memory, then calls then on the UI goroutine: lists are whole, and clients can be searched.
// It costs nothing the second time.
func (e *Env) LoadIndex(ctx app.Context, then func(app.Context)) {
	e.load(ctx, e.Book.Loaded(), e.Book.LoadIndex, then)
}

// Early calls then with what is here, and again once the index is, unless it is already.
func (e *Env) Early(ctx app.Context, then func(app.Context)) {
	if !e.Book.Loaded() {
		then(ctx)
	}
	e.LoadIndex(ctx, then)
}

// LoadText is LoadIndex with all that can be searched.
func (e *Env) LoadText(ctx app.Context, then func(app.Context)) {
	e.load(ctx, e.Book.Searchable(), e.Book.LoadText, then)
}

func (e *Env) load(ctx app.Context, here bool, bring func(context.Context) error, then func(app.Context)) {
	if here {
		then(ctx)
		return
	}
	ctx.Async(func() {
		_ = bring(context.WithoutCancel(ctx))
		e.Do(then)
	})
}

// How long the entries are gone through before the screen gets its turn, and how many are at a time.
const (
	walkSlice = 10 * time.Millisecond
	walkStep  = 100
)

// Walk shows every entry of the index to visit, in slices between which the screen gets its turn, and tells whether it came
// to the end: on, when not nil, says whether to go on. Call it in an Async.
func (e *Env) Walk(visit func(*store.Entry), on func() bool) bool {
	until := time.Now().Add(walkSlice)
	for at := 0; at >= 0; {
		if on != nil && !on() {
			return false
		}
		if at = e.Book.Walk(at, walkStep, visit); at >= 0 && time.Now().After(until) {
			store.Rest()
			until = time.Now().Add(walkSlice)
		}
	}
	return true
}

// Who is the name to show for a client, from Today or from the index. A promise without one was made to oneself.
func (e *Env) Who(id string) string {
	if id == "" {
		return e.Say.T("promise.to_self")
	}
	if name := e.named(id); name != "" {
		return name
	}
	return e.Say.T("client.unknown")
}

// There tells whether a record that another names can be gone to. One that was erased cannot, or that was taken away; until
// the index is there, all can.
func (e *Env) There(id string) bool {
	_, known := e.Book.Entry(id)
	return id != "" && (known || !e.Book.Loaded())
}

// named is the name of a client, empty when it is not known yet.
func (e *Env) named(id string) string {
	if c, ok := e.Book.Today().Person(id); ok {
		return c.Title
	}
	c, _ := e.Book.Entry(id)
	return c.Title
}

// CutShort tells of an import of contacts that did not come to its end, and leads to where it goes on or is taken back.
func (e *Env) CutShort() app.UI {
	for _, i := range e.Book.List(journal.KindImport, 0) {
		if i.State != string(journal.ImportDone) && e.Importing == nil {
			return Banner("warn", "alert", e.Say.T("clients.cut_short"), Link("btn", e.Href("/settings/import"), "", e.Say.T("clients.see_import")))
		}
	}
	return nil
}

// Person is a piece of text about people: names, and words said aloud.
func Person(name string) app.UI { return html.Span().Class("people").Dir("auto").Text(name) }

// ConversationRow is one conversation in a list.
func (e *Env) ConversationRow(c store.Entry, who bool) app.UI {
	title, aside := c.Title, c.Aside
	if title == "" {
		title = e.Say.T("interaction.title")
	}
	class := "row-name row-name--kit"
	if who {
		title, aside, class = e.Who(c.Client), c.Title, "row-name"
	}
	at := Unix(c.At, e.Now().Location())
	meta := MomentWords(e.Say, at, e.Today())
	if at.Sub(e.Now()) > journal.MaxAhead {
		meta = e.Say.T("interaction.ahead", "day", meta)
	}
	if c.State != "" {
		meta += " · " + e.Say.T("reach."+c.State)
	}
	if aside != "" {
		meta += " · " + aside
	}
	if by := e.Book.Today().Settings.AuthorName(c.Tags); by != "" && len(e.Authors()) > 0 {
		meta += " · " + by
	}
	return html.A().Class("row").Attr("href", e.Href("/interactions/"+c.ID)).Body(
		Icon(ChannelIcon(c.Channel)),
		html.Span().Class("row-body").Body(html.Span().Class(class).Dir("auto").Text(title), html.Span().Class("meta").Dir("auto").Text(meta)),
		If(c.Before != 0 || c.After != 0, func() app.UI { return html.Span().Class("row-end").Body(Change(e.Say, c.Before, c.After)) }),
	)
}

// Promises parts the promises among the entries: those to be kept, the soonest first, and the settled ones, in the order in which
// they came.
func Promises(entries []store.Entry) (open, settled []store.Entry) {
	for _, p := range entries {
		switch {
		case p.Kind != journal.KindPromise:
		case p.State == string(journal.Open):
			open = append(open, p)
		default:
			settled = append(settled, p)
		}
	}
	sort.SliceStable(open, func(i, j int) bool { return open[i].Due < open[j].Due })
	return open, settled
}

// PromiseRow is one promise in a list, with the disc that marks it as kept, or takes that back; then is called after.
func (e *Env) PromiseRow(p store.Entry, who bool, then func(app.Context)) app.UI {
	when := journal.WhenDue(p.Due, e.Today())
	state, due := promiseLook(p, when)
	icon := Symbol("promise-"+state, "state state--"+state)
	name, label := "keep", "promise.mark_kept"
	if p.State != string(journal.Open) {
		name, label = "undo", "promise.reopen"
	}
	lead := html.Button().Class("state-btn").Attr("type", "button").Attr("name", name).Attr("value", p.ID).
		Aria("label", e.Say.T(label, "what", p.Title)).Body(icon).
		OnClick(func(ctx app.Context, _ app.Event) { e.tap(ctx, p, then) }, p.ID, p.N)
	return html.Div().Class("row row--split").Body(lead,
		html.A().Attr("href", e.Href(PromisePath(p.ID))).Body(
			html.Span().Class("promise-what").Dir("auto").Text(p.Title),
			If(who, func() app.UI { return html.Span().Class("promise-who").Body(Person(e.Who(p.Client))) }),
			html.Span().Class("due "+due).Text(e.PromiseWords(p, when))))
}

// PromisePath is where a promise is shown.
func PromisePath(id string) string { return "/promises/" + id }

// PromiseWords says where a promise stands: what became of it, or its day, the one that was promised first, and whether it
// is time for a word.
func (e *Env) PromiseWords(p store.Entry, when journal.When) string {
	say, today := e.Say, e.Today()
	if p.State != string(journal.Open) {
		return say.T("promise." + p.State)
	}
	key := "promise.by"
	switch asked := p.Next != "" && p.Next <= today; {
	case when == journal.Overdue && p.Client != "" && asked:
		key = "promise.overdue"
	case when == journal.Overdue:
		key = "promise.was_by"
	case asked && p.Client == "":
		key = "promise.by_remind"
	case asked:
		key = "promise.by_nudge"
	}
	words := say.T(key, "day", DayWords(say, p.Due, today))
	if p.Aside != "" {
		words += " " + say.T("promise.first_day", "day", DayWords(say, journal.Day(p.Aside), today))
	}
	return words
}

// tap keeps an open promise, and opens one again that was marked by mistake.
func (e *Env) tap(ctx app.Context, p store.Entry, then func(app.Context)) {
	if p.State == string(journal.Open) {
		e.AmendPromise(ctx, p.ID, func(p journal.Promise) (journal.Promise, error) { return p.Keep(e.Today()), nil },
			func(ctx app.Context, _ error) { then(ctx) })
		return
	}
	e.Undo(ctx, journal.Ref{ID: p.ID, N: p.N}, func(ctx app.Context, _ error) { then(ctx) })
}

func promiseLook(p store.Entry, when journal.When) (state, due string) {
	switch journal.PromiseState(p.State) {
	case journal.KeptEarly:
		return "early", "due--kept"
	case journal.Kept:
		return "kept", "due--kept"
	case journal.KeptLate:
		return "kept", ""
	case journal.Broken:
		return "broken", "due--late"
	}
	switch when {
	case journal.Overdue:
		return "late", "due--late"
	case journal.DueToday:
		return "today", ""
	}
	return "open", ""
}

// AmendPromise does to a promise, as it is now, what act says, then calls then with the error if any.
func (e *Env) AmendPromise(ctx app.Context, id string, act func(journal.Promise) (journal.Promise, error), then func(app.Context, error)) {
	if e.Saving == Saving {
		return
	}
	bg := context.WithoutCancel(ctx)
	e.Saving = Saving
	ctx.Async(func() {
		v, err := e.Book.Get(bg, id)
		p, ok := v.Record.(journal.Promise)
		if err == nil && !ok {
			err = store.ErrConflict // taken away in the meantime
		}
		if err == nil {
			p, err = act(p)
		}
		var saved store.Saved
		if err == nil {
			saved, err = e.Book.Save(bg, "", store.Write{Record: p, Base: v.N})
		}
		e.Do(func(ctx app.Context) {
			e.Saving = Failed
			if err == nil {
				e.Saving = Saved
				e.Last = &LastSave{Ref: saved.Refs[0], Path: PromisePath(id), Client: p.Client, What: p.What}
			}
			then(ctx, err)
		})
	})
}

// Undo takes back the whole change that made a revision, then calls then with the error if any.
func (e *Env) Undo(ctx app.Context, ref journal.Ref, then func(app.Context, error)) {
	bg := context.WithoutCancel(ctx)
	e.Saving = Saving
	ctx.Async(func() {
		_, err := e.Book.Undo(bg, ref)
		e.Do(func(ctx app.Context) {
			e.Saving = Saved
			if err != nil {
				e.Saving = Failed
			} else if e.Last != nil {
				e.Last = nil
			}
			then(ctx, err)
		})
	})
}

// Done leaves a form that was saved: the way back leads past it, not into an empty one.
func (e *Env) Done(ctx app.Context, to string) {
	app.Window().Get("history").Call("replaceState", nil, "", e.Href(to))
	ctx.Navigate(e.Href(to))
}

// Message addresses: what the device opens to write to someone.

// SMS is the address of a text message to a stored phone number (which may be empty), with its words.
func SMS(phone, body string) string {
	return "sms:" + dial(phone) + "?body=" + escape(body)
}

// Mail is the address of an e-mail, with its subject and words.
func Mail(to, subject, body string) string {
	return "mailto:" + url.PathEscape(to) + "?subject=" + escape(subject) + "&body=" + escape(body)
}

// Tel is the address of a call.
func Tel(phone string) string { return "tel:" + strings.Replace(phone, ";ext=", ",", 1) }

func dial(phone string) string {
	number, _, _ := strings.Cut(phone, ";")
	return number
}

// escape writes spaces as %20: mail programs show a plus sign as it is.
func escape(s string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(s, "\n", "\r\n")), "+", "%20")
}

// LangOf is the language to write to a client in: theirs, or else the screen's.
func (e *Env) LangOf(c journal.Client) i18n.Lang {
	if c.Language != "" {
		return i18n.Lang(c.Language)
	}
	return e.Say.Lang()
}
