package script

import (
	"reflect"
	"strings"
	"testing"

	"trousse/internal/i18n"
)

// FuzzFill holds its promises for any text and any value: nothing panics,
// spelling the names in a language changes nothing, a value is never expanded,
// and a text without an open blank keeps no mark of its own.
func FuzzFill(f *testing.F) {
	f.Add("Bonjour {{client.address|}}, d’ici [[date promise]] : [[text quoi]].", "{{user.name}}")
	f.Add(`\{{ \\ \[[ {{client.first_name|a|b}} [[choice: a / b]] }}`, "[[text quoi]]")
	f.Add("de {{user.name}}\n\n{{user.phone|}}, {{user.name}}\n", "Élise.")
	f.Add("d’{{user.name}} ({{complaint.reference|}}) [[", "\xff")
	f.Add("{{{{ {{client.phone}} }}}} [[ [[text a]] ]]", "{{client.phone}}")
	f.Add("{{user.name\x00}} \u202e[[date promise]]\x1b", "\x00[[\n")
	f.Add(strings.Repeat("{{", 100)+"\n"+strings.Repeat("[[text é]]", 100)+"}}", "de Élise")
	f.Fuzz(func(t *testing.T, text, value string) {
		const mark = "Z{{user.business}}[[text secret]]Z"
		tmpl, err := Parse(text)
		r, a := Record{}, Answers{}
		for _, name := range tmpl.Names() {
			r[name] = value
		}
		for _, b := range tmpl.Blanks() {
			a[b.Key] = Answer{Value: mark, Skipped: b.Kind != KindText}
		}
		for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
			again, _ := Parse(Spelled(text, lang))
			if !reflect.DeepEqual(again.Names(), tmpl.Names()) || !reflect.DeepEqual(again.Blanks(), tmpl.Blanks()) {
				t.Fatalf("%q spelled is %q", text, Spelled(text, lang))
			}
			filled := tmpl.Fill(r, a, Context{Lang: lang, Spoken: true, Today: friday})
			if err == nil && strings.TrimSpace(value) != "" && filled.Open != 0 {
				t.Fatalf("open %d in %q", filled.Open, text)
			}
			if err != nil && filled.Open == 0 {
				t.Fatalf("faults without an open segment in %q", text)
			}
			for _, s := range filled.Segments {
				if s.State == FromAnswer && s.Text != mark {
					t.Fatalf("answer %q became %q", mark, s.Text)
				}
				if s.State == Literal && strings.Contains(s.Text, "[[") && !strings.Contains(text, `\[[`) && !strings.Contains(text, `[`+`\[`) {
					t.Fatalf("a mark is left in %q", s.Text)
				}
			}
		}
	})
}
