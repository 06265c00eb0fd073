package checklist

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// answers reads "a=1 b=not_seen c=".
func answers(s string) map[string]string {
	m := map[string]string{}
	for _, f := range strings.Fields(s) {
		item, a, _ := strings.Cut(f, "=")
		m[item] = a
	}
	return m
}

func TestDone(t *testing.T) {
	for _, c := range []struct {
		answers  string
		n, total int
	}{
		{"", 0, 0},
		{"a=yes b=yes", 2, 2},
		{"a=yes b=no c=not_applicable", 1, 2},
		{"a=yes b= c=no", 1, 3}, // a line left open is not done
		{"a=not_applicable", 0, 0},
	} {
		if n, total := Done(answers(c.answers), Yes); n != c.n || total != c.total {
			t.Errorf("Done(%q) = %d of %d, want %d of %d", c.answers, n, total, c.n, c.total)
		}
	}
	if n, total := Done(answers("a=done b=under_way c=not_started"), Finished); n != 1 || total != 3 {
		t.Errorf("a plan: %d of %d", n, total)
	}
	if Open([]string{"a", "b", "c"}, answers("a=yes b=")) != 2 {
		t.Error("two lines are open")
	}
	if Share(1, 4) != 0.25 || Share(0, 0) != 0 {
		t.Error("shares")
	}
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		way     Way
		answers string
		value   float64
		n       int
	}{
		{Average, "", 0, 0},
		{Average, "a=not_seen b=", 0, 0},
		{Average, "a=1 b=2 c=not_seen", 1.5, 2},
		{Quotient, "a=5 b=3 c=4 d=6 e=0 f=x", 4, 3},
		{Chain, "a=5 b=2 c=4 d=not_seen", 2, 3},
	} {
		if m := c.way.Score(answers(c.answers)); m.Value != c.value || m.N != c.n {
			t.Errorf("way %d of %q: %+v, want %v of %d", c.way, c.answers, m, c.value, c.n)
		}
	}
	for score, way := range map[string]Way{"share": Quotient, "lowest": Chain, "mean": Average, "": Average} {
		if WayOf(score) != way {
			t.Errorf("the way of %q is %d", score, WayOf(score))
		}
	}
	for rating, share := range map[float64]float64{1: 0, 2: 0.25, 3: 0.5, 3.8: 0.7, 5: 1} {
		if got := ShareOf(rating); math.Abs(got-share) > 1e-12 {
			t.Errorf("%v is a share of %v, want %v", rating, got, share)
		}
	}
	for score, level := range map[float64]Level{1: Low, 2.99: Low, 3: Middle, 3.9: Middle, 4: High, 5: High} {
		if LevelOf(score) != level {
			t.Errorf("the level of %v is %d", score, LevelOf(score))
		}
	}
}

func TestByArea(t *testing.T) {
	items := []Item{{"a", "x"}, {"b", "x"}, {"c", "y"}, {"d", "z"}, {"e", ""}}
	got := ByArea([]string{"z", "x", "y"}, items, answers("a=2 b=5 c=not_seen d=4 e=1"))
	want := []Area{{"z", Mean{4, 1}}, {"x", Mean{3.5, 2}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestStart(t *testing.T) {
	for _, c := range []struct{ answers, start, same string }{
		{"", "", ""},
		{"a=3", "", ""}, // one answer says nothing of others
		{"a=1", "a", ""},
		{"a=3 b=3 c=3 d=3 e=3", "", "same"},
		{"a=2 b=2 c=2 d=2 e=2", "abcde", "same"},
		{"a=5 b=4 c=5 d=3 e=5", "db", ""},
		{"a=4 b=4 c=4 d=4 e=5", "abc", ""},
		{"a=2 b=1 c=2 d=1 e=5", "bdac", ""},
		{"a=2 b=4 c=not_seen d=5 e=3", "aeb", ""},
	} {
		start, same := Start(Weakest([]string{"a", "b", "c", "d", "e"}, answers(c.answers)))
		got := ""
		for _, r := range start {
			got += r.Item
		}
		if got != c.start || same != (c.same == "same") {
			t.Errorf("%q starts with %q, same %v; want %q %s", c.answers, got, same, c.start, c.same)
		}
	}
}

func TestCompare(t *testing.T) {
	others := []map[string]string{answers("a=2 b=5 c=not_seen d=4"), answers("a=3 b=5 c= d=5"), answers("e=1")}
	got := Compare([]string{"a", "b", "c", "d", "e", "f"}, answers("a=4 b=5 c=2 d=4 f=not_seen"), others)
	want := []Pair{
		{"a", 4, Mean{2.5, 2}}, {"d", 4, Mean{4.5, 2}}, {"b", 5, Mean{5, 2}}, // the widest apart first
		{"c", 2, Mean{}}, {"e", 0, Mean{1, 1}}, // one view only
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	for i, view := range []View{Lower, Higher, Same, Same, Same} {
		if got[i].View() != view {
			t.Errorf("%s is seen as %d, want %d", got[i].Item, got[i].View(), view)
		}
	}
	if got[0].Gap() != -1.5 || got[3].Gap() != 0 {
		t.Error("gaps", got[0].Gap(), got[3].Gap())
	}
}

func TestPlan(t *testing.T) {
	const today = "2026-11-21"
	for _, c := range []struct {
		name  string
		steps []Step
		late  string
		next  string
	}{
		{"nothing", nil, "", ""},
		{"all done", []Step{{"a", Finished, "2026-11-01"}}, "", ""},
		{"no day at all", []Step{{"a", Finished, ""}, {"b", NotStarted, ""}, {"c", UnderWay, ""}}, "", "c"},
		{"nothing begun", []Step{{"a", "", ""}, {"b", NotStarted, ""}}, "", "a"},
		{"by day", []Step{{"a", NotStarted, "2026-12-24"}, {"b", NotStarted, "2026-11-21"}, {"c", UnderWay, ""}}, "", "b"},
		{"late", []Step{{"a", NotStarted, "2026-11-20"}, {"b", UnderWay, "2026-10-01"}, {"c", Finished, "2026-01-01"}, {"d", NotStarted, ""}}, "ba", "d"},
	} {
		late := ""
		for _, s := range Late(c.steps, today) {
			late += s.Item
		}
		next, ok := Next(c.steps, today)
		if late != c.late || next.Item != c.next || ok != (c.next != "") {
			t.Errorf("%s: late %q, next %q; want %q and %q", c.name, late, next.Item, c.late, c.next)
		}
	}
}

func TestPath(t *testing.T) {
	links := map[string][]string{"a": {"/1", "/2"}, "b": {"/2"}, "c": {"/3"}, "d": {"/4"}, "e": {"/5"}, "f": {"/6"}}
	of := func(item string) []string { return links[item] }
	weakest := Weakest([]string{"a", "b", "c", "d", "e", "f"}, answers("a=3 b=2 c=1 d=4 e=5 f=4"))
	got := Path(weakest, of)
	want := []Stop{{"/3", "c"}, {"/2", "b"}, {"/1", "a"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if n := Learned(got, []string{"/9", "/2", "/3", "/3"}); n != 2 {
		t.Errorf("%d learned", n)
	}
	if got := Path(Weakest([]string{"a"}, answers("a=5")), of); got != nil {
		t.Errorf("nothing to learn, and yet %v", got)
	}
}

func TestText(t *testing.T) {
	items := []string{"Saluer", "3 sourires", "Dire merci"}
	title, back := Lines(Text("Ma liste", items))
	if title != "Ma liste" || !reflect.DeepEqual(back, items) {
		t.Errorf("shared and taken in: %q %q", title, back)
	}
	for text, want := range map[string]string{
		"":                                   "",
		" \r\n\t\n":                          "",
		"un\ndeux\r\n\r\ntrois":              "un|deux|trois",
		"1. un\n2) deux\n10. trois":          "un|deux|trois",
		"• un\n* deux\n☐ trois\n[ ] quatre":  "un|deux|trois|quatre",
		"- [x] un\n– deux":                   "un|deux",
		"2.5 mètres\n- deux":                 "deux", // over lines that have a mark, it is the title
		"2.5 mètres\n3 pas":                  "2.5 mètres|3 pas",
		"une ligne seule":                    "une ligne seule",
		"un\ndeux\n- trois":                  "un|deux|trois",
		"12":                                 "12",
		"Fermeture :\n1. Lumières\n2. Porte": "Lumières|Porte",
	} {
		if _, got := Lines(text); strings.Join(got, "|") != want {
			t.Errorf("Lines(%q) = %q, want %s", text, got, want)
		}
	}
}
