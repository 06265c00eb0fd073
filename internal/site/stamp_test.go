package site

import (
	"encoding/json"
	"errors"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestCheckBase(t *testing.T) {
	for base, ok := range map[string]bool{
		"/": true, "/kit/": true, "/a/b-c_1.2~/": true,
		"": false, "kit/": false, "/kit": false, "//": false, "/a//b/": false, "/../": false, "/a/../": false, "/./": false,
		"/é/": false, `/"/`: false, "/a b/": false, "https://x/": false, "/<x>/": false,
	} {
		if err := CheckBase(base); (err == nil) != ok || err != nil && !errors.Is(err, ErrBase) {
			t.Errorf("base %q: %v", base, err)
		}
	}
	r, _ := small(t)
	if _, _, err := r.Stamp("kit"); !errors.Is(err, ErrBase) {
		t.Errorf("stamping for a bad base gives %v", err)
	}
}

// Every address in the stamped files leads to something that exists, under the base.
func TestStamp(t *testing.T) {
	r, _ := small(t)
	versions := map[string]string{}
	for _, base := range []string{"/", "/kit/"} {
		files, version, err := r.Stamp(base)
		if err != nil {
			t.Fatal(err)
		}
		if other := versions[version]; other != "" {
			t.Errorf("%s and %s share version %s", base, other, version)
		}
		versions[version] = base

		served := map[string]string{base: integrity(files[ShellName]), base + ManifestName: integrity(files[ManifestName])}
		kept := map[string]bool{base: true, base + ManifestName: true}
		for _, a := range r.Assets {
			served[base+a.Path] = a.Integrity
			kept[base+a.Path] = a.Kept
		}
		shell := string(files[ShellName])
		for _, m := range regexp.MustCompile(`<(?:link|script)[^>]*? (?:href|src)="([^"]*)"(?: integrity="([^"]*)")?`).FindAllStringSubmatch(shell, -1) {
			if served[m[1]] == "" || m[2] != "" && m[2] != served[m[1]] {
				t.Errorf("%s: the page asks for %s %s, which is not served", base, m[1], m[2])
			}
		}
		for _, m := range regexp.MustCompile(`<a [^>]*href="([^"]*)"`).FindAllStringSubmatch(shell, -1) {
			if !strings.HasPrefix(m[1], base) && m[1] != "tel:911" {
				t.Errorf("%s: the page links to %s", base, m[1])
			}
		}

		var list [][2]string
		m := regexp.MustCompile(`const FILES = (\[\[.*\]\]);`).FindStringSubmatch(string(files[WorkerName]))
		if m == nil || json.Unmarshal([]byte(m[1]), &list) != nil {
			t.Fatalf("the worker holds no list: %.300s", files[WorkerName])
		}
		for _, f := range list {
			if p := base + f[0]; served[p] != f[1] || !kept[p] {
				t.Errorf("%s: the worker keeps %s with %s", base, p, f[1])
			}
			delete(kept, base+f[0])
		}
		for p, k := range kept {
			if k {
				t.Errorf("%s: the worker does not keep %s", base, p)
			}
		}
		for name, b := range files {
			if !strings.Contains(string(b), version) && name != ManifestName {
				t.Errorf("%s does not know its version", name)
			}
		}

		var manifest struct {
			ID, Start_URL, Scope string
			Icons                []picture
			Shortcuts            []shortcut
		}
		if err := json.Unmarshal(files[ManifestName], &manifest); err != nil {
			t.Fatal(err)
		}
		if manifest.ID != base || path.Join(base, manifest.Start_URL) != path.Clean(base) || manifest.Scope != "./" {
			t.Errorf("%s: manifest %+v", base, manifest)
		}
		icons := manifest.Icons
		for _, s := range manifest.Shortcuts {
			icons = append(icons, s.Icons...)
		}
		for _, i := range icons {
			if served[base+i.Src] == "" {
				t.Errorf("%s: the manifest shows %s, which is not served", base, i.Src)
			}
		}
	}
}

// Any change to what is served is another version; the same sources are the same version.
func TestVersion(t *testing.T) {
	version := func(change func(*Record)) string {
		r, _ := small(t)
		change(&r)
		_, v, err := r.Stamp("/")
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := version(func(*Record) {})
	if again := version(func(*Record) {}); again != first {
		t.Errorf("versions %s and %s of the same site", first, again)
	}
	for name, change := range map[string]func(*Record){
		"page":     func(r *Record) { r.Shell += "<!-- -->" },
		"worker":   func(r *Record) { r.Worker += "//" },
		"sprite":   func(r *Record) { r.Sprite += " " },
		"manifest": func(r *Record) { r.Manifest.Name = "Autre" },
		"asset":    func(r *Record) { r.Assets[0].Integrity = "sha256-x" },
	} {
		if version(change) == first {
			t.Errorf("another %s is the same version", name)
		}
	}
}

func TestFillRefusesUnknownNames(t *testing.T) {
	r, _ := small(t)
	for _, source := range []string{`{{asset "none.js"}}`, `{{sri "none.js"}}`, `{{.None}}`, `{{`} {
		r.Shell = source
		if _, _, err := r.Stamp("/"); err == nil {
			t.Errorf("a page with %s was stamped", source)
		}
	}
}

// What the policy forbids must not be in the page, and what the program relies on must.
func TestPage(t *testing.T) {
	r, _ := small(t)
	files, _, err := r.Stamp("/")
	if err != nil {
		t.Fatal(err)
	}
	page := string(files[ShellName])
	for what, re := range map[string]string{
		"an inline script":         `<script(?:\s[^s>][^>]*)?>|<script[^>]*>[^<]`,
		"an inline style":          `(?i)<style|\sstyle=`,
		"an inline handler":        `(?i)\son[a-z]+=`,
		"another origin":           `(?:src|href)="(?:https?:)?//`,
		"a base element":           `<base`,
		"a zoom that is forbidden": `user-scalable|maximum-scale`,
		"something left to stamp":  `\{\{`,
	} {
		if m := regexp.MustCompile(re).FindString(page); m != "" {
			t.Errorf("the page holds %s: %s", what, m)
		}
	}
	if first := regexp.MustCompile(`<body>\s*(<[^ >]+)`).FindStringSubmatch(page); first == nil || first[1] != "<div" {
		t.Errorf("the body begins with %v, and the program replaces a div", first)
	}
	for _, id := range regexp.MustCompile(`href="#(i-[a-z0-9-]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `<symbol id="`+id[1]+`"`) {
			t.Errorf("the sprite has no %s", id[1])
		}
	}
	if strings.Index(page, "/boot.") < strings.Index(page, "/trust.") {
		t.Error("the trusted types policy does not come first")
	}
}

// What the page shows before the program needs nothing of the second style sheet: it comes later, and would move what is read.
func TestPageNeedsOnlyItsStyle(t *testing.T) {
	r, content, err := Assemble(os.DirFS("../../web"), nil)
	if err != nil {
		t.Fatal(err)
	}
	styles := map[string]string{}
	for part := range Styles {
		a, err := r.find(part)
		if err != nil {
			t.Fatal(err)
		}
		styles[part] = string(content[a.Path])
	}
	body := r.Shell[strings.Index(r.Shell, "<body>"):]
	for _, m := range regexp.MustCompile(`class="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		for _, class := range strings.Fields(m[1]) {
			of := regexp.MustCompile(`\.` + class + `[^-\w]`)
			if !of.MatchString(styles["page.css"]) && of.MatchString(styles["kit.css"]) {
				t.Errorf("the page shows .%s, which only the second style sheet knows", class)
			}
		}
	}
}

// The dark colours stand twice in tokens.css: for the system's choice and for the person's.
func TestDarkTwice(t *testing.T) {
	b, err := os.ReadFile("../../web/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	css := regexp.MustCompile(`\s+`).ReplaceAllString(LeanCSS(string(b)), " ")
	block := func(selector string) string {
		_, rest, ok := strings.Cut(css, selector+" { color-scheme: dark;")
		inner, _, ok2 := strings.Cut(rest, "}")
		if !ok || !ok2 {
			t.Fatalf("tokens.css has no %s", selector)
		}
		return inner
	}
	if block(`:root:not([data-theme="light"])`) != block(`:root[data-theme="dark"]`) {
		t.Error("the two dark sets differ")
	}
}
