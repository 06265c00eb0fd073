// Package script is the placeholder language of the scripts that a worker says
// or sends: it parses a text, says which blanks it asks for, and fills them
// from the client's record and the worker's answers, so that nothing can leave
// with a hole in it (FIELD rows F20 to F31, and F03 for the forms of address).
//
// Two kinds of blanks stand in a text:
//
//	{{client.first_name|Madame, Monsieur}}   read from the record, with a fallback
//	[[date promise]]  [[choice: a / b]]      asked, once for each kind and label
//
// A backslash takes the meaning away from what follows it: \{{ \}} \[[ \]] \\.
// README.md lists the names, their French aliases and the joints between words
// (elision, articles, orphan commas) that the package looks after.
//
// The package is pure: it knows nothing of clients, screens or storage. It does
// not send, copy or store anything, and it never expands what a value holds.
package script

import (
	"strings"
	"time"
)

// Kinds of asked blanks. The canonical form of their answers is in Answer.
const (
	KindDate    = "date"
	KindTime    = "time"
	KindMinutes = "minutes"
	KindMoney   = "money"
	KindText    = "text"
	KindChoice  = "choice"
)

// LabelPromise marks the date and the time that become a promise (F05).
const LabelPromise = "promise"

// Blank is one thing to ask the worker before a script can leave.
type Blank struct {
	Key     string   // identifies the answer: kind and label
	Kind    string   // one of the Kind constants
	Label   string   // in the language of the script, except promise, first and wait
	Choices []string // for a choice, at least two
}

// Template is a parsed text. The zero Template is an empty text.
type Template struct {
	nodes  []node
	blanks []Blank
	at     map[string]int // places in blanks, by key
}

type nodeKind int

const (
	nodeLiteral nodeKind = iota
	nodeRecord
	nodeAsked
	nodeUnknown
)

// node is a stretch of the source: a literal, a blank, or a blank at fault.
type node struct {
	kind        nodeKind
	text        string // the literal, unescaped; the source of an unknown blank
	key         string // record name, or Blank.Key
	fallback    string
	hasFallback bool
	at          int // where its source begins; of a literal, nothing
}

// Blanks returns what has to be asked, in the order of the text, each once.
func (t Template) Blanks() []Blank {
	return append([]Blank(nil), t.blanks...)
}

// Names returns the record names that the text reads, in order, each once.
func (t Template) Names() []string {
	var names []string
	seen := map[string]bool{}
	for _, n := range t.nodes {
		if n.kind == nodeRecord && !seen[n.key] {
			seen[n.key] = true
			names = append(names, n.key)
		}
	}
	return names
}

// Missing returns the record names, in order and each once, that have neither a
// value in r nor a fallback. They are holes: the worker answers them under
// their name, as if they had been asked, or skips them.
func (t Template) Missing(r Record) []string {
	var names []string
	seen := map[string]bool{}
	for _, n := range t.nodes {
		if n.kind == nodeRecord && !n.hasFallback && !seen[n.key] && strings.TrimSpace(r[n.key]) == "" {
			seen[n.key] = true
			names = append(names, n.key)
		}
	}
	return names
}

// Blank returns the asked blank with the given key.
func (t Template) Blank(key string) (Blank, bool) {
	if i, ok := t.at[key]; ok {
		return t.blanks[i], true
	}
	return Blank{}, false
}

// Promise returns the date ("2026-11-27") and the time ("14:05", or empty) that
// the answers promise (F05). A promised time without a date means today. It
// returns false while the text promises nothing that has been answered.
func (t Template) Promise(a Answers, today time.Time) (date, clock string, ok bool) {
	for _, b := range t.blanks {
		answer := strings.TrimSpace(a[b.Key].Value)
		if b.Label != LabelPromise || a[b.Key].Skipped {
			continue
		}
		if _, valid := parseDate(answer); valid && b.Kind == KindDate {
			date = answer
		}
		if _, _, valid := parseClock(answer); valid && b.Kind == KindTime {
			clock = answer
		}
	}
	if date == "" && clock != "" {
		date = today.Format(time.DateOnly)
	}
	return date, clock, date != ""
}
