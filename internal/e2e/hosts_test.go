package e2e

import (
	"crypto/tls"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"trousse/internal/site"
)

// A host serves an exported folder as an operator sets it up, from the files in cmd/trousse/hosts.
type host struct {
	root, base  string // the folder of the server, and the path of the site
	plain, safe string // addresses without and with TLS
	bare        bool   // without TLS, it sends none of the headers of security
	exported    func() // after an export; nil: nothing is left to do
	stop        func()
}

// TestHosts exports the site for each host, asks for every file as `trousse check` does, and lives there: a first visit, an
// update while the page is open, and the host gone.
func TestHosts(t *testing.T) {
	for _, c := range []struct {
		name, base string
		start      func(t *testing.T, h *host)
		lived      bool
	}{
		{"caddy", "/kit/", caddy, true},
		{"caddy", "/", caddy, false},
		{"nginx", "/", nginx, true},
		{"nginx", "/kit/", nginx, false},
		{"bucket", "/", bucket, true},
		{"bucket", "/kit/", bucket, false},
	} {
		t.Run(c.name+" "+c.base, func(t *testing.T) {
			t.Parallel()
			built, err := site.Built()
			if err != nil {
				t.Fatal(err)
			}
			h := &host{root: t.TempDir(), base: c.base}
			h.export(t, built)
			c.start(t, h)
			t.Cleanup(func() { h.stop() })
			h.check(t, built)
			h.brotli(t, built)
			if c.lived {
				h.live(t)
			}
		})
	}
}

func (h *host) export(t *testing.T, built fs.FS) {
	t.Helper()
	if err := site.Export(built, filepath.Join(h.root, h.base), h.base); err != nil {
		t.Fatal(err)
	}
	if h.exported != nil {
		h.exported()
	}
}

// check asks for every file, without and with TLS.
func (h *host) check(t *testing.T, built fs.FS) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	defer client.CloseIdleConnections()
	for scheme, addr := range map[string]string{"http://": h.plain, "https://": h.safe} {
		wrong, err := site.Probe(client, built, scheme+addr+h.base)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range wrong {
			known := false
			for _, s := range site.Security {
				known = known || h.bare && addr == h.plain && strings.Contains(line, s.Name+` is ""`)
			}
			if !known {
				t.Error(scheme + line)
			}
		}
	}
}

// brotli asks for the program as a browser does: a site that was built in haste has no variants.
func (h *host) brotli(t *testing.T, built fs.FS) {
	t.Helper()
	found, err := fs.Glob(built, site.AssetDir+"/kit.*.wasm.br")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		return
	}
	r, err := http.NewRequest(http.MethodGet, "http://"+h.plain+h.base+strings.TrimSuffix(found[0], ".br"), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	a.Body.Close()
	if got := a.Header.Get("Content-Encoding"); got != "br" {
		t.Errorf("the program comes in %q, want br", got)
	}
}

// live visits, is there for an update, and comes back when the host is gone.
func (h *host) live(t *testing.T) {
	path := strings.TrimSuffix(h.base, "/")
	p := window(t, shared, &server{t: t, addr: h.plain, path: path})
	kept := `navigator.serviceWorker.controller && await caches.match(%v, { cacheName: "trousse:" + %v + ":" + kit.version })`
	p.open("/clients/new?lang=fr")
	p.fill("name", "Marie Tremblay")
	p.press("save")
	p.output("save_state", "saved")
	p.wait("the worker has kept everything", kept, h.base+"__complete__", h.base)
	first := eval[string](p, `kit.version`)
	program := eval[string](p, `kit.assets["kit.wasm"]`)
	policyHolds(p)

	next := restamped(t)
	h.export(t, next)
	h.check(t, next)
	eval[bool](p, `dispatchEvent(new Event("online"))`)
	p.press("apply_update")
	p.wait("the new version runs", `window.kit?.version && kit.version !== %v && kit.assets["kit.wasm"] !== %v`, first, program)
	p.ready()
	if status := eval[int](p, `fetch(%v, { cache: "no-store" }).then((r) => r.status)`, program); status != http.StatusOK {
		t.Errorf("the program of the former version answers %d: a page that is still open may ask for it", status)
	}

	h.stop()
	p.open("/clients")
	p.shows("Marie Tremblay")
}

// free is an address of this machine that nobody listens at, or did.
func free(t *testing.T) string {
	t.Helper()
	l, err := unused()
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// shown is a file that the documentation shows, with other names in it than those of the example.
func (h *host) shown(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "cmd", "trousse", "hosts", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	pairs = append(pairs, "/srv/www/"+name, filepath.Join(h.root, h.base, name), "/srv/www", h.root)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %q", name, pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// runs starts a server on a configuration, and waits until it answers at both addresses.
func (h *host) runs(t *testing.T, config, program string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		path = "/usr/sbin/" + program // which is on nobody's path but root's
	}
	dir := t.TempDir()
	at := filepath.Join(dir, "config")
	if err := os.WriteFile(at, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, append(args, at)...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	said, err := os.Create(filepath.Join(dir, "said"))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatalf("%v (make needs)", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	h.stop = func() {
		_ = cmd.Process.Signal(syscall.SIGTERM) // it may have ended
		<-ended
		h.stop = func() {}
	}
	for _, addr := range []string{h.plain, h.safe} {
		for {
			c, err := net.DialTimeout("tcp", addr, time.Second)
			if err == nil {
				c.Close()
				break
			}
			select {
			case <-ended:
				b, _ := os.ReadFile(said.Name())
				t.Fatalf("%s did not start: %s", program, b)
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
}
