package e2e

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/search.txt
var searches string

// TestSearch types what people type, in each place with a search box.
func TestSearch(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	names := map[string]string{} // by route
	type query struct {
		typed string
		want  []string
	}
	var queries []query
	for line := range strings.Lines(searches) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if person, ok := strings.CutPrefix(line, "person: "); ok {
			name, phone, _ := strings.Cut(person, "|")
			id := p.client("name", strings.TrimSpace(name), "phone", strings.TrimSpace(phone))
			names["/clients/"+id] = strings.TrimSpace(name)
			continue
		}
		typed, found, _ := strings.Cut(line, ":")
		q := query{typed: typed}
		if found = strings.TrimSpace(found); found != "" {
			q.want = strings.Split(found, "; ")
		}
		queries = append(queries, q)
	}
	if len(names) == 0 || len(queries) == 0 {
		t.Fatal("nothing to look for")
	}
	for _, route := range []string{"/", "/clients"} {
		p.open(route)
		p.press("q")
		for _, letter := range []string{"m", "a", "r"} {
			p.keys(letter) // results come and go below a box that stays
			p.wait("there are results", `document.querySelector('main a[href^="/clients/"]')`)
		}
		p.holds("q", "mar")
		p.focused("q")
		for _, q := range queries {
			p.set("q", "")
			p.set("q", q.typed)
			var want []string
			for href, name := range names {
				if slices.Contains(q.want, name) {
					want = append(want, href)
				}
			}
			slices.Sort(want)
			p.wait(q.typed+" finds "+strings.Join(q.want, ", ")+" on "+route,
				`[...document.querySelectorAll('main a[href^="/clients/"]')].map((a) => a.getAttribute("href")).filter((h) => h !== "/clients/new").sort().join() === %v`,
				strings.Join(want, ","))
		}
	}
	p.set("q", "")
	everyone := `document.querySelector('main a[href="/settings/import"]')`
	p.wait("everyone is there", everyone+` && (document.querySelector("main .rows .row").stays = true)`)
	p.set("q", "mar")
	p.wait("a question changes the rows and makes none anew", `!`+everyone+` && document.querySelector("main .rows .row").stays`)
	p.set("q", "")
	p.wait("they are the same again", everyone+` && document.querySelector("main .rows .row").stays`)
}
