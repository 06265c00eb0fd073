package content_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"trousse/internal/content"
)

// TestProblemsNameTheirLine spoils one guide in many ways at once: all is said, each with its file and line.
func TestProblemsNameTheirLine(t *testing.T) {
	m := fstest.MapFS{}
	put := func(name, text string) { m[name] = &fstest.MapFile{Data: []byte(text)} }
	put("guides/chain/meta.json", `{
 "id": "chain",
 "kind": "guide",
 "rows": ["F71", "F4"],
 "sections": ["one"],
 "colour": "red",
 "figures": [],
 "related": {"playbooks": ["nobody"]}
}`)
	words := strings.Repeat("word ", 60)
	section := `{"heading": "H", "body": ["` + words + `x."]}`
	put("guides/chain/fr.json", "{\n \"title\": \"T\",\n \"summary\": \"S\",\n \"sections\": {\n  \"one\": "+section+"\n }\n}")
	put("guides/chain/en.json", "{\n \"title\": \"A title that goes on and on for ever, really\",\n \"summary\": \"S\",\n \"sections\": {\n  \"one\": "+
		strings.ReplaceAll(section, "x.", "x  y.")+",\n  \"two\": "+section+"\n }\n}")
	put("guides/broken/meta.json", `{"id": "broken", "kind": "guide", "rows": ["F71"]}`)
	put("guides/broken/fr.json", "{\n \"title\": \"T\",\n \"summary\" \"S\"\n}")
	put("guides/broken/en.json", `{"title": "T"}`)
	var said []string
	for _, err := range content.Validate(m) {
		said = append(said, err.Error())
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"guides/broken/fr.json:3: ",
		"guides/chain/en.json:2: title: 10 words, at most 8",
		"guides/chain/en.json:5: sections.one.body.0: ",
		"guides/chain/en.json:4: sections: sections do not follow meta.json",
		"guides/chain/meta.json:6: unknown key \"colour\"",
		"guides/chain/meta.json:8: link to playbooks/nobody",
		`guides/chain/meta.json:4: rows: "F4" is not a row`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("want %q in:\n%s", want, all)
		}
	}
}
