package content_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

// TestSpelling runs hunspell over every word of the content. The Makefile sets
// TROUSSE_SPELL=1 and installs hunspell: then its absence is a failure.
// testdata/words.txt holds proper nouns, and nothing else.
func TestSpelling(t *testing.T) {
	own, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields(string(own))
	misspelt := map[i18n.Lang]string{i18n.FR: "apellation", i18n.EN: "recieve"} // must be caught
	for lang, dictionary := range map[i18n.Lang]string{i18n.FR: "fr", i18n.EN: "en_CA"} {
		cmd := exec.Command("hunspell", "-i", "utf-8", "-l", "-d", dictionary)
		cmd.Stdin = strings.NewReader(allWords(t, lang) + misspelt[lang])
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			plain := "hunspell with the " + dictionary + " dictionary is needed (Debian: hunspell hunspell-fr hunspell-en-ca): " + err.Error() + " " + stderr.String()
			if os.Getenv("TROUSSE_SPELL") == "1" {
				t.Fatal(plain)
			}
			t.Skip(plain)
		}
		caught := strings.Fields(string(out))
		if !slices.Contains(caught, misspelt[lang]) {
			t.Errorf("%s: the dictionary accepts %s", lang, misspelt[lang])
		}
		for _, word := range caught {
			if word != misspelt[lang] && !slices.Contains(known, word) {
				t.Errorf("%s: %s", lang, word)
			}
		}
	}
}

// allWords returns every text of a language, blanks apart.
func allWords(t *testing.T, lang i18n.Lang) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(data.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Base(name) != string(lang)+".json" {
			return err
		}
		file, err := fs.ReadFile(data.FS, name)
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(file, &v); err != nil {
			return err
		}
		collect(&b, v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "’", "'")
}

func collect(b *strings.Builder, v any) {
	switch x := v.(type) {
	case string:
		b.WriteString(withoutMarks(x) + "\n")
	case []any:
		for _, y := range x {
			collect(b, y)
		}
	case map[string]any:
		for _, y := range x {
			collect(b, y)
		}
	}
}

// withoutMarks takes the identifiers of blanks away and keeps their words:
// fallbacks, labels and choices are read too.
func withoutMarks(s string) string {
	for _, mark := range []string{" promise]]", " first]]", " wait]]", "[[date", "[[time", "[[minutes", "[[money", "[[text", "[[choice:", "]]"} {
		s = strings.ReplaceAll(s, mark, " ")
	}
	for {
		before, rest, ok := strings.Cut(s, "{")
		if !ok {
			return s
		}
		name, after, _ := strings.Cut(strings.TrimLeft(rest, "{"), "}")
		_, fallback, _ := strings.Cut(name, "|")
		s = before + " " + fallback + " " + strings.TrimLeft(after, "}")
	}
}
