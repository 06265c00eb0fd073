package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"trousse/internal/site"
	"trousse/internal/slim"
)

// program compiles cmd/kit with the framework patched and less of the standard library, and returns it with the script of the
// same toolchain, by logical name. dir, below the module's root, keeps the patched copy, the go.mod that points at it and the result. What Go
// notes in the program of where that copy lies is the same on every machine.
func program(dir string) (map[string][]byte, error) {
	found, err := output("go", "list", "-m", "-f", "{{.Version}}\t{{.Dir}}", site.GoAppModule)
	if err != nil {
		return nil, err
	}
	version, from, _ := strings.Cut(found, "\t")
	if from == "" {
		if _, err := output("go", "mod", "download", site.GoAppModule); err != nil {
			return nil, err
		}
		if from, err = output("go", "list", "-m", "-f", "{{.Dir}}", site.GoAppModule); err != nil {
			return nil, err
		}
	}
	patched := filepath.Join(dir, "goapp")
	if err := site.PatchGoApp(from, patched, version); err != nil {
		return nil, err
	}
	mod := filepath.Join(dir, "kit.mod")
	for _, f := range []struct{ from, to, more string }{
		{"go.mod", mod, "\nreplace " + site.GoAppModule + " => ./" + filepath.ToSlash(patched) + "\n"},
		{"go.sum", filepath.Join(dir, "kit.sum"), ""},
	} {
		b, err := os.ReadFile(f.from)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(f.to, append(b, f.more...), 0o644); err != nil {
			return nil, err
		}
	}
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	overlay, left, err := site.OverlayStd(root, filepath.Join(dir, "std"))
	if err != nil {
		return nil, err
	}
	if len(left) > 0 {
		fmt.Fprintln(os.Stderr, "the program is larger, this Go has written otherwise:", strings.Join(left, ", "))
	}
	wasm := filepath.Join(dir, "kit.wasm")
	args := append([]string{"build", "-modfile=" + mod, "-overlay=" + overlay, "-o", wasm}, site.ProgramFlags...)
	cmd := exec.Command("go", append(args, "./cmd/kit")...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("compiling cmd/kit for the browser: %w", err)
	}
	made := map[string][]byte{}
	for name, p := range map[string]string{"kit.wasm": wasm, "wasm_exec.js": filepath.Join(root, "lib", "wasm", "wasm_exec.js")} {
		if made[name], err = os.ReadFile(p); err != nil {
			return nil, err
		}
	}
	if here, err := os.Getwd(); err != nil || bytes.Contains(made["kit.wasm"], []byte(here)) {
		return nil, errors.Join(errors.New("the program names the folder that it was built in: elsewhere it would be another"), err)
	}
	if names, err := slim.Names(made["kit.wasm"]); err == nil {
		if err := os.WriteFile(filepath.Join(dir, "kit.names"), []byte(names), 0o644); err != nil {
			return nil, err
		}
	}
	first, second, err := slim.Program(made["kit.wasm"], site.Later, site.Early())
	if err != nil {
		fmt.Fprintln(os.Stderr, "the program stays as Go made it:", err)
		return made, nil
	}
	made["kit.wasm"] = first
	if second != nil {
		made[site.PartName] = second
	}
	return made, nil
}

func output(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(b)), nil
}
