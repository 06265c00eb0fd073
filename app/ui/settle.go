package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// Settle finds whom the field means, once the index is there: the one chosen, the one record of the name typed, or a new
// one, which is then to be written with what is about them. It refuses a name near to others, until the user has said that
// it is somebody else's.
func (p *Picker) Settle() (id string, made []store.Write, ok bool, err error) {
	name, phone := NameAndPhone(p.form.Get(p.Name))
	if p.Chosen == nil && !p.create {
		p.alike = p.env.Book.Like(name, phone)
		if len(p.alike) == 1 && search.Fold(p.alike[0].Title) == search.Fold(name) && strings.Contains(p.alike[0].Text, search.FoldPhone(phone)) {
			p.Chosen, p.alike = &p.alike[0], nil
		} else if len(p.alike) > 0 {
			p.form.Errors[p.Name] = p.env.Say.T("log.alike")
			return "", nil, false, nil
		}
	}
	if p.Chosen != nil {
		return p.Chosen.ID, nil, true, nil
	}
	if name == "" { // someone who said no name
		name = p.env.Say.Phone(phone)
	}
	c := journal.Client{ID: journal.NewID(), Name: name, Phone: phone}.Tidy()
	return c.ID, []store.Write{{Record: c}}, true, c.Check()
}

// Someone is the field with what settles whom it means.
func (p *Picker) Someone() app.UI {
	say := p.env.Say
	p.Nameless = true
	return Slot(p.View(say.T("log.client"), say.T("log.client_place"), p.alike, Slot(If(len(p.alike) > 0, func() app.UI {
		return Button("btn", "create_client", "plus", say.T("log.create_client"), func(app.Context, app.Event) {
			p.create, p.alike = true, nil
			delete(p.form.Errors, p.Name)
		})
	})), func(ctx app.Context, _ app.Event) { p.Drop(ctx) }))
}

// NameAndPhone splits what was typed in the client field into a name and, when one was typed behind it, a phone number.
func NameAndPhone(typed string) (name, phone string) {
	at := strings.IndexAny(typed, "0123456789+(")
	if at < 0 {
		return strings.TrimSpace(typed), ""
	}
	stored, err := i18n.NormalizePhone(typed[at:])
	if err != nil || len(stored) < 8 {
		return strings.TrimSpace(typed), ""
	}
	return strings.Trim(typed[:at], " ,;·"), stored
}
