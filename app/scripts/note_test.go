package scripts

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

func TestPromise(t *testing.T) {
	const date = "2026-11-27"
	for _, c := range []struct {
		text string
		want string // the words; empty: nothing is promised
		due  journal.Day
	}{
		{"D’ici [[date promise]] : [[text la promesse]]. Merci.", "Envoyer la pièce", date},
		{"Je résume : [[text quoi]], d’ici [[date promise]]. Autre chose?", "Envoyer la pièce", date},
		{"La raison : [[text raison]]. Vous aurez ma réponse d’ici [[date promise]]. Merci.", "Vous aurez ma réponse d’ici le vendredi 27 novembre", date},
		{"Je vous rappelle [[date promise]] à [[time promise]], au numéro habituel. Bonne journée.", "Je vous rappelle le vendredi 27 novembre à 14\u00a0h\u00a005, au numéro habituel", date},
		{"D’ici [[date promise]], vers [[time promise]] : [[text quoi]].", "Envoyer la pièce, 14\u00a0h\u00a005", date},
		{"Bonjour,\n\nVous aurez des nouvelles d’ici [[date promise]]\n\nLéa", "Vous aurez des nouvelles d’ici le vendredi 27 novembre", date},
		{"J’arrive vers [[time promise]].", "J’arrive vers 14\u00a0h\u00a005", "2026-11-20"},
		{"[[date promise]]", "Le vendredi 27 novembre", date},
		{strings.Repeat("bien ", 60) + "[[date promise]]", "Titre", date},
		{"Le [[date first]] : [[text quoi]].", "", ""},
		{"Rien.", "", ""},
	} {
		tmpl, err := script.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		answers := script.Answers{"date promise": {Value: date}, "date first": {Value: date}, "time promise": {Value: "14:05"}}
		for _, b := range tmpl.Blanks() {
			if b.Kind == script.KindText {
				answers[b.Key] = script.Answer{Value: "envoyer la pièce"}
			}
		}
		f := tmpl.Fill(nil, answers, script.Context{Lang: i18n.FR, Today: today.Time()})
		what, due := promise(tmpl, f, answers, today, "Titre", i18n.For(i18n.FR))
		if what != c.want || due != c.due {
			t.Errorf("%q: %q for %q, want %q for %q", c.text, what, due, c.want, c.due)
		}
	}
}

func TestASkippedDatePromisesNothing(t *testing.T) {
	tmpl, _ := script.Parse("D’ici [[date promise]] : [[text quoi]].")
	answers := script.Answers{"date promise": {Skipped: true}, "text quoi": {Value: "x"}}
	f := tmpl.Fill(nil, answers, script.Context{Lang: i18n.FR, Today: today.Time()})
	if what, due := promise(tmpl, f, answers, today, "Titre", i18n.For(i18n.FR)); what != "" || due != "" {
		t.Errorf("%q for %q", what, due)
	}
}

// TestPromisesOfTheKit: every script of the kit that asks for a date promises something that the journal takes.
func TestPromisesOfTheKit(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, sc := range kit(t, lang).Scripts {
			tmpl := parse(sc, false)
			answers := script.Answers{}
			asks := false
			for _, q := range questions(tmpl, tmpl, script.Record{}) {
				value := map[string]string{"date": "2026-11-27", "time": "14:05", "minutes": "5", "money": "12", "choice": "0", "text": "quelque chose"}[q.Kind]
				answers[q.Key], _ = answer(q, value, i18n.For(lang), today)
				asks = asks || q.Label == script.LabelPromise
			}
			f := tmpl.words.Fill(nil, answers, script.Context{Lang: lang, Today: today.Time()})
			left := sent{way: bySMS, words: f.Text(), title: sc.Title}
			left.promise, left.due = promise(tmpl.words, f, answers, today, sc.Title, i18n.For(lang))
			p := left.promised("c", "i", today)
			if asks != (p != nil) {
				t.Errorf("%s %s: asks %v, promises %+v", lang, sc.ID, asks, p)
			} else if p != nil && (p.Check() != nil || strings.Contains(p.What, "\n")) {
				t.Errorf("%s %s: %+v: %v", lang, sc.ID, p, p.Check())
			}
			if i := left.noted("c", today.Time().Add(time.Hour)); i.Check() != nil {
				t.Errorf("%s %s: %v", lang, sc.ID, i.Check())
			}
		}
	}
}

func TestChannel(t *testing.T) {
	for _, c := range []struct {
		way      string
		channels []string
		want     journal.Channel
	}{
		{bySMS, []string{"email"}, journal.Text},
		{byEmail, nil, journal.Email},
		{byVoice, []string{"phone"}, journal.Phone},
		{byVoice, []string{"in_person", "phone"}, journal.InPerson},
		{byVoice, []string{"email"}, journal.InPerson},
		{byCopy, []string{"email"}, journal.Email},
		{byCopy, []string{"email", "text"}, ""},
		{byShare, nil, ""},
	} {
		if got := channel(c.way, c.channels); got != c.want {
			t.Errorf("%s of %v: %q, want %q", c.way, c.channels, got, c.want)
		}
	}
}

// TestAVeryLongTextIsNotedInPart: the journal takes what it takes, and the log form is not handed more.
func TestAVeryLongTextIsNotedInPart(t *testing.T) {
	left := sent{way: byCopy, words: strings.Repeat("mot é ", 20_000), title: strings.Repeat("t", 900), about: strings.Repeat("a", 300), promise: "x", due: "2026-11-27"}
	if i := left.noted("c", today.Time().Add(time.Hour)); i.Check() != nil || !strings.HasSuffix(i.Notes, "…") {
		t.Errorf("%v", i.Check())
	}
	for name, most := range map[string]int{"notes": journal.MaxNotes, "about": journal.MaxName, "request": journal.MaxLine} {
		if n := utf8.RuneCountInString(left.handed()[name]); n > most || n == 0 {
			t.Errorf("%s: %d characters handed over", name, n)
		}
	}
	if v := left.handed(); v["promise"] != "x" || v["promise_date"] != "2026-11-27" || v["channel"] != "" {
		t.Errorf("%v", v)
	}
}
