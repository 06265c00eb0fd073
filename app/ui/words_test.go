package ui

import (
	"strings"
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// The sentence for a date that is refused says the years that are taken.
func TestYearsAreSaid(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		words := Problem(i18n.For(lang), &journal.FieldError{Field: "promise_date", Problem: journal.BadDate})
		if !strings.Contains(words, Count(journal.FirstYear)) || !strings.Contains(words, Count(journal.LastYear)) {
			t.Errorf("%s: %s", lang, words)
		}
	}
}

// Every key that is put together while the program runs exists: the i18n tests cannot see those.
func TestEveryWordOfTheDomainIsSaid(t *testing.T) {
	var keys []string
	add := func(prefix string, names ...string) {
		for _, n := range names {
			keys = append(keys, prefix+n)
		}
	}
	for _, k := range journal.Kinds {
		add("kind.", string(k))
	}
	for _, c := range journal.Channels {
		add("channel.by_", string(c))
	}
	for _, a := range journal.FormsOfAddress {
		add("address.", string(a))
	}
	for _, s := range []journal.PromiseState{journal.KeptEarly, journal.Kept, journal.KeptLate, journal.Broken} {
		add("promise.", string(s))
	}
	for _, p := range []journal.Problem{journal.Missing, journal.TooLong, journal.BadPhone, journal.BadEmail, journal.BadDate,
		journal.PastDate, journal.NoDate, journal.NoPromise, journal.NotListed} {
		add("problem.", string(p))
	}
	for _, f := range []Fault{FaultOpening, FaultLost, FaultBlocked, FaultNewer, FaultFull, FaultBroken} {
		add("recovery.", string(f), string(f)+"_title")
	}
	for _, s := range []SaveState{Idle, Saving, Saved, Failed} {
		add("save.", string(s))
	}
	for _, tr := range troubles {
		add("trouble.", tr.key)
	}
	add("feeling.", "1", "2", "3", "4", "5")
	add("draft.", "none", "saved")
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, key := range keys {
			if !i18n.For(lang).Has(key) {
				t.Errorf("%s: no words for %s", lang, key)
			}
		}
	}
}

func TestDayWords(t *testing.T) {
	const today = journal.Day("2026-11-21") // a Saturday
	for _, c := range []struct {
		day    journal.Day
		fr, en string
	}{
		{"2026-11-20", "hier", "yesterday"},
		{"2026-11-21", "aujourd’hui", "today"},
		{"2026-11-22", "demain", "tomorrow"},
		{"2026-11-27", "vendredi 27 novembre", "Friday, November 27"},
		{"2026-01-01", "jeudi 1er janvier", "Thursday, January 1"},
		{"2027-03-02", "2 mars 2027", "March 2, 2027"},
	} {
		if got := DayWords(i18n.For(i18n.FR), c.day, today); got != c.fr {
			t.Errorf("fr %s = %q, want %q", c.day, got, c.fr)
		}
		if got := DayWords(i18n.For(i18n.EN), c.day, today); got != c.en {
			t.Errorf("en %s = %q, want %q", c.day, got, c.en)
		}
	}
}

func TestAddressesOfMessages(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{SMS("+14185550199;ext=24", "D’ici demain & après : 50 %"), "sms:+14185550199?body=D%E2%80%99ici%20demain%20%26%20apr%C3%A8s%20%3A%2050%20%25"},
		{SMS("", "a\nb"), "sms:?body=a%0D%0Ab"},
		{Mail("e+f@example.ca", "Ma promesse", "Bonjour,\n\nvoilà"), "mailto:e+f@example.ca?subject=Ma%20promesse&body=Bonjour%2C%0D%0A%0D%0Avoil%C3%A0"},
		{Tel("+14185550199;ext=24"), "tel:+14185550199,24"},
		{Tel("911"), "tel:911"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestPromiseInWords(t *testing.T) {
	p := journal.Promise{What: "Rappeler pour l’heure", Due: "2026-11-27"}
	full := journal.Settings{UserName: "Maude", UserPhone: "+15145550123"}
	for _, c := range []struct {
		name   string
		lang   i18n.Lang
		client journal.Client
		user   journal.Settings
		has    []string
		hasNot []string
	}{
		{"a new kit, in French", i18n.FR, journal.Client{Name: "Élise Roy"}, journal.Settings{},
			[]string{"Bonjour, ", "le vendredi 27 novembre : rappeler pour l’heure."}, []string{"Élise", " ,", "..", "{{", "[["}},
		{"Madame, signed", i18n.FR, journal.Client{Name: "Élise Roy", FormOfAddress: journal.AddressMadame}, full,
			[]string{"Bonjour Madame Roy,", "Maude", "514 555-0123"}, []string{"Salut"}},
		{"someone called tu", i18n.FR, journal.Client{Name: "Élise Roy", FormOfAddress: journal.AddressFirstWith}, full,
			[]string{"Salut Élise", "je te confirme"}, []string{"vous"}},
		{"in English", i18n.EN, journal.Client{Name: "Jon Smith"}, full,
			[]string{"Jon", "Friday, November 27", "514-555-0123"}, []string{"Bonjour", "vendredi"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := content.Load(data.FS, c.lang)
			if err != nil {
				t.Fatal(err)
			}
			for _, slug := range []string{"promise-made-text", "promise-made-email"} {
				s, ok := b.Script(slug)
				if !ok {
					t.Fatalf("no script %s", slug)
				}
				subject, body, whole := FillPromise(s, ScriptRecord(c.client, c.user, "Chauffe-eau", c.lang), c.client, p, c.lang, "2026-11-21")
				body = strings.ReplaceAll(body, "\u00a0", " ")
				if !whole {
					t.Errorf("%s leaves a hole", slug)
				}
				if slug == "promise-made-email" && subject == "" {
					t.Error("an e-mail without a subject")
				}
				if slug == "promise-made-text" {
					for _, want := range c.has {
						if !strings.Contains(body, want) {
							t.Errorf("%q lacks %q", body, want)
						}
					}
				}
				for _, bad := range c.hasNot {
					if strings.Contains(body, bad) {
						t.Errorf("%q holds %q", body, bad)
					}
				}
			}
		})
	}
}

func TestTroubleAlwaysHasWords(t *testing.T) {
	say := i18n.For(i18n.FR)
	if full, other := Trouble(say, store.ErrFull), Trouble(say, store.ErrBroken); full == other || full == "" || other == "" {
		t.Errorf("full %q, other %q", full, other)
	}
}
