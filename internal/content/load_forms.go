package content

import (
	"encoding/json"
	"fmt"
	"strconv"
)

type checklistMeta struct {
	unitMeta
	Method string   `json:"method"`
	Score  string   `json:"score"`
	Scale  scale    `json:"scale"`
	Raters []string `json:"raters"`
	Areas  []string `json:"areas"`
	Items  []struct {
		ID     string   `json:"id"`
		Area   string   `json:"area"`
		SeenBy []string `json:"seen_by"`
	} `json:"items"`
	Next map[string]map[string][]string `json:"next"`
}

// scale is either numbers from Min to Max, or the ids in Answers.
type scale struct {
	Min     int      `json:"min"`
	Max     int      `json:"max"`
	NotSeen bool     `json:"not_seen"`
	Answers []string `json:"answers"`
}

func (s scale) ids() []string {
	ids := append([]string(nil), s.Answers...)
	for n := s.Min; n <= s.Max && s.Max > 0; n++ {
		ids = append(ids, strconv.Itoa(n))
	}
	if s.NotSeen {
		ids = append(ids, "not_seen")
	}
	return ids
}

type checklistWords struct {
	Title, Short, Intro string
	IntroOther          string `json:"intro_other"`
	How                 []string
	Scale, Areas        map[string]string
	Items               map[string]Item
	Result              map[string]json.RawMessage // a sentence or a Count
}

func (l *loader) checklist(slug string) {
	var m checklistMeta
	var w checklistWords
	if !l.read(&m, &w) {
		return
	}
	c := Checklist{Slug: slug, Rows: m.Rows, Title: w.Title, Short: w.Short, Method: m.Method, Score: m.Score, Intro: w.Intro, IntroOther: w.IntroOther,
		How: w.How, Raters: m.Raters, Result: map[string]string{}, Counts: map[string]Count{}}
	for _, id := range m.Scale.ids() {
		c.Answers = append(c.Answers, Choice{ID: id, Label: w.Scale[id]})
	}
	for _, id := range m.Areas {
		c.Areas = append(c.Areas, Choice{ID: id, Label: w.Areas[id]})
	}
	for _, x := range m.Items {
		i := w.Items[x.ID]
		c.Items = append(c.Items, Item{ID: x.ID, Area: x.Area, Name: i.Name, Self: i.Self, Other: i.Other, SeenBy: x.SeenBy, Next: l.links(m.Next[x.ID])})
	}
	for id, raw := range w.Result {
		var text string
		var count Count
		if json.Unmarshal(raw, &text) == nil {
			c.Result[id] = text
		} else if err := json.Unmarshal(raw, &count); err == nil {
			c.Counts[id] = count
		} else {
			l.note(fmt.Errorf("result %s: %w", id, err))
		}
	}
	l.bundle.Checklists = append(l.bundle.Checklists, c)
}

type tipsMeta struct {
	unitMeta
	Tips []struct {
		N      int      `json:"n"`
		ID     string   `json:"id"`
		Rows   []string `json:"rows"`
		Source string   `json:"source"`
		Link   string   `json:"link"`
	} `json:"tips"`
}

func (l *loader) tips() {
	var m tipsMeta
	var words map[string]struct{ Title, Text string }
	if !l.read(&m, &words) {
		return
	}
	for _, t := range m.Tips {
		w := words[t.ID]
		l.bundle.Tips = append(l.bundle.Tips, Tip{N: t.N, ID: t.ID, Title: w.Title, Text: w.Text, Rows: t.Rows, Link: l.route(t.Link)})
	}
}
