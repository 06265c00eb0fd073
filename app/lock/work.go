package lock

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/store"
	"trousse/internal/vault"
)

// work is what changes the vault: a screen that says so first, then the change, then the recovery code, if there is a new one,
// until it is said to be kept.
type work struct {
	env     *ui.Env
	working bool
	leaflet ui.Leaflet
	trouble string
	// leave does the same again without the revisions that do not open, which are left behind; nil when none do.
	leave func(ctx app.Context)
	lost  int
}

// run does a work beside the UI goroutine.
func (w *work) run(ctx app.Context, do func(bg context.Context) (vault.Recovery, error), then func(ctx app.Context, err error)) {
	if w.working {
		return
	}
	w.working, w.trouble, w.leave = true, "", nil
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		time.Sleep(paint)
		code, err := do(bg)
		w.env.Do(func(ctx app.Context) {
			w.working = false
			w.env.Lock.Done, w.env.Lock.Of = 0, 0
			if err == nil && !code.IsZero() {
				w.env.Lock.Code = code
				w.env.Device.LocalSet(codeKey, "shown")
			}
			if err != nil {
				w.trouble = w.why(err)
			}
			then(ctx, err)
			ui.FocusOn(ctx, "top")
		})
	})
}

func (w *work) why(err error) string {
	switch {
	case errors.Is(err, store.ErrBusy):
		return w.env.Say.T("security.busy")
	case errors.Is(err, store.ErrFull), errors.Is(err, store.ErrClosed), errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrNewer):
		return ui.Trouble(w.env.Say, err)
	}
	return refusal(w.env, err)
}

// move moves everything under another key. Revisions that do not open are counted first, and left behind only when that
// was agreed to.
func (w *work) move(bg context.Context, v vault.Vault, key []byte, leave bool) error {
	w.env.Lock.Flush()
	err := w.env.Book.Rekey(bg, v, key, leave)
	if err == nil {
		w.env.Lock.Others()
	}
	return err
}

// left tells of revisions that would be left behind, and how to go on all the same.
func (w *work) left(err error, again func(ctx app.Context)) {
	var bad *store.UnreadableError
	if errors.As(err, &bad) {
		w.trouble, w.lost, w.leave = "", len(bad.Refs), again
	}
}

// unprotect puts everything under a key that lies in the open.
func (s *Security) unprotect(ctx app.Context, leave bool) {
	s.run(ctx, func(bg context.Context) (vault.Recovery, error) {
		return vault.Recovery{}, s.move(bg, s.env.Book.Vault().Rekey(), nil, leave)
	}, func(ctx app.Context, err error) {
		if s.sure = false; err != nil {
			s.left(err, func(ctx app.Context) { s.unprotect(ctx, true) })
			return
		}
		s.env.Device.LocalSet(sinceKey, "")
		s.env.Device.LocalSet(codeKey, "")
		s.env.Lock.Retime()
	})
}

// rewrap changes the record of the vault under the same key. When another window was first, it goes on top of that.
func (w *work) rewrap(ctx app.Context, change func(bg context.Context, v vault.Vault) (vault.Vault, error)) {
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		err := rewrapped(bg, w.env, change)
		w.env.Do(func(app.Context) {
			if w.env.Saving = ui.Saved; err != nil {
				w.env.Saving, w.trouble = ui.Failed, w.why(err)
			}
		})
	})
}

func rewrapped(ctx context.Context, env *ui.Env, change func(ctx context.Context, v vault.Vault) (vault.Vault, error)) (err error) {
	for range 3 {
		var v vault.Vault
		if v, err = change(ctx, env.Book.Vault()); err != nil {
			return err
		}
		if err = env.Book.SetVault(ctx, v); !errors.Is(err, store.ErrConflict) {
			break
		}
	}
	return err
}

// busy is the screen while something is under way, or to be kept.
func (w *work) busy() (v ui.View, busy bool) {
	say := w.env.Say
	switch {
	case w.working:
		return ui.View{Title: say.T("security.working_title"), Task: true, Layout: "stage--narrow", Stage: []app.UI{w.progress()}}, true
	case !w.env.Lock.Code.IsZero():
		return w.keep(), true
	case w.leave != nil:
		return ui.View{Title: say.T("security.title"), Back: "/settings", Layout: "stage--narrow", Stage: []app.UI{html.Article().Class("card").Body(
			html.P().Text(say.N("security.unreadable", float64(w.lost))),
			html.Div().Class("btns").Body(
				ui.Button("btn", "leave_keep", "", say.T("security.unreadable_keep"), func(app.Context, app.Event) { w.leave = nil }),
				ui.Button("btn btn--danger-quiet", "leave_confirm", "", say.T("security.unreadable_do"), func(ctx app.Context, _ app.Event) { w.leave(ctx) })))}}, true
	}
	return v, false
}

func (w *work) progress() app.UI {
	say, l := w.env.Say, w.env.Lock
	bar := app.UI(html.Div().Class("wait-bar"))
	if l.Of > 0 {
		bar = html.Progress().Class("progress").Attr("max", strconv.Itoa(l.Of)).Attr("value", strconv.Itoa(l.Done)).Aria("label", say.T("security.working_title"))
	}
	return html.Article().Class("card").Attr("role", "status").Body(html.P().Text(say.T("security.working")), ui.Slot(bar))
}

// keep shows the recovery code, on paper if need be, until it is said to be kept.
func (w *work) keep() ui.View {
	say := w.env.Say
	code, key := w.env.Lock.Code.String(), w.env.Lock.Code.Identity().String()
	text := say.T("code.paper") + "\n\n" + say.T("code.what") + "\n" + code + "\n\n" + say.T("code.backup") + "\n" + key
	return ui.View{Title: say.T("code.title"), Task: true, Layout: "stage--narrow", Stage: []app.UI{html.Article().Class("card").Body(
		html.P().Text(say.T("code.where")),
		html.H2().Text(say.T("code.opens_kit")),
		html.P().Text(say.T("code.what")),
		html.P().Class("code").Body(ui.Output("recovery_code", code, code)),
		html.H2().Text(say.T("code.opens_backup")),
		html.P().Text(say.T("code.backup")),
		html.P().Class("code code--s").Body(ui.Output("backup_identity", key, key)),
		w.leaflet.Ways(w.env, say.T("code.title"), text),
	)}, Bar: []app.UI{ui.Button("buckle", "recovery_saved", "check", say.T("code.saved"), func(app.Context, app.Event) {
		w.env.Lock.Code = vault.Recovery{}
		w.leaflet.Anew()
		w.env.Device.LocalSet(codeKey, "")
		w.env.Do(func(ctx app.Context) { w.env.Done(ctx, "/settings/security") }) // the button goes, and with it what it has put off
	})}}
}
