package ui

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
)

// every is how long typing may go on before the draft is put away.
const every = 2 * time.Second

// Draft keeps what is typed in a form safe while it is not saved: every two seconds of typing, and at once when the
// screen is left or hidden. It is sealed like a record, never a revision, and goes away with the save.
type Draft struct {
	env  *Env
	key  string
	form *Form

	// Offered is a draft found on arrival, which the user may take up or throw away. Nil when there is none.
	Offered *Kept

	mu      sync.Mutex
	dirty   bool
	waiting bool
	done    bool
	safe    bool
}

// Kept is a draft as it is kept. A draft that was neither taken up nor thrown away stays beneath the next one.
type Kept struct {
	At      time.Time         `json:"at"`
	Values  map[string]string `json:"values"`
	Earlier *Kept             `json:"earlier,omitempty"`
}

// NewDraft keeps drafts of the form under a key.
func NewDraft(env *Env, key string, form *Form) *Draft { return &Draft{env: env, key: key, form: form} }

// Key names the draft, for the save that makes it good.
func (d *Draft) Key() string { return d.key }

// Find looks for a draft left behind and offers it.
func (d *Draft) Find(ctx app.Context) {
	ctx.Async(func() {
		plain, err := d.env.Book.Draft(context.WithoutCancel(ctx), d.key)
		if err != nil || plain == nil {
			return
		}
		var k Kept
		if json.Unmarshal(plain, &k) != nil {
			return
		}
		d.env.Do(func(app.Context) { d.Offered = &k })
	})
}

// Touch is called after each input.
func (d *Draft) Touch(ctx app.Context) {
	if d.env.Saving != Saving {
		d.env.Saving = Idle
	}
	d.mu.Lock()
	d.dirty, d.safe = true, false
	start := !d.waiting
	d.waiting = true
	d.mu.Unlock()
	if start {
		ctx.After(every, func(ctx app.Context) {
			d.mu.Lock()
			d.waiting = false
			d.mu.Unlock()
			ctx.Async(func() {
				d.Leave()
				d.env.Do(func(app.Context) {})
			})
		})
	}
}

// Leave puts the draft away now, if anything was typed: also what was put away before, since a save in another window
// may have taken it along.
func (d *Draft) Leave() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.dirty && !d.safe || d.done {
		return
	}
	plain, err := json.Marshal(Kept{At: d.env.Now(), Values: d.form.Values, Earlier: d.Offered})
	if err == nil && d.env.Book.PutDraft(context.Background(), d.key, plain) == nil {
		d.dirty, d.safe = false, true
	}
}

// Saving stops the draft while the form is being saved: a draft must not come back after a good save.
func (d *Draft) Saving() {
	d.mu.Lock()
	d.done = true
	d.mu.Unlock()
}

// NotSaved starts it again when the save failed.
func (d *Draft) NotSaved() {
	d.mu.Lock()
	d.done, d.dirty = false, true
	d.mu.Unlock()
	d.Leave()
}

// Saved puts back the draft that was still on offer when another form was saved over it.
func (d *Draft) Saved() {
	if d.Offered == nil {
		return
	}
	if plain, err := json.Marshal(d.Offered); err == nil {
		_ = d.env.Book.PutDraft(context.Background(), d.key, plain)
	}
}

// Offer shows the draft found, with what can be done about it. Resume is called with its values.
func (d *Draft) Offer(say *i18n.Printer, resume func(ctx app.Context, values map[string]string)) app.UI {
	if d.Offered == nil {
		return Slot()
	}
	words := say.T("draft.offer", "when", MomentWords(say, d.Offered.At.In(d.env.Now().Location()), d.env.Today()))
	return Slot(Banner("warn", "edit", words,
		Button("btn", "resume_draft", "", say.T("draft.resume"), func(ctx app.Context, e app.Event) {
			k := d.Offered
			d.Offered = k.Earlier
			resume(ctx, k.Values)
			d.Touch(ctx)
		}),
		Button("btn btn--quiet", "discard_draft", "", say.T("draft.discard"), func(ctx app.Context, e app.Event) {
			d.discard(ctx)
		})))
}

func (d *Draft) discard(ctx app.Context) {
	d.Offered = d.Offered.Earlier
	ctx.Async(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.Offered == nil && !d.safe {
			_ = d.env.Book.DropDraft(context.Background(), d.key)
			return
		}
		if k := d.Offered; k != nil && !d.safe {
			if plain, err := json.Marshal(k); err == nil {
				_ = d.env.Book.PutDraft(context.Background(), d.key, plain)
			}
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
