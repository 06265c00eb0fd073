package script

import (
	"strings"
	"time"

	"trousse/internal/i18n"
)

// Record holds what is known, by the names of the closed list. Telephone
// numbers may come as they are stored: Fill writes them for the eye.
type Record map[string]string

// Answer is what the worker gave for a blank, in canonical form: date
// "2026-11-27", time "14:05", minutes "3", money "3.5", a choice in its own
// words. Skipped leaves the blank out on purpose.
type Answer struct {
	Value   string
	Skipped bool
}

// Answers holds the answers by Blank.Key, and by record name for what Missing
// returned.
type Answers map[string]Answer

// Context is what the words depend on besides the record.
type Context struct {
	Lang   i18n.Lang // the language of the script: the client's, not the screen's
	Spoken bool      // today and tomorrow are said as such
	Today  time.Time // the worker's civil date; the hour is not read
}

// State says where the text of a Segment comes from.
type State int

// States of a segment.
const (
	Literal State = iota
	FromRecord
	FromAnswer
	Hole    // nothing yet: Text is empty, Key says what to ask
	Skipped // left out on purpose: Text is empty
	Unknown // at fault: Text is the source
)

// Segment is a stretch of a filled text.
type Segment struct {
	Text  string
	State State
	Key   string // Blank.Key or record name; the source for Unknown
}

// Filled is a text filled as far as it can be.
type Filled struct {
	Segments []Segment
	Open     int // holes and unknown segments: nothing leaves unless it is 0
}

// Text returns the finished words. They are complete only when Open is 0.
func (f Filled) Text() string {
	var b strings.Builder
	for _, s := range f.Segments {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Fill puts values in place in a single pass: a value that holds marks keeps
// them as they are. An answer that is not in canonical form is a hole.
func (t Template) Fill(r Record, a Answers, c Context) Filled {
	segs := make([]Segment, 0, len(t.nodes))
	for _, n := range t.nodes {
		segs = append(segs, t.segment(n, r, a, c))
	}
	takeAway(segs)
	if c.Lang == i18n.EN {
		joinEnglish(segs, t)
	} else {
		joinFrench(segs, t)
	}
	joinAll(segs, t)
	var f Filled
	for _, s := range segs {
		switch s.State {
		case Hole, Unknown:
			f.Open++
		case Literal, FromRecord, FromAnswer:
			if s.Text == "" {
				continue
			}
		}
		f.Segments = append(f.Segments, s)
	}
	return f
}

func (t Template) segment(n node, r Record, a Answers, c Context) Segment {
	s := Segment{Key: n.key}
	switch n.kind {
	case nodeLiteral:
		s.Text = n.text
	case nodeUnknown:
		s.State, s.Text = Unknown, n.text
	case nodeRecord:
		s.State, s.Text = FromRecord, oneLine(r[n.key])
		if s.Text == "" {
			s.Text = n.fallback
		} else {
			s.Text = known(n.key, s.Text, c.Lang)
		}
		if s.Text == "" && !n.hasFallback {
			given := Blank{Key: n.key, Kind: KindText}
			s = answered(given, a[n.key], c)
			s.Text = known(n.key, s.Text, c.Lang)
		}
	case nodeAsked:
		b, _ := t.Blank(n.key)
		s = answered(b, a[n.key], c)
	}
	return s
}

func answered(b Blank, a Answer, c Context) Segment {
	if a.Skipped {
		return Segment{State: Skipped, Key: b.Key}
	}
	if text, ok := render(b, strings.TrimSpace(a.Value), c); ok {
		return Segment{State: FromAnswer, Text: text, Key: b.Key}
	}
	return Segment{State: Hole, Key: b.Key}
}

// oneLine trims s and turns its line breaks and tabs into spaces.
func oneLine(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s))
}
