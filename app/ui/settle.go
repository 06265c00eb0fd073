package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// Meant settles, once the index is there, whom the field means: the one chosen, the one record of just the name typed, or
// nobody known. It refuses a name near to others, which are then offered, until the user has said that it is somebody
// else's. The phone is one given beside the field; empty for the one in it.
func (p *Picker) Meant(phone string) bool {
	name, within := NameAndPhone(p.form.Get(p.Name))
	if phone == "" {
		phone = within
	}
	if p.Chosen != nil || p.Fresh() || name == "" && phone == "" {
		return true
	}
	p.Alike = p.others(p.env.Book.Like(name, phone))
	if len(p.Alike) == 0 {
		for _, e := range p.others(p.env.Book.Search(name, 4, journal.KindClient)) {
			if partOf(name, e.Title) {
				p.Alike = append(p.Alike, e)
			}
		}
	}
	if len(p.Alike) == 1 && search.Fold(p.Alike[0].Title) == search.Fold(name) && strings.Contains(p.Alike[0].Text, search.FoldPhone(phone)) {
		p.Chosen, p.Alike = &p.Alike[0], nil
		p.form.Values["_"+p.Name] = p.Chosen.ID
	}
	switch {
	case len(p.Alike) > 0:
		p.form.Errors[p.Name] = p.env.Say.T("log.alike")
	case p.Chosen == nil && p.Listed:
		p.form.Errors[p.Name] = p.env.Say.T("log.not_listed")
	default:
		return true
	}
	return false
}

// Enter is what the key of that name does in a form that holds nothing but the field: whoever is meant is picked.
func (p *Picker) Enter(ctx app.Context, e app.Event) {
	e.PreventDefault()
	p.env.LoadIndex(ctx, func(ctx app.Context) {
		if p.Meant("") && p.Chosen != nil {
			p.Pick(ctx, *p.Chosen)
		}
	})
}

// partOf tells whether what is typed may be short for a name: words of it, each whole. (Jean is not short for Jeanne.)
func partOf(typed, name string) bool {
	words, all := strings.Fields(search.Fold(typed)), " "+search.Fold(name)+" "
	for _, w := range words {
		if !strings.Contains(all, " "+w+" ") {
			return false
		}
	}
	return len(words) > 0
}

// Fresh tells whether the user has said that the name typed is that of somebody new. A draft holds it.
func (p *Picker) Fresh() bool { return p.form.Get("_fresh_"+p.Name) != "" }

// Undecided tells whether records are offered of which the user has not said that they are somebody else's.
func (p *Picker) Undecided() bool { return len(p.Hits)+len(p.Alike) > 0 && !p.Fresh() }

// SomeoneElse is the button that says so; then is called after it, unless it is nil.
func (p *Picker) SomeoneElse(then func(ctx app.Context)) app.UI {
	return Button("btn", "create_client", "plus", p.env.Say.T("log.create_client"), func(ctx app.Context, _ app.Event) {
		p.form.Values["_fresh_"+p.Name] = "yes"
		p.Alike = nil
		delete(p.form.Errors, p.Name)
		if then != nil {
			then(ctx)
		}
	})
}

// Settle is [Picker.Meant] with what is to be written with what is about them, when it is somebody new. Where nobody new is
// made, the id of an empty field is empty.
func (p *Picker) Settle() (id string, made []store.Write, ok bool, err error) {
	if !p.Meant("") {
		return "", nil, false, nil
	}
	if p.Chosen != nil {
		return p.Chosen.ID, nil, true, nil
	}
	if p.Listed {
		return "", nil, true, nil
	}
	name, phone := NameAndPhone(p.form.Get(p.Name))
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
	return Slot(p.View(say.T("log.client"), say.T("log.client_place"), Slot(If(len(p.Alike) > 0, func() app.UI {
		return p.SomeoneElse(nil)
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
