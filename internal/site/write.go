package site

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Packer returns the variants of a file by ending. Pack is one; a cache may stand before it.
type Packer func(name string, content []byte) (map[string][]byte, error)

// Write puts a site stamped for base into dir: assets, their variants, the stamped files and the record.
// Files of an earlier build that are no longer part of it are removed; hidden files are left alone. It returns
// the version.
func Write(dir, base string, r Record, assets map[string][]byte, pack Packer) (version string, err error) {
	stamped, version, err := r.Stamp(base)
	if err != nil {
		return "", err
	}
	all := map[string][]byte{}
	for _, group := range []map[string][]byte{assets, stamped} {
		for name, content := range group {
			all[name] = content
			variants, err := pack(name, content)
			if err != nil {
				return "", err
			}
			for ending, b := range variants {
				all[name+ending] = b
			}
		}
	}
	if all[recordName], err = r.encode(); err != nil {
		return "", err
	}
	return version, mirror(dir, all)
}

// mirror makes dir hold these files and no others, and leaves those that are already right untouched.
func mirror(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(filepath.Join(dir, AssetDir), 0o755); err != nil {
		return err
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		name, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		if _, ours := files[filepath.ToSlash(name)]; ours {
			return nil
		}
		return os.Remove(p)
	})
	if err != nil {
		return err
	}
	for name, content := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if old, err := os.ReadFile(p); err == nil && bytes.Equal(old, content) {
			continue
		}
		if err := os.WriteFile(p, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
