package ui

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// A draft is put away once nothing was typed for a pause, and at the latest every so often: a page that is closed or loaded
// again leaves no time to seal anything.
const (
	pause = 250 * time.Millisecond
	every = 2 * time.Second
)

// Draft keeps what is typed in a form safe while it is not saved: at each pause, every two seconds of typing, and at once
// when the screen is left or hidden. It is sealed like a record, never a revision, and goes away with the save.
type Draft struct {
	env  *Env
	key  string
	form *Form

	// Offered is a draft found on arrival, which the user may take up or throw away. Nil when there is none.
	Offered *Kept

	own  string          // tells this window's draft from those of others
	by   string          // who types, by their id
	mine map[string]bool // drafts that this one took up or threw away, and itself

	io sync.Mutex // held while a draft is read or written; never taken on the UI goroutine

	mu      sync.Mutex // guards what follows; never held while waiting
	dirty   bool
	waiting *time.Timer // nil when nothing waits to be put away
	since   time.Time   // of the first input that waits
	done    bool
	safe    bool
	served  int   // how often what was typed has served: what is under way then is not safe
	rest    *Kept // drafts of others, to put back after a save
}

// Kept is a draft as it is kept. Beneath it lie those of other windows, and those that were neither taken up nor thrown
// away: a window that keeps its own never loses another's.
type Kept struct {
	Window  string            `json:"window"`
	Author  string            `json:"author,omitempty"` // whose words they are
	At      time.Time         `json:"at"`
	Values  map[string]string `json:"values"`
	Lang    i18n.Lang         `json:"lang,omitempty"`    // in which its numbers were typed
	Numbers []string          `json:"numbers,omitempty"` // the names of those that are numbers
	Earlier *Kept             `json:"earlier,omitempty"`
}

// NewDraft keeps drafts of the form under a key.
func NewDraft(env *Env, key string, form *Form) *Draft {
	own := journal.NewID()
	return &Draft{env: env, key: key, form: form, own: own, by: env.Author(), mine: map[string]bool{own: true}}
}

// without is the pile with some windows' drafts taken out.
func (k *Kept) without(windows map[string]bool) *Kept {
	if k == nil {
		return nil
	}
	rest := k.Earlier.without(windows)
	if windows[k.Window] {
		return rest
	}
	left := *k
	left.Earlier = rest
	return &left
}

// taken are the values of a draft for someone who goes on in a language: what was a number stays that number.
func (k *Kept) taken(lang i18n.Lang) map[string]string {
	for _, name := range k.Numbers {
		k.Values[name] = i18n.Retyped(k.Values[name], k.Lang, lang)
	}
	k.Lang = lang
	return k.Values
}

// others reads the drafts under the key that are not this one's.
func (d *Draft) others() *Kept {
	plain, err := d.env.Book.Draft(context.Background(), d.key)
	var k Kept
	if err != nil || plain == nil || json.Unmarshal(plain, &k) != nil {
		return nil
	}
	return k.without(d.mine)
}

// write puts a pile of drafts away; an empty one is taken away.
func (d *Draft) write(k *Kept) error {
	if k == nil {
		return d.env.Book.DropDraft(context.Background(), d.key)
	}
	plain, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return d.env.Book.PutDraft(context.Background(), d.key, plain)
}

// Look is the newest of the drafts left behind, or nil. It waits for the device.
func (d *Draft) Look() *Kept { return d.others() }

// Key names the draft, for the save that makes it good.
func (d *Draft) Key() string { return d.key }

// Find looks for drafts left behind and offers the newest.
func (d *Draft) Find(ctx app.Context) {
	ctx.Async(func() {
		if k := d.others(); k != nil {
			d.env.Do(func(app.Context) { d.Offered = k })
		}
	})
}

// Touch is called after each input.
func (d *Draft) Touch(app.Context) {
	if d.env.Saving != Saving {
		d.env.Saving = Idle
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dirty, d.safe = true, false
	switch now := time.Now(); {
	case d.waiting == nil:
		d.since = now
		d.waiting = time.AfterFunc(pause, d.paused)
	case now.Sub(d.since) < every-pause:
		d.waiting.Reset(pause)
	}
}

// Hold has the next [Draft.Leave] put the draft away, whatever was typed in it.
func (d *Draft) Hold() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dirty = true
}

// paused puts the draft away, and says so on the screen.
func (d *Draft) paused() {
	d.mu.Lock()
	d.waiting = nil
	d.mu.Unlock()
	d.Leave()
	d.env.Do(func(app.Context) {})
}

// Leave puts the draft away now, if anything was typed: also what was put away before, since a save in another window
// may have taken it along. It waits for the device: call it beside the UI goroutine, where a wait would let the browser
// act on keys and buttons by itself.
func (d *Draft) Leave() {
	d.io.Lock()
	defer d.io.Unlock()
	d.mu.Lock()
	if !d.dirty && !d.safe || d.done {
		d.mu.Unlock()
		return
	}
	kept := &Kept{Window: d.own, Author: d.by, At: d.env.Now(), Values: maps.Clone(d.form.Values), Lang: d.env.Say.Lang()}
	for name := range d.form.numbers {
		if kept.Values[name] != "" {
			kept.Numbers = append(kept.Numbers, name)
		}
	}
	d.dirty = false
	served := d.served
	d.mu.Unlock()
	kept.Earlier = d.others()
	err := d.write(kept)
	d.mu.Lock()
	defer d.mu.Unlock()
	if served != d.served {
		return // taken away in its turn, unless more is typed
	}
	d.dirty = d.dirty || err != nil
	d.safe = !d.dirty
}

// saving stops the draft while the form is being saved: a draft must not come back after a good save. Like all that
// follows, it waits.
func (d *Draft) saving() {
	d.mu.Lock()
	d.done = true
	d.mu.Unlock()
	d.io.Lock()
	defer d.io.Unlock()
	d.rest = d.others()
}

// notSaved starts it again when the save failed.
func (d *Draft) notSaved() {
	d.mu.Lock()
	d.done, d.dirty = false, true
	d.mu.Unlock()
	d.Leave()
}

// dropped lets the draft go without a save: it is about someone who was erased.
func (d *Draft) dropped() {
	d.mu.Lock()
	d.done, d.dirty, d.safe = false, false, false
	d.mu.Unlock()
	d.io.Lock()
	defer d.io.Unlock()
	_ = d.write(d.rest)
}

// saved puts back the drafts of others that went with the save.
func (d *Draft) saved() {
	d.io.Lock()
	defer d.io.Unlock()
	if d.rest != nil {
		_ = d.write(d.rest)
	}
}

// Keep saves the records that the form has made, the draft with the same stroke, then says how it went.
func (d *Draft) Keep(ctx app.Context, then func(ctx app.Context, saved store.Saved, err error), writes ...store.Write) {
	d.KeepBy(ctx, func(bg context.Context) (store.Saved, error) { return d.env.Book.Save(bg, d.key, writes...) }, then)
}

// KeepOne is Keep of a record that another window may have saved since: after a conflict, theirs is what it saved.
func (d *Draft) KeepOne(ctx app.Context, w store.Write, then func(ctx app.Context, saved store.Saved, theirs store.Version, err error)) {
	d.KeepOwn(ctx, w, "", "", then)
}

// KeepOwn is KeepOne of a version of the worker's own, as [Env.SaveOwn] saves it.
func (d *Draft) KeepOwn(ctx app.Context, w store.Write, from, aside string, then func(ctx app.Context, saved store.Saved, theirs store.Version, err error)) {
	var theirs store.Version
	d.KeepBy(ctx, func(bg context.Context) (saved store.Saved, err error) {
		saved, theirs, err = d.env.SaveOwn(bg, d.key, w, from, aside)
		return saved, err
	}, func(ctx app.Context, saved store.Saved, err error) { then(ctx, saved, theirs, err) })
}

// KeepBy is Keep with a save of the form's own.
func (d *Draft) KeepBy(ctx app.Context, save func(context.Context) (store.Saved, error), then func(ctx app.Context, saved store.Saved, err error)) {
	d.env.Saving = Saving
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		d.saving()
		saved, err := save(bg)
		switch {
		case errors.Is(err, store.ErrErased):
			d.dropped()
		case err != nil:
			d.notSaved()
		default:
			d.saved()
			d.env.Device.AskPersist(bg)
		}
		d.env.Do(func(ctx app.Context) {
			if d.env.Saving = Saved; err != nil {
				d.env.Saving = Failed
			}
			then(ctx, saved, err)
		})
	})
}

// Waiting says that a draft was found and leads to its form, for a screen that has no form of its own.
func (d *Draft) Waiting(route string) app.UI {
	if d.Offered == nil {
		return nil
	}
	say := d.env.Say
	return Banner("warn", "edit", d.words(say), Link("btn", d.env.Href(route), "", say.T("draft.open")).Attr("name", "open_draft"))
}

// words say whose draft is on offer, about whom and since when.
func (d *Draft) words(say *i18n.Printer) string {
	when := MomentWords(say, d.Offered.At.In(d.env.Now().Location()), d.env.Today())
	if whom := d.whom(); whom != "" {
		when = say.T("draft.for", "client", whom, "when", when)
	}
	if who := d.env.Book.Today().Settings.AuthorName(d.Offered.Author); who != "" && d.Offered.Author != d.by {
		return say.T("draft.offer_of", "who", who, "when", when)
	}
	return say.T("draft.offer", "when", when)
}

// Offer shows the draft found, with what can be done about it. Resume is called with its values.
func (d *Draft) Offer(say *i18n.Printer, resume func(ctx app.Context, values map[string]string)) app.UI {
	if d.Offered == nil {
		return Slot()
	}
	return Slot(Banner("warn", "edit", d.words(say),
		Button("btn", "resume_draft", "", say.T("draft.resume"), func(ctx app.Context, e app.Event) {
			k := d.Offered
			d.Offered, d.mine[k.Window] = k.Earlier, true
			d.env.Do(func(ctx app.Context) { // the button goes, and with it what it has put off
				for _, name := range k.Numbers {
					d.form.Number(name)
				}
				resume(ctx, k.taken(d.env.Say.Lang()))
				d.Touch(ctx)
			})
		}),
		Button("btn btn--quiet", "discard_draft", "", say.T("draft.discard"), func(ctx app.Context, e app.Event) {
			d.discard(ctx)
		})))
}

// whom is the name of the client that the draft on offer is about: as picked, or as typed.
func (d *Draft) whom() string {
	v := d.Offered.Values
	if name := d.env.named(v["_client"]); v["_client"] != "" && name != "" {
		return name
	}
	name, _ := NameAndPhone(v["client"])
	return name
}

// discard throws the draft on offer away; this window's own stays.
func (d *Draft) discard(ctx app.Context) {
	d.mine[d.Offered.Window] = true
	d.Offered = d.Offered.Earlier
	ctx.Async(func() {
		d.mu.Lock()
		own := d.dirty || d.safe
		d.mu.Unlock()
		if own {
			d.Leave()
			return
		}
		d.io.Lock()
		defer d.io.Unlock()
		_ = d.write(d.others())
	})
}

// Forget takes this window's draft away: what was typed has served. The next input starts it again.
func (d *Draft) Forget(ctx app.Context) {
	d.mu.Lock()
	d.dirty, d.safe, d.served = false, false, d.served+1
	d.mu.Unlock()
	ctx.Async(func() {
		d.io.Lock()
		defer d.io.Unlock()
		d.mu.Lock()
		safe := d.safe // typed since, and put away over what has served
		d.mu.Unlock()
		if !safe {
			_ = d.write(d.others())
		}
	})
}

// State says whether what is typed is safe, for the eye and in the draft_state output.
func (d *Draft) State(say *i18n.Printer) app.UI {
	d.mu.Lock()
	defer d.mu.Unlock()
	state := "none"
	if d.safe {
		state = "saved"
	}
	return Output("draft_state", state, say.T("draft."+state))
}
