package bench

import (
	"fmt"
	"mime"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"testing"
)

// The neighbour: a budget kept on the device, written in JavaScript, that works without a network.
const (
	neighbourName    = "@actual-app/web"
	neighbourVersion = "26.9.0"
)

// usable marks the moment when the neighbour's first screen has a button that can be pressed.
const usable = `
	new MutationObserver((_, o) => {
		if (![...document.querySelectorAll("button")].some((b) => !b.disabled && b.checkVisibility())) return;
		o.disconnect();
		performance.mark("kit:ready");
	}).observe(document, { childList: true, subtree: true });`

// neighbour fetches the neighbour's package unless build/ has it, and returns what serves it with the headers that it
// asks for; or else the reason why there is none.
func neighbour(b *testing.B) (http.Handler, error) {
	b.Helper()
	dir, err := filepath.Abs("../../build/neighbour")
	if err != nil {
		b.Fatal(err)
	}
	built := filepath.Join(dir, "node_modules", neighbourName, "build")
	if _, err := os.Stat(built); err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		install := exec.Command("npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", neighbourName+"@"+neighbourVersion)
		if out, err := install.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("npm cannot fetch it: %v: %.200s", err, out)
		}
	}
	mime.AddExtensionType(".webmanifest", "application/manifest+json")
	files := http.FileServer(http.Dir(built))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		if path.Ext(r.URL.Path) == "" {
			r.URL.Path = "/"
		}
		files.ServeHTTP(w, r)
	}), nil
}
