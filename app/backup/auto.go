package backup

import (
	"context"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
)

// Auto makes backups by itself into the folder that was chosen, as long as the browser allows it without a word.
type Auto struct {
	env    *ui.Env
	making making
	timer  *time.Timer
}

// NewAuto makes no backup before something is saved.
func NewAuto(env *ui.Env) *Auto { return &Auto{env: env, making: making{env: env}} }

// calm is how long nothing must have been saved before a backup is made.
const calm = 4 * time.Second

// Saved is called after each save, on the UI goroutine.
func (a *Auto) Saved() {
	switch {
	case a.env.Device.LocalGet(folderKey) == "":
	case a.timer == nil:
		a.timer = time.AfterFunc(calm, func() { a.env.Do(a.look) })
	default:
		a.timer.Reset(calm)
	}
}

// look makes a backup when it is time for one.
func (a *Auto) look(ctx app.Context) {
	if a.env.Fault != "" || a.making.busy || !timely(a.env) {
		return
	}
	a.making.run(ctx, sealedFor(a.env), func(bg context.Context) (func(context.Context, *file) error, error) {
		into, there := a.env.Device.KeptFolder(bg)
		if !there || !into.Allowed(bg, false) {
			return nil, errFolder
		}
		return func(bg context.Context, f *file) error { return put(bg, a.env, into, f) }, nil
	})
}

// timely tells whether the folder lacks today's changes, or many.
func timely(env *ui.Env) bool {
	n, all := env.Unsaved().Records, keptFiles(env)
	today := len(all) > 0 && strings.HasPrefix(all[len(all)-1].name, "trousse-"+string(env.Today()))
	return n > 0 && (!today || n >= autoAfter)
}
