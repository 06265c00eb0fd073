package find

import (
	"strings"

	"trousse/internal/content"
	"trousse/internal/search"
)

// New makes the index of a bundle.
func New(b *content.Bundle) *Index {
	x := &Index{lang: b.Lang, little: little(b.Lang)}
	for _, p := range b.Playbooks {
		var body []string
		for _, s := range p.Steps {
			body = append(body, s.Do, s.How)
		}
		x.add(content.Playbooks, p.Slug, p.Title, p.Aim, append(p.Situations[:len(p.Situations):len(p.Situations)], p.Title, p.Short), append(append(body, p.Aim), p.Say...))
	}
	for _, s := range b.Scripts {
		x.add(content.Scripts, s.ID, s.Title, s.When, []string{s.Title, s.When}, s.Text)
	}
	for _, c := range b.Checklists {
		body := []string{c.Intro}
		for _, i := range c.Items {
			body = append(body, i.Name, i.Self)
		}
		x.add(content.Checklists, c.Slug, c.Title, c.Intro, []string{c.Title, c.Short}, body)
	}
	for _, c := range b.Calculators {
		x.add(content.Calculators, c.Slug, c.Title, c.Intro, []string{c.Title, c.Short}, []string{c.Intro})
	}
	for _, g := range b.Guides {
		var body []string
		for _, s := range g.Sections {
			body = append(append(append(body, s.Heading), s.Body...), s.List...)
		}
		x.add(content.Guides, g.Slug, g.Title, g.Summary, []string{g.Title, g.Summary}, body)
	}
	for _, t := range b.Tips {
		x.add(content.Tips, t.ID, t.Title, t.Text, []string{t.Title}, []string{t.Text})
	}
	for _, r := range b.Resources.Resources {
		x.add(content.Resources, r.ID, r.Name, r.Text, []string{r.Name}, []string{r.Text})
	}
	return x
}

func (x *Index) add(kind, slug, title, line string, head, body []string) {
	x.units = append(x.units, unit{
		Result: Result{Link: content.Link{Kind: kind, Slug: slug}, Title: title, Line: line},
		head:   folded(head), body: folded(body),
	})
}

func folded(texts []string) string { return " " + search.Fold(strings.Join(texts, " ")) + " " }
