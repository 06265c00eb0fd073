package clients

import (
	"reflect"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// TestFormHoldsEveryField puts a word in one field after the other, in the form and back: what the form leaves out stays as it
// was when a record is corrected, so that a new field which only half of the form knows is found here.
func TestFormHoldsEveryField(t *testing.T) {
	say := i18n.For(i18n.FR)
	apart := map[string]string{"ID": "the address has it", "Thanked": "set from the one who was thanked", "Name": "below"}
	of := reflect.TypeFor[journal.Client]()
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Type != reflect.TypeFor[string]() || apart[field.Name] != "" {
			continue
		}
		text := "2"
		switch field.Name {
		case "Phone":
			text = "+14185550142"
		case "Email":
			text = "ana@example.ca"
		case "Language":
			text = "fr"
		}
		c := journal.Client{ID: "1", Name: "Ana", ClientKind: journal.External}
		reflect.ValueOf(&c).Elem().Field(i).SetString(text)
		got, err := fromForm(say, journal.Client{}, "1", toForm(say, c))
		if err != nil || !reflect.DeepEqual(got, c) {
			t.Errorf("%s: the form makes %+v of %+v, %v: toForm, fromForm", field.Name, got, c, err)
		}
	}
}
