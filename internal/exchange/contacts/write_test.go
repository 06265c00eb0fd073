package contacts

import (
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// full is a client with everything, and signs that every format has to escape.
var full = journal.Client{
	ID: "0e7602cc-443e-4b82-b4b1-90f62f99a199", Name: `Élise “Lise” Tremblay-Côté, ing.; \ "B"`, PreferredName: "Lise, la grande; oui", SpokenName: "É-lise",
	FormOfAddress: journal.AddressFirstWith, ClientKind: journal.Internal, Phone: "+14185550101;ext=24", Email: "elise@exemple.ca", Language: "fr",
	Also: []journal.Detail{
		{Kind: journal.DetailPhone, Label: "maison", Value: "+14185550102"}, {Kind: journal.DetailPhone, Label: "Chalet, l’été; lac", Value: "+33142685300;ext=7"},
		{Kind: journal.DetailPhone, Value: "911"}, {Kind: journal.DetailPhone, Label: "fax", Value: ";ext=12"},
		{Kind: journal.DetailEmail, Label: "travail", Value: "boulangerie@exemple.ca"}, {Kind: journal.DetailName, Label: "scène", Value: "Zaza, la vraie"}, {Kind: journal.DetailName, Value: "Élise"},
		{Kind: journal.DetailHouse, Value: "Roy, Côté; et fils"}, {Kind: journal.DetailHouse, Label: "le soir", Value: "=Chez Lou"},
		{Kind: journal.DetailAddress, Label: "maison", Value: "12, rue des Érables, Québec"}, {Kind: journal.DetailAddress, Value: "Bureau: 3; porte 4"},
	},
	Tags: []string{"VIP", "le lundi, parfois", "* étoile", "a: b"}, BestChannel: journal.Text, BestHours: "après 16 h; jamais, le lundi", Attentions: "Aime le café\n=HYPERLINK(\"x\")\n😀 " + strings.Repeat("é", 100), Avoid: "- les appels du matin",
}

// back reads what was written, and gives the clients with their ids.
func back(t testing.TB, file string) []journal.Client {
	t.Helper()
	f, err := Read([]byte(file), Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	var all []journal.Client
	for i := range f.Rows {
		c := f.Contact(i, french)
		if len(c.Problems) > 0 {
			t.Errorf("%+v", c.Problems)
		}
		c.Client.ID = c.UID
		all = append(all, c.Client)
	}
	return all
}

func TestClientsGoOutAndComeBack(t *testing.T) {
	phones := []string{"", "+14185550101", "+14185550101;ext=24", "+33142685300", "+33142685300;ext=7", "911", ";ext=24"}
	clients := []journal.Client{full, {ID: "a", Name: "Kim", ClientKind: journal.External}}
	for i, p := range phones {
		clients = append(clients, journal.Client{ID: string(rune('b' + i)), Name: "Jean Roy", ClientKind: journal.External, Phone: p, FormOfAddress: journal.FormsOfAddress[i%6], BestChannel: journal.Channels[i%5], Language: []string{"", "fr", "en"}[i%3]})
	}
	for _, name := range []string{"=1+1", "+1", "-2 pour 1", "@nous", "'=x", "Roy; Jean", "a\tb", "«\u00a0Chez Lou\u00a0»", "\u200eمرحبا", "sep=;"} {
		clients = append(clients, journal.Client{ID: "n", Name: name, ClientKind: journal.External}.Tidy())
	}
	var all []Card
	for _, c := range clients {
		all = append(all, Card{c, time.Date(2026, 11, 21, 14, 5, 30, 0, time.FixedZone("", -5*3600))})
	}
	for what, file := range map[string]string{
		"table in French": written(french, clients), "table in English": written(english, clients),
		"3.0": cards(V3, true, all), "4.0": cards(V4, true, all),
	} {
		got := back(t, file)
		if len(got) != len(clients) {
			t.Fatalf("%s: %d clients of %d", what, len(got), len(clients))
		}
		for i := range clients {
			if !same(got[i], clients[i]) {
				t.Errorf("%s: %+v\nwant %+v", what, got[i], clients[i])
			}
		}
	}
}

// Without the notes, nothing of them goes.
func TestNotesStayWhenNotAsked(t *testing.T) {
	for _, v := range []Version{V3, V4} {
		file := cards(v, false, []Card{{Client: full}})
		want := full
		want.Attentions, want.Avoid = "", ""
		if got := back(t, file); !same(got[0], want) || strings.Contains(file, "café") || strings.Contains(file, "matin") {
			t.Errorf("%s", file)
		}
	}
}

func TestVCardLines(t *testing.T) {
	at := time.Date(2026, 11, 21, 14, 5, 30, 0, time.FixedZone("", -5*3600))
	for version, want := range map[Version]string{
		V3: "BEGIN:VCARD|VERSION:3.0|PRODID:-//Trousse//Trousse//FR|UID:x|FN:Marie Anne Roy|N:Roy;Marie Anne;;;|TEL;TYPE=VOICE,PREF:+14185550101\\,24|EMAIL;TYPE=INTERNET,PREF:m@exemple.ca|LANG:fr|REV:2026-11-21T19:05:30Z|END:VCARD|",
		V4: "BEGIN:VCARD|VERSION:4.0|PRODID:-//Trousse//Trousse//FR|UID:urn:uuid:x|FN:Marie Anne Roy|N:Roy;Marie Anne;;;|TEL;VALUE=uri;PREF=1;TYPE=VOICE:tel:+14185550101;ext=24|EMAIL;PREF=1:m@exemple.ca|LANG:fr|REV:20261121T190530Z|END:VCARD|",
	} {
		got := cards(version, true, []Card{{journal.Client{ID: "x", Name: "Marie Anne Roy", Phone: "+14185550101;ext=24", Email: "m@exemple.ca", Language: "fr", ClientKind: journal.External}, at}})
		if got = strings.ReplaceAll(got, "\r\n", "|"); got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// A spreadsheet in French parts cells at semicolons, knows UTF-8 by its mark, computes nothing and rounds no number.
func TestTableForSpreadsheets(t *testing.T) {
	clients := []journal.Client{{ID: "1", Name: "=cmd|' /C calc'!A0", Phone: "+14185550101", ClientKind: journal.External, Attentions: "+1 418\n-2"},
		{ID: "2", Name: "Jean; Roy", Phone: "+33142685300", ClientKind: journal.Internal, Language: "en", FormOfAddress: journal.AddressMadame}}
	got := written(french, clients)
	want := "\uFEFFNom;Nom à employer;Comment ça se prononce;Comment s’adresser à la personne;Interne ou externe;Téléphone;Courriel;Langue de la personne;\"Comment la joindre, de préférence\";Meilleur moment pour la joindre;Attentions;À éviter;Autre téléphone;Autre courriel;Autre nom;Organisation;Adresse;Étiquettes;Identifiant dans la trousse\r\n" +
		"\"'=cmd|' /C calc'!A0\";;;;Externe;418 555-0101;;;;;\"'+1 418\n-2\";;;;;;;;1\r\n" +
		"\"Jean; Roy\";;;Madame;Interne;011-33142685300;;Anglais;;;;;;;;;;;2\r\n"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for lang, p := range map[i18n.Lang]*i18n.Printer{i18n.FR: french, i18n.EN: english} {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(written(p, []journal.Client{full, clients[0]}), "\uFEFF")))
		if r.Comma = ','; lang == i18n.FR {
			r.Comma = ';'
		}
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, c := range row {
				if c != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(c)[0]) {
					t.Errorf("%s: %q", lang, c)
				}
			}
		}
	}
}

// Whatever a client holds, what is written is read back as it was.
func FuzzGoOutAndComeBack(f *testing.F) {
	f.Add("Élise Tremblay", "Lise", "+14185550101", "une\nnote", uint64(1))
	f.Add("=1", "'", "", "\"a\";b,c\\n", uint64(2))
	f.Add("a,b", "c;d", "911", " \\\\", uint64(3))
	f.Fuzz(func(t *testing.T, name, preferred, phone, note string, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := journal.Client{ID: "1", Name: clean(name), PreferredName: clean(preferred), Attentions: clean(note), ClientKind: journal.External, Phone: "+1418555" + "0101", BestChannel: journal.Channels[r.IntN(5)], BestHours: clean(note)}.Tidy()
		if n, ok := number(phone); ok && n != "" {
			c.Phone = n
		}
		for _, k := range journal.DetailKinds[2:] {
			c.Also = append(c.Also, journal.Detail{Kind: k, Label: preferred, Value: name}, journal.Detail{Kind: k, Value: preferred})
		}
		c.Tags = []string{name, preferred}
		if c = c.Tidy(); strings.Contains(preferred, ":") {
			return // the one thing that a label cannot hold in a table
		}
		if c.Check() != nil || !utf8.ValidString(name+preferred+note) || strings.EqualFold(c.Name, c.PreferredName) || strings.ContainsRune(name+preferred+note, utf8.RuneError) {
			return
		}
		for _, file := range []string{written(french, []journal.Client{c}), written(english, []journal.Client{c}), cards(V3, true, []Card{{Client: c}}), cards(V4, true, []Card{{Client: c}})} {
			if got := back(t, file); len(got) != 1 || !same(got[0], c) {
				t.Errorf("%q\nwant %q\n%s", got, c, file)
			}
		}
	})
}
