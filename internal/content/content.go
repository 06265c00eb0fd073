// Package content is what the kit knows about serving people: playbooks,
// scripts, checklists, calculators' words, guides, resources and tips (FIELD rows
// F20 to F31, F40 to F49, F60 to F67, F70, F71), as plain data files in French and
// in English.
//
// At build time Validate holds the files to the limits and the manners of the
// kit, and Load merges them into one Bundle a language, shipped as one file of
// JSON. The program in the browser only calls Decode and looks units up.
//
// It is not where a worker's own lists and scripts are kept, nor where a
// calculator's arithmetic is done. README.md tells how to add a unit.
package content

import (
	"bytes"
	"encoding/json"
	"io"

	"trousse/internal/i18n"
)

// Kinds of units: the name of their folder, and of their routes.
const (
	Playbooks   = "playbooks"
	Scripts     = "scripts"
	Checklists  = "checklists"
	Calculators = "calculators"
	Guides      = "guides"
	Tips        = "tips"      // a tip has no route of its own: the link leads to its place among all
	Resources   = "resources" // nor has a resource
)

// Bundle is everything the kit knows, in one language. Units are in the order
// of their slugs until the builder puts them in that of the language; scripts
// are in the order of their set, tips by number.
type Bundle struct {
	Lang        i18n.Lang    `json:"lang,omitempty"`
	Playbooks   []Playbook   `json:"playbooks,omitempty"`
	Scripts     []Script     `json:"scripts,omitempty"`
	Checklists  []Checklist  `json:"checklists,omitempty"`
	Calculators []Calculator `json:"calculators,omitempty"`
	Guides      []Guide      `json:"guides,omitempty"`
	Tips        []Tip        `json:"tips,omitempty"`
	Resources   Directory    `json:"resources,omitzero"`
}

// Link leads to another unit of the same bundle.
type Link struct {
	Kind string `json:"kind"` // one of the kinds above
	Slug string `json:"slug"`
}

// Path is the route of the unit, the same in both languages.
func (l Link) Path() string {
	switch l.Kind {
	case Tips:
		return "/tips#tip-" + l.Slug
	case Resources:
		return "/resources#resource-" + l.Slug
	}
	return "/" + l.Kind + "/" + l.Slug
}

// Count is a count noun: {n} stands for the number (« 1,5 départ »).
type Count struct {
	One   string `json:"one"`
	Other string `json:"other"`
}

// Playbook is a short guide for a situation, usable while it happens (F20 to F31).
type Playbook struct {
	Slug       string   `json:"slug"`
	Rows       []string `json:"rows"`
	Title      string   `json:"title"`
	Short      string   `json:"short"` // on a button
	Aim        string   `json:"aim"`
	Situations []string `json:"situations"` // what one would type while it happens (« il crie »)
	Phases     []Phase  `json:"phases,omitempty"`
	Why        []string `json:"why"`
	Steps      []Step   `json:"steps"`
	Say        []string `json:"say"`
	Avoid      []Avoid  `json:"avoid"`
	Watch      []Watch  `json:"watch"`
	Stop       string   `json:"stop"`               // when to leave the playbook
	Tool       string   `json:"tool,omitempty"`     // HoldTimer, TalkTimer, or none
	Latitude   bool     `json:"latitude,omitempty"` // what the worker may decide alone is shown (F51)
	Scripts    []string `json:"scripts"`            // ids, in order of use
	Related    []Link   `json:"related,omitempty"`
}

// Tools that a playbook or a script comes with.
const (
	HoldTimer = "hold-timer" // for someone who waits (F07)
	TalkTimer = "talk-timer" // for a conversation whose length was announced (F22)
)

// Phase groups steps: before, during, after.
type Phase struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Step is one thing to do.
type Step struct {
	ID    string `json:"id"`
	Phase string `json:"phase,omitempty"`
	Do    string `json:"do"`
	How   string `json:"how,omitempty"`
}

// Avoid is something not to say, why, and what to say in its place.
type Avoid struct {
	Say     string `json:"say"`
	Because string `json:"because"`
	Instead string `json:"instead"`
}

// Levels of a Watch, from lighter to graver.
const (
	LevelEase   = "ease"
	LevelStuck  = "stuck"
	LevelLimit  = "limit"
	LevelDanger = "danger"
)

// Watch is a sign to look for and what to do then: at most one of Step, Script
// and Link leads there.
type Watch struct {
	ID     string `json:"id"`
	Level  string `json:"level"`
	Sign   string `json:"sign"`
	Then   string `json:"then"`
	Step   string `json:"step,omitempty"`   // a step of the same playbook
	Script string `json:"script,omitempty"` // a script's id
	Link   string `json:"link,omitempty"`   // a route
}

// Registers of a script.
const (
	Spoken  = "spoken"
	Written = "written"
)

// Script is a text to say or to send, with blanks (package script).
type Script struct {
	ID        string   `json:"id"`
	Theme     string   `json:"theme"` // the set it belongs to
	Rows      []string `json:"rows"`
	Register  string   `json:"register"` // Spoken or Written
	Channels  []string `json:"channels"` // in_person, phone, email, text
	Playbooks []string `json:"playbooks"`
	Promise   bool     `json:"promise,omitempty"` // what is asked becomes a promise (F05)
	Starts    string   `json:"starts,omitempty"`  // a tool
	Stops     string   `json:"stops,omitempty"`
	Stage     string   `json:"stage,omitempty"` // of an improvement asked for (F06)
	Title     string   `json:"title"`
	When      string   `json:"when"`
	Delivery  string   `json:"delivery,omitempty"` // tone and pace
	Subject   string   `json:"subject,omitempty"`  // of an e-mail, and only of one
	Text      []string `json:"text"`               // paragraphs
	TextTu    []string `json:"text_tu,omitempty"`  // French only: for someone called tu
}

// Paragraphs returns the text to use: the one that says tu where the person is
// called so and the script has it. Nothing is ever turned from vous to tu.
func (s Script) Paragraphs(tu bool) []string {
	if tu && len(s.TextTu) > 0 {
		return s.TextTu
	}
	return s.Text
}

// Tip is one of the tips of the day (F70).
type Tip struct {
	N     int      `json:"n"`
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Rows  []string `json:"rows"`
	Link  string   `json:"link,omitempty"` // a route
}

// Encode returns the bundle as the file that is shipped: JSON, with a line for each of its parts.
func (b *Bundle) Encode() ([]byte, error) {
	var file []byte
	for _, part := range []Bundle{{Lang: b.Lang}, {Playbooks: b.Playbooks}, {Scripts: b.Scripts}, {Checklists: b.Checklists},
		{Calculators: b.Calculators}, {Guides: b.Guides}, {Tips: b.Tips}, {Resources: b.Resources}} {
		line, err := json.Marshal(part)
		if err != nil {
			return nil, err
		}
		if len(line) == len("{}") {
			continue
		}
		if len(file) > 0 {
			line[0] = ','
		}
		file = append(append(file, line[:len(line)-1]...), '\n')
	}
	return append(file, '}'), nil
}

// Decode reads what Encode made, which it uses up, and rests after each part: all of it takes a telephone a third of a second.
// A file that was cut short is an error.
func Decode(file []byte, rest func()) (*Bundle, error) {
	b := new(Bundle)
	for line := range bytes.Lines(file) {
		if string(line) == "}" {
			return b, nil
		}
		line[0], line[len(line)-1] = '{', '}' // each line is an object of its own
		if err := json.Unmarshal(line, b); err != nil {
			return nil, err
		}
		rest()
	}
	return nil, io.ErrUnexpectedEOF
}

// Playbook returns the playbook with the given slug.
func (b *Bundle) Playbook(slug string) (Playbook, bool) {
	return find(b.Playbooks, slug, func(p *Playbook) string { return p.Slug })
}

// Script returns the script with the given id.
func (b *Bundle) Script(id string) (Script, bool) {
	return find(b.Scripts, id, func(s *Script) string { return s.ID })
}

// Checklist returns the checklist with the given slug.
func (b *Bundle) Checklist(slug string) (Checklist, bool) {
	return find(b.Checklists, slug, func(c *Checklist) string { return c.Slug })
}

// Calculator returns the words of the calculator with the given slug.
func (b *Bundle) Calculator(slug string) (Calculator, bool) {
	return find(b.Calculators, slug, func(c *Calculator) string { return c.Slug })
}

// Guide returns the guide with the given slug.
func (b *Bundle) Guide(slug string) (Guide, bool) {
	return find(b.Guides, slug, func(g *Guide) string { return g.Slug })
}

// Tip returns the tip with the given id.
func (b *Bundle) Tip(id string) (Tip, bool) {
	return find(b.Tips, id, func(t *Tip) string { return t.ID })
}

// Resource returns the place to turn to with the given id.
func (b *Bundle) Resource(id string) (Resource, bool) {
	return find(b.Resources.Resources, id, func(r *Resource) string { return r.ID })
}

// Title returns the title of what a link leads to, or false when it is not in the bundle.
func (b *Bundle) Title(l Link) (string, bool) {
	switch l.Kind {
	case Playbooks:
		p, ok := b.Playbook(l.Slug)
		return p.Title, ok
	case Scripts:
		s, ok := b.Script(l.Slug)
		return s.Title, ok
	case Checklists:
		c, ok := b.Checklist(l.Slug)
		return c.Title, ok
	case Calculators:
		c, ok := b.Calculator(l.Slug)
		return c.Title, ok
	case Guides:
		g, ok := b.Guide(l.Slug)
		return g.Title, ok
	case Tips:
		t, ok := b.Tip(l.Slug)
		return t.Title, ok
	case Resources:
		r, ok := b.Resource(l.Slug)
		return r.Name, ok
	}
	return "", false
}

func find[T any](list []T, id string, of func(*T) string) (T, bool) {
	for i := range list {
		if of(&list[i]) == id {
			return list[i], true
		}
	}
	var none T
	return none, false
}
