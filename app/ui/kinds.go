package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/journal"
)

// kindKey is where the device remembers which clients are looked at.
const kindKey = "trousse.kind"

// Everyone is the choice of both kinds of clients.
const Everyone = "all"

// Kinds is the choice between external and internal clients (F02): the same on every list, and remembered by the device.
type Kinds struct {
	env  *Env
	form *Form
}

// NewKinds is the choice as it was made last. Changed is called after each.
func NewKinds(env *Env, changed func(ctx app.Context)) *Kinds {
	kind := env.Device.LocalGet(kindKey)
	if kind != string(journal.External) && kind != string(journal.Internal) {
		kind = Everyone
	}
	k := &Kinds{env: env, form: NewForm(map[string]string{"kind": kind})}
	k.form.Changed = func(ctx app.Context, _ string) {
		env.Device.LocalSet(kindKey, k.form.Get("kind"))
		changed(ctx)
	}
	return k
}

// All tells whether both kinds are looked at.
func (k *Kinds) All() bool { return k.form.Get("kind") == Everyone }

// Holds tells whether a client of that kind is looked at.
func (k *Kinds) Holds(kind string) bool { return k.All() || k.form.Get("kind") == kind }

// Has tells whether what names a client is looked at. What names nobody is of neither kind.
func (k *Kinds) Has(client string) bool {
	if k.All() {
		return true
	}
	c, ok := k.env.Book.Entry(client)
	return ok && k.Holds(c.State)
}

// View is the control.
func (k *Kinds) View() app.UI {
	say := k.env.Say
	return Segment(k.form, "kind", say.T("promises.filter"), []Choice{
		{Value: Everyone, Label: say.T("promises.all_kinds")},
		{Value: string(journal.External), Label: say.T("client.external")},
		{Value: string(journal.Internal), Label: say.T("client.internal")},
	})
}
