package content

import (
	"slices"
	"strings"
)

// What a guide may hold, in words.
const (
	maxGuide   = 420
	minGuide   = 250
	maxSection = 70
)

func (c *checker) guide() {
	var m guideMeta
	c.meta(&m, &m.unitMeta)
	c.follow("sections", m.Sections, "sections")
	for _, f := range m.Figures {
		c.oneOf("figures", f.Section, m.Sections...)
		c.oneOf("figures", f.Grade, "measured", "quoted", "illustration")
	}
	for _, lang := range languages {
		total := 0
		for _, id := range m.Sections {
			s := c.words[lang].child("sections", id)
			n := countWords(strings.Join(append(s.child("body").texts(), s.child("list").texts()...), "\n"))
			if total += n; n == 0 || n > maxSection {
				c.add(c.wordsFile(lang), "sections."+id, "%d words, from 1 to %d", n, maxSection)
			}
			if s.child("heading").text == "" {
				c.add(c.wordsFile(lang), "sections."+id, "needs a heading")
			}
		}
		if total < minGuide || total > maxGuide {
			c.add(c.wordsFile(lang), "sections", "%d words in all, from %d to %d", total, minGuide, maxGuide)
		}
	}
}

func (c *checker) resources() {
	var m resourcesMeta
	c.meta(&m, &m.unitMeta)
	c.follow("categories", m.Categories, "categories")
	var ids []string
	for _, r := range m.Resources {
		ids = append(ids, r.ID)
		c.oneOf("resources."+r.ID, r.Category, m.Categories...)
		if phone := strings.TrimPrefix(r.Phone, "+"); strings.Trim(phone, "0123456789") != "" {
			c.add(c.file("meta.json"), "resources."+r.ID, "%q is not a number such as +18005551234 or 811", r.Phone)
		}
	}
	c.follow("resources", ids, "resources")
	for _, lang := range languages {
		for _, id := range ids {
			w := c.words[lang].child("resources", id)
			if host, ok := strings.CutPrefix(w.child("url").text, "https://"); !ok || !strings.Contains(host, ".") || strings.ContainsAny(host, " \u00a0") {
				c.add(c.wordsFile(lang), "resources."+id+".url", "not an https address")
			}
			if slices.Contains([]string{w.child("name").text, w.child("text").text}, "") {
				c.add(c.wordsFile(lang), "resources."+id, "needs a name and a text")
			}
			if n := countWords(w.child("text").text); n > maxHint {
				c.add(c.wordsFile(lang), "resources."+id+".text", "%d words, at most %d", n, maxHint)
			}
		}
	}
}
