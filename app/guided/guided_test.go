package guided

import (
	"strings"
	"testing"
	"time"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
)

// TestRecap sums up what was asked and what was promised, and leaves out what was not.
func TestRecap(t *testing.T) {
	today := domain.DayOf(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	c := domain.Client{Name: "Marie Tremblay", FormOfAddress: domain.AddressFirstWith}
	whole := domain.Recap{About: "Fournaise", Request: "Un rendez-vous", Promise: "Rappeler", Due: "2026-11-27"}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, slug := range []string{"recap-text", "recap-email"} {
			s, ok := b.Script(slug)
			if !ok {
				t.Fatalf("%s: no script %s", lang, slug)
			}
			for name, r := range map[string]domain.Recap{"whole": whole, "no promise": {Request: whole.Request}, "nothing": {}} {
				record := ui.ScriptRecord(c, domain.Settings{UserName: "Karim"}, r.About, lang)
				_, body, ready := ui.FillRecap(s, record, lang == i18n.FR, r, lang, today)
				if !ready {
					t.Errorf("%s %s %s has a hole: %s", lang, slug, name, body)
				}
				for text, want := range map[string]bool{"un rendez-vous": r.Request != "", "rappeler": r.Promise != "", "27": r.Due != "", "Karim": true, "Marie": true, "[[": false} {
					if strings.Contains(body, text) != want {
						t.Errorf("%s %s %s: %q is there: %v\n%s", lang, slug, name, text, !want, body)
					}
				}
			}
		}
	}
}
