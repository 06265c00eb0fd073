package contacts

import (
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
	value  string
}

// param is one parameter; vCard 2.1 leaves out the name of TYPE and ENCODING.
type param struct{ name, value string }

// cardReader reads the properties of a file one after the other. Every byte is looked at a few times at most.
type cardReader struct {
	data string
	at   int
	line int  // the number of the next line, from 1
	old  bool // inside a card of version 2.1

	feed, back int // where the next LF and the next CR stand, once looked for
}

func newCardReader(data string, line int) *cardReader {
	return &cardReader{data: data, line: line, feed: -1, back: -1}
}

// next reads a line as it stands, without its end.
func (r *cardReader) next() (line string, ok bool) {
	if r.at >= len(r.data) {
		return "", false
	}
	if r.feed < r.at {
		r.feed = r.find('\n')
	}
	if r.back < r.at {
		r.back = r.find('\r')
	}
	line = r.data[r.at:min(r.feed, r.back)]
	if r.at += len(line) + 1; r.feed == r.back+1 {
		r.at++
	}
	r.at = min(r.at, len(r.data))
	r.line++
	return line, true
}

// find is where a byte stands next, or the end.
func (r *cardReader) find(c byte) int {
	if i := strings.IndexByte(r.data[r.at:], c); i >= 0 {
		return r.at + i
	}
	return len(r.data)
}

// hasFold tells whether a text begins with an ASCII prefix, in any case.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// folded tells whether the next line goes on with the one before.
func (r *cardReader) folded() bool {
	return r.at < len(r.data) && (r.data[r.at] == ' ' || r.data[r.at] == '\t')
}

// ended tells whether the next line is no part of a value that should go on: the value was cut, or its writer has coded
// its end. The lines that must not be lost are known by their beginning.
func (r *cardReader) ended() bool {
	for _, begin := range notMore {
		if hasFold(r.data[r.at:], begin) {
			return true
		}
	}
	return r.at == len(r.data)
}

var notMore = strings.Fields("END:VCARD BEGIN:VCARD TEL; TEL: EMAIL; EMAIL:")

// blank passes over a blank line before coded text: line ends were doubled on the way here.
func (r *cardReader) blank() {
	rest := r.data[r.at:min(len(r.data), r.at+4)]
	if text := strings.TrimLeft(rest, "\r\n"); len(text) < len(rest) && strings.HasPrefix(text, "=") {
		r.line += max(1, strings.Count(rest, "\n"))
		r.at += len(rest) - len(text)
	}
}

// property reads the next property. A line without a colon that nothing announced has an empty name. The value of a photo,
// a sound or a key is passed over.
func (r *cardReader) property() (p property, ok bool) {
	line := ""
	for strings.TrimSpace(line) == "" {
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
	p.value = r.unfold(value, p.encoding() == quotedPrintable)
	return p, true
}

// unfold reads the lines on which a value goes on: folded ones and, in quoted-printable, those after a soft line break.
func (r *cardReader) unfold(value string, quoted bool) string {
	var b strings.Builder
	for {
		soft, more := strings.CutSuffix(strings.TrimRight(value, " \t"), "=")
		if more = more && quoted; more {
			value = soft
		}
		if room := maxCoded - b.Len(); len(value) > room {
			value = value[:room] // the rest is passed over
		}
		if b.Len() == 0 && !more && !r.folded() {
			return value
		}
		b.WriteString(value)
		switch {
		case more && !r.ended():
			r.blank()
			value, _ = r.next()
		case !more && r.folded():
			if value, _ = r.next(); !r.old || quoted {
				value = value[1:]
			}
		default:
			return b.String()
		}
	}
}

// cutHead cuts a line at the first colon outside of quotes; a quote that nothing closes is text.
func cutHead(line string) (head, value string, ok bool) {
	quoted := false
	first := -1
	for i := range min(len(line), maxHead) {
		if line[i] == '"' {
			quoted = !quoted
		} else if line[i] == ':' {
			if first < 0 {
				first = i
			}
			if !quoted {
				return line[:i], line[i+1:], i > 0
			}
		}
	}
	if first <= 0 {
		return "", "", false
	}
	return line[:first], line[first+1:], true
}

// head reads the group, the name and the parameters.
func (p *property) head(s string) {
	parts := splitOutside(s)
	p.name = strings.ToUpper(strings.TrimSpace(parts[0]))
	if i := strings.LastIndexByte(p.name, '.'); i >= 0 {
		p.group, p.name = p.name[:i], p.name[i+1:]
	}
	p.name = strings.ToValidUTF8(p.name, "")
	for _, part := range parts[1:min(len(parts), 32)] {
		name, value, named := strings.Cut(part, "=")
		if !named {
			name, value = "", part
		}
		value = charset.Text(strings.ReplaceAll(strings.TrimSpace(value), `"`, ""), charset.Latin)
		p.params = append(p.params, param{strings.ToUpper(strings.TrimSpace(name)), value})
	}
}

// splitOutside splits at semicolons outside of quotes.
func splitOutside(s string) []string {
	var parts []string
	quoted, from := false, 0
	for i := range len(s) {
		if s[i] == '"' {
			quoted = !quoted
		} else if s[i] == ';' && !quoted {
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

const quotedPrintable = "QUOTED-PRINTABLE"

// encoding is QUOTED-PRINTABLE, BASE64 or nothing.
func (p *property) encoding() string {
	for _, q := range p.params {
		if q.name == "ENCODING" || q.name == "" {
			switch v := strings.ToUpper(q.value); v {
			case quotedPrintable, "BASE64":
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

// types are the types of a property, in lower case and parted by spaces, whatever the version.
func (p *property) types() string {
	types := ""
	for _, q := range p.params {
		if q.name == "TYPE" || q.name == "" {
			types = join(" ", types, strings.ReplaceAll(strings.ToLower(q.value), ",", " "))
		}
	}
	return types
}

// passed tells whether the value is of no use here: pictures, sounds, keys. A sound may be a name as it is said.
func (p *property) passed() bool {
	return hasWord("PHOTO LOGO KEY", p.name) || p.name == "SOUND" && !hasWord(p.types(), "x-irmc-n")
}

// pass passes over a value: its folded lines and, in base64, those that some programs do not fold, which hold no colon.
func (r *cardReader) pass(p property) {
	coded := p.encoding() == "BASE64"
	for {
		from, line := r.at, r.line
		fold := r.folded()
		more, ok := r.next()
		if !ok {
			return
		}
		if !fold && !(coded && more != "" && strings.IndexByte(more, ':') < 0) {
			r.at, r.line = from, line
			return
		}
	}
}

// decode makes text of a part of a value. It tells whether the charset is known.
func (p *property) decode(part string, older charset.Name) (text string, known bool) {
	switch p.encoding() {
	case quotedPrintable:
		part = unquote(part)
	case "BASE64":
		if plain, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(part, " ", "")); err == nil {
			part = string(plain)
		}
	}
	known = true
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
func unquote(s string) string {
	if strings.IndexByte(s, '=') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '=' && i+2 < len(s) {
			if hi, lo := hex(s[i+1]), hex(s[i+2]); hi < 16 && lo < 16 {
				c = hi<<4 | lo
				i += 2
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

func hex(c byte) byte {
	if c >= '0' && c <= '9' {
		return c - '0'
	}
	if c |= 0x20; c >= 'a' && c <= 'f' {
		return c - 'a' + 10
	}
	return 16
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
