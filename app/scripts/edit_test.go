package scripts

import (
	"slices"
	"strings"
	"testing"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

func TestRecord(t *testing.T) {
	for name, c := range map[string]struct {
		form map[string]string
		want journal.OwnScript
	}{
		"said": {map[string]string{"language": "fr", "title": " Titre ", "text": "a\r\nb", "channels": "phone in_person"},
			journal.OwnScript{Language: "fr", Title: "Titre", Text: "a\nb", Channels: []string{"in_person", "phone"}}},
		"written": {map[string]string{"language": "fr", "title": "T", "text": "a", "text_tu": "b", "channels": "text email", "subject": "S"},
			journal.OwnScript{Language: "fr", Title: "T", Text: "a", TextTu: "b", Subject: "S", Written: true, Channels: []string{"text", "email"}}},
		"both": {map[string]string{"language": "en", "title": "T", "text": "a", "text_tu": "b", "channels": "text phone"},
			journal.OwnScript{Language: "en", Title: "T", Text: "a", Channels: []string{"phone", "text"}}},
		"marks and control characters": {map[string]string{"language": "fr", "title": "{{client.phone}}\x00", "text": "{{{{ [[\x1b]] \u202e", "channels": "text text_"},
			journal.OwnScript{Language: "fr", Title: "{{client.phone}}", Text: "{{{{ [[]] \u202e", Written: true, Channels: []string{"text"}}},
	} {
		got := record(c.form)
		if !slices.Equal(got.Channels, c.want.Channels) {
			t.Errorf("%s: channels %v", name, got.Channels)
		}
		got.Channels, c.want.Channels = nil, nil
		if got.Title != c.want.Title || got.Text != c.want.Text || got.TextTu != c.want.TextTu || got.Subject != c.want.Subject ||
			got.Written != c.want.Written || got.Language != c.want.Language {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestNothingIsLostOnTheWay: what is adapted comes back to the form as it was saved.
func TestNothingIsLostOnTheWay(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, sc := range kit(t, lang).Scripts {
			form := fields(text{Script: sc, lang: lang})
			o := record(form)
			if err := o.Check(); err != nil {
				t.Errorf("%s: %v", sc.ID, err)
			}
			back := fields(text{Script: adapted(sc, o), lang: lang})
			for name, was := range form {
				now := back[name]
				if name == "channels" {
					a, b := strings.Fields(was), strings.Fields(now)
					slices.Sort(a)
					slices.Sort(b)
					was, now = strings.Join(a, " "), strings.Join(b, " ")
				}
				if now != was {
					t.Errorf("%s: %s was %q, is %q", sc.ID, name, was, now)
				}
			}
		}
	}
}

func TestLookAt(t *testing.T) {
	for _, c := range []struct {
		typed  string
		faults []error
		shown  string
	}{
		{"Bonjour {{client.prénom|}}, d’ici [[date promesse]].", nil, "Bonjour Prénom, d’ici ."},
		{"Dossier de {{client.appellation|}}", nil, "Dossier d’Appellation"},
		{"{{client.nam}} [[jour]]", []error{script.ErrUnknownName, script.ErrUnknownKind}, "{{client.nam}} [[jour]]"},
		{"{{{{", []error{script.ErrUnclosed, script.ErrUnclosed}, "{{{{"},
		{"[[choix: a]]", []error{script.ErrChoices}, "[[choix: a]]"},
		{`\{{client.nam}}`, nil, "{{client.nam}}"},
		{"", nil, ""},
	} {
		l := lookAt(c.typed, i18n.For(i18n.FR))
		var faults []error
		for _, f := range l.faults {
			faults = append(faults, f.Err)
		}
		if !slices.Equal(faults, c.faults) {
			t.Errorf("%q: %v", c.typed, faults)
		}
		if got := (script.Filled{Segments: l.pieces}).Text(); got != c.shown {
			t.Errorf("%q shows %q", c.typed, got)
		}
	}
}

// TestWhateverIsPasted: fifty thousand characters of anything are looked at, and kept whole.
func TestWhateverIsPasted(t *testing.T) {
	for _, piece := range []string{"{{", "[[", "}}", "{{client.phone}}", "[[text a]]", "\x00\u202e", "é", "mot ", "\n", "[[text é", `\`, "👩🏽‍🔧"} {
		pasted := strings.Repeat(piece, 50_000/len([]rune(piece)))
		lookAt(pasted, i18n.For(i18n.FR))
		o := record(map[string]string{"language": "fr", "title": "T", "text": "a" + pasted + "z"})
		if err := o.Check(); err != nil {
			t.Errorf("%q: %v", piece, err)
		}
		if kept := strings.Count(o.Text, strings.Trim(piece, "\x00")); piece != "\x00\u202e" && kept < strings.Count(pasted, piece) {
			t.Errorf("%q: %d of %d kept", piece, kept, strings.Count(pasted, piece))
		}
	}
}
