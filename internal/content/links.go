package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// routes are the screens, other than units, that content may lead to.
var routes = []string{
	"/", "/log", "/clients", "/promises", "/complaints", "/playbooks", "/scripts", "/checklists", "/calculators", "/insights",
	"/improvements", "/guides", "/tips", "/resources", "/help-now", "/guided", "/hold", "/talk", "/stories", "/check-in",
}

var errDangling = errors.New("leads to nothing that exists or is planned")

// units knows what exists and what planned.txt announces, as "kind/slug".
// Scripts are known by their ids, as "scripts/id".
type units struct {
	exists  map[string]bool
	planned map[string]bool
}

func readUnits(fsys fs.FS) (units, error) {
	u := units{exists: map[string]bool{}, planned: map[string]bool{}}
	for _, kind := range []string{Playbooks, Checklists, Calculators, Guides} { // a folder a unit
		slugs, err := slugsOf(fsys, kind)
		if err != nil {
			return u, err
		}
		for _, slug := range slugs {
			u.exists[kind+"/"+slug] = true
		}
	}
	sets, err := slugsOf(fsys, Scripts)
	if err != nil {
		return u, err
	}
	for _, slug := range sets {
		var meta setMeta
		_ = readJSON(fsys, path.Join(Scripts, slug, "meta.json"), &meta) // its faults are told when the unit is read
		for _, s := range meta.Scripts {
			u.exists[Scripts+"/"+s.ID] = true
		}
	}
	var tips tipsMeta
	_ = readJSON(fsys, "tips/meta.json", &tips)
	for _, t := range tips.Tips {
		u.exists[Tips+"/"+t.ID] = true
	}
	text, err := fs.ReadFile(fsys, "planned.txt")
	if errors.Is(err, fs.ErrNotExist) {
		return u, nil
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			u.planned[line] = true
		}
	}
	return u, err
}

// keep says whether a link can be followed. A link to what is planned is left
// out; any other that leads nowhere is an error.
func (u units) keep(kind, slug string) (bool, error) {
	id := kind + "/" + slug
	switch {
	case u.exists[id]:
		return true, nil
	case u.planned[id]:
		return false, nil
	}
	return false, errors.New("link to " + id + " " + errDangling.Error())
}

// keepRoute is keep for a route: a unit's, or one of routes.
func (u units) keepRoute(route string) (bool, error) {
	if kind, slug, ok := strings.Cut(strings.TrimPrefix(route, "/"), "/"); ok {
		return u.keep(kind, slug)
	}
	if u.planned[route] {
		return false, nil
	}
	if !slices.Contains(routes, route) {
		return false, errors.New("link to " + route + " " + errDangling.Error())
	}
	return true, nil
}

// kept is keep for a list of slugs of one kind.
func (u units) kept(kind string, slugs []string) ([]string, error) {
	var out []string
	var errs []error
	for _, slug := range slugs {
		ok, err := u.keep(kind, slug)
		if ok {
			out = append(out, slug)
		}
		errs = append(errs, err)
	}
	return out, errors.Join(errs...)
}

// linked are the kinds that content may link to, in the order in which links are shown.
var linked = []string{Scripts, Playbooks, Checklists, Calculators, Guides, Tips}

// links turns {"playbooks": ["angry"]} into links, kinds in a fixed order.
func (u units) links(by map[string][]string) ([]Link, error) {
	var out []Link
	var errs []error
	for _, kind := range linked {
		slugs, err := u.kept(kind, by[kind])
		errs = append(errs, err)
		for _, slug := range slugs {
			out = append(out, Link{Kind: kind, Slug: slug})
		}
	}
	for kind := range by {
		if !slices.Contains(linked, kind) {
			errs = append(errs, errors.New("link to unknown kind "+kind))
		}
	}
	return out, errors.Join(errs...)
}

// slugsOf lists the folders of a kind, in order. A kind without a folder has
// no units yet.
func slugsOf(fsys fs.FS, kind string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, kind)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var slugs []string
	for _, e := range entries {
		if e.IsDir() {
			slugs = append(slugs, e.Name())
		}
	}
	return slugs, err
}
