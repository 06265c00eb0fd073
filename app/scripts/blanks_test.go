package scripts

import (
	"slices"
	"strings"
	"testing"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

const today = journal.Day("2026-11-20")

func asked(texts ...string) templates {
	return parse(content.Script{Subject: texts[0], Text: texts[1:]}, false)
}

// spell writes questions on one line: name=label(choices), with a question mark behind what is optional.
func spell(all []question) string {
	var out []string
	for _, q := range all {
		s := strings.TrimPrefix(q.name, "blank-") + "=" + q.Label
		if len(q.choices) > 0 {
			s += "(" + strings.Join(q.choices, "/") + ")"
		}
		if q.optional {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, " · ")
}

func TestQuestions(t *testing.T) {
	for name, c := range map[string]struct {
		theirs, ours templates
		record       script.Record
		want         string
	}{
		"in the order of the text, the subject first, each once": {
			asked("[[text b]]", "{{user.name}}: [[text a]], [[text b]], [[date promise]], {{user.name}}"), asked("", ""), nil,
			"text-1=b · user.name= · text-2=a · date-promise=promise"},
		"what the record has is not asked": {
			asked("", "{{user.name}} {{client.phone}}"), asked("", ""), script.Record{"user.name": "Léa"}, "client.phone="},
		"labels and choices in the screen’s language": {
			asked("", "[[text what]] [[choice: a / b]] [[date first]]"), asked("", "[[text quoi]] [[choice: un / deux]] [[date first]]"), nil,
			"text-1=quoi · choice-1=(un/deux) · date-first=first"},
		"another order: each file has its own": {
			asked("", "[[text what]] [[minutes]]"), asked("", "[[minutes]] [[text quoi]]"), nil, "text-1=what · minutes-1="},
		"other choices: those of the text": {
			asked("", "[[choice: a / b]]"), asked("", "[[choice: un / deux / trois]]"), nil, "choice-1=(a/b)"},
		"an identifier is no label": {
			asked("", "[[date promise]]"), asked("", "[[date visite]]"), nil, "date-promise=promise"},
		"what it was about is known, and asked all the same": {
			asked("", "{{conversation.about|}} [[date]]"), asked("", ""), script.Record{about: "Facture"}, "date-1= · conversation.about=?"},
		"without a fallback it is not optional": {
			asked("", "{{conversation.about}} [[date]]"), asked("", ""), script.Record{about: "Facture"}, "conversation.about= · date-1="},
		"a reference that no complaint has": {
			asked("", "{{complaint.reference}}"), asked("", ""), nil, "complaint.reference="},
		"what is unknown is not asked": {
			asked("", "{{client.nam}} [[texte"), asked("", ""), nil, ""},
	} {
		if got := spell(questions(c.theirs, c.ours, c.record)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// TestLabelsOfTheKit: whoever reads French and writes to someone in English finds every label in French.
func TestLabelsOfTheKit(t *testing.T) {
	fr, en := kit(t, i18n.FR), kit(t, i18n.EN)
	for _, sc := range fr.Scripts {
		other, _ := en.Script(sc.ID)
		if a, b := parse(sc, false).blanks(), parse(other, false).blanks(); !corresponds(a, b) {
			t.Errorf("%s: the blanks differ in kind or order: %v, %v", sc.ID, a, b)
		}
		if tu := parse(sc, true); tu.faults+parse(sc, false).faults+parse(other, false).faults > 0 {
			t.Errorf("%s has faults", sc.ID)
		}
	}
}

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		kind, label, typed string
		lang               i18n.Lang
		want, fault        string
	}{
		{script.KindMoney, "", "3,50", i18n.FR, "3.5", ""},
		{script.KindMoney, "", "1 234,56 $", i18n.FR, "1234.56", ""},
		{script.KindMoney, "", "$1,234.56", i18n.EN, "1234.56", ""},
		{script.KindMoney, "", "beaucoup", i18n.FR, "", "script.bad_money"},
		{script.KindMoney, "", "-3", i18n.FR, "", "script.bad_money"},
		{script.KindMinutes, "", " 5 ", i18n.FR, "5", ""},
		{script.KindMinutes, "", "2,5", i18n.FR, "", "script.bad_minutes"},
		{script.KindMinutes, "", "1441", i18n.FR, "", "script.bad_minutes"},
		{script.KindMinutes, "", "-1", i18n.FR, "", "script.bad_minutes"},
		{script.KindMinutes, "", "", i18n.FR, "", ""},
		{script.KindDate, "first", "9999-01-01", i18n.FR, "", "problem.date"},
		{script.KindDate, "promise", "2026-11-19", i18n.FR, "", "problem.past"},
		{script.KindDate, "promise", "2026-11-20", i18n.FR, "2026-11-20", ""},
		{script.KindDate, "first", "2026-11-19", i18n.FR, "2026-11-19", ""},
		{script.KindTime, "", "14:05", i18n.FR, "14:05", ""},
		{script.KindText, "", " la pièce ", i18n.FR, "la pièce", ""},
		{script.KindChoice, "", "1", i18n.FR, "demain", ""},
		{script.KindChoice, "", "2", i18n.FR, "", ""},
		{script.KindChoice, "", "demain", i18n.FR, "", ""},
	} {
		q := question{Blank: script.Blank{Kind: c.kind, Label: c.label, Choices: []string{"aujourd’hui", "demain"}}}
		got, fault := answer(q, c.typed, i18n.For(c.lang), today)
		if got.Value != c.want || fault != c.fault {
			t.Errorf("%s %q: %q, %q; want %q, %q", c.kind, c.typed, got.Value, fault, c.want, c.fault)
		}
		if fault != "" && !i18n.For(c.lang).Has(fault) {
			t.Errorf("no words for %s", fault)
		}
	}
}

// TestNothingLeavesWithAHole fills every script of the kit, one answer after the other: it may leave with the last, and
// holds no mark of a blank then.
func TestNothingLeavesWithAHole(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, sc := range kit(t, lang).Scripts {
			for _, tu := range []bool{false, true} {
				tmpl := parse(sc, tu)
				record := ui.ScriptRecord(journal.Client{Name: "Élise Tremblay", FormOfAddress: journal.AddressFirstWith}, journal.Settings{}, "", lang)
				qs := questions(tmpl, tmpl, record)
				answers := script.Answers{}
				open := func() int {
					as := script.Context{Lang: lang, Today: today.Time()}
					subject, words := tmpl.subject.Fill(record, answers, as), tmpl.words.Fill(record, answers, as)
					if text := subject.Text() + words.Text(); subject.Open+words.Open == 0 && (strings.Contains(text, "[[") || strings.Contains(text, "{{")) {
						t.Errorf("%s %s: %s", lang, sc.ID, text)
					}
					return holes(subject, words)
				}
				needed := slices.DeleteFunc(qs, func(q question) bool { return q.optional })
				for i, q := range needed {
					if n := open(); n != len(needed)-i {
						t.Errorf("%s %s: %d holes before the answer %d of %d", lang, sc.ID, n, i+1, len(needed))
					}
					value := map[string]string{"date": "2026-11-27", "time": "14:05", "minutes": "5", "money": "12", "choice": "0", "text": "Élise"}[q.Kind]
					a, fault := answer(q, value, i18n.For(lang), today)
					if fault != "" {
						t.Errorf("%s %s: %s", lang, sc.ID, fault)
					}
					answers[q.Key] = a
				}
				if n := open(); n != 0 {
					t.Errorf("%s %s: %d holes after the last answer", lang, sc.ID, n)
				}
			}
		}
	}
}

// TestRecordIsNeverExpanded: whatever stands in a record leaves as it is, once.
func TestRecordIsNeverExpanded(t *testing.T) {
	c := journal.Client{Name: "{{client.phone}} [[text x]]", Phone: "+15145550123", FormOfAddress: journal.AddressNeutral}
	tmpl := asked("", "Bonjour {{client.address|}}, [[text quoi]].")
	record := ui.ScriptRecord(c, journal.Settings{}, "", i18n.FR)
	f := tmpl.words.Fill(record, script.Answers{"text quoi": {Value: "{{client.email}}"}}, script.Context{Lang: i18n.FR, Today: today.Time()})
	if got, want := f.Text(), "Bonjour {{client.phone}} [[text x]], {{client.email}}."; got != want || f.Open != 0 {
		t.Errorf("%q, %d open", got, f.Open)
	}
}

// TestAddressAndElision are the field's own examples: « de Élise » is « d’Élise », and tu only where it was asked for.
func TestAddressAndElision(t *testing.T) {
	sc := content.Script{Text: []string{"Bonjour {{client.address|}}, voici le dossier de {{client.first_name|}}."}, TextTu: []string{"Salut {{client.first_name|}}, voici ton dossier."}}
	for _, c := range []struct {
		name, preferred string
		form            journal.FormOfAddress
		want            string
	}{
		{"Élise Tremblay", "", journal.AddressMadame, "Bonjour Madame Tremblay, voici le dossier d’Élise."},
		{"Marie Roy", "", journal.AddressUnknown, "Bonjour, voici le dossier de Marie."},
		{"Hélène Roy", "", journal.AddressFirst, "Bonjour Hélène, voici le dossier d’Hélène."},
		{"Robert Roy", "Yves", journal.AddressNeutral, "Bonjour Yves Roy, voici le dossier d’Yves."},
		{"Élise Tremblay", "", journal.AddressFirstWith, "Salut Élise, voici ton dossier."},
	} {
		client := journal.Client{Name: c.name, PreferredName: c.preferred, FormOfAddress: c.form}
		tmpl := parse(sc, c.form == journal.AddressFirstWith)
		got := tmpl.words.Fill(ui.ScriptRecord(client, journal.Settings{}, "", i18n.FR), nil, script.Context{Lang: i18n.FR, Today: today.Time()}).Text()
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
