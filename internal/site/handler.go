package site

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// encodings in order of preference when a browser likes them equally, with the ending of their variants.
var encodings = []struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}}

// variant is one body under one encoding, ready to be sent.
type variant struct {
	encoding string // "" as is
	etag     string
	body     []byte
}

// Handler hands out a built site. It keeps no log and sets no cookie.
type Handler struct {
	files map[string][]variant // by path from the root; the first is the body as is
}

// NewHandler reads the whole built site into memory. It returns ErrNotBuilt when there is none.
func NewHandler(built fs.FS) (*Handler, error) {
	if _, err := ReadRecord(built); err != nil {
		return nil, err
	}
	h := &Handler{files: map[string][]variant{}}
	err := fs.WalkDir(built, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == recordName {
			return err
		}
		if _, known := ContentType(name); !known {
			return nil
		}
		body, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		h.files[name] = []variant{newVariant("", body)}
		for _, e := range encodings {
			if body, err := fs.ReadFile(built, name+e.ending); err == nil {
				h.files[name] = append(h.files[name], newVariant(e.name, body))
			}
		}
		return nil
	})
	return h, err
}

func newVariant(encoding string, body []byte) variant {
	sum := sha256.Sum256(body)
	return variant{encoding, `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`, body}
}

// ServeHTTP answers with a file, with the page for any address a person may open, or with an error that
// carries the same policy.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost && r.URL.Path == "/"+shareName {
		// The browser has lost the worker. What was shared is not read here: the page says that it did not arrive.
		w.Header().Set("Location", "log?brought")
		refuse(w, r, http.StatusSeeOther)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, r, http.StatusMethodNotAllowed)
		return
	}
	name, vary := h.resolve(r)
	if name == "" {
		refuse(w, r, http.StatusNotFound)
		return
	}
	out := w.Header()
	for _, e := range HeadersOf(name, r.TLS != nil) {
		out.Set(e.Name, e.Value)
	}
	if vary != "" {
		out.Set("Vary", vary)
	}
	v := choose(h.files[name], r.Header.Values("Accept-Encoding"))
	out.Set("Etag", v.etag)
	if matches(r.Header.Values("If-None-Match"), v.etag) {
		out.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if v.encoding != "" {
		out.Set("Content-Encoding", v.encoding)
	}
	out.Set("Accept-Ranges", "none")
	out.Set("Content-Length", strconv.Itoa(len(v.body)))
	if r.Method == http.MethodGet {
		w.Write(v.body)
	}
}

// resolve returns the file that answers a request, "" for none, and the Vary of an answer that depends on
// more than its address. Under assets/ only what exists is found: a page in a script's place would break
// a kit that is being updated.
func (h *Handler) resolve(r *http.Request) (name, vary string) {
	p := r.URL.Path
	if p == "/" {
		return ShellName, ""
	}
	name = strings.TrimPrefix(p, "/")
	if _, ok := h.files[name]; ok && name != ShellName && p == "/"+name {
		return name, ""
	}
	clean := path.Clean(p)
	if !strings.HasPrefix(p, "/") || clean != p && clean+"/" != p || strings.ContainsAny(p, "\\\x00") ||
		clean == "/"+AssetDir || strings.HasPrefix(clean, "/"+AssetDir+"/") || !wantsPage(r.Header.Values("Accept")) {
		return "", ""
	}
	return ShellName, "Accept, Accept-Encoding"
}

func refuse(w http.ResponseWriter, r *http.Request, status int) {
	out := w.Header()
	for _, e := range Security {
		out.Set(e.Name, e.Value)
	}
	if r.TLS != nil {
		out.Set(StrictTransport.Name, StrictTransport.Value)
	}
	cache := CacheControl(Missing)
	out.Set(cache.Name, cache.Value)
	out.Set("Content-Type", "text/plain; charset=utf-8")
	body := strconv.Itoa(status) + " " + http.StatusText(status) + "\n"
	out.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write([]byte(body))
	}
}
