package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// dynamicPrefixes are the "#! dynamic: feeling." lines of a file.
func dynamicPrefixes(lang Lang) []string {
	var prefixes []string
	for _, line := range strings.Split(source(lang), "\n") {
		if p, ok := strings.CutPrefix(line, "#! dynamic: "); ok {
			prefixes = append(prefixes, p)
		}
	}
	return prefixes
}

// usage is what the Go files of the program say of messages.
type usage struct {
	literals map[string]bool   // every string literal
	keys     map[string]string // whole keys given to T or N, and where
	built    map[string]string // literal beginnings of keys that are built, and where
}

// scan reads the Go files under dir, tests apart; a missing dir holds none.
func (u *usage) scan(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return
	}
	files := token.NewFileSet()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			u.node(files, n)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (u *usage) node(files *token.FileSet, n ast.Node) {
	if s, ok := literal(n); ok {
		u.literals[s] = true
	}
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	name, where := method.Sel.Name, files.Position(n.Pos()).String()
	if name != "T" && name != "N" {
		return
	}
	if s, ok := literal(call.Args[0]); ok {
		if name == "N" {
			u.keys[s+".one"] = where
			s += ".other"
		}
		u.keys[s] = where
		return
	}
	first := ast.Node(call.Args[0])
	for sum, ok := first.(*ast.BinaryExpr); ok; sum, ok = first.(*ast.BinaryExpr) {
		first = sum.X
	}
	if s, ok := literal(first); ok {
		u.built[s] = where
	}
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func hasPrefix(key string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

func TestKeysAndProgramAgree(t *testing.T) {
	u := &usage{map[string]bool{}, map[string]string{}, map[string]string{}}
	for _, dir := range []string{"../../app", "../../cmd/kit", ".."} {
		u.scan(t, dir)
	}
	dynamic := dynamicPrefixes(FR)
	p := For(FR)

	for _, key := range slices.Sorted(maps.Keys(u.keys)) {
		if !p.Has(key) {
			t.Errorf("%s: no message %s", u.keys[key], key)
		}
	}
	for _, prefix := range slices.Sorted(maps.Keys(u.built)) {
		if !hasPrefix(prefix, dynamic) {
			t.Errorf("%s: keys built from %q need the line “#! dynamic: %s” in both files", u.built[prefix], prefix, prefix)
		}
	}
	for _, key := range keysOf(FR) {
		base := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !u.literals[key] && !u.literals[base] && !hasPrefix(key, dynamic) {
			t.Errorf("message %s is of no use", key)
		}
	}
	for _, prefix := range dynamic {
		some := false
		for _, key := range keysOf(FR) {
			some = some || strings.HasPrefix(key, prefix)
		}
		if !some || !strings.HasSuffix(prefix, ".") && !strings.HasSuffix(prefix, "_") {
			t.Errorf("dynamic prefix %q: want the beginning of some key, up to a point or an underscore", prefix)
		}
	}
}
