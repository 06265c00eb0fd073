package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ErrNotEmpty is returned when an export would mix with other files.
var ErrNotEmpty = errors.New("the folder is not empty and holds no earlier export")

const unknownName = "404.html"

// Export writes a built site for any static host into dir, stamped for base, with variants and with the
// headers in three dialects. Hashed files of an earlier export stay, so that a kit in the middle of an update
// still finds them; the page and the worker come last.
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
	for name, content := range HostFiles(base) {
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

// HostFiles returns the rules of the table in headers.go in the dialects of common hosts, by file name:
// _headers and _redirects (Netlify, Cloudflare), Caddyfile and nginx.conf (snippets for a server's block).
func HostFiles(base string) map[string]string {
	var headers, caddy, nginx strings.Builder

	headers.WriteString(base + "*\n")
	for _, h := range append(append([]Header{}, Security...), StrictTransport) {
		headers.WriteString("  " + h.Name + ": " + h.Value + "\n")
		caddy.WriteString("\t" + h.Name + " \"" + h.Value + "\"\n")
	}
	for _, h := range Security {
		nginx.WriteString("add_header " + h.Name + " \"" + h.Value + "\" always;\n")
	}
	fixed, named := CacheControl(Fixed), CacheControl(Named)
	headers.WriteString(base + AssetDir + "/*\n  " + named.Name + ": " + named.Value + "\n")
	for _, name := range []string{"", ShellName, WorkerName, ManifestName} {
		headers.WriteString(base + name + "\n  " + fixed.Name + ": " + fixed.Value + "\n")
	}
	manifestType, _ := ContentType(ManifestName)
	headers.WriteString(base + ManifestName + "\n  Content-Type: " + manifestType + "\n")

	prefix := strings.TrimSuffix(base, "/")
	return map[string]string{
		"_headers":   headers.String(),
		"_redirects": base + AssetDir + "/* " + base + unknownName + " 404\n" + base + "* " + base + ShellName + " 200\n",
		"Caddyfile": "# Inside a site block, beside `root * <folder that holds " + orRoot(prefix) + ">`.\n" +
			"header " + base + "* {\n" + caddy.String() + "}\n" +
			"@named path " + base + AssetDir + "/*\n" +
			"@fixed {\n\tpath " + base + "*\n\tnot path " + base + AssetDir + "/*\n}\n" +
			"header @named " + named.Name + " \"" + named.Value + "\"\n" +
			"header @fixed " + fixed.Name + " \"" + fixed.Value + "\"\n" +
			"header " + base + ManifestName + " Content-Type \"" + manifestType + "\"\n" +
			"@page {\n\tpath " + base + "*\n\tnot path " + base + AssetDir + "/*\n\tnot file\n}\n" +
			"rewrite @page " + base + ShellName + "\n" +
			"file_server {\n\tprecompressed br gzip\n\thide Caddyfile nginx.conf _headers _redirects\n}\n",
		"nginx.conf": "# Inside a server block; brotli_static needs the brotli module.\n" +
			"# Under TLS add: add_header " + StrictTransport.Name + " \"" + StrictTransport.Value + "\" always;\n" +
			"types { " + nginxTypes() + "}\ngzip_static on;\nbrotli_static on;\n" + nginx.String() +
			"add_header " + fixed.Name + " $trousse_cache always;\n" +
			"set $trousse_cache \"" + fixed.Value + "\";\n" +
			"location " + base + AssetDir + "/ { set $trousse_cache \"" + named.Value + "\"; try_files $uri =404; }\n" +
			"location " + base + " { try_files $uri " + base + ShellName + "; }\n",
	}
}

func orRoot(prefix string) string { return path.Join("/", prefix) }

func nginxTypes() string {
	var b strings.Builder
	for _, ending := range []string{".css", ".html", ".js", ".json", ".png", ".svg", ".wasm", ".webmanifest"} {
		t, _, _ := strings.Cut(types[ending], ";")
		b.WriteString(t + " " + strings.TrimPrefix(ending, ".") + "; ")
	}
	return b.String()
}
