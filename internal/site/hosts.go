package site

import (
	"embed"
	"path"
	"strings"
	"text/template"
)

//go:embed all:hosts
var hosts embed.FS

// HostFiles returns the rules of the table in headers.go in the dialects of common hosts, by file name:
// _headers and _redirects (Netlify, Cloudflare), Caddyfile and nginx.conf (to be taken into a server's own).
func HostFiles(base string) (map[string]string, error) {
	all, err := template.ParseFS(hosts, "hosts/*")
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, t := range all.Templates() {
		var b strings.Builder
		err := t.Execute(&b, map[string]any{
			"Base": base, "Assets": AssetDir, "Shell": ShellName, "Manifest": ManifestName, "Unknown": unknownName,
			"Stamped": []string{"", ShellName, WorkerName, ManifestName}, "Types": types,
			"Security": Security, "Strict": StrictTransport,
			"Fixed": CacheControl(Fixed), "Named": CacheControl(Named), "Missing": CacheControl(Missing),
		})
		if err != nil {
			return nil, err
		}
		files[path.Base(t.Name())] = b.String()
	}
	return files, nil
}
