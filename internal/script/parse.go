package script

import (
	"errors"
	"strconv"
	"strings"
)

// What can be wrong in a text. A Fault wraps one of them.
var (
	ErrUnknownName = errors.New("script: unknown record name")
	ErrUnknownKind = errors.New("script: unknown kind of blank")
	ErrUnclosed    = errors.New("script: blank that is not closed on its line")
	ErrStrayClose  = errors.New("script: closing mark without a blank")
	ErrChoices     = errors.New("script: choice with fewer than two answers")
)

// Fault is one thing wrong in a text.
type Fault struct {
	Offset int    // in bytes, from the start of the text
	Source string // the text at fault, as written
	Err    error  // ErrUnknownName …
}

func (f Fault) Error() string {
	return f.Err.Error() + " at byte " + strconv.Itoa(f.Offset) + ": " + f.Source
}

// Unwrap returns the sentinel, for errors.Is.
func (f Fault) Unwrap() error { return f.Err }

// Faults is the error of Parse: every fault of the text, in order.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the faults, for errors.Is and errors.As.
func (fs Faults) Unwrap() []error {
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errs
}

// Parse reads a text. When something is wrong the error is a Faults, and the
// Template can still be shown: what is at fault becomes an unknown segment,
// which counts as open, so that the text cannot leave before it is mended.
func Parse(text string) (Template, error) {
	p := parser{src: text, opened: map[string]int{}, next: map[string]int{}}
	p.t.at = map[string]int{}
	p.run()
	if len(p.faults) > 0 {
		return p.t, p.faults
	}
	return p.t, nil
}

type parser struct {
	src     string
	pos     int
	literal strings.Builder
	opened  map[string]int // escaped opening marks whose closing mark is literal too
	next    map[string]int // where each closing mark was last seen ahead; past the end: there is none
	t       Template
	faults  Faults
}

func (p *parser) run() {
	for p.pos < len(p.src) {
		rest := p.src[p.pos:]
		switch {
		case rest[0] == '\\' && escapable(rest[1:]) != "":
			mark := escapable(rest[1:])
			p.literal.WriteString(mark)
			p.pos += 1 + len(mark)
			p.opened[closing[mark]]++
		case strings.HasPrefix(rest, "{{"):
			p.between("{{", "}}", p.record)
		case strings.HasPrefix(rest, "[["):
			p.between("[[", "]]", p.asked)
		case strings.HasPrefix(rest, "}}"), strings.HasPrefix(rest, "]]"):
			if p.opened[rest[:2]] == 0 {
				p.fault(ErrStrayClose, rest[:2])
				continue
			}
			p.opened[rest[:2]]--
			p.literal.WriteString(rest[:2])
			p.pos += 2
		default:
			p.literal.WriteByte(rest[0])
			p.pos++
		}
	}
	p.flush()
}

// closing gives the mark that closes an opening one.
var closing = map[string]string{"{{": "}}", "[[": "]]"}

// escapable returns the mark at the start of s that a backslash makes literal.
func escapable(s string) string {
	for _, mark := range []string{"{{", "}}", "[[", "]]", `\`} {
		if strings.HasPrefix(s, mark) {
			return mark
		}
	}
	return ""
}

// between reads one blank. A blank ends on its line and before the next one;
// otherwise its opening mark alone is at fault, and reading goes on after it.
func (p *parser) between(open, end string, read func(src, inner string)) {
	n := p.find(end) - p.pos
	rest := p.src[p.pos:]
	if n >= len(rest) || strings.Contains(rest[2:n], open) || strings.Contains(rest[2:n], "\n") {
		p.fault(ErrUnclosed, open)
		return
	}
	read(rest[:n+2], rest[2:n])
}

// find is where a closing mark stands next, or the end of the text. It looks at each byte once however often it is asked:
// a text may hold tens of thousands of opening marks.
func (p *parser) find(end string) int {
	from := p.pos + 2
	if at, sought := p.next[end]; sought && at >= from {
		return at
	}
	at := len(p.src)
	if i := strings.Index(p.src[from:], end); i >= 0 {
		at = from + i
	}
	p.next[end] = at
	return at
}

func (p *parser) record(src, inner string) {
	name, fallback, has := strings.Cut(inner, "|")
	key, ok := canonicalName(name)
	if !ok {
		p.fault(ErrUnknownName, src)
		return
	}
	p.add(node{kind: nodeRecord, text: src, key: key, fallback: strings.TrimSpace(fallback), hasFallback: has})
}

func (p *parser) asked(src, inner string) {
	word, rest := strings.TrimSpace(inner), ""
	if i := strings.IndexAny(word, " :\u00a0"); i >= 0 {
		word, rest = word[:i], strings.TrimPrefix(word[i:], "\u00a0")
	}
	kind, ok := canonicalKind(word)
	if !ok {
		p.fault(ErrUnknownKind, src)
		return
	}
	b := Blank{Kind: kind}
	if kind == KindChoice {
		label, list, _ := strings.Cut(rest, ":")
		b.Label = canonicalLabel(label)
		for _, c := range strings.Split(list, "/") {
			if c = strings.TrimSpace(c); c != "" {
				b.Choices = append(b.Choices, c)
			}
		}
		if len(b.Choices) < 2 {
			p.fault(ErrChoices, src)
			return
		}
		rest = b.Label + ": " + strings.Join(b.Choices, " / ")
	} else {
		b.Label = canonicalLabel(strings.TrimPrefix(strings.TrimSpace(rest), ":"))
		rest = b.Label
	}
	b.Key = strings.TrimSpace(kind + " " + fold(rest))
	p.add(node{kind: nodeAsked, text: src, key: b.Key})
	if _, asked := p.t.at[b.Key]; !asked {
		p.t.at[b.Key] = len(p.t.blanks)
		p.t.blanks = append(p.t.blanks, b)
	}
}

// fault keeps the source as an unknown node, to be shown as it stands.
func (p *parser) fault(err error, src string) {
	p.faults = append(p.faults, Fault{Offset: p.pos, Source: src, Err: err})
	p.add(node{kind: nodeUnknown, text: src, key: src})
}

func (p *parser) add(n node) {
	p.flush()
	n.at = p.pos
	p.t.nodes = append(p.t.nodes, n)
	p.pos += len(n.text)
}

func (p *parser) flush() {
	if p.literal.Len() > 0 {
		p.t.nodes = append(p.t.nodes, node{kind: nodeLiteral, text: p.literal.String()})
		p.literal.Reset()
	}
}
