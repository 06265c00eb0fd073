package checklists

import (
	"reflect"
	"strings"
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

func bundle(t *testing.T, lang i18n.Lang) *content.Bundle {
	t.Helper()
	b, err := content.Load(data.FS, lang)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestAdapted puts the chain in the worker's words, in French, and looks at it in English.
func TestAdapted(t *testing.T) {
	fr, _ := bundle(t, i18n.FR).Checklist("chain")
	en, _ := bundle(t, i18n.EN).Checklist("chain")
	quote, _ := item(&fr, "quote")
	own := journal.OwnList{ID: "x", From: "chain", Title: "Ma chaîne", Intro: fr.Intro, Method: journal.MethodScale, Items: []journal.OwnItem{
		{ID: "quote", Text: quote.Self}, {ID: "found", Text: "On voit mon enseigne."}, {ID: "new", Text: "Le café."}}}
	c := adapted(en, []content.Checklist{fr, en}, own)
	if c.Title != "Ma chaîne" || c.Intro != en.Intro || len(c.Items) != 3 {
		t.Errorf("title %q, intro %q, %d items", c.Title, c.Intro, len(c.Items))
	}
	as, _ := item(&en, "quote")
	if !reflect.DeepEqual(c.Items[0], *as) {
		t.Errorf("what was left as it came is %+v, want %+v", c.Items[0], *as)
	}
	if found, _ := item(&en, "found"); c.Items[1].Self != "On voit mon enseigne." || c.Items[1].Name != c.Items[1].Self || len(c.Items[1].Next) != len(found.Next) {
		t.Errorf("what was changed is %+v", c.Items[1])
	}
	if c.Items[2].ID != "new" || c.Items[2].Next != nil {
		t.Errorf("what was added is %+v", c.Items[2])
	}
	if len(c.Answers) != len(en.Answers) || c.Result["weakest"] != en.Result["weakest"] {
		t.Error("the words around the lines are not the kit's")
	}
}

func TestStanding(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		say := i18n.For(lang)
		for method, answers := range map[string]int{journal.MethodCount: 3, journal.MethodScale: 5} {
			c := standing(say, journal.OwnList{ID: "x", Title: "T", Method: method, Items: []journal.OwnItem{{ID: "a", Text: "A"}}})
			if len(c.Answers) != answers || c.Items[0].Self != "A" {
				t.Errorf("%s: %+v", method, c)
			}
			for id, words := range c.Result {
				if words == "" || strings.Contains(words, "⟦") {
					t.Errorf("%s: result %s is %q", method, id, words)
				}
			}
			l := &list{Checklist: c}
			f := figureOf(say, l, journal.ChecklistRun{Answers: map[string]string{"a": c.Answers[0].ID}})
			if !f.known || strings.Contains(f.words, "{") {
				t.Errorf("%s: %+v", method, f)
			}
		}
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		lang          i18n.Lang
		slug          string
		before, now   map[string]string
		raw           string
		words, change string
	}{
		{i18n.FR, "every-encounter", map[string]string{"smile": "no", "thanks": "yes"}, map[string]string{"smile": "yes", "thanks": "yes", "goodbye": "", "greeting": "not_applicable"},
			"2", "2 gestes sur 3", "+1"},
		{i18n.FR, "serviceability", map[string]string{"vision": "3"}, map[string]string{"vision": "3", "doors": "4", "present": "not_seen"},
			"0.625", "63\u00a0%", "+13 points"},
		{i18n.EN, "serviceability", map[string]string{"vision": "5"}, map[string]string{"vision": "1"}, "0", "0%", "-100 points"},
		{i18n.FR, "skills", map[string]string{"offer": "4"}, map[string]string{"offer": "4", "people": "3", "time": "4", "own": "4"}, "3.75", "3,8 sur 5", "-0,3"},
		{i18n.EN, "chain", map[string]string{"found": "2"}, map[string]string{"found": "2", "news": "5"}, "2", "2 out of 5", "No change"},
		{i18n.EN, "service-plan", map[string]string{"gap": "under_way"}, map[string]string{"gap": "done", "tell": "not_started"}, "1", "1 action done out of 2", "+1"},
	} {
		say := i18n.For(c.lang)
		kit, ok := bundle(t, c.lang).Checklist(c.slug)
		l := &list{Checklist: kit}
		f, was := figureOf(say, l, journal.ChecklistRun{Answers: c.now}), figureOf(say, l, journal.ChecklistRun{Answers: c.before})
		if _, change := f.change(say, l, was); !ok || f.number() != c.raw || f.words != c.words || change != c.change {
			t.Errorf("%s: %s, %q, %q; want %s, %q, %q", c.slug, f.number(), f.words, change, c.raw, c.words, c.change)
		}
	}
}

func TestSees(t *testing.T) {
	it := &content.Item{SeenBy: []string{"colleague"}}
	for rater, want := range map[string]bool{"": true, "colleague": true, "client": false} {
		if sees(rater, it) != want {
			t.Errorf("%q sees it: %v", rater, !want)
		}
	}
	if !sees("client", &content.Item{}) {
		t.Error("a line of the worker's own is hidden from others")
	}
}

func TestOpening(t *testing.T) {
	for intro, want := range map[string]string{"": "", "Une phrase.": "Une phrase.", "Un. Deux.": "Un.", "Qui? Vous. Oui.": "Qui? Vous."} {
		if got := opening(intro); got != want {
			t.Errorf("opening(%q) = %q", intro, got)
		}
	}
}
