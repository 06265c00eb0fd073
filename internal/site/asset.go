package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"path"
	"regexp"
	"strings"
)

// Asset is one file served under a name that carries the hash of its content.
type Asset struct {
	Name      string // logical, as sources call it: "kit.wasm", "icons/mark.svg"
	Path      string // as served, from the site's root: "assets/kit.1f0c….wasm"
	Integrity string // as in an integrity attribute
	Size      int    // bytes
	Kept      bool   // kept by the worker, so that the kit works without the network
}

// NewAsset names the asset of that content.
func NewAsset(name string, content []byte, kept bool) Asset {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	base := strings.TrimSuffix(path.Base(name), ext)
	return Asset{
		Name:      name,
		Path:      AssetDir + "/" + base + "." + hex.EncodeToString(sum[:8]) + ext,
		Integrity: integrity(content),
		Size:      len(content),
		Kept:      kept,
	}
}

func integrity(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// types of content by ending. Anything else is refused by the build, so that no host has to guess.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// ContentType returns the type of a file of the site, and whether its ending is known.
func ContentType(name string) (string, bool) {
	t, ok := types[path.Ext(name)]
	return t, ok
}

// Compressible says whether variants of the file are worth keeping beside it.
func Compressible(name string) bool { return path.Ext(name) != ".png" }

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	jsComment   = regexp.MustCompile(`(?m)^[ \t]*//.*$`)
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// LeanCSS takes comments, indentation and blank lines away; brotli does the rest.
func LeanCSS(css string) string { return lean(cssComment.ReplaceAllString(css, "")) }

// LeanHTML does the same for the page and the sprite. It must not meet preformatted text.
func LeanHTML(html string) string { return lean(htmlComment.ReplaceAllString(html, "")) }

// LeanJS does so for scripts: comments go that have a line of their own. No text of theirs goes over several lines.
func LeanJS(js string) string { return lean(jsComment.ReplaceAllString(js, "")) }

func lean(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
