package ui

import (
	"strings"
	"unicode"

	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// ScriptRecord is what a script's blanks may read: the client, whoever writes, and what the conversation was about.
func ScriptRecord(c journal.Client, s journal.Settings, about string, lang i18n.Lang) script.Record {
	first, last := script.SplitName(c.Name)
	return script.Record{
		"client.address":     script.Address(string(c.FormOfAddress), c.PreferredName, first, last, lang),
		"client.first_name":  script.FirstName(c.PreferredName, first),
		"client.phone":       c.Phone,
		"client.email":       c.Email,
		"user.name":          s.UserName,
		"user.phone":         s.UserPhone,
		"user.business":      s.Business,
		"conversation.about": about,
	}
}

// FillScript fills a script's subject and its words. The words may leave when neither has a hole left.
func FillScript(s content.Script, r script.Record, a script.Answers, tu bool, ctx script.Context) (subject, words script.Filled) {
	ctx.Spoken = s.Register == content.Spoken
	t, _ := script.Parse(s.Subject)
	w, _ := script.Parse(ScriptText(s, tu))
	return t.Fill(r, a, ctx), w.Fill(r, a, ctx)
}

// ScriptText is a script's text, an empty line between two paragraphs.
func ScriptText(s content.Script, tu bool) string { return strings.Join(s.Paragraphs(tu), "\n\n") }

// FillPromise fills a script with a promise: its day and its words. It tells whether that left no hole.
func FillPromise(s content.Script, r script.Record, c journal.Client, p journal.Promise, lang i18n.Lang, today journal.Day) (subject, body string, whole bool) {
	tu := lang == i18n.FR && c.FormOfAddress == journal.AddressFirstWith
	answers := script.Answers{}
	t, _ := script.Parse(ScriptText(s, tu))
	for _, b := range t.Blanks() {
		switch b.Kind {
		case script.KindDate:
			answers[b.Key] = script.Answer{Value: string(p.Due)}
		case script.KindText:
			answers[b.Key] = script.Answer{Value: MidSentence(p.What)}
		}
	}
	title, words := FillScript(s, r, answers, tu, script.Context{Lang: lang, Today: today.Time()})
	return title.Text(), words.Text(), title.Open+words.Open == 0
}

// FillRecap fills a script with what an intervention comes to: beside a day, words are what was promised; elsewhere, what
// was asked. A paragraph that asks for what was not noted is left out. It tells whether that left no hole.
func FillRecap(s content.Script, r script.Record, tu bool, v journal.Recap, lang i18n.Lang, today journal.Day) (subject, body string, whole bool) {
	answers := script.Answers{}
	var kept []string
	for _, paragraph := range s.Paragraphs(tu) {
		t, _ := script.Parse(paragraph)
		words, missing := v.Request, false
		for _, b := range t.Blanks() {
			if b.Kind == script.KindDate {
				words = v.Promise
			}
		}
		for _, b := range t.Blanks() {
			a := script.Answer{Value: MidSentence(words)}
			if b.Kind == script.KindDate {
				a.Value = string(v.Due)
			}
			answers[b.Key] = a
			missing = missing || a.Value == ""
		}
		if !missing {
			kept = append(kept, paragraph)
		}
	}
	s.Text, s.TextTu = kept, nil
	title, words := FillScript(s, r, answers, false, script.Context{Lang: lang, Today: today.Time()})
	return title.Text(), words.Text(), title.Open+words.Open == 0
}

// MidSentence puts the first letter of what was promised in lower case: it stands after a colon. Words in capitals and
// names of one letter are left alone.
func MidSentence(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}
