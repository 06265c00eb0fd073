package site

import (
	"bufio"
	"crypto/tls"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func handler(t *testing.T) (*Handler, Record) {
	t.Helper()
	dir, r := write(t, "/")
	h, err := NewHandler(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return h, r
}

// ask sends a request as it stands: httptest.NewRequest would clean the path.
func ask(h http.Handler, method, target string, header http.Header, secure bool) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(strings.ReplaceAll(target, "%2e", "."), "?")
	r.Header = header
	if secure {
		r.TLS = &tls.ConnectionState{}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHandler(t *testing.T) {
	h, r := handler(t)
	f, err := os.Open("testdata/handler.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	named := regexp.MustCompile(`\{(.+)\}`)
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		asked, want, ok := strings.Cut(line, "=>")
		request, header, ok2 := strings.Cut(asked, "|")
		method, target, ok3 := strings.Cut(strings.TrimSpace(request), " ")
		if !ok || !ok2 || !ok3 {
			t.Fatalf("cannot read the case %q", line)
		}
		target = named.ReplaceAllStringFunc(target, func(m string) string {
			a, err := r.find(m[1 : len(m)-1])
			if err != nil {
				t.Fatal(err)
			}
			return a.Path
		})
		head := http.Header{}
		if name, value, ok := strings.Cut(header, ":"); ok {
			head.Set(strings.TrimSpace(name), strings.TrimSpace(value))
		}
		t.Run(strings.Join(strings.Fields(asked), " "), func(t *testing.T) {
			got := ask(h, method, target, head, false)
			for i, w := range strings.Split(want, "|") {
				w = strings.TrimSpace(w)
				if i == 0 {
					if fmt.Sprint(got.Code) != w {
						t.Errorf("status %d, want %s", got.Code, w)
					}
					continue
				}
				name, value, _ := strings.Cut(w, ":")
				if g := got.Header().Get(name); g != strings.TrimSpace(value) {
					t.Errorf("%s: %q, want %q", name, g, strings.TrimSpace(value))
				}
			}
			if method == http.MethodHead && got.Body.Len() > 0 {
				t.Error("HEAD came with a body")
			}
			if n := got.Header().Get("Content-Length"); method == http.MethodGet && n != fmt.Sprint(got.Body.Len()) {
				t.Errorf("Content-Length %s for %d bytes", n, got.Body.Len())
			}
			for _, s := range Security {
				if got.Header().Get(s.Name) != s.Value {
					t.Errorf("%s is missing", s.Name)
				}
			}
		})
	}
}

func TestTags(t *testing.T) {
	h, r := handler(t)
	wasm, err := r.find("kit.wasm")
	if err != nil {
		t.Fatal(err)
	}
	get := func(target, encoding, tag string) *httptest.ResponseRecorder {
		head := http.Header{"Accept-Encoding": {encoding}}
		if tag != "" {
			head.Set("If-None-Match", tag)
		}
		return ask(h, http.MethodGet, target, head, false)
	}
	seen := map[string]string{}
	for _, target := range []string{"/", "/sw.js", "/manifest.webmanifest", "/" + wasm.Path} {
		for _, encoding := range []string{"identity", "gzip", "br"} {
			tag := get(target, encoding, "").Header().Get("Etag")
			if !strings.HasPrefix(tag, `"`) || seen[tag] != "" {
				t.Errorf("%s as %s has the tag %s of %s", target, encoding, tag, seen[tag])
			}
			seen[tag] = target + " " + encoding
			for _, match := range []string{tag, `"other", ` + tag, "W/" + tag, "*"} {
				if w := get(target, encoding, match); w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("Etag") != tag {
					t.Errorf("%s as %s with If-None-Match %s: %d", target, encoding, match, w.Code)
				}
			}
			if w := get(target, encoding, `"other"`); w.Code != http.StatusOK {
				t.Errorf("%s with another tag: %d", target, w.Code)
			}
		}
	}
	if w := get("/assets/none.js", "br", "*"); w.Code != http.StatusNotFound {
		t.Errorf("a tag for what is not there: %d, want 404", w.Code)
	}
}

// One golden holds every header of every class of file.
func TestHeaders(t *testing.T) {
	h, r := handler(t)
	var b strings.Builder
	for _, name := range []string{"/", "/sw.js", "/manifest.webmanifest", "kit.wasm", "boot.js", "page.css", "content-fr.json", "icons/mark.svg", "icons/any-192.png", "/nothing"} {
		for _, secure := range []bool{false, true} {
			target := name
			if a, err := r.find(name); err == nil {
				target = "/" + a.Path
			}
			w := ask(h, http.MethodGet, target, http.Header{"Accept-Encoding": {"br"}}, secure)
			w.Header().Del("Content-Length")
			w.Header().Del("Etag")
			fmt.Fprintf(&b, "%s tls=%v %d\n", name, secure, w.Code)
			if err := w.Header().Write(&b); err != nil {
				t.Fatal(err)
			}
			b.WriteString("\n")
		}
	}
	got := strings.ReplaceAll(b.String(), "\r", "")
	if *update {
		if err := os.WriteFile("testdata/headers.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/headers.golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("headers are not testdata/headers.golden (go test -update rewrites it):\n%s", got)
	}
}

func TestChoose(t *testing.T) {
	all := []variant{{encoding: ""}, {encoding: "br"}, {encoding: "gzip"}}
	for accept, want := range map[string]string{
		"":                            "",
		"gzip, deflate, br, zstd":     "br",
		"br;q=0.5, gzip;q=0.9":        "gzip",
		"br;q=0.5, gzip;q=0.5":        "br",
		"br;q=0, gzip":                "gzip",
		"BR":                          "br",
		" br ; q = 0.1 ":              "br",
		"*":                           "br",
		"*;q=0.1, br;q=0":             "gzip",
		"gzip;q=0.2, identity;q=0.8":  "",
		"gzip;q=0.8, identity;q=0.2":  "gzip",
		"identity;q=0":                "",
		"br;q=2":                      "",
		"br;q=nan, gzip;q=x, deflate": "",
		"br;q=, gzip":                 "gzip",
		",,;,":                        "",
		"broli":                       "",
	} {
		if got := choose(all, []string{accept}).encoding; got != want {
			t.Errorf("Accept-Encoding %q gives %q, want %q", accept, got, want)
		}
	}
	if got := choose(all, []string{"deflate", "gzip"}).encoding; got != "gzip" {
		t.Errorf("two header lines give %q, want gzip", got)
	}
	if got := choose(all[:1], []string{"br"}).encoding; got != "" {
		t.Errorf("a file without variants gives %q", got)
	}
}
