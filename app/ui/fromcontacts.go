package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
)

// FromContacts is the button that takes one person from the address book of the device, or nothing where the browser cannot
// ask for one. The number comes as one types it.
func (e *Env) FromContacts(then func(ctx app.Context, name, phone, email string)) app.UI {
	return If(e.Device.CanPickContact(), func() app.UI {
		return html.Button().Class("chip").Attr("type", "button").Attr("name", "pick_contact").Body(SmallIcon("people"), html.Text(e.Say.T("client.from_contacts"))).
			OnClick(func(ctx app.Context, _ app.Event) {
				bg := context.WithoutCancel(ctx)
				ctx.Async(func() {
					name, phone, email, err := e.Device.PickContact(bg)
					if err != nil || name+phone+email == "" {
						return
					}
					if stored, err := i18n.NormalizePhone(phone); err == nil {
						phone = e.Say.Phone(stored)
					}
					e.Do(func(ctx app.Context) { then(ctx, strings.TrimSpace(name), phone, email) })
				})
			})
	})
}
