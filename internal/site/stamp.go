package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"path"
	"strings"
	"text/template"
)

// ErrBase is returned for a base path that is not clean, or lacks a slash at either end.
var ErrBase = errors.New(`the base must look like "/" or "/kit/"`)

// CheckBase returns ErrBase unless base can be the path of a site.
func CheckBase(base string) error {
	clean := path.Clean(base)
	if clean != "/" {
		clean += "/"
	}
	if base != clean || base[0] != '/' || strings.ContainsFunc(base, func(r rune) bool {
		return !strings.ContainsRune("/-._~", r) && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) {
		return ErrBase
	}
	return nil
}

// page is what trust.js reads of the stamp: the policy, where the site is, which build, and the hashed names by logical name.
type page struct {
	Policy  string            `json:"policy"`
	Base    string            `json:"base"`
	Version string            `json:"version"`
	Assets  map[string]string `json:"assets"`
}

// Stamp returns the page, the worker and the manifest of the site at that base path, by file name, and the
// version: a hash over all that is served.
func (r Record) Stamp(base string) (files map[string][]byte, version string, err error) {
	if err := CheckBase(base); err != nil {
		return nil, "", err
	}
	manifest, err := r.Manifest.at(base)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.New()
	fmt.Fprintln(sum, base, r.Shell, r.Worker, r.Sprite, string(manifest))
	names := map[string]string{}
	for _, a := range r.Assets {
		fmt.Fprintln(sum, a.Name, a.Integrity, a.Kept)
		if path.Ext(a.Name) == ".wasm" || path.Ext(a.Name) == ".json" || a.Name == CompilerName {
			names[a.Name] = base + a.Path
		}
	}
	version = hex.EncodeToString(sum.Sum(nil)[:8])

	shell, err := r.fill(r.Shell, map[string]any{
		"Base": base, "Description": descriptionFR, "Sprite": r.Sprite,
		"Page": page{Policy: pagePolicy, Base: base, Version: version, Assets: names},
	}, base)
	if err != nil {
		return nil, "", err
	}
	kept := [][2]string{{"", integrity(shell)}, {ManifestName, integrity(manifest)}}
	for _, a := range r.Assets {
		if a.Kept {
			kept = append(kept, [2]string{a.Path, a.Integrity})
		}
	}
	worker, err := r.fill(r.Worker, map[string]any{"Version": version, "Kept": kept}, base)
	if err != nil {
		return nil, "", err
	}
	return map[string][]byte{ShellName: shell, WorkerName: worker, ManifestName: manifest}, version, nil
}

// fill runs one stamped source. Its functions: asset and sri take a logical name, json writes a value (quoted
// for an attribute when the value is the page's own).
func (r Record) fill(source string, data map[string]any, base string) ([]byte, error) {
	t, err := template.New("stamp").Option("missingkey=error").Funcs(template.FuncMap{
		"asset": func(name string) (string, error) { a, err := r.find(name); return base + a.Path, err },
		"sri":   func(name string) (string, error) { a, err := r.find(name); return a.Integrity, err },
		"json": func(v any) (string, error) {
			b, err := json.Marshal(v)
			if _, attribute := v.(page); attribute {
				return html.EscapeString(string(b)), err
			}
			return string(b), err
		},
	}).Parse(source)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
