package content

type guideMeta struct {
	unitMeta
	Sections []string `json:"sections"`
	Figures  []struct {
		Section string `json:"section"`
		Grade   string `json:"grade"`
	} `json:"figures"`
	Related map[string][]string `json:"related"`
}

type guideWords struct {
	Title, Summary string
	Sections       map[string]Section
}

func (l *loader) guide(slug string) {
	var m guideMeta
	var w guideWords
	if !l.read(&m, &w) {
		return
	}
	g := Guide{Slug: slug, Rows: m.Rows, Title: w.Title, Summary: w.Summary}
	grades := map[string]string{}
	for _, f := range m.Figures {
		grades[f.Section] = f.Grade
	}
	for _, id := range m.Sections {
		s := w.Sections[id]
		s.ID, s.Grade = id, grades[id]
		g.Sections = append(g.Sections, s)
	}
	for _, r := range m.Related["routes"] {
		if r = l.route(r); r != "" {
			g.Routes = append(g.Routes, r)
		}
	}
	delete(m.Related, "routes")
	g.Related = l.links(m.Related)
	g.Minutes = g.minutes()
	l.bundle.Guides = append(l.bundle.Guides, g)
}

type resourcesMeta struct {
	unitMeta
	Categories []string   `json:"categories"`
	Resources  []Resource `json:"resources"`
}

type resourcesWords struct {
	Categories map[string]string
	Resources  map[string]Resource
}

func (l *loader) resources() {
	var m resourcesMeta
	var w resourcesWords
	if !l.read(&m, &w) {
		return
	}
	d := &l.bundle.Resources
	for _, id := range m.Categories {
		d.Categories = append(d.Categories, Choice{ID: id, Label: w.Categories[id]})
	}
	for _, r := range m.Resources {
		words := w.Resources[r.ID]
		r.Name, r.Text, r.URL = words.Name, words.Text, words.URL
		d.Resources = append(d.Resources, r)
	}
}
