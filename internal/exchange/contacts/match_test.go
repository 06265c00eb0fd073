package contacts

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"trousse/internal/journal"
	"trousse/internal/search"
)

// somebody reads one person from a line of a list: name; phone; email; notes.
func somebody(t testing.TB, lines ...string) []Contact {
	t.Helper()
	f, err := Read([]byte("Nom complet;Téléphone;Courriel;Remarques\n"+strings.Join(lines, "\n")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []Contact
	for i := range f.Rows {
		all = append(all, f.Contact(i, french))
	}
	return all
}

// Who is here: Élise has a number, Jean an address, Marie nothing.
var here = []Existing{
	{ID: "elise", Name: "Élise Tremblay", Phones: []string{"+14185550101"}},
	{ID: "jean", Name: "jean roy", Emails: []string{"jean exemple ca"}}, // as the index folds them
	{ID: "marie", Name: "Marie Gagnon"},
	{ID: "luc", Name: "Luc"},
	{ID: "desk", Name: "Comptoir", Phones: []string{"+14185550199;ext=2"}},
}

// decided is what the screen does with a contact when nothing is chosen: who is known for sure is completed, a list of people
// is left out, anybody else is added.
func decided(c Contact, matches []Match) Decision {
	switch {
	case c.Empty() || c.Has(Group):
		return Decision{Choice: Skip}
	case len(matches) > 0 && matches[0].Sure():
		return Decision{Choice: Update, ID: matches[0].ID, Row: matches[0].Row}
	}
	return Decision{}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Élise Tremblay;418 555-0101;;", "update elise"},
		{"elise tremblay;1 418 555 0101;;", "update elise"},
		{"Élise Tremblay-Côté;418 555-0101;;", "update elise"},
		{"Élise Trembley;418 555-0101;;", "update elise"},
		{"Élise Tremblay;418 555-0102;;", "add, elise?"}, // another number: another Élise, perhaps
		{"Élise Trembley;;;", "add, elise?"},
		{"Élise Tremblay;;elise@exemple.ca;", "update elise"},
		{"Marc Tremblay;418 555-0101;;", "add, elise?"}, // one line for two people
		{"Jean Roy;;jean@exemple.ca;", "update jean"},
		{"Jean Roy;;JEAN@EXEMPLE.CA;", "update jean"},
		{"Jean Roy;418 555-0111;jean.roy@exemple.org;", "add, jean?"},
		{"J. R.;;jean@exemple.ca;", "add, jean?"},
		{"Marie Gagnon;418 555-0112;;", "update marie"},
		{"Marie Gagnée;;;", "add"},
		{"Luc;;;", "update luc"},
		{"Luc;418 555-0113;;", "add, luc?"}, // there is more than one Luc
		{"Comptoir;418 555-0199 poste 2;;", "update desk"},
		{"Comptoir;418 555-0199 poste 3;;", "add, desk?"},
		{"Paul Simard;418 555-0114;;", "add"},
		{";;;une note", "add"},
	} {
		m := NewMatcher(here)
		contact := somebody(t, c.line)[0]
		matches := m.Match(contact)
		got := "add"
		if len(matches) > 0 && matches[0].Sure() {
			got = "update " + matches[0].ID
		} else if len(matches) > 0 {
			got = "add, " + matches[0].ID + "?"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s (%+v)", c.line, got, c.want, matches)
		}
	}
}

func TestTheSameIdIsTheSamePerson(t *testing.T) {
	m := NewMatcher([]Existing{{ID: "0e7602cc-443e-4b82-b4b1-90f62f99a199", Name: "Simone"}})
	f, err := Read([]byte("BEGIN:VCARD\nFN:Simone Perreault-Roy\nUID:urn:uuid:0E7602CC-443E-4B82-B4B1-90F62F99A199\nTEL:418 555-0101\nEND:VCARD\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	matches := m.Match(f.Contact(0, french))
	if len(matches) == 0 || !matches[0].Sure() || matches[0].ID != "0e7602cc-443e-4b82-b4b1-90f62f99a199" {
		t.Errorf("%+v", matches)
	}
}

func TestRowsOfOneFileAreCompared(t *testing.T) {
	m := NewMatcher(nil)
	list := somebody(t, "Élise Tremblay;418 555-0101;;Sœur de Marc", "Elise Tremblay;;elise@exemple.ca;", "Marc Tremblay;418 555-0101;;", "Élise Trembley;;;")
	var decisions []Decision
	for _, c := range list {
		decisions = append(decisions, decided(c, m.Match(c)))
	}
	if fmt.Sprint(decisions) != "[{0  0} {1  0} {0  0} {0  0}]" {
		t.Error(decisions)
	}
	n := 0
	writes := NewPlan(decisions).Writes(list, decisions, nil, french, func() string { n++; return fmt.Sprint("id", n) })
	if len(writes) != 3 || writes[0].Client.Email != "elise@exemple.ca" || writes[0].Client.Phone != "+14185550101" || writes[1].Client.Name != "Marc Tremblay" {
		t.Errorf("%+v", writes)
	}
}

// Whatever search calls similar, the glance lets through.
func TestMayIsNeverTooQuick(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	names := []string{"Élise Tremblay", "Jean-Sébastien D’Amours", "Jon Smith", "Marie Roy", "Nguyễn Thị Lan", "李 小龙", "O'Neil Hugh A.", "Anne Marie Louise Côté", "Damours", "Bouchard", "Ευάγγελος Οδυσσέας"}
	similar, m := 0, NewMatcher(nil)
	for range 60_000 {
		a := names[r.IntN(len(names))]
		b := []rune(a)
		for range r.IntN(4) {
			i := r.IntN(len(b))
			switch r.IntN(5) {
			case 0:
				b[i] = rune('a' + r.IntN(26))
			case 1:
				b = append(b[:i:i], b[i+1:]...)
			case 2:
				b = append(b[:i:i], append([]rune{rune('a' + r.IntN(26))}, b[i:]...)...)
			case 3:
				b[i], b[0] = b[0], b[i]
			case 4:
				b = append(b, []rune(" Côté")...)
			}
			if len(b) == 0 {
				b = []rune{'a'}
			}
		}
		m.keys = m.keys[:0]
		pa, pb := m.person("", 0, a, nil, nil), m.person("", 0, string(b), nil, nil)
		if search.Similar(a, string(b)) {
			similar++
			if !may(&pa, &pb) || !may(&pb, &pa) {
				t.Fatalf("%q and %q", a, string(b))
			}
		}
	}
	if similar < 10_000 {
		t.Errorf("%d pairs only were similar", similar)
	}
}

func TestMergeReplacesNothing(t *testing.T) {
	client := journal.Client{ID: "elise", Name: "Élise Tremblay", PreferredName: "Lise", ClientKind: journal.Internal, Phone: "+14185550101", Attentions: "Aime le café", Avoid: "les lundis"}
	f, err := Read([]byte("Nom complet;Surnom;Cellulaire;Bureau;Courriel;Langue;Civilité;Remarques;Entreprise\nÉlise Tremblay-Côté;Zaza;418 555-0102;418 555-0101;elise@exemple.ca;Anglais;Mme;aime le cafe;Chez Lou\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, fits := Merge(client, f.Contact(0, french), french)
	want := client
	want.Email, want.Language, want.FormOfAddress = "elise@exemple.ca", "en", journal.AddressMadame
	want.Also = []journal.Detail{
		{Kind: journal.DetailHouse, Value: "Chez Lou"}, {Kind: journal.DetailName, Value: "Élise Tremblay-Côté"},
		{Kind: journal.DetailName, Value: "Zaza"}, {Kind: journal.DetailPhone, Value: "+14185550102"},
	}
	if !fits || !same(got, want) {
		t.Errorf("%+v\nwant\n%+v", got, want)
	}
	if again, _ := Merge(got, f.Contact(0, french), french); !same(again, got) {
		t.Errorf("again: %+v", again)
	}
	c := f.Contact(0, french)
	c.Client.SpokenName, c.Client.BestHours = "É-lise", "Le soir"
	client.SpokenName, client.BestHours = "Élisse", "Le matin"
	got, _ = Merge(client, c, french)
	if got.SpokenName != "Élisse" || got.BestHours != "Le matin" || got.Attentions != "Aime le café\nComment ça se prononce : É-lise\nMeilleur moment : Le soir" {
		t.Errorf("what differs is lost: %+v", got)
	}
	if again, _ := Merge(got, c, french); !same(again, got) {
		t.Errorf("again: %+v", again)
	}
	full := client
	full.Attentions = strings.Repeat("x", journal.MaxNotes-5)
	c.Client.Attentions = "quelque chose de neuf"
	if _, fits := Merge(full, c, french); fits {
		t.Error("there is no room for it")
	}
}

// Somebody's file, imported twice, changes nothing the second time; and nobody is lost on the way.
func TestImportingTwiceIsImportingOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		d := dialects[r.IntN(len(dialects))]
		people := make([]made, 1+r.IntN(8))
		for i := range people {
			people[i] = make1(r, d.rich)
			if strings.HasPrefix(d.name, "Outlook") {
				people[i].emails = people[i].emails[:min(len(people[i].emails), 3)]
			}
		}
		f, err := Read([]byte(d.file(r, people)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		kept := make(map[string]Current)
		n := 0
		run := func() []Write {
			var known []Existing
			for i := range n {
				c := kept[fmt.Sprint(i+1)]
				known = append(known, Existing{c.Client.ID, c.Client.Name, c.Client.Phones(), c.Client.Emails()})
			}
			m := NewMatcher(known)
			m.Expect(10)
			var list []Contact
			var decisions []Decision
			for i := range f.Rows {
				c := f.Contact(i, french)
				list, decisions = append(list, c), append(decisions, decided(c, m.Match(c)))
			}
			return NewPlan(decisions).Writes(list, decisions, kept, french, func() string { n++; return fmt.Sprint(n) })
		}
		for _, w := range run() {
			if err := w.Client.Check(); err != nil {
				t.Fatal(err)
			}
			kept[w.Client.ID] = Current{w.Client, w.Base + 1}
		}
		for i, m := range people {
			var least []string
			for j := range n {
				c := Contact{Client: kept[fmt.Sprint(j+1)].Client}
				if lost := m.lost(c); j == 0 || len(lost) < len(least) {
					least = lost
				}
			}
			for _, l := range least {
				if !strings.HasPrefix(l, "from the") && !strings.HasPrefix(l, "first address") { // merged with somebody who has another
					t.Fatalf("%s: row %d lost %s\n%+v\n%+v", d.name, i, l, m, kept)
				}
			}
		}
		for _, w := range run() {
			if w.Base == 0 && !suspicious(w.Client, kept) {
				t.Fatalf("%s: added again: %+v\n%+v", d.name, w.Client, kept)
			}
			if w.Base > 0 {
				t.Fatalf("%s: changed again: %+v\nfrom %+v", d.name, w.Client, kept[w.Client.ID])
			}
		}
	}
}

// suspicious tells that somebody could not be known for sure the second time: a first name alone, with a number that no kit
// reads, or a name that others bear too.
func suspicious(c journal.Client, kept map[string]Current) bool {
	if !strings.Contains(c.Name, " ") || search.Fold(c.Name) == "" {
		return true
	}
	same := 0
	for _, k := range kept {
		if search.Similar(k.Client.Name, c.Name) {
			same++
		}
	}
	return same > 1
}
