package contacts

import (
	"strconv"
	"strings"
)

// isVCard tells whether a card begins on some line near the start.
func isVCard(data string) bool {
	r := newCardReader(data[:min(len(data), 64<<10)], 1)
	for {
		line, ok := r.next()
		line = strings.TrimLeft(line, " \t")
		if i := strings.IndexByte(line, '.'); i >= 0 && i < strings.IndexByte(line, ':') {
			line = line[i+1:] // item1.BEGIN:VCARD
		}
		if !ok || hasFold(line, "BEGIN:VCARD") {
			return ok
		}
	}
}

// outdented takes the space before each line away.
func outdented(data string) string {
	lines := strings.Split(data, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimLeft(l, " \t")
	}
	return strings.Join(lines, "\n")
}

// card is a card being read.
type card struct {
	line       int
	old        bool // version 2.1
	properties []property
	note       strings.Builder // lines that belong to no property
}

// maxNested is how many cards may be open at once: an agent's card stands inside another's.
const maxNested = 4

// cardsReader reads cards, which may hold others.
type cardsReader struct {
	*cardReader
	f       *File
	columns map[string]int
	nested  int
	open    []*card // the innermost last
}

// readVCards reads every card.
func (f *File) readVCards(data string) error {
	r := cardsReader{cardReader: newCardReader(data, 1), f: f, columns: make(map[string]int)}
	return r.read()
}

// read reads to the end. A card that nothing ends is ended by the next one, or by the end of the file.
func (r *cardsReader) read() error {
	told := 0
	for {
		line := r.line
		p, ok := r.property()
		if !ok {
			break
		}
		if r.nested == 0 && r.at-told > 64<<10 {
			told = r.at
			r.f.Options.Pause(r.at, len(r.data))
		}
		if err := r.take(p, line); err != nil {
			return err
		}
	}
	for len(r.open) > 0 {
		if err := r.end(); err != nil {
			return err
		}
	}
	return nil
}

// take takes a property, which may begin or end a card.
func (r *cardsReader) take(p property, line int) error {
	var c *card
	if n := len(r.open); n > 0 {
		c = r.open[n-1]
	}
	switch {
	case p.name == "BEGIN" && strings.EqualFold(strings.TrimSpace(p.value), "VCARD"):
		agent := c != nil && len(c.properties) > 0 && c.properties[len(c.properties)-1].name == "AGENT" && len(r.open) < maxNested
		if c != nil && !agent {
			if err := r.end(); err != nil {
				return err
			}
		}
		r.open = append(r.open, &card{line: line})
	case c == nil:
	case p.name == "END":
		return r.end()
	case p.name == "VERSION":
		c.old = strings.HasPrefix(strings.TrimSpace(p.value), "2")
		r.old = c.old
	case p.name == "":
		c.astray(p.value)
	case len(c.properties) < 4*maxOfOne:
		c.properties = append(c.properties, p)
	default:
		r.f.Cut++
	}
	return nil
}

// end ends the innermost card.
func (r *cardsReader) end() error {
	last := len(r.open) - 1
	c := r.open[last]
	r.open = r.open[:last]
	r.old = last > 0 && r.open[last-1].old
	return r.card(c)
}

// astray keeps a line that belongs to no property, as a careless program writes them. What follows a photo is the rest of it.
func (c *card) astray(line string) {
	n := len(c.properties)
	if n > 0 && !c.properties[n-1].passed() && strings.Trim(line, "; \t") != "" && c.note.Len() < MaxValue {
		c.note.WriteString(line)
		c.note.WriteByte('\n')
	}
}

// spoken are the properties that tell how a name is said, in the order in which its parts are.
const spoken = "X-PHONETIC-FIRST-NAME X-PHONETIC-MIDDLE-NAME X-PHONETIC-LAST-NAME SOUND"

// card makes a row of a card.
func (r *cardsReader) card(c *card) error {
	k := cells{cardsReader: r, row: draft{Row: Row{Line: c.line}}, old: c.old, labels: make(map[string]string)}
	address := false
	for i := range c.properties {
		switch p := &c.properties[i]; p.name {
		case "X-ABLABEL":
			k.labels[p.group] = strings.TrimSuffix(strings.TrimPrefix(k.text(p), "_$!<"), ">!$_")
		case "ADR":
			address = true
		case "PRODID":
			k.row.own = strings.Contains(p.value, "//"+product+"//")
		case "KIND", "X-ADDRESSBOOKSERVER-KIND":
			k.row.group = k.row.group || strings.EqualFold(strings.TrimSpace(p.value), "group")
		}
	}
	for i := range c.properties {
		p := &c.properties[i]
		if !p.passed() && !hasWord(spoken, p.name) && !(p.name == "LABEL" && address) {
			k.add(p)
		}
	}
	for _, name := range strings.Fields(spoken) {
		for i := range c.properties {
			if p := &c.properties[i]; p.name == name && !p.passed() {
				k.add(p)
			}
		}
	}
	if c.note.Len() > 0 {
		k.add(&property{name: "NOTE", value: c.note.String()})
	}
	if err := r.f.add(&k.row); err != nil {
		return err
	}
	for _, agent := range k.agents {
		if r.nested >= maxNested {
			r.f.Cut++
			break
		}
		inside := cardsReader{cardReader: newCardReader(agent, c.line), f: r.f, columns: r.columns, nested: r.nested + 1}
		if err := inside.read(); err != nil {
			return err
		}
	}
	return nil
}

// splitEscaped splits at a separator that no backslash escapes.
func splitEscaped(s string, sep byte) []string {
	var parts []string
	from := 0
	for i := 0; i < len(s) && len(parts) < maxOfOne; i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == sep {
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

// unescape takes the backslashes away. In version 2.1 only separators have them, and a line break is no letter.
func unescape(s string, old bool) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	signs := `;,:\"nN`
	if old {
		signs = ";,:"
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) && strings.IndexByte(signs, s[i+1]) >= 0 {
			i++
			if c = s[i]; c|0x20 == 'n' {
				c = '\n'
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// prefOf tells how preferred a value is: the lower the more, 0 when nothing was said.
func prefOf(p *property, types string) int {
	if n, err := strconv.Atoi(p.param("PREF")); err == nil && n >= 1 && n <= 100 {
		return n
	}
	if hasWord(types, "pref") {
		return 1
	}
	return 0
}
