package script

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"trousse/internal/i18n"
)

// friday is the day on which the cases are filled.
var friday = time.Date(2026, 11, 20, 23, 30, 0, 0, time.UTC)

// TestCases runs testdata/*.txt. A case is a comment line "# name", then
// sections "-- template --", "-- record --" and "-- answers --" (lines "key =
// value", where "-" skips), and "-- want --". Its options stand on the comment
// line: fr or en, spoken or written, open=N. In a case, ~ is a no-break space.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range strings.Split("\n"+string(data), "\n# ")[1:] {
			head, body, _ := strings.Cut(text, "\n")
			t.Run(filepath.Base(file)+"/"+head, func(t *testing.T) { runCase(t, head, body) })
		}
	}
}

func runCase(t *testing.T, head, body string) {
	parts := map[string]string{}
	for _, part := range strings.Split("\n"+body, "\n-- ")[1:] {
		name, text, _ := strings.Cut(part, " --\n")
		parts[name] = strings.ReplaceAll(strings.TrimRight(text, "\n"), "~", nbsp)
	}
	c := Context{Lang: i18n.FR, Today: friday}
	wantOpen := 0
	for _, word := range strings.Fields(head) {
		switch word {
		case "en":
			c.Lang = i18n.EN
		case "spoken":
			c.Spoken = true
		case "open=1":
			wantOpen = 1
		case "open=2":
			wantOpen = 2
		}
	}
	tmpl, err := Parse(parts["template"])
	if err != nil && wantOpen == 0 {
		t.Fatal(err)
	}
	r, a := Record{}, Answers{}
	for _, kv := range pairs(parts["record"]) {
		r[kv[0]] = kv[1]
	}
	for _, kv := range pairs(parts["answers"]) {
		a[kv[0]] = Answer{Value: kv[1], Skipped: kv[1] == "-"}
	}
	f := tmpl.Fill(r, a, c)
	if got := f.Text(); got != parts["want"] || f.Open != wantOpen {
		t.Errorf("open %d, want %d\n got %q\nwant %q", f.Open, wantOpen, got, parts["want"])
	}
}

func pairs(text string) [][2]string {
	var out [][2]string
	for _, line := range strings.Split(text, "\n") {
		if key, value, ok := strings.Cut(line, " = "); ok {
			out = append(out, [2]string{key, value})
		}
	}
	return out
}

func TestParseFaults(t *testing.T) {
	tests := []struct {
		text   string
		want   error
		offset int
		source string
	}{
		{"Bonjour {{client.nam}}!", ErrUnknownName, 8, "{{client.nam}}"},
		{"{{}}", ErrUnknownName, 0, "{{}}"},
		{"Le [[jour promis]].", ErrUnknownKind, 3, "[[jour promis]]"},
		{"[[]]", ErrUnknownKind, 0, "[[]]"},
		{"A {{client.email|} b", ErrUnclosed, 2, "{{"},
		{"A [[date promise]\nb]]", ErrUnclosed, 2, "[["},
		{"{{client.email {{user.name}}", ErrUnclosed, 0, "{{"},
		{"{client.email}} b", ErrStrayClose, 13, "}}"},
		{"[date]] b", ErrStrayClose, 5, "]]"},
		{"[[choice: a]]", ErrChoices, 0, "[[choice: a]]"},
		{"[[choice]]", ErrChoices, 0, "[[choice]]"},
	}
	for _, tt := range tests {
		tmpl, err := Parse(tt.text)
		var faults Faults
		if !errors.As(err, &faults) || !errors.Is(err, tt.want) {
			t.Errorf("%q: %v, want %v", tt.text, err, tt.want)
			continue
		}
		if f := faults[0]; f.Offset != tt.offset || f.Source != tt.source {
			t.Errorf("%q: fault at %d %q, want %d %q", tt.text, f.Offset, f.Source, tt.offset, tt.source)
		}
		filled := tmpl.Fill(Record{"user.name": "A"}, nil, Context{Lang: i18n.FR, Today: friday})
		if filled.Open == 0 || !strings.Contains(filled.Text(), tt.source) {
			t.Errorf("%q: shown as %+v", tt.text, filled)
		}
	}
}

func TestParseListsEveryFault(t *testing.T) {
	_, err := Parse("{{a}} {{client.email|}} [[b]] ]]")
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != 3 {
		t.Fatalf("got %v", err)
	}
	if got := strings.Count(err.Error(), "\n"); got != 2 {
		t.Errorf("message %q", err)
	}
}

func TestAliases(t *testing.T) {
	text := "{{client.prénom|}} {{ Client.Telephone | ? }} {{moi.nom}} {{moi.téléphone}} {{moi.entreprise}} " +
		"{{dossier.référence}} {{conversation.sujet}} {{client.courriel|}} {{client.appellation|}} " +
		"[[heure promesse]] [[montant Prix]] [[texte  deux   mots]] [[choix: a / b]] [[minutes attente]] [[date]]"
	tmpl, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"client.first_name", "client.phone", "user.name", "user.phone", "user.business",
		"complaint.reference", "conversation.about", "client.email", "client.address"}
	if got := tmpl.Names(); !reflect.DeepEqual(got, want) {
		t.Errorf("names %q", got)
	}
	blanks := []Blank{
		{Key: "time promise", Kind: KindTime, Label: LabelPromise},
		{Key: "money prix", Kind: KindMoney, Label: "Prix"},
		{Key: "text deux mots", Kind: KindText, Label: "deux mots"},
		{Key: "choice : a / b", Kind: KindChoice, Choices: []string{"a", "b"}},
		{Key: "minutes wait", Kind: KindMinutes, Label: "wait"},
		{Key: "date", Kind: KindDate},
	}
	if got := tmpl.Blanks(); !reflect.DeepEqual(got, blanks) {
		t.Errorf("blanks %+v", got)
	}
	if got := tmpl.Missing(Record{"user.name": " ", "user.phone": "1"}); !reflect.DeepEqual(got,
		[]string{"user.name", "user.business", "complaint.reference", "conversation.about"}) {
		t.Errorf("missing %q", got)
	}
}

// TestIn reads back, in French, every word that In writes.
func TestIn(t *testing.T) {
	for _, name := range Names {
		if in := In(i18n.FR, name); in == name || In(i18n.EN, name) != name {
			t.Errorf("%s is %q in French and %q in English", name, in, In(i18n.EN, name))
		}
		for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
			if tmpl, err := Parse("{{" + In(lang, name) + "}}"); err != nil || !reflect.DeepEqual(tmpl.Names(), []string{name}) {
				t.Errorf("%s in %s: %v, %v", name, lang, tmpl.Names(), err)
			}
		}
	}
	for _, kind := range []string{KindDate, KindTime, KindMinutes, KindMoney, KindText} {
		tmpl, err := Parse("[[" + In(i18n.FR, kind) + " " + In(i18n.FR, LabelPromise) + "]]")
		if err != nil || !reflect.DeepEqual(tmpl.Blanks(), []Blank{{Key: kind + " promise", Kind: kind, Label: LabelPromise}}) {
			t.Errorf("%s: %+v, %v", kind, tmpl.Blanks(), err)
		}
	}
}

func TestSpelled(t *testing.T) {
	for _, c := range [][3]string{
		{"{{client.address|}}, [[date promise]] : [[text la pièce]]", "{{client.appellation|}}, [[date promesse]] : [[texte la pièce]]", "{{client.address|}}, [[date promise]] : [[text la pièce]]"},
		{"{{ Client.Prénom | Madame, Monsieur }}", "{{client.prénom| Madame, Monsieur }}", "{{client.first_name| Madame, Monsieur }}"},
		{"[[choix: a / b]] [[choice time: a / b]]", "[[choix: a / b]] [[choix time: a / b]]", "[[choice: a / b]] [[choice time: a / b]]"},
		{"[[minutes attente]] [[minutes]]", "[[minutes attente]] [[minutes]]", "[[minutes wait]] [[minutes]]"},
		{`\{{client.first_name}} {{client.nam}} [[texte`, `\{{client.first_name}} {{client.nam}} [[texte`, `\{{client.first_name}} {{client.nam}} [[texte`},
		{"", "", ""},
	} {
		if got := Spelled(c[0], i18n.FR); got != c[1] {
			t.Errorf("%q in French: %q, want %q", c[0], got, c[1])
		}
		if got := Spelled(c[0], i18n.EN); got != c[2] {
			t.Errorf("%q in English: %q, want %q", c[0], got, c[2])
		}
	}
}

func TestSameBlankAskedOnce(t *testing.T) {
	tmpl, err := Parse("[[date promise]] [[text Quoi]] [[date promise]] [[text quoi]] [[date]]")
	if err != nil {
		t.Fatal(err)
	}
	if got := tmpl.Blanks(); len(got) != 3 {
		t.Errorf("blanks %+v", got)
	}
}

func TestStates(t *testing.T) {
	tmpl, err := Parse("A {{user.name}} [[text x]] [[text y]] [[text z]] b")
	if err != nil {
		t.Fatal(err)
	}
	f := tmpl.Fill(Record{"user.name": "Léa"}, Answers{"text x": {Value: " Oui "}, "text y": {Skipped: true}}, Context{Lang: i18n.FR, Today: friday})
	want := []Segment{{"A ", Literal, ""}, {"Léa", FromRecord, "user.name"}, {" ", Literal, ""},
		{"Oui", FromAnswer, "text x"}, {"", Skipped, "text y"}, {" ", Literal, ""}, {"", Hole, "text z"}, {" b", Literal, ""}}
	if !reflect.DeepEqual(f.Segments, want) || f.Open != 1 {
		t.Errorf("open %d\n got %+v\nwant %+v", f.Open, f.Segments, want)
	}
}

func TestNotCanonicalIsAHole(t *testing.T) {
	for _, tt := range [][2]string{
		{"[[date d]]", "27 novembre"}, {"[[date d]]", "2026-02-30"}, {"[[date d]]", " "}, {"[[time d]]", "25:00"},
		{"[[time d]]", "9:00"}, {"[[minutes d]]", "-1"}, {"[[minutes d]]", "3.5"}, {"[[minutes d]]", "1441"},
		{"[[money d]]", "3,50"}, {"[[money d]]", "-1"}, {"[[money d]]", "NaN"}, {"[[money d]]", "Inf"}, {"[[choice d: a / b]]", "c"},
	} {
		tmpl, err := Parse(tt[0])
		if err != nil {
			t.Fatal(err)
		}
		key := tmpl.Blanks()[0].Key
		if f := tmpl.Fill(nil, Answers{key: {Value: tt[1]}}, Context{Lang: i18n.EN, Today: friday}); f.Open != 1 || f.Text() != "" {
			t.Errorf("%s = %q: %+v", tt[0], tt[1], f)
		}
	}
}

func TestPromise(t *testing.T) {
	tests := []struct {
		text        string
		answers     Answers
		date, clock string
		ok          bool
	}{
		{"[[date promise]] [[time promise]]", Answers{"date promise": {Value: "2026-11-27"}, "time promise": {Value: "14:05"}}, "2026-11-27", "14:05", true},
		{"[[date promise]]", Answers{"date promise": {Value: "2026-11-27"}}, "2026-11-27", "", true},
		{"[[time promise]]", Answers{"time promise": {Value: "09:00"}}, "2026-11-20", "09:00", true},
		{"[[date promise]] [[time promise]]", Answers{"date promise": {Skipped: true, Value: "2026-11-27"}, "time promise": {Value: "x"}}, "", "", false},
		{"[[date first]]", Answers{"date first": {Value: "2026-11-27"}}, "", "", false},
		{"", nil, "", "", false},
	}
	for _, tt := range tests {
		tmpl, err := Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if date, clock, ok := tmpl.Promise(tt.answers, friday); date != tt.date || clock != tt.clock || ok != tt.ok {
			t.Errorf("%s: %q %q %v", tt.text, date, clock, ok)
		}
	}
}

func TestAddress(t *testing.T) {
	tests := []struct{ form, preferred, first, last, fr, en string }{
		{"", "", "Élise", "Tremblay", "", "Élise"},
		{FormUnknown, "Lili", "Élise", "Tremblay", "", "Lili"},
		{FormUnknown, "", " ", "", "", ""},
		{FormMadame, "Lili", "Élise", "Tremblay", "Madame Tremblay", "Ms. Tremblay"},
		{FormMonsieur, "", "Luc", "Roy", "Monsieur Roy", "Mr. Roy"},
		{FormMadame, "", "Élise", "", "Madame", ""},
		{FormNeutral, "", "Camille", "Beaudoin", "Camille Beaudoin", "Camille Beaudoin"},
		{FormNeutral, "Cam", "Camille", "Beaudoin", "Cam Beaudoin", "Cam Beaudoin"},
		{FormFirstName, "", "Camille", "Beaudoin", "Camille", "Camille"},
		{FormFirstNameTu, " Cam ", "Camille", "Beaudoin", "Cam", "Cam"},
	}
	for _, tt := range tests {
		for lang, want := range map[i18n.Lang]string{i18n.FR: tt.fr, i18n.EN: tt.en} {
			if got := Address(tt.form, tt.preferred, tt.first, tt.last, lang); got != want {
				t.Errorf("%+v %s: %q", tt, lang, got)
			}
		}
	}
}

func TestSplitName(t *testing.T) {
	for name, want := range map[string][2]string{
		"": {"", ""}, " Élise ": {"Élise", ""}, "Élise Tremblay": {"Élise", "Tremblay"},
		"Jean-Pierre  De la Salle": {"Jean-Pierre", "De la Salle"},
	} {
		if first, last := SplitName(name); first != want[0] || last != want[1] {
			t.Errorf("%q: %q %q", name, first, last)
		}
	}
}

func TestElides(t *testing.T) {
	for word, want := range map[string]bool{
		"Élise": true, "Marie": false, "Œuvre": true, "Hélène": true, "Hugo": false, "Henri-Paul": true, "hôtel": true,
		"Yves": true, "Yasmine": false, "onze": false, "8": false, "": false, "Y": false, "« Élise »": false, "hache": false,
	} {
		if got := elides(word); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
