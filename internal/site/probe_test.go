package site

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// TestProbe finds nothing wrong with the server, nor with an export under a path, and finds each thing that a host may do wrong.
func TestProbe(t *testing.T) {
	r, assets, err := Assemble(web, program())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := Write(dir, "/", r, assets, Pack); err != nil {
		t.Fatal(err)
	}
	built := os.DirFS(dir)
	h, err := NewHandler(built)
	if err != nil {
		t.Fatal(err)
	}
	head := func(name, value string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, q *http.Request) { h.ServeHTTP(&redressed{w, name, value}, q) }
	}
	for _, c := range []struct {
		name, want string
		answer     func(w http.ResponseWriter, q *http.Request)
	}{
		{"as it should be", "", h.ServeHTTP},
		{"a file missing", "/assets/boot.", func(w http.ResponseWriter, q *http.Request) {
			if strings.Contains(q.URL.Path, "/boot.") {
				http.NotFound(w, q)
				return
			}
			h.ServeHTTP(w, q)
		}},
		{"a page for everything", "should answer 404", func(w http.ResponseWriter, q *http.Request) {
			if strings.HasSuffix(q.URL.Path, "none.js") {
				q.URL.Path = "/"
			}
			h.ServeHTTP(w, q)
		}},
		{"no page at other addresses", "should open at any address", func(w http.ResponseWriter, q *http.Request) {
			if strings.HasSuffix(q.URL.Path, "/42") {
				http.NotFound(w, q)
				return
			}
			h.ServeHTTP(w, q)
		}},
		{"an older worker", "it is not that of version", func(w http.ResponseWriter, q *http.Request) {
			if q.URL.Path == "/"+WorkerName {
				w.Header().Set("Content-Type", "text/javascript")
				_, _ = w.Write([]byte("older"))
				return
			}
			h.ServeHTTP(w, q)
		}},
		{"another type", `Content-Type is "text/plain"`, head("Content-Type", "text/plain")},
		{"no policy", `Content-Security-Policy is ""`, head("Content-Security-Policy", "")},
		{"kept for long", `/: Cache-Control is "max-age=99", and should be "no-cache" (and at 2 more)`, head("Cache-Control", "max-age=99")},
		{"nothing kept for long", "would stay missing for a year", func(w http.ResponseWriter, q *http.Request) {
			if strings.HasSuffix(q.URL.Path, "none.js") {
				w.Header().Set("Cache-Control", CacheControl(Named).Value)
				w.WriteHeader(http.StatusNotFound)
				return
			}
			h.ServeHTTP(w, q)
		}},
		{"not compressed", "neither in brotli nor in gzip (and at ", func(w http.ResponseWriter, q *http.Request) {
			q.Header.Del("Accept-Encoding")
			h.ServeHTTP(w, q)
		}},
		{"cleared", "Clear-Site-Data is sent", head("Clear-Site-Data", `"storage"`)},
	} {
		host := httptest.NewServer(http.HandlerFunc(c.answer))
		wrong, err := Probe(host.Client(), built, host.URL)
		host.Close()
		if got := strings.Join(wrong, "\n"); err != nil || c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
	if _, err := Probe(http.DefaultClient, built, "http://127.0.0.1:1/kit"); err == nil {
		t.Error("an address without its slash is taken")
	}
}

// redressed sends one header otherwise than it was told.
type redressed struct {
	http.ResponseWriter
	name, value string
}

func (r *redressed) Write(b []byte) (int, error) {
	if r.name != "" {
		r.Header().Set(r.name, r.value)
		if r.name = ""; r.value == "" {
			r.Header().Del("Content-Security-Policy")
		}
	}
	return r.ResponseWriter.Write(b)
}
