package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
)

// Probe asks a host for every file of a built site, and returns what is wrong with its answers, one line for each thing,
// with the first address where it is so. It is for after an upload: a host that answers wrongly can keep a kit from starting, or
// have the browser clear people's records.
// at is the address of the page.
func Probe(client *http.Client, built fs.FS, at string) ([]string, error) {
	to, err := url.Parse(at)
	if err != nil {
		return nil, err
	}
	if to.Path == "" {
		to.Path = "/"
	}
	r, err := ReadRecord(built)
	if err != nil {
		return nil, err
	}
	files, version, err := r.Stamp(to.Path)
	if err != nil {
		return nil, err
	}
	for _, a := range r.Assets {
		if files[a.Path], err = fs.ReadFile(built, a.Path); err != nil {
			return nil, err
		}
	}
	p := &probe{client: *client, at: to, tls: to.Scheme == "https", others: map[string]int{}}
	p.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		_, none := fs.Stat(built, name+".br")
		if err := p.file(name, files[name], none == nil, version); err != nil {
			return nil, err
		}
	}
	err = p.rest(files[ShellName])
	return p.lines(), err
}

type probe struct {
	client http.Client
	at     *url.URL
	tls    bool
	wrong  [][2]string // what, and where first
	others map[string]int
}

func (p *probe) tell(where, format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	if _, told := p.others[what]; told {
		p.others[what]++
		return
	}
	p.others[what] = 0
	p.wrong = append(p.wrong, [2]string{what, where})
}

func (p *probe) lines() []string {
	var lines []string
	for _, w := range p.wrong {
		line := w[1] + ": " + w[0]
		if n := p.others[w[0]]; n > 0 {
			line += fmt.Sprintf(" (and at %d more)", n)
		}
		lines = append(lines, line)
	}
	return lines
}

// file asks for one file: the bytes, and every header that goes with them. packed tells
// that it has smaller variants.
func (p *probe) file(name string, want []byte, packed bool, version string) error {
	where := name
	if name == ShellName {
		where = ""
	}
	a, body, err := p.get(where, "*/*")
	if err != nil {
		return err
	}
	switch where = p.at.Path + where; {
	case a.StatusCode != http.StatusOK:
		p.tell(where, "it answers %s", a.Status)
		return nil
	case !bytes.Equal(body, want):
		p.tell(where, "it is not that of version %s", version)
	case packed && a.Header.Get("Content-Encoding") == "":
		p.tell(where, "it is sent whole, neither in brotli nor in gzip")
	}
	for _, h := range HeadersOf(name, p.tls) {
		got := a.Header.Get(h.Name)
		switch h.Name {
		case "Vary":
			continue
		case "Content-Type":
			was, _, _ := mime.ParseMediaType(got)
			if is, _, _ := mime.ParseMediaType(h.Value); was == is {
				continue
			}
		}
		if got != h.Value {
			p.tell(where, "%s is %q, and should be %q", h.Name, got, h.Value)
		}
	}
	p.harm(where, a)
	return nil
}

// rest asks for what is no file: the page for any address, and nothing in the place of an asset.
func (p *probe) rest(shell []byte) error {
	a, body, err := p.get("clients/42", "text/html")
	if err != nil {
		return err
	}
	if !bytes.Equal(body, shell) {
		p.tell(p.at.Path+"clients/42", "it is not the page, which should open at any address")
	}
	p.harm(p.at.Path+"clients/42", a)
	missing := path.Join(AssetDir, "none.js")
	if a, _, err = p.get(missing, "*/*"); err != nil {
		return err
	}
	if a.StatusCode != http.StatusNotFound {
		p.tell(p.at.Path+missing, "it answers %s, and should answer 404: a page in a script’s place breaks a kit that is being updated", a.Status)
	}
	if kept := a.Header.Get("Cache-Control"); kept == CacheControl(Named).Value {
		p.tell(p.at.Path+missing, "Cache-Control is %q: a file that came late would stay missing for a year", kept)
	}
	return nil
}

// harm looks for headers that no answer may have.
func (p *probe) harm(where string, a *http.Response) {
	for _, name := range []string{"Clear-Site-Data", "Set-Cookie"} {
		if a.Header.Get(name) != "" {
			p.tell(where, "%s is sent, and must never be", name)
		}
	}
}

func (p *probe) get(name, accept string) (*http.Response, []byte, error) {
	to := *p.at
	to.Path += name // joining would take the last slash away
	q, err := http.NewRequest(http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, nil, err
	}
	q.Header.Set("Accept", accept)
	q.Header.Set("Accept-Encoding", "gzip, br")
	a, err := p.client.Do(q)
	if err != nil {
		return nil, nil, err
	}
	defer a.Body.Close()
	plain := io.Reader(a.Body)
	switch a.Header.Get("Content-Encoding") {
	case "br":
		plain = brotli.NewReader(a.Body)
	case "gzip":
		if plain, err = gzip.NewReader(a.Body); err != nil {
			return nil, nil, err
		}
	}
	body, err := io.ReadAll(io.LimitReader(plain, 64<<20))
	return a, body, err
}
