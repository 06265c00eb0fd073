package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// licence is one library in the browser program, with its licence as its authors wrote it.
type licence struct {
	Module  string `json:"module"`
	Version string `json:"version"`
	Text    string `json:"text"`
}

// licences adds the licences of every module linked in the browser program, and of Go itself. A module without a
// licence fails the build.
func licences(made map[string][]byte) error {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", "./cmd/kit")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("listing the program's modules: %w", err)
	}
	lines := strings.Fields(strings.ReplaceAll(strings.TrimSpace(string(out)), " ", "\x00"))
	slices.Sort(lines)
	all := []licence{}
	for _, line := range slices.Compact(lines) {
		module := strings.Split(line, "\x00")
		text, err := licenceIn(module[2])
		if err != nil {
			return fmt.Errorf("%s: %w", module[0], err)
		}
		all = append(all, licence{module[0], module[1], text})
	}
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return err
	}
	text, err := licenceIn(root)
	if err != nil {
		return err
	}
	all = append(all, licence{"Go", strings.TrimPrefix(runtime.Version(), "go"), text})
	made["licences.json"], err = json.Marshal(all)
	return err
}

func licenceIn(dir string) (string, error) {
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "COPYING*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", err
		}
		if len(found) > 0 {
			b, err := os.ReadFile(found[0])
			return strings.TrimSpace(string(b)), err
		}
	}
	return "", fmt.Errorf("no licence in %s", dir)
}
