package ui

import "testing"

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
