package ui

import (
	"strings"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

func TestNameAndPhone(t *testing.T) {
	for _, c := range []struct{ typed, name, phone string }{
		{"Élise Tremblay-Côté", "Élise Tremblay-Côté", ""},
		{"Élise Tremblay-Côté 418 555-0199", "Élise Tremblay-Côté", "+14185550199"},
		{"Thanh Nguyen, (514) 555 0123", "Thanh Nguyen", "+15145550123"},
		{"514.555.0123", "", "+15145550123"},
		{"Garage 2000", "Garage 2000", ""},
		{"Dépanneur 24 h", "Dépanneur 24 h", ""},
		{"  ", "", ""},
	} {
		if name, phone := NameAndPhone(c.typed); name != c.name || phone != c.phone {
			t.Errorf("NameAndPhone(%q) = %q, %q; want %q, %q", c.typed, name, phone, c.name, c.phone)
		}
	}
}

// TestMeant settles whom a typed name means: one record of just that name is taken, near ones are asked about, and nobody is
// made up where nobody new can be.
func TestMeant(t *testing.T) {
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	for name, phone := range map[string]string{"Josée Bélanger": "+14185550199", "Marie Roy": "", "Marie Roy-Côté": "", "Luc": "", "Luc Gagnon": ""} {
		c := journal.Client{ID: journal.NewID(), Name: name, Phone: phone, Attentions: "voisine de Zoé", ClientKind: journal.External}
		if _, err := book.Save(t.Context(), "", store.Write{Record: c}); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.LoadIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	env := &Env{Book: book, Say: i18n.For(i18n.FR)}
	for _, c := range []struct {
		typed, phone string
		listed       bool
		want         string // who is chosen, asked about, or refused
	}{
		{typed: "josee belanger", want: "Josée Bélanger"},
		{typed: "Josée Bélanger 418 555-0199", want: "Josée Bélanger"},
		{typed: "josee belanger", phone: "514 555-0123", want: "? Josée Bélanger"},
		{typed: "418 555-0199", want: "? Josée Bélanger"},
		{typed: "Bélanger", want: "? Josée Bélanger"},
		{typed: "Bélang", want: ""},
		{typed: "Josée Bélanger", listed: true, want: "Josée Bélanger"},
		{typed: "Josée", listed: true, want: "? Josée Bélanger"},
		{typed: "Josée Bertrand", want: ""},
		{typed: "Bé", want: ""},
		{typed: "Zoé", want: ""}, // in the notes of all, and nobody's name
		{typed: "Zoé", listed: true, want: "refused"},
		{typed: " ", listed: true, want: ""},
		{typed: "Marie Roy", want: "? Marie Roy, Marie Roy-Côté"},
		{typed: "Luc", want: "Luc"},
	} {
		p := NewPicker(env, NewForm(map[string]string{"client": c.typed}), nil, nil)
		p.Listed = c.listed
		ok, got := p.Meant(c.phone), ""
		var near []string
		for _, e := range p.Alike {
			near = append(near, e.Title)
		}
		switch {
		case p.Chosen != nil:
			if got = p.Chosen.Title; p.form.Get("_client") != p.Chosen.ID {
				t.Errorf("%q: the form does not hold who was chosen", c.typed)
			}
		case len(near) > 0:
			got = "? " + strings.Join(near, ", ")
		case !ok:
			got = "refused"
		}
		if got != c.want || ok != (c.want == "" || p.Chosen != nil) || ok != (p.form.Errors["client"] == "") {
			t.Errorf("%q %q: %q, %v, want %q (%s)", c.typed, c.phone, got, ok, c.want, p.form.Errors["client"])
		}
		p.form.Values["_fresh_client"] = "yes"
		if p.Chosen = nil; !p.Listed && !p.Meant(c.phone) {
			t.Errorf("%q is asked about again", c.typed)
		}
	}
}
