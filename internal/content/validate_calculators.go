package content

import (
	"slices"

	"trousse/internal/i18n"
)

func (c *checker) calculator() {
	var m calculatorMeta
	c.meta(&m, &m.unitMeta)
	inputs := c.inputs(m)
	var outputs []string
	for _, o := range m.Outputs {
		outputs = append(outputs, o.ID)
		c.oneOf("outputs."+o.ID, o.Unit, outUnits...)
	}
	c.follow("outputs", outputs, "outputs")
	c.oneOf("main", m.Main, outputs...)
	for _, id := range m.Gives {
		c.oneOf("gives", id, outputs...)
	}
	counts := c.words[i18n.FR].child("counts").keys
	for _, id := range sortedKeys(m.CountOf) {
		c.oneOf("count_of", id, counts...)
	}
	for _, id := range sortedKeys(m.Figures) {
		c.oneOf("figures."+id, m.Figures[id], outUnits...)
	}
	for _, id := range m.Arithmetic {
		c.oneOf("arithmetic", id, c.words[i18n.FR].child("sentences").keys...)
	}
	for _, id := range m.Notes {
		c.oneOf("notes", id, c.words[i18n.FR].child("notes").keys...)
	}
	known := slices.Concat(inputs, outputs, counts, sortedKeys(m.Figures))
	for _, id := range sortedKeys(m.Sentences) {
		for _, name := range m.Sentences[id] {
			c.oneOf("sentences."+id, name, known...)
		}
	}
	c.sentences(m)
}

// inputs checks what is typed and returns its names.
func (c *checker) inputs(m calculatorMeta) []string {
	french := c.words[i18n.FR]
	var ids []string
	for _, in := range m.Inputs {
		at := "inputs." + in.ID
		ids = append(ids, in.ID)
		c.oneOf(at, in.Unit, inputUnits...)
		c.oneOf(at, in.Grade, "", "measured", "quoted", "illustration", "official")
		if in.Grade != "" && (french.child("grades", in.Grade).text == "" || french.child("sources", in.Source).text == "") {
			c.add(c.file("meta.json"), at, "a grade and a source need their words")
		}
		if in.Optional && in.Default != 0 || in.Low > in.High {
			c.add(c.file("meta.json"), at, "default or range that cannot be")
		}
		if in.Default != 0 && in.Grade == "" && !in.Example && len(in.Choices) == 0 {
			c.add(c.file("meta.json"), at, "a default is an example, or has a grade")
		}
		if in.Group != "" && french.child("groups", in.Group).text == "" {
			c.add(c.file("meta.json"), at, "no group %q", in.Group)
		}
		if (in.Unit == UnitChoice) != (len(in.Options) > 0) {
			c.add(c.file("meta.json"), at, "a choice, and only a choice, has options")
		}
		if len(in.Options) > 0 {
			c.follow("options", in.Options, "inputs", in.ID, "options")
		}
	}
	c.follow("inputs", ids, "inputs")
	return ids
}

// sentences checks that the sentences of both languages have the placeholders of meta.json.
func (c *checker) sentences(m calculatorMeta) {
	for _, lang := range languages {
		sentences := c.words[lang].child("sentences")
		for _, id := range sentences.keys {
			have, want := placeholders(sentences.child(id).text), m.Sentences[id]
			if !sameWords(have, want) {
				c.add(c.wordsFile(lang), "sentences."+id, "placeholders %v, meta.json has %v", have, want)
			}
		}
		for _, id := range sortedKeys(m.Sentences) {
			if sentences.child(id).text == "" {
				c.add(c.wordsFile(lang), "sentences", "%s is missing", id)
			}
		}
	}
}
