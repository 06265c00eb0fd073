package content_test

import (
	"regexp"
	"testing"
	"testing/fstest"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

// The sample week is about the same people in both languages, and their numbers are nobody's.
func TestSample(t *testing.T) {
	for lang, surname := range map[i18n.Lang]string{i18n.FR: "Exemple", i18n.EN: "Example"} {
		file, err := content.Sample(data.FS, lang)
		if err != nil {
			t.Fatal(err)
		}
		names := regexp.MustCompile(`"name":"[^"]+ `+surname+`"`).FindAll(file, -1)
		if all := regexp.MustCompile(`"name":`).FindAll(file, -1); len(names) != len(all) || len(all) == 0 {
			t.Errorf("%s: %d of %d people say by their name that they are invented", lang, len(names), len(all))
		}
		for _, phone := range regexp.MustCompile(`"phone":"([^"]+)"`).FindAllSubmatch(file, -1) {
			if !regexp.MustCompile(`^\+1\d{3}55501\d\d$`).Match(phone[1]) {
				t.Errorf("%s: %s may be someone's", lang, phone[1])
			}
		}
	}
}

func TestSampleFaults(t *testing.T) {
	for what, files := range map[string]fstest.MapFS{
		"words missing":    {"sample/meta.json": {Data: []byte(`{"records":[{"name":"$a"}]}`)}, "sample/fr.json": {Data: []byte(`{}`)}},
		"words unused":     {"sample/meta.json": {Data: []byte(`{"records":[]}`)}, "sample/fr.json": {Data: []byte(`{"a":"b"}`)}},
		"a straight quote": {"sample/meta.json": {Data: []byte(`{"records":[{"name":"$a"}]}`)}, "sample/fr.json": {Data: []byte(`{"a":"\"b\""}`)}},
		"no words":         {"sample/meta.json": {Data: []byte(`{"records":[]}`)}},
		"nothing":          {},
	} {
		if _, err := content.Sample(files, i18n.FR); err == nil {
			t.Errorf("%s: no fault", what)
		}
	}
}
