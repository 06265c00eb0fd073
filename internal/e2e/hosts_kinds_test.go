package e2e

import (
	"crypto/x509"
	"encoding/pem"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trousse/internal/site"
)

// caddy runs Debian's on the Caddyfile that the documentation shows.
func caddy(t *testing.T, h *host) {
	h.plain, h.safe = free(t), free(t)
	cert, key := pair(t)
	_, port, _ := net.SplitHostPort(h.plain)
	config := "{\n\tadmin off\n\tauto_https off\n\thttp_port " + port + "\n}\n" +
		h.shown(t, "Caddyfile", "kit.example {", "https://"+h.safe+" {\n\ttls "+cert+" "+key) +
		h.shown(t, "Caddyfile", "kit.example {", "http://"+h.plain+" {")
	h.runs(t, config, "caddy", "run", "--adapter", "caddyfile", "--config")
}

// nginx runs Debian's, with its module for brotli.
func nginx(t *testing.T, h *host) {
	h.plain, h.safe = free(t), free(t)
	cert, key := pair(t)
	dir := t.TempDir()
	config := "daemon off;\npid " + dir + "/pid;\nerror_log stderr;\n" +
		"include /etc/nginx/modules-enabled/*.conf;\nevents {}\nhttp {\n"
	if os.Getuid() == 0 {
		config = "user root;\n" + config // what the test wrote is readable to its own user alone
	}
	for _, temp := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		config += temp + "_temp_path " + dir + "/" + temp + ";\n"
	}
	config += h.shown(t, "nginx.conf", "listen 443 ssl http2;", "listen "+h.safe+" ssl http2;\nlisten "+h.plain+";",
		"/etc/ssl/kit.example.pem", cert, "/etc/ssl/kit.example.key", key) + "}\n"
	h.runs(t, config, "nginx", "-e", "stderr", "-c")
}

// pair is a certificate and its key, for this machine alone.
func pair(t *testing.T) (cert, key string) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	of := s.TLS.Certificates[0]
	private, err := x509.MarshalPKCS8PrivateKey(of.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, block := range map[string]*pem.Block{
		"cert": {Type: "CERTIFICATE", Bytes: of.Certificate[0]}, "key": {Type: "PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "cert"), filepath.Join(dir, "key")
}

// object is what a bucket holds under a name.
type object struct{ file, contentType, cache, encoding string }

// bucket is filled by the script that the documentation shows, and answers as the websites of buckets do: with what was said
// of each file when it came, the page at the root, and 404.html for what is not there. Whoever is in front of it adds the
// headers of security; the visitor goes without.
func bucket(t *testing.T, h *host) {
	objects := map[string]object{}
	upload(t, h, objects)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, status := r.URL.Path, http.StatusOK
		if strings.HasSuffix(name, "/") {
			name += site.ShellName
		}
		o, there := objects[name]
		if !there {
			o, status = objects[h.base+"404.html"], http.StatusNotFound
		}
		for name, value := range map[string]string{"Content-Type": o.contentType, "Cache-Control": o.cache, "Content-Encoding": o.encoding} {
			if value != "" {
				w.Header().Set(name, value)
			}
		}
		b, err := os.ReadFile(o.file)
		if err != nil {
			status = http.StatusInternalServerError
		}
		w.WriteHeader(status)
		_, _ = w.Write(b)
	})
	bare := httptest.NewUnstartedServer(handler)
	bare.Listener.Close()
	l, err := unused()
	if err != nil {
		t.Fatal(err)
	}
	bare.Listener = l
	bare.Start()
	front := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, s := range append([]site.Header{site.StrictTransport}, site.Security...) {
			w.Header().Set(s.Name, s.Value)
		}
		handler.ServeHTTP(w, r)
	}))
	h.plain, h.safe = bare.Listener.Addr().String(), front.Listener.Addr().String()
	h.stop = func() { bare.Close(); front.Close() }
	h.bare = true
	h.exported = func() { upload(t, h, objects) }
}

// upload runs the script with a tool of the name `aws` that only notes what it is asked.
func upload(t *testing.T, h *host, objects map[string]object) {
	t.Helper()
	dir := t.TempDir()
	noted := filepath.Join(dir, "noted")
	tool := "#!/bin/sh\nfor word; do printf '%s\\t' \"$word\"; done >>" + noted + "\necho >>" + noted + "\n" +
		"[ \"$2\" != ls ] || echo '2026-01-01 00:00:00 1 old.0123456789abcdef.js'\n"
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte(tool), 0o755); err != nil {
		t.Fatal(err)
	}
	bucket := "s3://kit" + strings.TrimSuffix(h.base, "/")
	cmd := exec.Command(filepath.Join("..", "..", "cmd", "trousse", "hosts", "bucket.sh"), filepath.Join(h.root, h.base), bucket)
	cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
	if b, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("bucket.sh: %v\n%s", err, b)
	}
	b, err := os.ReadFile(noted)
	if err != nil {
		t.Fatal(err)
	}
	last, removed := "", ""
	for line := range strings.Lines(string(b)) {
		words := strings.Split(strings.TrimSuffix(line, "\t\n"), "\t")
		n := len(words)
		name := strings.TrimPrefix(words[n-1], "s3://kit")
		switch words[1] {
		case "cp":
			o := object{file: words[n-2]}
			for i := 2; i < n-2; i++ {
				switch words[i] {
				case "--content-type":
					o.contentType = words[i+1]
				case "--cache-control":
					o.cache = words[i+1]
				case "--content-encoding":
					o.encoding = words[i+1]
				}
			}
			objects[name] = o
			last = name
		case "rm":
			removed += name
		}
	}
	if last != h.base+site.WorkerName {
		t.Errorf("the last file that went up is %s, and should be the worker", last)
	}
	if removed != h.base+"assets/old.0123456789abcdef.js" {
		t.Errorf("removed from the bucket: %q", removed)
	}
}
