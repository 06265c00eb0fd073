package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"trousse/internal/i18n"
)

// Load merges the files of one language into a bundle and leaves out the links
// to what is only planned. It is for build time: every problem that stops a
// unit from being read is in the error.
func Load(fsys fs.FS, lang i18n.Lang) (*Bundle, error) {
	u, err := readUnits(fsys)
	if err != nil {
		return nil, err
	}
	l := loader{fsys: fsys, lang: lang, units: u, bundle: &Bundle{Lang: lang}}
	l.each(Playbooks, l.playbook)
	l.each(Scripts, l.scripts)
	l.each(Checklists, l.checklist)
	l.each(Calculators, l.calculator)
	l.each(Guides, l.guide)
	for _, single := range []struct {
		dir  string
		read func()
	}{{Tips, l.tips}, {Resources, l.resources}} {
		if _, err := fs.Stat(fsys, single.dir); err == nil {
			l.dir = single.dir
			single.read()
		}
	}
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	return l.bundle, nil
}

type loader struct {
	fsys   fs.FS
	lang   i18n.Lang
	units  units
	bundle *Bundle
	dir    string // of the unit being read
	errs   []error
}

func (l *loader) each(kind string, read func(slug string)) {
	slugs, err := slugsOf(l.fsys, kind)
	l.note(err)
	for _, slug := range slugs {
		l.dir = path.Join(kind, slug)
		read(slug)
	}
}

func (l *loader) note(err error) {
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("%s: %w", l.dir, err))
	}
}

// read decodes the two files of a unit, strictly: an unknown key is an error, but what else is wrong is looked for all
// the same.
func (l *loader) read(meta, words any) bool {
	readable := true
	for _, file := range []struct {
		name string
		v    any
	}{{"meta", meta}, {string(l.lang), words}} {
		err := readJSON(l.fsys, path.Join(l.dir, file.name+".json"), file.v)
		l.note(err)
		readable = readable && (err == nil || errors.Is(err, errUnknownKey))
	}
	return readable
}

// fileError is what is wrong with one file.
type fileError struct {
	name string
	err  error
}

func (e *fileError) Error() string { return e.name + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

var errUnknownKey = errors.New("unknown key")

// readJSON decodes a file strictly. With errUnknownKey, everything that is known was read.
func readJSON(fsys fs.FS, name string, v any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return &fileError{name, err}
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err = d.Decode(v); err == nil {
		return nil
	}
	if _, key, ok := strings.Cut(err.Error(), "unknown field "); ok && json.Unmarshal(data, v) == nil {
		err = fmt.Errorf("%w %s", errUnknownKey, key)
	}
	return &fileError{name, err}
}

// unitMeta is what the meta.json of every unit holds.
type unitMeta struct {
	ID   string   `json:"id"`
	Kind string   `json:"kind"`
	Rows []string `json:"rows"`
}

type playbookMeta struct {
	unitMeta
	Phases    []string          `json:"phases"`
	Steps     []string          `json:"steps"`
	StepPhase map[string]string `json:"step_phase"`
	Watch     []struct {
		ID       string `json:"id"`
		Level    string `json:"level"`
		Go       string `json:"go"`
		Script   string `json:"script"`
		Playbook string `json:"playbook"`
		Route    string `json:"route"`
	} `json:"watch"`
	Tool     string              `json:"tool"`
	Latitude bool                `json:"latitude"`
	Scripts  []string            `json:"scripts"`
	Related  map[string][]string `json:"related"`
}

type playbookWords struct {
	Title, Short, Aim string
	Situations        []string
	Phases            map[string]string
	Why               []string
	Steps             map[string]Step
	Say               []string
	Avoid             []Avoid
	Watch             map[string]Watch
	Stop              string
}

func (l *loader) playbook(slug string) {
	var m playbookMeta
	var w playbookWords
	if !l.read(&m, &w) {
		return
	}
	p := Playbook{Slug: slug, Rows: m.Rows, Title: w.Title, Short: w.Short, Aim: w.Aim, Situations: w.Situations, Why: w.Why,
		Say: w.Say, Avoid: w.Avoid, Stop: w.Stop, Tool: m.Tool, Latitude: m.Latitude}
	for _, id := range m.Phases {
		p.Phases = append(p.Phases, Phase{ID: id, Title: w.Phases[id]})
	}
	for _, id := range m.Steps {
		p.Steps = append(p.Steps, Step{ID: id, Phase: m.StepPhase[id], Do: w.Steps[id].Do, How: w.Steps[id].How})
	}
	for _, x := range m.Watch {
		s := Watch{ID: x.ID, Level: x.Level, Sign: w.Watch[x.ID].Sign, Then: w.Watch[x.ID].Then, Step: x.Go}
		if x.Script != "" && l.follows(l.units.keep(Scripts, x.Script)) {
			s.Script = x.Script
		}
		if x.Playbook != "" {
			x.Route = Link{Kind: Playbooks, Slug: x.Playbook}.Path()
		}
		s.Link = l.route(x.Route)
		p.Watch = append(p.Watch, s)
	}
	p.Scripts = l.kept(Scripts, m.Scripts)
	p.Related = l.links(m.Related)
	l.bundle.Playbooks = append(l.bundle.Playbooks, p)
}

type setMeta struct {
	unitMeta
	Scripts []scriptMeta `json:"scripts"`
}

type scriptMeta struct {
	ID        string   `json:"id"`
	Register  string   `json:"register"`
	Channels  []string `json:"channels"`
	Playbooks []string `json:"playbooks"`
	Promise   bool     `json:"promise"`
	Starts    string   `json:"starts"`
	Stops     string   `json:"stops"`
	Stage     string   `json:"stage"`
}

type scriptWords struct {
	Title, When, Delivery, Subject string
	Text                           []string
	TextTu                         []string `json:"text_tu"`
}

func (l *loader) scripts(theme string) {
	var m setMeta
	var words map[string]scriptWords
	if !l.read(&m, &words) {
		return
	}
	for _, s := range m.Scripts {
		w := words[s.ID]
		l.bundle.Scripts = append(l.bundle.Scripts, Script{
			ID: s.ID, Theme: theme, Rows: m.Rows, Register: s.Register, Channels: s.Channels,
			Playbooks: l.kept(Playbooks, s.Playbooks), Promise: s.Promise, Starts: s.Starts, Stops: s.Stops, Stage: s.Stage,
			Title: w.Title, When: w.When, Delivery: w.Delivery, Subject: w.Subject, Text: w.Text, TextTu: w.TextTu,
		})
	}
}

func (l *loader) follows(ok bool, err error) bool {
	l.note(err)
	return ok
}

// route returns the route when it can be followed.
func (l *loader) route(route string) string {
	if route == "" || !l.follows(l.units.keepRoute(route)) {
		return ""
	}
	return route
}

func (l *loader) kept(kind string, slugs []string) []string {
	out, err := l.units.kept(kind, slugs)
	l.note(err)
	return out
}

func (l *loader) links(by map[string][]string) []Link {
	out, err := l.units.links(by)
	l.note(err)
	return out
}
