package app

import (
	"strings"
	"testing"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

// TestContentLeadsToRooms follows every route that content leads to: each one has its room.
func TestContentLeadsToRooms(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		follow := func(from, route string) {
			route, _, _ = strings.Cut(route, "#")
			if route == "" {
				return
			}
			for _, r := range rooms {
				if _, ok := match(r.pattern, route); ok {
					return
				}
			}
			t.Errorf("%s: %s leads to %s, where there is no room", lang, from, route)
		}
		for _, p := range b.Playbooks {
			for _, w := range p.Watch {
				follow(p.Slug, w.Link)
			}
			for _, l := range p.Related {
				follow(p.Slug, l.Path())
			}
		}
		for _, c := range b.Checklists {
			for _, i := range c.Items {
				for _, l := range i.Next {
					follow(c.Slug, l.Path())
				}
			}
		}
		for _, g := range b.Guides {
			for _, route := range g.Routes {
				follow(g.Slug, route)
			}
			for _, l := range g.Related {
				follow(g.Slug, l.Path())
			}
		}
		for _, tip := range b.Tips {
			follow("tip "+tip.ID, tip.Link)
		}
	}
}
