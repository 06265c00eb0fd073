package content_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"trousse/internal/content"
	"trousse/internal/content/data"
)

func TestContentIsInOrder(t *testing.T) {
	for _, err := range content.Validate(data.FS) {
		t.Error(err)
	}
}

// copyFS returns the real content, to be spoiled.
func copyFS(t *testing.T) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	err := fs.WalkDir(data.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(data.FS, name)
		m[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestValidateCatches spoils the real content, one place at a time, as
// testdata/wrong.txt says, and wants the problem to be named.
func TestValidateCatches(t *testing.T) {
	text, err := os.ReadFile("testdata/wrong.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split("\n"+strings.ReplaceAll(string(text), "~", "\u00a0"), "\n# ")[1:]
	if len(cases) < 50 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, c := range cases {
		name, body, _ := strings.Cut(c, "\n")
		t.Run(name, func(t *testing.T) {
			var file, from, to, want string
			for line := range strings.Lines(body) {
				key, value, _ := strings.Cut(strings.TrimRight(line, "\n"), ": ")
				switch key {
				case "file":
					file = value
				case "from":
					from = value
				case "to":
					to = value
				case "want":
					want = value
				}
			}
			m := copyFS(t)
			if m[file] == nil || strings.Count(string(m[file].Data), from) == 0 {
				t.Fatalf("%s no longer holds %q: have the case in testdata/wrong.txt spoil words that it does", file, from)
			}
			m[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(m[file].Data), from, to, 1))}
			var all []string
			for _, err := range content.ValidateOnly(m, strings.TrimPrefix(path.Dir(file), ".")) {
				all = append(all, err.Error())
				if strings.Contains(err.Error(), want) {
					return
				}
			}
			t.Errorf("want %q among:\n%s", want, strings.Join(all, "\n"))
		})
	}
}

func TestValidateMissingFile(t *testing.T) {
	m := copyFS(t)
	delete(m, "tips/en.json")
	if errs := content.Validate(m); len(errs) != 1 || !strings.Contains(errs[0].Error(), "tips/en.json") {
		t.Errorf("got %v", errs)
	}
}

// TestMedian makes every script as long as it may be.
func TestMedian(t *testing.T) {
	m := copyFS(t)
	long := `"text": ["` + strings.TrimSpace(strings.Repeat("word ", 60)) + `"]`
	body := `{"a": {"title": "A", "when": "B.", ` + long + `}}`
	meta := `{"id": "waiting", "kind": "script-set", "rows": ["F26"], "scripts": [{"id": "a", "register": "spoken", "channels": ["phone"], "playbooks": []}]}`
	for name := range m {
		set, ok := strings.CutPrefix(strings.TrimSuffix(name, "/meta.json"), "scripts/")
		if !ok || strings.Contains(set, "/") {
			continue
		}
		m["scripts/"+set+"/meta.json"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(meta, `"waiting"`, `"`+set+`"`))}
		m["scripts/"+set+"/fr.json"] = &fstest.MapFile{Data: []byte(body)}
		m["scripts/"+set+"/en.json"] = &fstest.MapFile{Data: []byte(body)}
	}
	found := 0
	for _, err := range content.Validate(m) {
		if strings.Contains(err.Error(), "median of") {
			found++
		}
	}
	if found != 2 {
		t.Errorf("the median was named %d times", found)
	}
}
