package content

import (
	"slices"
	"strconv"
	"strings"

	"trousse/internal/i18n"
	"trousse/internal/script"
)

var allChannels = []string{"in_person", "phone", "email", "text"}

func (c *checker) playbook() {
	var m playbookMeta
	c.meta(&m, &m.unitMeta)
	c.follow("steps", m.Steps, "steps")
	c.follow("phases", m.Phases, "phases")
	var watch []string
	for _, w := range m.Watch {
		watch = append(watch, w.ID)
		c.oneOf("watch."+w.ID, w.Level, LevelEase, LevelStuck, LevelLimit, LevelDanger)
		if w.Go != "" && !slices.Contains(m.Steps, w.Go) {
			c.add(c.file("meta.json"), "watch."+w.ID, "goes to no step: %q", w.Go)
		}
	}
	c.follow("watch", watch, "watch")
	for _, step := range m.Steps {
		if phase := m.StepPhase[step]; len(m.Phases) > 0 && !slices.Contains(m.Phases, phase) {
			c.add(c.file("meta.json"), "step_phase."+step, "%q is not a phase", phase)
		}
	}
	for _, step := range sortedKeys(m.StepPhase) {
		if !slices.Contains(m.Steps, step) {
			c.add(c.file("meta.json"), "step_phase", "no step %q", step)
		}
	}
	c.oneOf("tool", m.Tool, "", HoldTimer, TalkTimer)
	for _, lang := range languages {
		for _, key := range []string{"title", "short", "aim", "situations", "why", "say", "avoid", "stop"} {
			if t := c.words[lang].child(key); t.isText() && t.text == "" || t.list != nil && len(t.list) == 0 {
				c.add(c.wordsFile(lang), key, "missing")
			}
		}
		for i, a := range c.words[lang].child("avoid").list {
			if a.child("instead").text == "" {
				c.add(c.wordsFile(lang), "avoid."+strconv.Itoa(i), "says not what to say instead")
			}
		}
	}
}

func (c *checker) checklist() {
	var m checklistMeta
	c.meta(&m, &m.unitMeta)
	c.oneOf("method", m.Method, MethodCount, MethodScale, MethodPlan, MethodWords)
	if m.Method == MethodScale {
		c.oneOf("score", m.Score, ScoreMean, ScoreShare, ScoreLowest)
	} else {
		c.oneOf("score", m.Score, "")
	}
	if answers := m.Scale.ids(); m.Method != MethodWords || len(answers) > 0 {
		c.follow("the scale", answers, "scale")
		if want := scales[m.Method]; len(answers) < 2 || want != nil && !slices.Equal(answers[:min(len(want), len(answers))], want) {
			c.add(c.file("meta.json"), "scale", "%v does not suit the method %s", answers, m.Method)
		}
	}
	c.follow("areas", m.Areas, "areas")
	var ids []string
	for _, i := range m.Items {
		ids = append(ids, i.ID)
		if len(m.Areas) > 0 || i.Area != "" {
			c.oneOf("items."+i.ID, i.Area, m.Areas...)
		}
		for _, r := range i.SeenBy {
			c.oneOf("items."+i.ID, r, m.Raters...)
		}
	}
	c.follow("items", ids, "items")
	for _, id := range sortedKeys(m.Next) {
		c.oneOf("next", id, ids...)
	}
	for _, lang := range languages {
		for _, id := range ids {
			if c.words[lang].child("items", id, "self").text == "" {
				c.add(c.wordsFile(lang), "items."+id, "needs a self statement")
			}
		}
		for _, key := range resultKeys(m) {
			if r := c.words[lang].child("result", key); r.isText() && r.text == "" {
				c.add(c.wordsFile(lang), "result", "%s is missing", key)
			}
		}
	}
}

// scales are the answers that a method works with.
var scales = map[string][]string{
	MethodCount: {"yes", "no"},
	MethodScale: {"1", "2", "3", "4", "5"},
	MethodPlan:  {"not_started", "under_way", "done"},
}

// resultKeys are the words that the screen of a result needs.
func resultKeys(m checklistMeta) []string {
	switch {
	case m.Method == MethodWords:
		return []string{"title", "kept", "next"}
	case m.Method == MethodScale && len(m.Raters) > 0:
		return []string{"title", "self_column", "others_column", "raters", "few", "same", "others_higher", "others_lower", "next"}
	case m.Method == MethodScale:
		return []string{"title", "score", "high", "middle", "low", "weakest", "same", "next"}
	}
	return []string{"title", "count", "all", "some", "none", "next"}
}

func (c *checker) tips() {
	var m tipsMeta
	c.meta(&m, &m.unitMeta)
	var ids []string
	for i, t := range m.Tips {
		ids = append(ids, t.ID)
		if t.N != i+1 {
			c.add(c.file("meta.json"), t.ID, "number %d, want %d", t.N, i+1)
		}
		c.rows(t.ID, t.Rows)
		for _, lang := range languages {
			if n := countWords(c.words[lang].child(t.ID, "text").text); n == 0 || n > maxTip {
				c.add(c.wordsFile(lang), t.ID, "%d words, from 1 to %d", n, maxTip)
			}
		}
	}
	c.follow("tips", ids)
}

func (c *checker) scripts() {
	var m setMeta
	c.meta(&m, &m.unitMeta)
	var ids []string
	for _, s := range m.Scripts {
		ids = append(ids, s.ID)
		c.oneOf(s.ID, s.Register, Spoken, Written)
		if len(s.Channels) == 0 {
			c.add(c.file("meta.json"), s.ID, "names no channel")
		}
		for _, ch := range s.Channels {
			c.oneOf(s.ID, ch, allChannels...)
		}
		for _, tool := range []string{s.Starts, s.Stops} {
			c.oneOf(s.ID, tool, "", HoldTimer, TalkTimer)
		}
		var asked [len(languages)][]string
		for i, lang := range languages {
			asked[i] = c.script(lang, s)
		}
		if !slices.Equal(asked[0], asked[1]) {
			c.add(c.dir, s.ID, "blanks differ: fr %v, en %v", asked[0], asked[1])
		}
	}
	c.follow("scripts", ids)
}

// script checks one script in one language and returns its blanks, as both
// languages must have them.
func (c *checker) script(lang i18n.Lang, s scriptMeta) []string {
	t, file := c.words[lang].child(s.ID), c.wordsFile(lang)
	text, tu := t.child("text").texts(), t.child("text_tu").texts()
	if len(text) == 0 {
		c.add(file, s.ID+".text", "missing")
	}
	if lang == i18n.EN && len(tu) > 0 {
		c.add(file, s.ID+".text_tu", "exists in French only")
	}
	email := s.Register == Written && slices.Contains(s.Channels, "email")
	if email != (t.child("subject").text != "") {
		c.add(file, s.ID+".subject", "an e-mail, and only an e-mail, has a subject")
	}
	blanks := c.blanks(file, s, "text", text)
	if len(tu) > 0 {
		if have := c.blanks(file, s, "text_tu", tu); !slices.Equal(onlyAsked(have), onlyAsked(blanks)) {
			c.add(file, s.ID+".text_tu", "does not ask the same blanks as text")
		}
		for _, word := range []string{"vous", "votre", "vos"} {
			if holds(strings.ToLower(t.child("subject").text+" "+strings.Join(tu, " ")), word) {
				c.add(file, s.ID+".text_tu", "%s in a tu text or its subject", word)
			}
		}
	}
	if s.Register == Spoken {
		c.breath(file, s.ID+".text", text)
		c.breath(file, s.ID+".text_tu", tu)
	}
	c.blanks(file, s, "subject", []string{t.child("subject").text})
	c.lengths[lang] = append(c.lengths[lang], countWords(strings.Join(text, "\n")))
	return blanks
}

// breath checks that what is said aloud fits a breath and asks one thing.
func (c *checker) breath(file, key string, paragraphs []string) {
	text := withoutBlanks(strings.Join(paragraphs, ". "), "blank")
	if n := strings.Count(text, "?"); n > 1 {
		c.add(file, key, "%d questions, at most one", n)
	}
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".!?…", r) }) {
		if n := countWords(sentence); n > maxBreath {
			c.add(file, key, "a sentence of %d words to say, at most %d", n, maxBreath)
		}
	}
}

// blanks checks the placeholders of one text and lists them, sorted.
func (c *checker) blanks(file string, s scriptMeta, key string, paragraphs []string) []string {
	text := strings.Join(paragraphs, "\n\n")
	key = s.ID + "." + key
	if n := countWords(text); n > maxScript {
		c.add(file, key, "%d words, at most %d", n, maxScript)
	}
	tmpl, err := script.Parse(text)
	if err != nil {
		c.add(file, key, "%v", err)
	}
	for _, name := range tmpl.Missing(nil) {
		if strings.HasPrefix(name, "client.") {
			c.add(file, key, "%s needs a fallback, even empty", name)
		}
	}
	if opensWithName(text) {
		c.add(file, key, "an optional name cannot open a sentence")
	}
	out := tmpl.Names()
	promise := false
	for _, b := range tmpl.Blanks() {
		promise = promise || b.Label == script.LabelPromise
		switch b.Kind {
		case script.KindChoice:
			out = append(out, "[choice of "+strings.Repeat("|", len(b.Choices))+"]")
		case script.KindText:
			out = append(out, "[text]")
		default:
			out = append(out, "["+b.Key+"]")
		}
	}
	if promise && !s.Promise && len(paragraphs) > 0 {
		c.add(file, key, "promises something: say so in meta.json")
	}
	slices.Sort(out)
	return out
}

func onlyAsked(blanks []string) []string {
	var out []string
	for _, b := range blanks {
		if b[0] == '[' {
			out = append(out, b)
		}
	}
	return out
}

// opensWithName says whether a name that may be empty begins a sentence.
func opensWithName(text string) bool {
	const name = "{{client.address|}}"
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		from += i
		before := strings.TrimRight(text[:from], " \n")
		if before == "" || before != text[:from] && strings.ContainsAny(before[len(before)-1:], ".!?") || strings.HasSuffix(text[:from], "\n") {
			return true
		}
		from += len(name)
	}
}

// placeholders lists the {names} of a sentence.
func placeholders(s string) []string {
	var out []string
	for i := range s {
		if n := braceLen(s[i:]); n > 0 {
			out = append(out, s[i+1:i+n-1])
		}
	}
	return out
}

func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
