// Package site knows what the built site is made of and how its files are handed out: names that carry
// a hash, the stamped page, worker and manifest, the headers of each class of file, the handler, and the
// export for other hosts. It is not part of the browser program and imports none of it; compiling the
// program is cmd/dist's work.
package site

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// ErrNotBuilt is returned when the site has not been built into the program.
var ErrNotBuilt = errors.New("the site is not built yet: run make build")

// recordName is the file, never served, that keeps what a later restamp needs.
const recordName = "site.json"

// The three files whose names are fixed, because browsers come back to them.
const (
	ShellName    = "index.html"
	WorkerName   = "sw.js"
	ManifestName = "manifest.webmanifest"
)

// AssetDir holds every file whose name carries the hash of its content.
const AssetDir = "assets"

//go:embed all:built
var built embed.FS

// Built returns the site that was embedded when this program was compiled, or ErrNotBuilt.
func Built() (fs.FS, error) {
	sub, err := fs.Sub(built, "built")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(sub, recordName); err != nil {
		return nil, ErrNotBuilt
	}
	return sub, nil
}

// Record is what one build leaves for whoever serves or restamps it.
type Record struct {
	Assets []Asset // sorted by name

	// The sources of the stamped files.
	Shell    string
	Worker   string
	Sprite   string
	Manifest Manifest
}

// ReadRecord reads the record of a built site, or returns ErrNotBuilt.
func ReadRecord(built fs.FS) (Record, error) {
	b, err := fs.ReadFile(built, recordName)
	if errors.Is(err, fs.ErrNotExist) {
		return Record{}, ErrNotBuilt
	}
	if err != nil {
		return Record{}, err
	}
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return Record{}, fmt.Errorf("reading %s: %w", recordName, err)
	}
	return r, nil
}

// find returns the asset of that logical name.
func (r Record) find(name string) (Asset, error) {
	for _, a := range r.Assets {
		if a.Name == name {
			return a, nil
		}
	}
	return Asset{}, fmt.Errorf("no asset is called %s", name)
}
