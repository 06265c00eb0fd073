package contacts

import (
	"bytes"
	"encoding/base64"
	"strings"

	"trousse/internal/exchange/charset"
)

const (
	maxHead  = 64 << 10     // bytes of a property's name and parameters
	maxCoded = 4 * MaxValue // bytes of a value before it is decoded
)

// property is one property of a card as it stands: NAME;PARAM=value:value, unfolded and not yet decoded.
type property struct {
	group  string // item1 of item1.TEL
	name   string // upper case
	params []param
	value  []byte
	own    bool // the value is no part of the file's bytes
}

// param is one parameter; vCard 2.1 leaves out the name of TYPE and ENCODING.
type param struct{ name, value string }

// cardReader reads the properties of a file one after the other. Every byte is looked at a few times at most.
type cardReader struct {
	data []byte
	at   int
	line int  // the number of the next line, from 1
	old  bool // inside a card of version 2.1

	feed, back int // where the next LF and the next CR stand, once looked for
}

// next reads a line as it stands, without its end.
func (r *cardReader) next() ([]byte, bool) {
	if r.at >= len(r.data) {
		return nil, false
	}
	if r.feed < r.at {
		r.feed = find(r.data, r.at, '\n')
	}
	if r.back < r.at {
		r.back = find(r.data, r.at, '\r')
	}
	line := r.data[r.at:min(r.feed, r.back)]
	if r.at += len(line) + 1; r.feed == r.back+1 {
		r.at++
	}
	r.at = min(r.at, len(r.data))
	r.line++
	return line, true
}

// find is where a byte stands next, or the end.
func find(data []byte, from int, c byte) int {
	if i := bytes.IndexByte(data[from:], c); i >= 0 {
		return from + i
	}
	return len(data)
}

// ended tells whether the next line is no part of a value that should go on: the value was cut, or its writer has coded
// its end. The lines that must not be lost are known by their beginning.
func (r *cardReader) ended() bool {
	next := r.peek()
	for _, begin := range [...]string{"END:VCARD", "BEGIN:VCARD", "TEL;", "TEL:", "EMAIL;", "EMAIL:"} {
		if hasFold(next, begin) {
			return true
		}
	}
	return len(next) == 0
}

// blank passes over a blank line before coded text: line ends were doubled on the way here.
func (r *cardReader) blank() {
	for n := 1; n <= 4 && r.at+n < len(r.data); n++ {
		switch c := r.data[r.at+n-1]; {
		case c != '\r' && c != '\n':
			return
		case r.data[r.at+n] == '=':
			for range n {
				if r.data[r.at] == '\n' || r.data[r.at+1] != '\n' {
					r.line++
				}
				r.at++
			}
			return
		}
	}
}

// peek tells how the next line begins: at most 12 bytes of it.
func (r *cardReader) peek() []byte { return r.data[r.at:min(len(r.data), r.at+12)] }

func startsFold(b []byte) bool { return len(b) > 0 && (b[0] == ' ' || b[0] == '\t') }

// property reads the next property. A line without a colon that nothing announced has an empty name. The value of a photo, a sound or a key is passed over.
func (r *cardReader) property() (p property, ok bool) {
	var line []byte
	for len(bytes.TrimSpace(line)) == 0 {
		if line, ok = r.next(); !ok {
			return p, false
		}
	}
	head, value, found := cutHead(line)
	if !found {
		return property{value: line}, true
	}
	p.head(head)
	if p.passed() {
		r.pass(p)
		return p, true
	}
	quoted := p.encoding() == "QUOTED-PRINTABLE"
	grow := func(more []byte) {
		if !p.own {
			value, p.own = append(make([]byte, 0, 2*len(value)+len(more)), value...), true
		}
		if len(value) < maxCoded {
			value = append(value, more...)
		}
	}
	for last := value; ; {
		if soft, is := bytes.CutSuffix(bytes.TrimRight(last, " \t"), []byte("=")); quoted && is {
			value = value[:len(value)-(len(last)-len(soft))]
			if last = nil; r.ended() {
				break
			}
			r.blank()
			last, _ = r.next()
		} else if startsFold(r.peek()) {
			if last, _ = r.next(); !r.old || quoted {
				last = last[1:]
			}
		} else {
			break
		}
		if len(value) >= maxCoded {
			last = nil // the rest is passed over
		}
		grow(last)
	}
	p.value = value
	return p, true
}

// hasFold tells whether b begins with an ASCII prefix, in any case.
func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}

// cutHead cuts a line at the first colon outside of quotes.
func cutHead(line []byte) (head, value []byte, ok bool) {
	quoted := false
	for i, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if c == ':' && !quoted {
			return line[:i], line[i+1:], i > 0
		}
		if i > maxHead {
			break
		}
	}
	// A quote that nothing closes is text.
	if i := bytes.IndexByte(line[:min(len(line), maxHead)], ':'); i > 0 {
		return line[:i], line[i+1:], true
	}
	return nil, nil, false
}

// head reads the group, the name and the parameters.
func (p *property) head(b []byte) {
	parts := splitOutside(charset.Text(b, charset.Latin), ';')
	name := strings.ToUpper(strings.TrimSpace(parts[0]))
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		p.group, name = name[:i], name[i+1:]
	}
	p.name = name
	for _, part := range parts[1:min(len(parts), 32)] {
		name, value, named := strings.Cut(part, "=")
		if !named {
			name, value = "", part
		}
		p.params = append(p.params, param{strings.ToUpper(strings.TrimSpace(name)), strings.ReplaceAll(strings.TrimSpace(value), `"`, "")})
	}
}

// splitOutside splits at a separator outside of quotes.
func splitOutside(s string, sep byte) []string {
	var parts []string
	quoted, from := false, 0
	for i := range len(s) {
		if s[i] == '"' {
			quoted = !quoted
		} else if s[i] == sep && !quoted {
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

// encoding is QUOTED-PRINTABLE, BASE64 or nothing.
func (p *property) encoding() string {
	for _, q := range p.params {
		if q.name == "ENCODING" || q.name == "" {
			switch v := strings.ToUpper(q.value); v {
			case "QUOTED-PRINTABLE", "BASE64":
				return v
			case "B":
				return "BASE64"
			}
		}
	}
	return ""
}

// param is the value of a parameter, empty when it is not there.
func (p *property) param(name string) string {
	for _, q := range p.params {
		if q.name == name {
			return q.value
		}
	}
	return ""
}

// types are the types of a property, in lower case, whatever the version.
func (p *property) types() []string {
	var types []string
	for _, q := range p.params {
		if q.name == "TYPE" || q.name == "" {
			for t := range strings.SplitSeq(strings.ToLower(q.value), ",") {
				types = append(types, strings.TrimSpace(t))
			}
		}
	}
	return types
}

// passed tells whether the value is of no use here: pictures, sounds, keys. A sound may be a name as it is said.
func (p *property) passed() bool {
	switch p.name {
	case "PHOTO", "LOGO", "KEY":
		return true
	case "SOUND":
		for _, t := range p.types() {
			if t == "x-irmc-n" {
				return false
			}
		}
		return true
	}
	return false
}

// pass passes over a value: its folded lines and, in base64, those that some programs do not fold, which hold no colon.
func (r *cardReader) pass(p property) {
	coded := p.encoding() == "BASE64"
	for {
		from, line := r.at, r.line
		more, ok := r.next()
		if !ok {
			return
		}
		if startsFold(more) || coded && len(more) > 0 && bytes.IndexByte(more, ':') < 0 {
			continue
		}
		r.at, r.line = from, line
		return
	}
}

// decode makes text of a part of a value. It tells whether the charset is known.
func (p *property) decode(part []byte, older charset.Name) (string, bool) {
	switch p.encoding() {
	case "QUOTED-PRINTABLE":
		part = unquote(part)
	case "BASE64":
		plain := make([]byte, base64.StdEncoding.DecodedLen(len(part)))
		if n, err := base64.StdEncoding.Decode(plain, bytes.ReplaceAll(part, []byte(" "), nil)); err == nil {
			part = plain[:n]
		}
	}
	known := true
	if label := p.param("CHARSET"); label != "" {
		var as charset.Name
		if as, known = charset.Named(label); known && as != charset.UTF8 {
			older = as
		}
		known = known || isASCII(part)
	}
	return charset.Text(part, older), known
}

// unquote decodes quoted-printable. What is no code is text, as the codes at the end of a cut file are.
func unquote(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '=' && i+2 < len(b) {
			hi, lo := hex(b[i+1]), hex(b[i+2])
			if hi < 16 && lo < 16 {
				out = append(out, hi<<4|lo)
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

func hex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 16
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
