package site

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// ErrNotEmpty is returned when an export would mix with other files.
var ErrNotEmpty = errors.New("the folder is not empty and holds no earlier export")

const unknownName = "404.html"

// Former is how long the hashed files of a version stay in an exported folder once another has taken its place: a kit in the
// middle of an update, or a page that was left open, still asks for them.
const Former = 90 * 24 * time.Hour

// hashed finds files that are named by their content, and their variants.
var hashed = regexp.MustCompile(`\.[0-9a-f]{16}\.[a-z]+(\.br|\.gz)?$`)

// Export writes a built site for any static host into dir, stamped for base, with variants and with the headers in the
// dialects of hosts. Of earlier exports the hashed files stay as long as Former; the page and the worker come last.
func Export(built fs.FS, dir, base string) error {
	if err := CheckBase(base); err != nil {
		return err
	}
	r, err := ReadRecord(built)
	if err != nil {
		return err
	}
	stamped, _, err := r.Stamp(base)
	if err != nil {
		return err
	}
	if err := usable(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, AssetDir), 0o755); err != nil {
		return err
	}
	now := time.Now()
	if err := replaced(dir, now); err != nil {
		return err
	}
	put := func(name string, content []byte) error {
		return os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), content, 0o644)
	}
	assets, err := fs.Glob(built, AssetDir+"/*")
	if err != nil {
		return err
	}
	for _, name := range assets {
		content, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		if err := put(name, content); err != nil {
			return err
		}
	}
	hosts, err := HostFiles(base)
	if err != nil {
		return err
	}
	for name, content := range hosts {
		if err := put(name, []byte(content)); err != nil {
			return err
		}
	}
	// Hosts that know no rewriting answer an unknown address with this one: the kit opens all the same.
	stamped[unknownName] = stamped[ShellName]
	for _, name := range []string{ManifestName, unknownName, ShellName, WorkerName} {
		variants, err := Pack(name, stamped[name])
		if err != nil {
			return err
		}
		for ending, content := range variants {
			if err := put(name+ending, content); err != nil {
				return err
			}
		}
		if err := put(name, stamped[name]); err != nil {
			return err
		}
	}
	return expire(dir, now)
}

// replaced marks the hashed files of the version in dir as in use until now. Their time is how the next exports know when
// they were replaced: the one of their writing may be long past.
func replaced(dir string, now time.Time) error {
	var named []byte
	for _, name := range []string{ShellName, WorkerName, ManifestName} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		named = append(named, b...)
	}
	return eachHashed(dir, func(p string, _ fs.DirEntry) error {
		plain := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(p), ".br"), ".gz")
		if !bytes.Contains(named, []byte(AssetDir+"/"+plain)) {
			return nil
		}
		return os.Chtimes(p, now, now)
	})
}

// expire removes the hashed files that were replaced too long ago.
func expire(dir string, now time.Time) error {
	return eachHashed(dir, func(p string, d fs.DirEntry) error {
		info, err := d.Info()
		if err != nil || now.Sub(info.ModTime()) <= Former {
			return err
		}
		return os.Remove(p)
	})
}

func eachHashed(dir string, do func(p string, d fs.DirEntry) error) error {
	entries, err := os.ReadDir(filepath.Join(dir, AssetDir))
	if err != nil {
		return err
	}
	for _, d := range entries {
		if !d.Type().IsRegular() || !hashed.MatchString(d.Name()) {
			continue
		}
		if err := do(filepath.Join(dir, AssetDir, d.Name()), d); err != nil {
			return err
		}
	}
	return nil
}

// usable returns ErrNotEmpty for a folder with files of another origin in it.
func usable(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, WorkerName)); err != nil {
		return ErrNotEmpty
	}
	return nil
}
