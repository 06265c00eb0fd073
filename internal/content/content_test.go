package content_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/script"
)

func load(t *testing.T, lang i18n.Lang) *content.Bundle {
	t.Helper()
	b, err := content.Load(data.FS, lang)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBundleSurvivesItsFile(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b := load(t, lang)
		file, err := b.Encode()
		if err != nil {
			t.Fatal(err)
		}
		rests := 0
		if _, err := content.Decode(bytes.Clone(file[:len(file)-1]), func() {}); err == nil {
			t.Errorf("%s: a file cut short was accepted", lang)
		}
		back, err := content.Decode(bytes.Clone(file), func() { rests++ })
		if err != nil {
			t.Fatal(err)
		}
		again, err := back.Encode()
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("%s: changed by its file: %v", lang, err)
		}
		if back.Lang != lang || len(back.Tips) < 20 || rests < 7 {
			t.Errorf("%s: %d tips in %q, %d rests", lang, len(back.Tips), back.Lang, rests)
		}
	}
	if _, err := content.Decode([]byte("{"), func() {}); err == nil {
		t.Error("half a file was accepted")
	}
}

func TestLookups(t *testing.T) {
	b := load(t, i18n.EN)
	if p, ok := b.Playbook("waiting"); !ok || p.Title != "When someone has to wait" || p.Steps[0].Phase != "before" || len(p.Phases) != 3 {
		t.Errorf("playbook %+v", p)
	}
	if s, ok := b.Script("promise-made-email"); !ok || s.Theme != "promise" || !s.Promise || s.Subject == "" {
		t.Errorf("script %+v", s)
	}
	if c, ok := b.Checklist("every-encounter"); !ok || len(c.Items) == 0 || c.Items[0].ID != "greeting" || len(c.Answers) != 3 || c.Counts["count"].Other == "" || c.Result["all"] == "" {
		t.Errorf("checklist %+v", c)
	}
	if c, ok := b.Calculator("lost-client"); !ok || c.Groups[1].ID != "snowball" || c.Inputs[3].High != 16 || c.Inputs[3].Label == "" {
		t.Errorf("calculator %+v", c)
	}
	_, p := b.Playbook("nothing")
	_, s := b.Script("")
	_, c := b.Checklist("lost-client")
	_, k := b.Calculator("waiting")
	if p || s || c || k {
		t.Error("found what is not there")
	}
	for _, l := range []content.Link{{Kind: content.Playbooks, Slug: "waiting"}, {Kind: content.Scripts, Slug: "hold-ask"},
		{Kind: content.Checklists, Slug: "every-encounter"}, {Kind: content.Calculators, Slug: "lost-client"}} {
		if title, ok := b.Title(l); !ok || title == "" {
			t.Errorf("no title for %v", l)
		}
	}
	if _, ok := b.Title(content.Link{Kind: content.Guides, Slug: "waiting"}); ok {
		t.Error("a title for a kind that is not there")
	}
}

// TestLostClientOutputs holds the names that screens and links rely on.
func TestLostClientOutputs(t *testing.T) {
	c, _ := load(t, i18n.FR).Calculator("lost-client")
	var ids []string
	for _, o := range c.Outputs {
		ids = append(ids, o.ID)
		if o.Label == "" {
			t.Errorf("%s has no label", o.ID)
		}
	}
	want := "yearly_value lifetime_value lost_clients indirect_cost total_cost total_low total_high yearly_margin discounted_value perpetual_value"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("got %s", got)
	}
}

// TestPlannedLinksAreLeftOut follows every link of the bundle.
func TestPlannedLinksAreLeftOut(t *testing.T) {
	b := load(t, i18n.FR)
	follow := func(from string, l content.Link) {
		if _, found := b.Title(l); !found {
			t.Errorf("%s leads to %s", from, l.Path())
		}
	}
	route := func(from, path string) {
		if parts := strings.Split(path, "/"); len(parts) == 3 {
			follow(from, content.Link{Kind: parts[1], Slug: parts[2]})
		}
	}
	for _, p := range b.Playbooks {
		for _, l := range p.Related {
			follow(p.Slug, l)
		}
		for _, w := range p.Watch {
			route(p.Slug+"."+w.ID, w.Link)
		}
		for _, id := range p.Scripts {
			follow(p.Slug, content.Link{Kind: content.Scripts, Slug: id})
		}
	}
	for _, s := range b.Scripts {
		for _, slug := range s.Playbooks {
			follow(s.ID, content.Link{Kind: content.Playbooks, Slug: slug})
		}
	}
	for _, c := range b.Checklists {
		for _, i := range c.Items {
			for _, l := range i.Next {
				follow(i.ID, l)
			}
		}
	}
	for _, tip := range b.Tips {
		route(tip.ID, tip.Link)
	}
}

// TestPlannedUnitThatComes plans a playbook of its own, brings it, and wants
// its link only then.
func TestPlannedUnitThatComes(t *testing.T) {
	m := copyFS(t)
	put := func(name, text string) { m[name] = &fstest.MapFile{Data: []byte(text)} }
	get := func(name string) string { return string(m[name].Data) }
	put("planned.txt", get("planned.txt")+"\nplaybooks/guest\n")
	put("playbooks/waiting/meta.json", strings.ReplaceAll(get("playbooks/waiting/meta.json"), `"playbook": "angry"`, `"playbook": "guest"`))
	leads := func() string {
		t.Helper()
		b, err := content.Load(m, i18n.EN)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := b.Playbook("waiting")
		return p.Watch[len(p.Watch)-1].Link
	}
	if got := leads(); got != "" {
		t.Errorf("only planned, leads to %s", got)
	}
	for _, f := range []string{"meta", "fr", "en"} {
		put("playbooks/guest/"+f+".json", strings.ReplaceAll(get("playbooks/waiting/"+f+".json"), `"id": "waiting"`, `"id": "guest"`))
	}
	if got := leads(); got != "/playbooks/guest" {
		t.Errorf("leads to %q", got)
	}
	if errs := content.Validate(m); len(errs) != 1 || !strings.Contains(errs[0].Error(), "take the line out") {
		t.Errorf("got %v", errs)
	}
}

func TestLoadSaysWhatStopsIt(t *testing.T) {
	m := copyFS(t)
	meta := string(m["tips/meta.json"].Data)
	m["tips/meta.json"] = &fstest.MapFile{Data: []byte(strings.Replace(meta, "calculators/promise-date", "calculators/no-such-one", 1))}
	if _, err := content.Load(m, i18n.FR); err == nil || !strings.Contains(err.Error(), "calculators/no-such-one") {
		t.Errorf("got %v", err)
	}
	if b, err := content.Load(fstest.MapFS{}, i18n.FR); err != nil || len(b.Playbooks) != 0 {
		t.Errorf("nothing at all: %v", err)
	}
}

// TestScriptsWithAnEmptyKit fills every script as a new kit does, which knows
// nothing and where every blank is skipped, and wants no orphan sign.
func TestScriptsWithAnEmptyKit(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, s := range load(t, lang).Scripts {
			for _, tu := range []bool{false, true} {
				tmpl, err := script.Parse(strings.Join(s.Paragraphs(tu), "\n\n"))
				if err != nil {
					t.Fatal(err)
				}
				answers := script.Answers{}
				for _, b := range tmpl.Blanks() {
					answers[b.Key] = script.Answer{Skipped: true}
				}
				for _, name := range tmpl.Missing(nil) {
					answers[name] = script.Answer{Skipped: true}
				}
				f := tmpl.Fill(nil, answers, script.Context{Lang: lang, Spoken: s.Register == content.Spoken, Today: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)})
				text := f.Text()
				if f.Open != 0 || strings.TrimSpace(text) != text {
					t.Errorf("%s %s: open %d: %q", lang, s.ID, f.Open, text)
				}
				for _, bad := range []string{" ,", ",,", " .", "..", ":.", "()", "\n\n\n", "\n,", ",.", "  "} {
					if strings.Contains(text, bad) {
						t.Errorf("%s %s: %q in %q", lang, s.ID, bad, text)
					}
				}
			}
		}
	}
}

// TestPromiseScriptsWithAnEmptyKit reads the two texts that a new kit can
// send: only what is promised, and for when, is known.
func TestPromiseScriptsWithAnEmptyKit(t *testing.T) {
	want := map[string]string{
		"fr promise-made-text": "Bonjour, je vous confirme ce que j’ai promis. D’ici le vendredi 27 novembre\u00a0: Rappeler Roy. En cas d’imprévu, je vous préviens avant.",
		"en promise-made-text": "Hello, here’s what I promised, in writing. By Friday, November 27: Call Roy. If anything gets in the way, I’ll tell you before then.",
		"fr promise-made-email": "Bonjour,\n\nJe donne suite à notre conversation.\n\nVoici ce que je vous ai promis, d’ici le vendredi 27 novembre\u00a0: Rappeler Roy.\n\n" +
			"S’il y a un imprévu, vous aurez de mes nouvelles avant cette date.",
		"en promise-made-email": "Hello,\n\nI’m following up on our conversation.\n\nHere’s what I promised you, by Friday, November 27: Call Roy.\n\n" +
			"If anything gets in the way, you’ll hear from me before then.",
	}
	words := map[i18n.Lang]string{i18n.FR: "Rappeler Roy.", i18n.EN: "Call Roy"}
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, id := range []string{"promise-made-text", "promise-made-email"} {
			s, _ := load(t, lang).Script(id)
			tmpl, err := script.Parse(strings.Join(s.Text, "\n\n"))
			if err != nil {
				t.Fatal(err)
			}
			answers := script.Answers{"date promise": {Value: "2026-11-27"}}
			for _, b := range tmpl.Blanks() {
				if b.Kind == script.KindText {
					answers[b.Key] = script.Answer{Value: words[lang]}
				}
			}
			f := tmpl.Fill(nil, answers, script.Context{Lang: lang, Today: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)})
			if got := f.Text(); got != want[string(lang)+" "+id] || f.Open != 0 {
				t.Errorf("%s %s, open %d:\n%s", lang, id, f.Open, got)
			}
		}
	}
}

func TestParagraphs(t *testing.T) {
	s := content.Script{Text: []string{"vous"}, TextTu: []string{"tu"}}
	if got := s.Paragraphs(true); got[0] != "tu" {
		t.Errorf("tu: %q", got)
	}
	if got := s.Paragraphs(false); got[0] != "vous" {
		t.Errorf("vous: %q", got)
	}
	s.TextTu = nil
	if got := s.Paragraphs(true); got[0] != "vous" {
		t.Errorf("without a tu text: %q", got)
	}
}

// TestCounts runs the checks that calculators carry beside their count nouns.
func TestCounts(t *testing.T) {
	files, err := fs.Glob(data.FS, "calculators/*/meta.json")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range files {
		text, err := fs.ReadFile(data.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		var meta struct {
			ID     string
			Checks []struct {
				Lang        i18n.Lang
				Count, Want string
				N           float64
			}
		}
		if err := json.Unmarshal(text, &meta); err != nil {
			t.Fatal(err)
		}
		for _, check := range meta.Checks {
			c, _ := load(t, check.Lang).Calculator(meta.ID)
			if got := c.Counts[check.Count].Words(check.Lang, check.N, 1); got != check.Want {
				t.Errorf("%s %s %v: %q, want %q", check.Lang, check.Count, check.N, got, check.Want)
			}
			n++
		}
	}
	if n == 0 {
		t.Error("no checks")
	}
	c := content.Count{One: "{n} an", Other: "{n} ans"}
	if got := c.Words(i18n.FR, 1.96, 1); got != "2 ans" {
		t.Errorf("as shown: %q", got)
	}
	if got := c.Words(i18n.FR, 1000, 1); got != "1\u00a0000 ans" {
		t.Errorf("thousands: %q", got)
	}
}

// tips is a kit with nothing but n tips.
func tips(n int) *content.Bundle {
	b := &content.Bundle{}
	for i := range n {
		b.Tips = append(b.Tips, content.Tip{N: i + 1})
	}
	return b
}

func TestTipOn(t *testing.T) {
	for _, n := range []int{1, 2, 3, 103} {
		b, other := tips(n), tips(n) // two languages
		kept, last := "", 0
		days := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
		for round := range 4 {
			seen := map[int]bool{}
			for i := range n {
				// Days are left out, and the clock is set back for good in the middle of it all.
				days = days.AddDate(0, 0, 1+i%3)
				if round == 2 && i == n/2 {
					days = days.AddDate(-1, 0, 0)
				}
				day := days.Format(time.DateOnly)
				tip, keep, ok := b.TipOn(day, kept)
				if !ok || seen[tip.N] || n > 1 && tip.N == last {
					t.Fatalf("%d tips, round %d, %s: %d again", n, round, day, tip.N)
				}
				for range 2 { // the other language, another look
					again, same, _ := other.TipOn(day, keep)
					if again.N != tip.N || same != keep {
						t.Fatalf("two tips on %s: %d and %d", day, tip.N, again.N)
					}
				}
				seen[tip.N], last, kept = true, tip.N, keep
			}
		}
	}
	if _, _, ok := tips(0).TipOn("2026-11-21", ""); ok {
		t.Error("a tip from nowhere")
	}
}

func TestTipOnAfterAnUpdate(t *testing.T) {
	kept := "2026-11-20 3 1 2" // all of three
	for _, day := range []string{"2026-11-21", "2026-11-22"} {
		tip, keep, _ := tips(5).TipOn(day, kept)
		if tip.N < 4 || !strings.HasPrefix(keep, day+" 3 1 2 ") {
			t.Errorf("%s: tip %d, which was shown, or %q", day, tip.N, keep)
		}
		kept = keep
	}
	if tip, keep, _ := tips(2).TipOn("2026-11-22", kept); tip.N > 2 || keep == kept {
		t.Errorf("a tip that is gone: %d, %q", tip.N, keep)
	}
	for _, kept := range []string{"x", "\x00 y z", "2026-11-21", "2026-11-21 99999999999999999999999"} {
		if tip, keep, ok := tips(5).TipOn("2026-11-21", kept); !ok || tip.N == 0 || !strings.HasPrefix(keep, "2026-11-21 ") {
			t.Errorf("%q is not read as nothing: %d, %q", kept, tip.N, keep)
		}
	}
}
