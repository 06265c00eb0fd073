package clients

import (
	"slices"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// TestDetailsReadAgain types what the form shows, and what people type.
func TestDetailsReadAgain(t *testing.T) {
	known := []journal.Detail{
		{Kind: journal.DetailPhone, Value: "+14185550142"}, {Kind: journal.DetailPhone, Label: "Travail", Value: "+14185550199;ext=24"},
		{Kind: journal.DetailEmail, Label: "bureau", Value: "a@example.ca"}, {Kind: journal.DetailName, Value: "Marie Roy"},
		{Kind: journal.DetailHouse, Value: "Garage 24"}, {Kind: journal.DetailAddress, Value: "12, rue des Pins"},
	}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		say := i18n.For(lang)
		if got := details(say, nil, listed(say, known)); !slices.Equal(got, known) {
			t.Errorf("%s: %v from %q", lang, got, listed(say, known))
		}
		odd := []journal.Detail{{Kind: journal.DetailAddress, Label: "chalet", Value: "3, chemin du Lac"}}
		if got := details(say, odd, listed(say, odd)+"\nGagnon"); len(got) != 2 || got[0] != odd[0] {
			t.Errorf("%s: %v", lang, got)
		}
		for typed, want := range map[string]journal.Detail{
			"418 555-0142":              {Kind: journal.DetailPhone, Value: "+14185550142"},
			"Cell: 418 555 0142":        {Kind: journal.DetailPhone, Label: "Cell", Value: "+14185550142"},
			"a@example.ca":              {Kind: journal.DetailEmail, Value: "a@example.ca"},
			"Gagnon":                    {Kind: journal.DetailName, Value: "Gagnon"},
			"nom de fille\u00a0: Caron": {Kind: journal.DetailName, Label: "nom de fille", Value: "Caron"},
		} {
			if got := details(say, nil, typed); len(got) != 1 || got[0] != want {
				t.Errorf("%s: %q is read as %v", lang, typed, got)
			}
		}
	}
}
