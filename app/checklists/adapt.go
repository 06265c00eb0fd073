package checklists

import (
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// adapted is the kit's list in the worker's words and order. What was left as it came, in either of the languages known,
// keeps all that goes with it: a name, what others are asked, and the language of the screen.
func adapted(kit content.Checklist, known []content.Checklist, own journal.OwnList) content.Checklist {
	c := kit
	c.Title, c.Intro, c.Items = own.Title, own.Intro, nil
	for _, k := range known {
		if k.Title == own.Title {
			c.Title = kit.Title
		}
		if k.Intro == own.Intro {
			c.Intro = kit.Intro
		}
	}
	for _, line := range own.Items {
		it := content.Item{ID: line.ID, Name: line.Text, Self: line.Text}
		if as, ok := item(&kit, line.ID); ok {
			it.Area, it.SeenBy, it.Next = as.Area, as.SeenBy, as.Next
			for i := range known {
				if was, _ := item(&known[i], line.ID); was.Self == line.Text {
					it = *as
				}
			}
		}
		c.Items = append(c.Items, it)
	}
	return c
}

// standing is a list of the worker's own, with the kit's words around its lines.
func standing(say *i18n.Printer, own journal.OwnList) content.Checklist {
	c := content.Checklist{Slug: own.ID, Title: own.Title, Short: own.Title, Intro: own.Intro, Method: own.Method, Result: map[string]string{}}
	words := func(keys ...string) {
		for _, key := range keys {
			c.Result[key] = say.T("own_result." + key)
		}
	}
	answers := func(ids ...string) {
		for _, id := range ids {
			c.Answers = append(c.Answers, content.Choice{ID: id, Label: say.T("own_result.answer_" + id)})
		}
	}
	words("title", "next")
	if own.Method == content.MethodScale {
		answers("1", "2", "3", "4", "5")
		words("score", "high", "middle", "low", "weakest", "same")
	} else {
		answers("yes", "no", "not_applicable")
		words("all", "some", "none")
		c.Counts = map[string]content.Count{"count": {One: say.T("own_result.count_one"), Other: say.T("own_result.count_other")}}
	}
	for _, line := range own.Items {
		c.Items = append(c.Items, content.Item{ID: line.ID, Name: line.Text, Self: line.Text})
	}
	return c
}
