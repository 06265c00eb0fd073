package journal

import (
	"maps"
	"strings"
	"testing"

	"trousse/app/ui"
)

// TestShared puts what other apps share in the form.
func TestShared(t *testing.T) {
	long := strings.Repeat("mot ", 60)
	for _, c := range []struct {
		b    ui.Brought
		want map[string]string
	}{
		{ui.Brought{}, map[string]string{}},
		{ui.Brought{Text: " Le robinet coule encore. "}, map[string]string{"notes": "Le robinet coule encore."}},
		{ui.Brought{Title: "Robinet", Text: "Il coule."}, map[string]string{"about": "Robinet", "notes": "Il coule."}},
		{ui.Brought{Title: "Robinet", Text: "Robinet : il coule."}, map[string]string{"notes": "Robinet : il coule."}},
		{ui.Brought{Title: "Page", URL: "https://exemple.ca/a"}, map[string]string{"about": "Page", "notes": "https://exemple.ca/a"}},
		{ui.Brought{Text: "Voir https://exemple.ca/a", URL: "https://exemple.ca/a"}, map[string]string{"notes": "Voir https://exemple.ca/a"}},
		{ui.Brought{Title: long, Text: "Suite"}, map[string]string{"notes": strings.TrimSpace(long) + "\nSuite"}},
		{ui.Brought{Text: "(514) 555-0142 poste 12"}, map[string]string{"client": "(514) 555-0142 poste 12"}},
		{ui.Brought{URL: "tel:+15145550142"}, map[string]string{"client": "+15145550142"}},
		{ui.Brought{Text: "Jeanne Roy 514.555.0142"}, map[string]string{"client": "Jeanne Roy 514.555.0142"}},
		{ui.Brought{Title: "Jeanne Roy", Text: "514 555-0142"}, map[string]string{"client": "Jeanne Roy 514 555-0142"}},
		{ui.Brought{Text: "Jeanne\n514 555-0142"}, map[string]string{"notes": "Jeanne\n514 555-0142"}},
		{ui.Brought{Text: "Commande 12345"}, map[string]string{"notes": "Commande 12345"}},
	} {
		if got := shared(c.b); !maps.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.b, got, c.want)
		}
	}
}
