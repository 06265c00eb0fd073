package house

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	module    = "trousse/"
	framework = "github.com/maxence-charriere/go-app/v9/pkg/app"
)

type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

// list runs go list on the whole module for a platform. Packages for tests and measures only are left out.
func list(t *testing.T, goos, goarch string) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, module)
		if !strings.HasPrefix(p.ImportPath, "internal/e2e") && !strings.HasPrefix(p.ImportPath, "internal/bench") {
			all = append(all, p)
		}
	}
}

func lines(t *testing.T) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("testdata/lines.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		name, may, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("lines.txt: no colon in %q", line)
		}
		out[name] = strings.Fields(may)
	}
	return out
}

func TestPackagesImportDownwardsOnly(t *testing.T) {
	allowed := lines(t)
	for _, platform := range [][2]string{{"linux", "amd64"}, {"js", "wasm"}} {
		for _, p := range list(t, platform[0], platform[1]) {
			may, known := allowed[p.ImportPath]
			if !known {
				t.Errorf("%s is not in lines.txt", p.ImportPath)
				continue
			}
			for _, imported := range p.Imports {
				ours, ok := strings.CutPrefix(imported, module)
				if !ok || strings.HasPrefix(ours, p.ImportPath+"/") {
					continue
				}
				if !slices.ContainsFunc(may, func(pattern string) bool { m, _ := path.Match(pattern, ours); return m }) {
					t.Errorf("%s imports %s", p.ImportPath, ours)
				}
			}
		}
	}
}

func TestOnlyTheDoorsKnowTheBrowser(t *testing.T) {
	doors := []string{"internal/browser", "internal/store/idb", "cmd/kit"}
	for _, p := range list(t, "js", "wasm") {
		if slices.Contains(p.Imports, "syscall/js") && !slices.Contains(doors, p.ImportPath) {
			t.Errorf("%s imports syscall/js", p.ImportPath)
		}
	}
}

func TestOnlyTheAppKnowsTheFramework(t *testing.T) {
	for _, platform := range [][2]string{{"linux", "amd64"}, {"js", "wasm"}} {
		for _, p := range list(t, platform[0], platform[1]) {
			inApp := p.ImportPath == "app" || strings.HasPrefix(p.ImportPath, "app/") || p.ImportPath == "cmd/kit"
			if !inApp && slices.Contains(p.Deps, framework) {
				t.Errorf("%s depends on go-app", p.ImportPath)
			}
		}
	}
}

// TestArchitectureNamesWhatIsThere holds that each file and folder that ARCHITECTURE.md sends a reader to exists.
func TestArchitectureNamesWhatIsThere(t *testing.T) {
	b, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`((?:app|cmd|internal|web)/[a-z0-9_/.]+)`").FindAllStringSubmatch(string(b), -1)
	if len(named) < 20 {
		t.Errorf("only %d places named", len(named))
	}
	for _, m := range named {
		if _, err := os.Stat("../../" + m[1]); err != nil {
			t.Errorf("ARCHITECTURE.md: %s is not there", m[1])
		}
	}
}
