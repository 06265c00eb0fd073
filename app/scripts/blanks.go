package scripts

import (
	"strconv"
	"strings"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// about is the record's name for what the conversation was about: known from the client's latest conversation, and asked
// all the same, because this message may be about another.
const about = "conversation.about"

// most is how many questions a script asks at most. One that has more blanks is too long for anyone to fill.
const most = 60

// question is one thing asked on a script's screen. Its name does not depend on the language of the text, so that an
// answer stays when the client, and with them the language, changes.
type question struct {
	script.Blank
	name     string   // of the control
	choices  []string // in the screen's language where both texts offer as many
	optional bool
}

// skipKey is where the form keeps that a blank is left out on purpose, with what was in it.
func skipKey(name string) string { return "_skip-" + name }

// skip leaves a blank out, which empties it, or takes it up again with what was in it. It gives the values to put.
func skip(form map[string]string, name string) map[string]string {
	if was := form[skipKey(name)]; was != "" {
		return map[string]string{name: was[1:], skipKey(name): ""}
	}
	return map[string]string{name: "", skipKey(name): "=" + form[name]}
}

// templates are a script's subject and words, parsed.
type templates struct {
	subject, words script.Template
	faults         int
}

func parse(sc content.Script, tu bool) templates {
	var t templates
	var bad, worse error
	t.subject, bad = script.Parse(sc.Subject)
	t.words, worse = script.Parse(ui.ScriptText(sc, tu))
	for _, err := range []error{bad, worse} {
		if fs, ok := err.(script.Faults); ok {
			t.faults += len(fs)
		}
	}
	return t
}

// blanks are all that is asked by the text itself, each once.
func (t templates) blanks() []script.Blank {
	all := t.subject.Blanks()
	for _, b := range t.words.Blanks() {
		if _, asked := t.subject.Blank(b.Key); !asked {
			all = append(all, b)
		}
	}
	return all
}

// questions are what is to be asked for a text and a record, in the order of the text. Same is the text in the screen's
// language: labels and choices are in its words where its blanks are the same, kind by kind.
func questions(t, same templates, r script.Record) []question {
	named := map[string]question{}
	theirs, ours := t.blanks(), same.blanks()
	alike := corresponds(theirs, ours)
	count := map[string]int{}
	for i, b := range theirs {
		q := question{Blank: b, choices: b.Choices}
		if alike {
			q.Label = ours[i].Label
			if len(ours[i].Choices) == len(b.Choices) {
				q.choices = ours[i].Choices
			}
		}
		if identifier(b) {
			q.name = "blank-" + b.Kind + "-" + b.Label
		} else {
			count[b.Kind]++
			q.name = "blank-" + b.Kind + "-" + strconv.Itoa(count[b.Kind])
		}
		named[b.Key] = q
	}
	var out []question
	add := func(q question) {
		delete(named, q.Key)
		out = append(out, q)
	}
	empty := script.Record{}
	for name, value := range r {
		empty[name] = value
	}
	empty[about] = ""
	for _, part := range []script.Template{t.subject, t.words} {
		asked := map[string]bool{}
		for _, s := range part.Fill(empty, nil, script.Context{}).Segments {
			if s.State != script.Hole || asked[s.Key] {
				continue
			}
			asked[s.Key] = true
			if q, ok := named[s.Key]; ok {
				add(q)
			} else if _, isBlank := t.blank(s.Key); !isBlank && !has(out, s.Key) {
				add(question{Blank: script.Blank{Key: s.Key, Kind: script.KindText}, name: "blank-" + s.Key})
			}
		}
	}
	if t.names(about) && !has(out, about) {
		out = append(out, question{Blank: script.Blank{Key: about, Kind: script.KindText}, name: "blank-" + about, optional: true})
	}
	return out
}

func (t templates) blank(key string) (script.Blank, bool) {
	if b, ok := t.subject.Blank(key); ok {
		return b, true
	}
	return t.words.Blank(key)
}

func (t templates) names(name string) bool {
	for _, n := range append(t.subject.Names(), t.words.Names()...) {
		if n == name {
			return true
		}
	}
	return false
}

func has(all []question, key string) bool {
	for _, q := range all {
		if q.Key == key {
			return true
		}
	}
	return false
}

// identifier tells whether a label means something to the kit, and so is the same in every language.
func identifier(b script.Blank) bool {
	return b.Label == script.LabelPromise || b.Label == "wait" || b.Label == "first"
}

// corresponds tells whether two texts ask the same kinds of things in the same order.
func corresponds(a, b []script.Blank) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Kind != b[i].Kind || (identifier(a[i]) || identifier(b[i])) && a[i].Label != b[i].Label {
			return false
		}
	}
	return true
}

// answer is what a control holds, as package script takes it, or the message that says what to do about it.
func answer(q question, value string, say *i18n.Printer, today journal.Day) (script.Answer, string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return script.Answer{}, ""
	}
	switch q.Kind {
	case script.KindMoney, script.KindMinutes:
		n, err := say.ParseNumber(value)
		switch {
		case q.Kind == script.KindMoney && (err != nil || n < 0):
			return script.Answer{}, "script.bad_money"
		case q.Kind == script.KindMinutes && (err != nil || n < 0 || n > 24*60 || n != float64(int(n))):
			return script.Answer{}, "script.bad_minutes"
		}
		return script.Answer{Value: strconv.FormatFloat(n, 'f', -1, 64)}, ""
	case script.KindChoice:
		if i, err := strconv.Atoi(value); err == nil && i >= 0 && i < len(q.Choices) {
			return script.Answer{Value: q.Choices[i]}, ""
		}
		return script.Answer{}, ""
	case script.KindDate:
		if _, err := journal.ParseDay(value); err != nil {
			return script.Answer{}, "problem.date"
		}
		if q.Label == script.LabelPromise && journal.Day(value) < today {
			return script.Answer{}, "problem.past" // no one can keep it
		}
	}
	return script.Answer{Value: value}, ""
}
