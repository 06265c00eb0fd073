package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Styles come in two parts: what the page is painted with before the program, and what the kit's screens need beside that, which
// trust.js asks for. Each is joined in this order: where two rules weigh the same, the later wins.
var Styles = map[string][]string{
	"page.css": {"tokens.css", "frame.css", "controls.css", "shell.css"},
	"kit.css":  {"fields.css", "records.css", "notices.css", "rooms.css", "lists.css", "print.css"},
}

// CompilerName is the script that compiles the program beside the page, as an asset.
const CompilerName = "compile.js"

// Scripts of the page.
var Scripts = []string{"trust.js", "boot.js", CompilerName}

// Assemble names every asset and gathers what the record keeps. web holds the page around the program; made
// holds what was built for it by logical name: kit.wasm and rooms.wasm, wasm_exec.js, content-fr.json and content-en.json, words-fr.json and words-en.json.
// It returns the record, and the content of each asset by its served path.
func Assemble(web fs.FS, made map[string][]byte) (Record, map[string][]byte, error) {
	content := map[string][]byte{}
	for part, names := range Styles {
		for _, name := range names {
			b, err := fs.ReadFile(web, name)
			if err != nil {
				return Record{}, nil, err
			}
			content[part] = append(content[part], LeanCSS(string(b))...)
		}
	}
	for _, name := range Scripts {
		b, err := fs.ReadFile(web, name)
		if err != nil {
			return Record{}, nil, err
		}
		content[name] = b
	}
	for name, b := range made {
		content[name] = b
	}
	for name, b := range content {
		if path.Ext(name) == ".js" {
			content[name] = []byte(LeanJS(string(b)))
		}
	}
	kept := map[string]bool{"icons/mark.svg": true}
	for name := range content {
		kept[name] = true
	}
	for _, pattern := range []string{"icons/*.svg", "icons/*.png", "screenshots/*.png"} {
		found, err := fs.Glob(web, pattern)
		if err != nil {
			return Record{}, nil, err
		}
		for _, name := range found {
			if path.Base(name) == "sprite.svg" {
				continue
			}
			if content[name], err = fs.ReadFile(web, name); err != nil {
				return Record{}, nil, err
			}
		}
	}

	var r Record
	files := map[string][]byte{}
	for name, b := range content {
		if _, known := ContentType(name); !known {
			return Record{}, nil, fmt.Errorf("%s: no content type is known for it", name)
		}
		a := NewAsset(name, b, kept[name])
		r.Assets = append(r.Assets, a)
		files[a.Path] = b
	}
	slices.SortFunc(r.Assets, func(a, b Asset) int { return strings.Compare(a.Name, b.Name) })

	var err error
	if r.Manifest, err = NewManifest(r.Assets, content); err != nil {
		return Record{}, nil, err
	}
	for _, s := range []struct {
		name string
		into *string
		lean func(string) string
	}{
		{ShellName, &r.Shell, LeanHTML},
		{WorkerName, &r.Worker, LeanJS},
		{"icons/sprite.svg", &r.Sprite, LeanHTML},
	} {
		b, err := fs.ReadFile(web, s.name)
		if err != nil {
			return Record{}, nil, err
		}
		*s.into = s.lean(string(b))
	}
	r.Sprite = strings.Replace(r.Sprite, "<svg ", `<svg class="sprite" aria-hidden="true" focusable="false" `, 1)
	return r, files, nil
}

// encode returns the record as it is kept.
func (r Record) encode() ([]byte, error) { return json.Marshal(r) }
