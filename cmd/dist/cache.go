package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"trousse/internal/site"
)

// cache keeps variants by the hash of their content and of what packed them, because the program takes long to compress and is
// often the same.
type cache struct {
	dir  string
	by   string // what packs: what another one has packed is not used
	only bool   // give what is there, make nothing
}

// all returns the variants of every file, several at a time, and forgets those no file uses any more.
func (c cache) all(files map[string][]byte) (map[string]map[string][]byte, error) {
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return nil, err
	}
	var (
		mu     sync.Mutex
		wait   sync.WaitGroup
		packed = map[string]map[string][]byte{}
		used   = map[string]bool{}
		failed error
		slots  = make(chan struct{}, runtime.GOMAXPROCS(0))
	)
	for name, content := range files {
		sum := sha256.Sum256(append([]byte(c.by+"\n"), content...))
		key := hex.EncodeToString(sum[:])
		used[key] = true
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			v, err := c.one(key, name, content)
			mu.Lock()
			defer mu.Unlock()
			if packed[name] = v; err != nil {
				failed = err
			}
		})
	}
	wait.Wait()
	if failed != nil {
		return nil, failed
	}
	if c.only {
		return packed, nil
	}
	return packed, c.prune(used)
}

func (c cache) one(key, name string, content []byte) (map[string][]byte, error) {
	v := map[string][]byte{}
	for _, ending := range []string{".br", ".gz"} {
		if b, err := os.ReadFile(filepath.Join(c.dir, key+ending)); err == nil {
			v[ending] = b
		}
	}
	if len(v) == 2 || c.only {
		return v, nil
	}
	v, err := site.Pack(name, content)
	if err != nil {
		return nil, err
	}
	for ending, b := range v {
		p := filepath.Join(c.dir, key+ending)
		if err := os.WriteFile(p+".tmp", b, 0o644); err != nil {
			return nil, err
		}
		if err := os.Rename(p+".tmp", p); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (c cache) prune(used map[string]bool) error {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		key := e.Name()[:len(e.Name())-len(filepath.Ext(e.Name()))]
		if !used[key] {
			if err := os.Remove(filepath.Join(c.dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
