package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
)

// Leaflet is a text that leaves the kit as it is read: copied, shared or printed.
type Leaflet struct{ copied bool }

// Anew forgets that an earlier text was copied.
func (l *Leaflet) Anew() { l.copied = false }

// Ways are the ways out. The page itself is printed.
func (l *Leaflet) Ways(e *Env, title, text string) app.UI {
	say := e.Say
	copied := say.T("action.copy")
	if l.copied {
		copied = say.T("action.copied")
	}
	return html.Div().Class("btns unprinted").Body(
		Button("btn btn--soft", "copy", "copy", copied, func(ctx app.Context, _ app.Event) {
			bg := context.WithoutCancel(ctx)
			ctx.Async(func() {
				err := e.Device.Copy(bg, text)
				e.Do(func(app.Context) { l.copied = err == nil })
			})
		}, text),
		If(e.Device.CanShare(), func() app.UI {
			return Button("btn", "share", "share", say.T("action.share"), func(ctx app.Context, _ app.Event) {
				bg := context.WithoutCancel(ctx)
				ctx.Async(func() { _ = e.Device.Share(bg, title, text) })
			}, text)
		}),
		Button("btn", "print", "resource", say.T("action.print"), func(app.Context, app.Event) { app.Window().Call("print") }),
	)
}
