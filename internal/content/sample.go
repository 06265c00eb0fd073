package content

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"trousse/internal/i18n"
)

// SampleDir holds the sample week: its records, and their words in each language.
const SampleDir = "sample"

// Sample is the file of the sample week in one language, which [trousse/internal/journal.Sample] reads: a text of the records
// that begins with $ names its words. Every word is used, and every one that is used is there.
func Sample(fsys fs.FS, lang i18n.Lang) ([]byte, error) {
	var meta struct {
		Records json.RawMessage `json:"records"`
	}
	var words map[string]string
	if err := readJSON(fsys, path.Join(SampleDir, "meta.json"), &meta); err != nil {
		return nil, err
	}
	name := path.Join(SampleDir, string(lang)+".json")
	if err := readJSON(fsys, name, &words); err != nil {
		return nil, err
	}
	unused := maps.Clone(words)
	parts := strings.Split(string(meta.Records), `"`)
	for i := 1; i < len(parts); i += 2 {
		key, ok := strings.CutPrefix(parts[i], "$")
		if !ok {
			continue
		}
		text, ok := words[key]
		if !ok {
			return nil, fmt.Errorf("%s: no words for %q", name, key)
		}
		if strings.ContainsAny(text, "\"\\\n") {
			return nil, fmt.Errorf("%s: %s: a straight quote, a backslash or a line break", name, key)
		}
		delete(unused, key)
		parts[i] = text
	}
	if len(unused) > 0 {
		return nil, fmt.Errorf("%s: of no use: %q", name, slices.Sorted(maps.Keys(unused)))
	}
	var lean []any
	if err := json.Unmarshal([]byte(strings.Join(parts, `"`)), &lean); err != nil {
		return nil, err
	}
	return json.Marshal(lean)
}
