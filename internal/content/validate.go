package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"trousse/internal/i18n"
)

// Problem is one thing wrong in the content files.
type Problem struct {
	File string // as in "scripts/waiting/fr.json"
	Line int    // where the key stands, or what is nearest to it; 0 for a whole file
	Key  string // as in "hold-ask.text.0"; empty for a whole file
	What string // in English, for whoever edits the files
}

func (p Problem) Error() string {
	at := p.File
	if p.Line > 0 {
		at += ":" + strconv.Itoa(p.Line)
	}
	if p.Key != "" {
		at += ": " + p.Key
	}
	return at + ": " + p.What
}

var languages = [...]i18n.Lang{i18n.FR, i18n.EN}

// Validate holds every content file to the limits and the manners of the kit
// and returns all that is wrong, in the order of the files.
func Validate(fsys fs.FS) []error { return validate(fsys, "") }

// validate checks every unit, or the one that lies in the folder only.
func validate(fsys fs.FS, only string) []error {
	c := &checker{fsys: fsys, lengths: map[i18n.Lang][]int{}, phrases: map[i18n.Lang][]string{}}
	for _, lang := range languages {
		c.phrases[lang] = phrases(lang)
	}
	u, err := readUnits(fsys)
	if err != nil {
		return []error{err}
	}
	c.units = u
	c.planned()
	for _, k := range kinds {
		if k.single {
			if _, err := fs.Stat(fsys, k.folder); err == nil && (only == "" || only == k.folder) {
				c.unit(k, k.folder)
			}
			continue
		}
		slugs, err := slugsOf(fsys, k.folder)
		if err != nil {
			return []error{err}
		}
		for _, slug := range slugs {
			if dir := path.Join(k.folder, slug); only == "" || only == dir {
				c.unit(k, dir)
			}
		}
	}
	for _, lang := range languages {
		if m := median(c.lengths[lang]); m > maxMedian {
			c.add(Scripts, "", "median of %s scripts is %d words, at most %d", lang, m, maxMedian)
		}
	}
	return c.problems
}

type checker struct {
	fsys     fs.FS
	units    units
	kind     kind   // of the unit at hand
	dir      string // where it lies
	words    map[i18n.Lang]tree
	lengths  map[i18n.Lang][]int    // words of each script
	phrases  map[i18n.Lang][]string // not to be said
	problems []error
}

func (c *checker) add(file, key, format string, args ...any) {
	p := Problem{File: file, Key: key, What: fmt.Sprintf(format, args...)}
	if data, err := fs.ReadFile(c.fsys, file); err == nil {
		p.Line = lineOf(data, key, args)
	}
	c.problems = append(c.problems, p)
}

// file names a file of the unit at hand.
func (c *checker) file(name string) string { return path.Join(c.dir, name) }

func (c *checker) wordsFile(lang i18n.Lang) string { return c.file(string(lang) + ".json") }

// planned checks that planned.txt holds nothing that exists or cannot be.
func (c *checker) planned() {
	for _, id := range sortedKeys(c.units.planned) {
		kind, slug, _ := strings.Cut(id, "/")
		switch {
		case slices.Contains(routes, id): // a screen: the tests of the app know those that are there
		case c.units.exists[id]:
			c.add("planned.txt", id, "exists now: take the line out")
		case !slices.Contains(linked, kind) || !isSlug(slug):
			c.add("planned.txt", id, "not a kind and a slug")
		}
	}
}

// kind is how the units of a folder are read and checked.
type kind struct {
	folder string
	name   string // in meta.json
	single bool   // the folder is the unit
	read   func(*loader, string)
	check  func(*checker)
}

var kinds = []kind{
	{folder: Calculators, name: "calculator", read: (*loader).calculator, check: (*checker).calculator},
	{folder: Checklists, name: "checklist", read: (*loader).checklist, check: (*checker).checklist},
	{folder: Guides, name: "guide", read: (*loader).guide, check: (*checker).guide},
	{folder: Playbooks, name: "playbook", read: (*loader).playbook, check: (*checker).playbook},
	{folder: Scripts, name: "script-set", read: (*loader).scripts, check: (*checker).scripts},
	{folder: Tips, name: "tip-set", single: true, read: func(l *loader, _ string) { l.tips() }, check: (*checker).tips},
	{folder: Resources, name: "resource-set", single: true, read: func(l *loader, _ string) { l.resources() }, check: (*checker).resources},
}

func (c *checker) unit(k kind, dir string) {
	c.kind, c.dir, c.words = k, dir, map[i18n.Lang]tree{}
	if !isSlug(path.Base(dir)) {
		c.add(dir, "", "a slug is lower-case English words joined by hyphens")
	}
	for _, lang := range languages {
		data, err := fs.ReadFile(c.fsys, c.wordsFile(lang))
		if err == nil {
			c.words[lang], err = parseTree(data)
		}
		if err != nil {
			c.add(c.wordsFile(lang), "", "%v", err)
			return
		}
	}
	for _, lang := range languages {
		c.words[lang].walk(nil, func(key []string, text string) { c.text(lang, key, text) })
	}
	if fr, en := c.words[i18n.FR].shape(""), c.words[i18n.EN].shape(""); fr != en {
		c.add(dir, "", "French and English do not have the same keys in the same order: %s", firstDifference(fr, en))
	}
	c.strict(k)
	k.check(c)
}

// strict reads the unit as Load does, which finds unknown keys and dangling links.
func (c *checker) strict(k kind) {
	for _, lang := range languages {
		l := loader{fsys: c.fsys, lang: lang, units: c.units, bundle: &Bundle{Lang: lang}, dir: c.dir}
		k.read(&l, path.Base(c.dir))
		for _, err := range l.errs {
			c.wrong(err)
		}
	}
}

// wrong adds what the loader found, once for both languages: in the file that the error names, or else in meta.json,
// where the links are.
func (c *checker) wrong(err error) {
	name, err := c.file("meta.json"), errors.Unwrap(err)
	var in *fileError
	if errors.As(err, &in) {
		name, err = in.name, in.err
	}
	said := Problem{File: name, What: err.Error()}
	if !slices.ContainsFunc(c.problems, func(p error) bool {
		have, ok := p.(Problem)
		return ok && have.File == said.File && have.What == said.What
	}) {
		c.add(name, "", "%v", err)
	}
}

// meta reads the meta.json of the unit and checks what all have in common.
func (c *checker) meta(v any, common *unitMeta) {
	if err := readJSON(c.fsys, c.file("meta.json"), v); err != nil && !errors.Is(err, errUnknownKey) {
		return // said by strict
	}
	if common.Kind != c.kind.name {
		c.add(c.file("meta.json"), "kind", "want %s, have %q", c.kind.name, common.Kind)
	}
	if common.ID != path.Base(c.dir) {
		c.add(c.file("meta.json"), "id", "want the name of the folder, have %q", common.ID)
	}
	if c.kind.folder != Tips {
		c.rows("rows", common.Rows)
	}
}

// rows checks that content names the rows of the field that it serves.
func (c *checker) rows(key string, rows []string) {
	if len(rows) == 0 {
		c.add(c.file("meta.json"), key, "names no row")
	}
	for _, r := range rows {
		if len(r) != 3 || r[0] != 'F' || !isDigit(rune(r[1])) || !isDigit(rune(r[2])) {
			c.add(c.file("meta.json"), key, "%q is not a row such as F05", r)
		}
	}
}

// text checks one string of a words file: signs, phrases, length.
func (c *checker) text(lang i18n.Lang, key []string, s string) {
	file, name := c.wordsFile(lang), strings.Join(key, ".")
	for _, what := range typographyFaults(s, lang) {
		c.add(file, name, "%s", what)
	}
	last := lastName(key)
	if last == "url" {
		return
	}
	inAvoid := slices.Contains(key, "avoid") && last != "instead" // what not to say
	if !inAvoid {
		for _, p := range saidPhrases(s, c.phrases[lang]) {
			c.add(file, name, "phrase to avoid: %s", p)
		}
	}
	if strings.Contains(s, "!") && last != "text" && last != "text_tu" && last != "say" {
		c.add(file, name, "exclamation mark outside words to say")
	}
	limit := 0
	for _, l := range limits {
		if l.key == last {
			limit = l.max
		}
	}
	if slices.Contains(key, "errors") {
		limit = maxError
	}
	if n := countWords(s); limit > 0 && n > limit {
		c.add(file, name, "%d words, at most %d", n, limit)
	}
}

// lastName is the last key of a path that is not a place in a list.
func lastName(key []string) string {
	for _, k := range slices.Backward(key) {
		if k != "" && (k[0] < '0' || k[0] > '9') {
			return k
		}
	}
	return ""
}

// follow checks that both words files have the ids of meta.json, in order.
func (c *checker) follow(name string, ids []string, at ...string) {
	for _, lang := range languages {
		if have := c.words[lang].child(at...).keys; !slices.Equal(have, ids) {
			c.add(c.wordsFile(lang), strings.Join(at, "."), "%s do not follow meta.json: want %v, have %v", name, ids, have)
		}
	}
	for i, id := range ids {
		if !isSlug(strings.ReplaceAll(id, "_", "-")) || slices.Contains(ids[:i], id) {
			c.add(c.file("meta.json"), name, "%q is not an id, or stands twice", id)
		}
	}
}

// oneOf checks a word of a closed list.
func (c *checker) oneOf(key, have string, list ...string) {
	if !slices.Contains(list, have) {
		c.add(c.file("meta.json"), key, "%q is not one of %v", have, list)
	}
}

func isSlug(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || strings.IndexFunc(part, func(r rune) bool { return !(r >= 'a' && r <= 'z') && !isDigit(r) }) >= 0 {
			return false
		}
	}
	return true
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	i = max(i-12, 0)
	return fmt.Sprintf("…%s… and …%s…", a[i:min(i+40, len(a))], b[i:min(i+40, len(b))])
}

func median(list []int) int {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2] + 1) / 2
}
